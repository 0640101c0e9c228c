import { daysFrom, formatDate, type LocalDate } from '../../calendar/localDate.js';
import type { SchoolCalendar } from '../../calendar/schoolCalendar.js';
import { schoolDays, workingDays } from '../../calendar/units.js';
import { wantReport } from '../../workflow/boardReport.js';
import { workflowOf } from '../../workflow/workflow.js';
import { MinuteInput, MoveInput, PaperInput, PlanInput } from './inputs.js';
import { DAYS_APART, type MeetingRecord, type MeetingState, owingChairIds } from './record.js';
import type { MeetingChanges, MeetingNotice, MeetingRole } from './terms.js';

const { command, table } = workflowOf<
  MeetingRecord,
  MeetingState,
  MeetingRole,
  MeetingNotice,
  MeetingChanges
>();

/** Why a board cannot meet on a day, with what to do instead; null when it can. */
export function refuseDay(
  record: Pick<MeetingRecord, 'others' | 'reference'>,
  on: LocalDate,
  today: LocalDate,
  calendar: SchoolCalendar,
): string | null {
  if (on <= today) return `${formatDate(on)} is not to come. Choose a later day.`;
  if (!calendar.isSchoolDay(on))
    return `Schools are closed on ${formatDate(on)} (${calendar.closedBecause(on) ?? 'closed'}). ${formatDate(calendar.nextSchoolDay(on))} is the next day they are open.`;
  const same = record.others.find(meeting => !meeting.apart && meeting.on === on);
  if (same) return `${same.reference} is on that day already.`;
  const near = record.others.find(
    meeting => meeting.apart && Math.abs(daysFrom(meeting.on, on)) < DAYS_APART,
  );
  return near
    ? `It meets between the meetings of the other board, at least two weeks from either, and ${near.reference} is on ${formatDate(near.on)}.`
    : null;
}

const move = command({
  by: ['chair', 'coordinators'],
  input: MoveInput,
  to: 'same',
  label: 'Move it',
  restartsClock: true,
  refuse: (record, { on }, { today, calendars }) =>
    on === record.on ? null : refuseDay(record, on, today, calendars.default),
  set: (_record, { on, startsAt, place }) => ({ fields: { on, startsAt, place } }),
  tell: { members: 'moved' },
  answer: record => `It is now on ${formatDate(record.on)} at ${record.startsAt}, and members are told.`,
});

const cancel = command({
  by: ['chair', 'coordinators'],
  to: 'cancelled',
  label: 'Cancel the meeting',
  style: 'danger',
  confirm: 'Cancel this meeting? Members are told; what was raised waits for the next.',
  set: () => ({ release: true }),
  tell: { members: 'cancelled' },
  answer: record => `${record.reference} is cancelled. What was raised waits for the next meeting.`,
});

const minute = command({
  by: ['members', 'coordinators'],
  input: MinuteInput,
  to: 'same',
  label: 'Minute an item',
  refuse: (record, { itemId }, { personId, deputyId }) => {
    const item = record.items.find(each => each.id === itemId);
    const member = record.memberIds.includes(deputyId ?? personId ?? 0);
    return item && (item.part === 'A' || member) ? null : 'That item is not on this agenda.';
  },
  set: (_record, { itemId, text }) => ({ minute: { itemId, text } }),
  answer: () => 'Minuted.',
});

const looks = {
  pack: { by: ['members', 'coordinators'], label: 'The pack' },
  partB: { by: ['members'], label: 'Part B' },
} as const;

/**
 * One meeting of a board (DOMAIN 1.4): part A is assembled from what reports to it, papers are chased ten school days
 * before, the pack goes out five before, decisions and actions are minuted, and the minutes are closed.
 */
