import { schoolDays } from '../../calendar/units.js';
import { type FollowUp, workflowOf } from '../../workflow/workflow.js';
import { openException } from '../exceptionEntry.js';
import { CheckInInput, ReasonInput } from '../inputs.js';
import type { CheckInState } from '../rag.js';
import { groupWorkflow } from '../workflow.js';
import { answerThatCounts, type CheckInRecord } from './record.js';
import type { CheckInChanges, CheckInNotice, CheckInRole } from './terms.js';

const { command, table } = workflowOf<
  CheckInRecord,
  CheckInState,
  CheckInRole,
  CheckInNotice,
  CheckInChanges
>();

/** A command to the group, as long as it works: a group that has paused or reports hears no more of check-ins. */
const toGroup = ({ group }: CheckInRecord, name: string): readonly FollowUp[] =>
  group.state === 'active' ? [{ kind: 'group', id: group.id, command: name, input: {} }] : [];

/** Which of the group's commands this miss is: the run of misses decides who hears of it. */
const tellGroup = (record: CheckInRecord): readonly FollowUp[] => {
  const { missesInARow } = record.group;
  return toGroup(record, missesInARow === 0 ? 'missed' : missesInARow === 1 ? 'missedTwice' : 'missedAgain');
};

/** What stands where an answer cannot be taken as it is; null when it can. */
function objection(
  record: CheckInRecord,
  input: { readonly rag: string; readonly fromRed: string },
): string | null {
  const { before, group } = record;
  const wasRed = before?.rag === 'red' || answerThatCounts(record)?.rag === 'red';
  if (group.state === 'closed' || group.state === 'stopped')
    return 'The group has ended; its record is closed.';
  return wasRed && input.rag !== 'red' && input.fromRed === ''
    ? 'It was red. Say in a sentence why it no longer is: press the button again and fill in the last field.'
    : null;
}

/** The five fields, prefilled from last time (DOMAIN 4.4). */
const answer = (late: boolean) =>
  command({
    by: ['asked', 'lead', 'deputy', 'cover'],
    input: CheckInInput,
    to: 'answered',
    label: late ? 'Answer late' : 'Answer',
    style: 'primary',
    note: 'Away from red needs a sentence.',
    refuse: (record, input) => objection(record, input),
    set: ({ group }, { daysUsed, daysOf, ...rest }) => ({
      answer: {
        ...rest,
        halfDaysUsed: daysUsed,
        groupLeaderId: whoseDays(group.leaders, daysOf),
        unchanged: false,
        late,
      },
    }),
    follow: record => toGroup(record, 'checkedIn'),
    answer: ({ group }) =>
      openException(group)
        ? `Thank you. ${group.title} is up to date; your sponsor is asked to decide within five working days.`
        : `Thank you. ${group.title} is up to date; the board sees one line.`,
  });

/** The leader whose days a check-in counts: the one who was named, else the only one there is. */
function whoseDays(leaders: CheckInRecord['group']['leaders'], named: number | undefined): number | null {
  const open = leaders.filter(({ endedOn }) => endedOn === null);
  if (named !== undefined) return open.find(({ id }) => id === named)?.id ?? null;
  return open.length === 1 ? (open[0]?.id ?? null) : null;
}

const anyOf = (role: keyof typeof groupWorkflow.roles) => (record: CheckInRecord) =>
  groupWorkflow.roles[role].people?.(record.group) ?? [];

/**
 * One prompt to a group's lead and its answer (DOMAIN 4.4): reminder after 2 school days, the deputy after 4,
 * missed after 5. A late answer is accepted and stamped; a corrected one stands beside the one before.
 */
