import { schoolDays } from '../../calendar/units.js';
import { type FollowUp, workflowOf } from '../../workflow/workflow.js';
import { CheckInInput } from '../inputs.js';
import type { CheckInRecord, CheckInState } from '../record.js';
import type { CheckInChanges, CheckInNotice, CheckInRole } from '../terms.js';

const { command, table } = workflowOf<
  CheckInRecord,
  CheckInState,
  CheckInRole,
  CheckInNotice,
  CheckInChanges
>();

/** Which of the group's commands this miss is: the run of misses decides who hears of it. */
const tellGroup = ({ group }: CheckInRecord): readonly FollowUp[] => [
  {
    kind: 'group',
    id: group.id,
    command: group.missesInARow === 0 ? 'missed' : group.missesInARow === 1 ? 'missedTwice' : 'missedAgain',
    input: {},
  },
];

const groupCheckedIn = ({ group }: CheckInRecord): readonly FollowUp[] => [
  { kind: 'group', id: group.id, command: 'checkedIn', input: {} },
];

/** The five fields, prefilled from last time (DOMAIN 4.4). */
const answer = (late: boolean) =>
  command({
    by: ['lead', 'deputy'],
    input: CheckInInput,
    to: 'answered',
    label: late ? 'Answer late' : 'Answer',
    style: 'primary',
    set: (_record, { daysUsed, ...rest }) => ({
      answer: { ...rest, halfDaysUsed: daysUsed * 2, unchanged: false, late },
    }),
    follow: groupCheckedIn,
    answer: ({ group }) => `Thank you. ${group.title} is up to date; the board sees one line.`,
  });

/**
 * One prompt to a group's lead and its answer (DOMAIN 4.4): reminder after 2 school days, the deputy after 4,
 * missed after 5. A late answer is accepted and stamped.
 */
export const checkInWorkflow = table({
  kind: 'checkIn',
  title: 'Check-in',

  roles: {
    lead: { title: 'the group lead', people: record => [record.group.lead.id], side: 'group' },
    deputy: {
      title: 'the deputy',
      people: record => (record.group.deputy ? [record.group.deputy.id] : []),
      side: 'group',
    },
    answerer: {
      title: 'whoever answered',
      people: record => (record.answeredBy ? [record.answeredBy.id] : []),
    },
    sponsor: { title: 'the sponsor', people: record => [record.group.sponsor.id] },
  },

  states: {
    new: {
      says: 'The group has worked for its number of school days.',
      accepts: { ask: command({ by: ['system'], to: 'asked' }) },
    },

    asked: {
      says: 'The lead is asked how the group is doing.',
      tell: { lead: 'prompt' },
      waitsOn: ['lead'],
      accepts: {
        answer: answer(false),
        noChange: command({
          by: ['lead', 'deputy'],
          to: 'answered',
          label: 'No change',
          note: 'Allowed once in a row.',
          refuse: ({ group }) => {
            if (!group.lastCheckIn)
              return 'This is the first check-in, so there is nothing to keep. Please press Answer.';
            return group.lastCheckIn.unchanged
              ? 'Last time was "no change" too. Please press Answer and say where it stands.'
              : null;
          },
          set: ({ group }) => {
            const last = group.lastCheckIn;
            if (!last) throw new Error(`Check-in of ${group.reference} kept "no change" from nothing.`);
            const { rag, done, next, blocker } = last;
            return { answer: { rag, done, next, blocker, halfDaysUsed: 0, unchanged: true, late: false } };
          },
          follow: groupCheckedIn,
          answer: ({ group }) => `Thank you. ${group.title}: no change.`,
        }),
        miss: command({ by: ['system'], to: 'missed', follow: tellGroup }),
      },
      deadline: 'miss',
      due: [
        { name: 'remind', when: { after: schoolDays(2) }, tell: { lead: 'reminder' } },
        { name: 'deputy', when: { after: schoolDays(4) }, tell: { deputy: 'deputyAdded', lead: 'reminder' } },
        { name: 'miss', when: { after: schoolDays(5) }, run: 'miss' },
      ],
    },

    missed: {
      says: 'Five school days passed without an answer. A late one is still welcome.',
      tell: { lead: 'missed', deputy: 'missed' },
      accepts: { answerLate: answer(true) },
    },

    answered: { says: 'It is answered.', ends: true, accepts: {} },
  },
});