export const meetingWorkflow = table({
  kind: 'meeting',
  title: 'Board meeting',

  roles: {
    chair: { title: 'the chair', people: record => record.chairIds },
    deputy: { title: 'the deputy chair', people: record => (record.deputyId ? [record.deputyId] : []) },
    members: { title: 'a member of the board', people: record => record.memberIds },
    coordinators: { title: 'a coordinator', people: record => record.coordinatorIds },
    chairsBelow: {
      title: 'the chair of a board below',
      people: record => [...new Set(record.below.flatMap(board => board.chairIds))],
    },
    owingChairs: { title: 'the chair of a board below whose paper is missing', people: owingChairIds },
  },

  states: {
    new: {
      says: 'The chair or a coordinator puts it in the diary.',
      accepts: {
        plan: command({
          by: ['chair', 'coordinators'],
          input: PlanInput,
          to: 'planned',
          refuse: (record, { on }, { today, calendars }) => refuseDay(record, on, today, calendars.default),
          set: (_record, { on, startsAt, place }) => ({ fields: { on, startsAt, place } }),
          answer: record =>
            `${record.boardName} meets on ${formatDate(record.on)} at ${record.startsAt} (${record.reference}). Papers are chased ten school days before; the pack goes out five before.`,
        }),
      },
    },

    planned: {
      says: 'It is in the diary; its agenda fills from what reports to the board.',
      now: record =>
        `${record.boardName} meets on ${formatDate(record.on)}. The pack goes out five school days before.`,
      tell: { members: 'planned' },
      shows: { ...looks, pack: { by: ['members', 'coordinators'], label: 'The agenda so far' } },
      accepts: {
        paper: command({
          by: ['chairsBelow', 'chair', 'coordinators'],
          input: PaperInput,
          to: 'same',
          label: 'Send a paper',
          note: 'What a board below reports. Sent again before the pack goes out, it replaces the earlier one.',
          refuse: (record, input, { personId }) =>
            paperFrom(record, input.fromBoardId, personId)
              ? null
              : record.below.length === 0
                ? 'No board reports to this one.'
                : 'Say which board’s paper it is: one that you chair, or that you send it for.',
          follow: (record, input, { personId }) => {
            const from = paperFrom(record, input.fromBoardId, personId);
            if (!from) return [];
            return [
              {
                kind: 'board',
                id: record.boardId,
                command: 'addItem',
                input: {
                  kind: 'paper',
                  title: `Report of ${from.name}`,
                  note: input.text,
                  key: `paper:${record.id}:${from.id}`,
                  raisedById: personId,
                  sourceKind: 'board',
                  sourceId: from.id,
                  sourceReference: from.name,
                },
              },
            ];
          },
          answer: record =>
            `Thank you. It goes into the pack for ${formatDate(record.on)}. Send it again to replace it.`,
        }),
        issuePack: command({
          by: ['chair', 'coordinators', 'system'],
          to: 'packIssued',
          label: 'Send the pack now',
          confirm: 'Send the pack to all members now? What is raised later waits for the next meeting.',
          set: record => ({
            issue: { pack: record.agenda, itemIds: record.items.map(item => item.id) },
          }),
          answer: () => 'The pack is out: members are told, and open it from their card.',
        }),
        askReports: command({
          by: ['system'],
          to: 'same',
          note: 'Whatever reports to the board, or to a board below, writes its report for the pack.',
          follow: ({ agenda, on }) =>
            agenda.boards
              .flatMap(({ highlights }) => highlights.flatMap(({ entity }) => entity ?? []))
              .map(each => wantReport(each, on)),
        }),
        move,
        cancel,
      },
      due: [
        {
          name: 'reports10',
          when: { before: schoolDays(10), of: (record: MeetingRecord) => record.on },
          run: 'askReports',
        },
        {
          name: 'papers10',
          when: { before: schoolDays(10), of: (record: MeetingRecord) => record.on },
          tell: { owingChairs: 'paperWanted', coordinators: 'papersOwed' },
        },
        {
          name: 'papers7',
          when: { before: schoolDays(7), of: (record: MeetingRecord) => record.on },
          tell: { owingChairs: 'paperWanted' },
        },
        {
          name: 'pack',
          when: { before: schoolDays(5), of: (record: MeetingRecord) => record.on },
          at: '08:00',
          run: 'issuePack',
        },
      ],
      deadline: 'pack',
    },

    packIssued: {
      says: 'The pack is out. What is raised now waits for the next meeting.',
      now: record => `The pack is out; the meeting is on ${formatDate(record.on)}.`,
      tell: { members: 'pack', coordinators: 'pack' },
      shows: looks,
      accepts: {
        hold: command({
          by: ['chair', 'deputy', 'coordinators'],
          to: 'held',
          label: 'The meeting is on',
          style: 'primary',
          refuse: (record, _input, { today }) =>
            today < record.on
              ? `It is on ${formatDate(record.on)}. Move it if it takes place earlier.`
              : null,
          answer: () => 'Record what is decided and who does what from here; close the minutes when done.',
        }),
        move,
        cancel,
      },
      due: [
        {
          name: 'today',
          when: { on: (record: MeetingRecord) => record.on },
          at: '07:45',
          tell: { members: 'today' },
        },
        {
          name: 'wasItHeld',
          when: { past: workingDays(1), of: (record: MeetingRecord) => record.on },
          at: '09:00',
          tell: { chair: 'wasItHeld', coordinators: 'wasItHeld' },
        },
      ],
    },

    held: {
      says: 'It has met; decisions and actions are recorded.',
      waitsOn: ['chair', 'coordinators'],
      shows: looks,
      accepts: {
        minute,
        close: command({
          by: ['chair', 'deputy', 'coordinators'],
          to: 'closed',
          label: 'Close the minutes',
          style: 'primary',
          confirm: 'Close the minutes? Decisions that still wait go on to the next agenda.',
          answer: record =>
            `The minutes of ${record.reference} are closed, and members are told. Its actions are chased until they are done.`,
        }),
      },
      deadline: 'minutes',
      due: [
        {
          name: 'minutes',
          when: { after: workingDays(5) },
          at: '09:00',
          tell: { chair: 'minutesOwed', coordinators: 'minutesOwed' },
        },
        {
          name: 'minutes10',
          when: { after: workingDays(10) },
          at: '09:00',
          tell: { chair: 'minutesOwed' },
        },
      ],
    },

    closed: {
      says: 'Its minutes are closed.',
      ends: true,
      tell: { members: 'minutesClosed' },
      shows: looks,
      accepts: {},
    },
    cancelled: { says: 'It did not take place.', ends: true, accepts: {} },
  },
});

/** The board below for which somebody sends a paper: the one named, or the only one that they chair. */
function paperFrom(
  record: MeetingRecord,
  wanted: number | undefined,
  personId: number | null,
): MeetingRecord['below'][number] | undefined {
  const office = [...record.chairIds, ...record.coordinatorIds].includes(personId ?? 0);
  const theirs = record.below.filter(board => office || board.chairIds.includes(personId ?? 0));
  if (wanted !== undefined) return theirs.find(board => board.id === wanted);
  const chaired = record.below.filter(board => board.chairIds.includes(personId ?? 0));
  return chaired.length === 1 ? chaired[0] : undefined;
}