export const checkInWorkflow = table({
  kind: 'checkIn',
  title: 'Check-in',

  roles: {
    asked: { title: 'whoever is asked', people: anyOf('asked') },
    lead: { title: 'the group lead', people: anyOf('lead'), side: 'group' },
    deputy: { title: 'the deputy', people: anyOf('deputy'), side: 'group' },
    cover: { title: 'whoever covers for the lead', people: anyOf('cover'), side: 'group' },
    answerer: {
      title: 'whoever answered',
      people: ({ answers }) => [...new Set(answers.filter(({ by }) => !by.left).map(({ by }) => by.id))],
    },
    sponsor: { title: 'a sponsor', people: anyOf('sponsor') },
  },

  states: {
    new: {
      says: 'The group has worked for its number of school days.',
      accepts: { ask: command({ by: ['system'], to: 'asked' }) },
    },

    asked: {
      says: 'The lead is asked how the group is doing.',
      tell: { asked: 'prompt' },
      waitsOn: ['asked'],
      accepts: {
        answer: answer(false),
        noChange: command({
          by: ['asked', 'lead', 'deputy', 'cover'],
          to: 'answered',
          label: 'No change',
          note: 'Allowed once in a row.',
          spent: ({ before }) => before === null || before.unchanged,
          refuse: ({ before }) => {
            if (!before)
              return 'This is the first check-in, so there is nothing to keep. Please press Answer.';
            return before.unchanged
              ? 'Last time was "no change" too. Please press Answer and say where it stands.'
              : null;
          },
          set: ({ group, before }) => {
            if (!before) throw new Error(`Check-in of ${group.reference} kept "no change" from nothing.`);
            const { rag, done, next, blocker } = before;
            return {
              answer: {
                rag,
                done,
                next,
                blocker,
                halfDaysUsed: 0,
                groupLeaderId: null,
                fromRed: '',
                unchanged: true,
                late: false,
              },
            };
          },
          follow: record => toGroup(record, 'checkedIn'),
          answer: ({ group }) => `Thank you. ${group.title}: no change.`,
        }),
        miss: command({ by: ['system'], to: 'missed', follow: tellGroup }),
        withdraw: command({
          by: ['system'],
          to: 'withdrawn',
          note: 'The group has paused, begins its report or has ended: nobody need answer, and nothing was missed.',
        }),
      },
      deadline: 'miss',
      due: [
        { name: 'remind', when: { after: schoolDays(2) }, tell: { asked: 'reminder' } },
        {
          name: 'deputy',
          when: { after: schoolDays(4) },
          tell: { deputy: 'deputyAdded', asked: 'reminder' },
        },
        { name: 'miss', when: { after: schoolDays(5) }, run: 'miss' },
      ],
    },

    missed: {
      says: 'Five school days passed without an answer. A late one is still welcome.',
      tell: { asked: 'missed', deputy: 'missed' },
      accepts: { answerLate: answer(true) },
    },

    answered: {
      says: 'It is answered.',
      accepts: {
        correct: command({
          by: ['asked', 'lead', 'deputy', 'cover'],
          input: CheckInInput,
          to: 'same',
          label: 'Correct it',
          note: 'Both answers stay on record; the newest counts.',
          refuse: (record, input) => objection(record, input),
          set: (record, { daysUsed, daysOf, ...rest }) => ({
            answer: {
              ...rest,
              halfDaysUsed: daysUsed,
              groupLeaderId: whoseDays(record.group.leaders, daysOf),
              unchanged: false,
              late: answerThatCounts(record)?.late ?? false,
            },
          }),
          follow: record => toGroup(record, 'corrected'),
          answer: () => 'Corrected. What was said before stays on record beside it.',
        }),
        raise: command({
          by: ['asked', 'lead', 'deputy', 'cover'],
          input: ReasonInput,
          to: 'same',
          label: 'Ask the sponsor to decide',
          reason: () => null,
          spent: ({ group }) => group.state !== 'active' || openException(group) !== null,
          refuse: ({ group }) =>
            openException(group)
              ? 'The sponsor has been asked already and decides within five working days.'
              : group.state === 'active'
                ? null
                : 'The group is not at work at present. Write to its sponsor.',
          follow: ({ group }, { reason }) => [
            {
              kind: 'exception',
              id: null,
              command: 'raise',
              input: { groupId: group.id, cause: 'lead', what: reason },
            },
          ],
          answer: ({ group }) => `${group.sponsor.name} is asked to decide within five working days.`,
        }),
      },
    },

    withdrawn: { says: 'It is no longer needed.', ends: true, accepts: {} },
  },
});
