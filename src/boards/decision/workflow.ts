import { formatDate, type LocalDate } from '../../calendar/localDate.js';
import { answerAsker, BoardQuestion } from '../../workflow/boardQuestion.js';
import { workflowOf } from '../../workflow/workflow.js';
import { OUTCOME_WORDS } from '../words.js';
import { DecideInput, RecordInput } from './inputs.js';
import type { DecisionRecord, DecisionState, MeetingName } from './record.js';
import type { DecisionChanges, DecisionNotice, DecisionRole } from './terms.js';

const { command, table } = workflowOf<
  DecisionRecord,
  DecisionState,
  DecisionRole,
  DecisionNotice,
  DecisionChanges
>();

/** The meeting at which something was decided on a day; null between meetings. */
const meetingOn = (record: DecisionRecord, on: LocalDate): MeetingName | null =>
  record.meetings.find(meeting => meeting.on === on) ?? null;

const refuseDay = (on: LocalDate | undefined, today: LocalDate): string | null =>
  on !== undefined && on > today ? `${formatDate(on)} is still to come. When was it decided?` : null;

/** What part B decided or gave somebody to do is for members alone: nobody acts in it for one (DOMAIN 1.4). */
const isPartB = ({ part }: DecisionRecord): boolean => part === 'B';

/**
 * One thing that a board decides (DOMAIN 4.4: terms of reference, each recommendation): asked by another process or
 * recorded by the board itself. Whoever asked is told in the same commit.
 */
export const decisionWorkflow = table({
  kind: 'decision',
  title: 'Board decision',
  personal: { of: isPartB },

  roles: {
    chair: { title: 'the chair', people: record => record.chairIds },
    deputy: { title: 'the deputy chair', people: record => (record.deputyId ? [record.deputyId] : []) },
    members: { title: 'a member of the board', people: record => record.memberIds },
    coordinators: {
      title: 'a coordinator',
      // Part B is for members alone, whatever office somebody else holds (DOMAIN 1.4).
      people: record => (record.part === 'A' ? record.coordinatorIds : []),
    },
  },

  states: {
    new: {
      says: 'Something is put to a board, or a board decides of itself.',
      accepts: {
        ask: command({
          by: ['system'],
          input: BoardQuestion,
          to: 'awaiting',
          note: 'Asked again while it still waits, the newer question replaces the older.',
          set: (_record, { askerKind, askerId, askerReference, subject, question, detail }) => ({
            fields: { part: 'A', askerKind, askerId, askerReference, subject, question, detail },
          }),
          follow: record =>
            record.olderIds.map(older => ({
              kind: 'decision',
              id: older,
              command: 'supersede',
              input: {},
            })),
        }),
        record: command({
          by: ['members', 'coordinators'],
          input: RecordInput,
          to: 'decided',
          refuse: (record, { part, on }, { today, personId }) => {
            if (part === 'B' && !record.memberIds.includes(personId ?? 0))
              return 'What part B decided is recorded by a member of the board.';
            if (part === 'B' && !record.twoPart) return 'This board has no part B.';
            return refuseDay(on, today);
          },
          set: (record, { question, part, on }, { today, personId }) => ({
            fields: {
              part,
              question,
              outcome: 'accepted',
              decidedOn: on ?? today,
              decidedById: personId,
              meetingId: meetingOn(record, on ?? today)?.id ?? null,
            },
          }),
          answer: record =>
            `Recorded as ${record.reference}${record.meeting ? `, decided at ${record.meeting.reference}` : ''}.`,
        }),
      },
    },

    awaiting: {
      says: 'It stands on the next agenda and waits for what the board decides.',
      now: record => `It waits for ${record.boardName} to decide.`,
      tell: { chair: 'asked', coordinators: 'asked' },
      waitsOn: ['chair'],
      accepts: {
        decide: command({
          by: ['chair', 'deputy', 'coordinators'],
          input: DecideInput,
          to: 'decided',
          label: 'Record the decision',
          style: 'primary',
          refuse: (_record, { on }, { today }) => refuseDay(on, today),
          set: (record, { outcome, wording, on }, { today, personId }) => ({
            fields: {
              outcome,
              wording,
              decidedOn: on ?? today,
              decidedById: personId,
              meetingId: meetingOn(record, on ?? today)?.id ?? null,
            },
          }),
          follow: record => {
            const { asker, outcome, decidedOn } = record;
            if (!asker || !outcome || !decidedOn) return [];
            return [
              answerAsker(asker, {
                subject: record.subject,
                outcome,
                wording: record.wording,
                decidedOn,
                decisionReference: record.reference,
                meetingReference: record.meeting?.reference ?? null,
              }),
            ];
          },
          answer: (record, { outcome }) =>
            `${record.reference}: ${OUTCOME_WORDS[outcome].toLowerCase()}.${record.asker ? ` ${record.asker.reference} has been told.` : ''}`,
        }),
        withdraw: command({
          by: ['chair', 'coordinators'],
          to: 'withdrawn',
          label: 'Take it off the agenda',
          confirm: 'Take this off the agenda undecided?',
          note: 'Only what the board put there itself: whoever asks would wait for ever.',
          refuse: ({ asker }) =>
            asker
              ? `${asker.reference} waits for an answer. Record what the board decides; where it will not decide, press "Record the decision", choose "Rejected" and write why.`
              : null,
          spent: ({ asker }) => asker !== null,
          answer: record => `${record.reference} is off the agenda.`,
        }),
        supersede: command({ by: ['system'], to: 'withdrawn', note: 'The same is asked anew.' }),
        takeBack: command({
          by: ['system'],
          to: 'withdrawn',
          note: 'Whoever asked no longer does.',
          tell: { chair: 'takenBack', coordinators: 'takenBack' },
        }),
      },
    },

    decided: { says: 'The board has decided.', ends: true, tell: { members: 'recorded' }, accepts: {} },
    withdrawn: { says: 'It was taken off the agenda undecided.', ends: true, accepts: {} },
  },
});
