import { dueDate } from '../calendar/dueDate.js';
import { addDays, type LocalDate, weekday } from '../calendar/localDate.js';
import type { SchoolCalendar } from '../calendar/schoolCalendar.js';
import { schoolDays } from '../calendar/units.js';
import { type FollowUp, workflowOf } from '../workflow/workflow.js';
import { GroupInput, MilestoneInput, NewMilestoneInput, ReasonInput } from './inputs.js';
import type { GroupRecord, GroupState } from './record.js';
import type { GroupChanges, GroupNotice, GroupRole } from './terms.js';

const { command, table } = workflowOf<GroupRecord, GroupState, GroupRole, GroupNotice, GroupChanges>();

/** Asks the lead for a check-in; the prompt is a piece of work of its own (checkIn/workflow.ts). */
const prompt = (record: GroupRecord): readonly FollowUp[] => [
  { kind: 'checkIn', id: null, command: 'ask', input: { groupId: record.id } },
];

const oneMoreMiss = (record: GroupRecord): GroupChanges => ({
  fields: { missesInARow: record.missesInARow + 1 },
});

/** So many school days after the prompt before, moved on to a Tuesday, Wednesday or Thursday (DOMAIN 4.4). */
function nextPromptOn(record: GroupRecord, calendar: SchoolCalendar): LocalDate {
  let day = dueDate(record.lastPromptOn ?? record.startsOn, schoolDays(record.cadence), calendar).date;
  while (weekday(day) < TUESDAY || weekday(day) > THURSDAY) day = calendar.nextSchoolDay(addDays(day, 1));
  return day;
}

const TUESDAY = 2;
const THURSDAY = 4;

/**
 * A task-and-finish group from its start to its end (DOMAIN 4.4): a check-in every so many school days, misses
 * told to the sponsor in private, a highlight line for the board.
 */
export const groupWorkflow = table({
  kind: 'group',
  title: 'Task-and-finish group',
  deputiesShownTo: ['sponsor'],

  roles: {
    lead: { title: 'the group lead', people: record => [record.lead.id], side: 'group' },
    deputy: {
      title: 'the deputy',
      people: record => (record.deputy ? [record.deputy.id] : []),
      side: 'group',
    },
    sponsor: { title: 'the sponsor', people: record => [record.sponsor.id] },
    chair: { title: "the board's chair", people: record => record.chairIds },
    coordinators: { title: 'a coordinator', people: record => record.coordinatorIds },
    boardChannel: { title: 'the board channel', channel: record => record.boardChannelId },
  },

  states: {
    new: {
      says: 'A coordinator or the chair sets a group up for one of the priorities.',
      accepts: {
        start: command({
          by: ['coordinators', 'chair'],
          input: GroupInput,
          to: 'active',
          set: (_record, input) => ({
            fields: {
              title: input.title,
              purpose: input.purpose,
              priority: input.priority,
              leadId: input.leadId,
              deputyId: input.deputyId ?? null,
              sponsorId: input.sponsorId,
              endsOn: input.endsOn,
            },
            addMilestone: { title: input.firstMilestone, dueOn: input.firstMilestoneOn },
          }),
          tell: { lead: 'started', deputy: 'started', sponsor: 'startedForSponsor' },
          answer: record =>
            `${record.title} has started as ${record.reference}. ${record.lead.name} is asked for a check-in every ${record.cadence} school days.`,
        }),
      },
    },

    active: {
      says: 'It works; the lead answers a prompt every so many school days, at the end of the school day.',
      accepts: {
        prompt: command({ by: ['system'], to: 'same', restartsClock: true, follow: prompt }),
        checkedIn: command({
          by: ['system'],
          to: 'same',
          note: 'An answer ends a run of misses.',
          set: () => ({ fields: { missesInARow: 0 } }),
          tell: { boardChannel: 'highlight' },
        }),
        missed: command({
          by: ['system'],
          to: 'same',
          note: 'Never in a channel; the first miss is told to nobody but lead and deputy.',
          set: oneMoreMiss,
        }),
        missedTwice: command({
          by: ['system'],
          to: 'same',
          set: oneMoreMiss,
          tell: { sponsor: 'twoMissed' },
          note: 'The second in a row goes to the sponsor, in private.',
        }),
        missedAgain: command({
          by: ['system'],
          to: 'same',
          set: oneMoreMiss,
          tell: { sponsor: 'twoMissed', chair: 'threeMissed' },
          note: 'From the third on the chair hears of it too.',
        }),
        milestoneDone: command({
          by: ['lead', 'deputy'],
          input: MilestoneInput,
          to: 'same',
          label: 'Milestone done',
          refuse: (record, { milestoneId }) =>
            record.milestones.some(milestone => milestone.id === milestoneId && !milestone.doneOn)
              ? null
              : 'That milestone is already done, or is not one of this group.',
          set: (_record, { milestoneId }, { today }) => ({ doneMilestone: { id: milestoneId, on: today } }),
          answer: () => 'Marked as done.',
        }),
        addMilestone: command({
          by: ['lead', 'deputy'],
          input: NewMilestoneInput,
          to: 'same',
          label: 'Add a milestone',
          refuse: (record, { dueOn }) =>
            dueOn > record.endsOn
              ? `The group ends on ${record.endsOn}; a milestone must fall before that.`
              : null,
          set: (_record, milestone) => ({ addMilestone: milestone }),
          answer: () => 'Added.',
        }),
        close: command({
          by: ['sponsor', 'chair'],
          to: 'closed',
          label: 'Close the group',
          confirm: 'Close this group? Its check-ins stop.',
          tell: { lead: 'closed', boardChannel: 'closed' },
          answer: record => `${record.title} is closed. Thank you.`,
        }),
        stop: command({
          by: ['sponsor', 'chair'],
          input: ReasonInput,
          to: 'stopped',
          label: 'Stop it early',
          tell: { lead: 'stopped' },
          answer: record => `${record.title} is stopped, and the lead has been told.`,
        }),
      },
      due: [
        { name: 'prompt', when: { on: nextPromptOn }, run: 'prompt' },
        ...[40, 20, 10].map(n => ({
          name: `end${n}`,
          when: { before: schoolDays(n), of: (record: GroupRecord) => record.endsOn },
          tell: { lead: 'endNear', sponsor: 'endNear' } as const,
        })),
        {
          name: 'end',
          when: { on: (record: GroupRecord) => record.endsOn },
          tell: { lead: 'endReached', sponsor: 'endReached' },
        },
      ],
    },

    closed: { says: 'It has reported.', ends: true, accepts: {} },
    stopped: { says: 'It was stopped early.', ends: true, accepts: {} },
  },
});
