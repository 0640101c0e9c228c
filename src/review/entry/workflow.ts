import { schoolDays } from '../../calendar/units.js';
import { type FollowUp, SYSTEM, workflowOf } from '../../workflow/workflow.js';
import { daysInWords, daysMeant } from './impossibleDates.js';
import { AskInput, OptInInput } from './inputs.js';
import { comesLate, type EntryRecord, type EntryState, takesAnswers } from './record.js';
import type { EntryChanges, EntryNotice, EntryRole } from './terms.js';

const { command, table } = workflowOf<EntryRecord, EntryState, EntryRole, EntryNotice, EntryChanges>();

/** Answers are taken as long as the cycle runs: late after the close, and beside the plan once that is out. */
const tooLate = (record: EntryRecord): string | null =>
  takesAnswers(record)
    ? null
    : `${record.cycle.name} takes no answers (any more). Please write to ${record.cycle.lead.name}.`;

/** Whoever runs the cycle has a place to find, or no longer. */
const beside = (record: EntryRecord): readonly FollowUp[] =>
  comesLate(record)
    ? [
        {
          kind: 'cycle',
          id: record.cycle.id,
          command: 'answerChanged',
          input: {},
          mayBeTooLate: true,
        },
      ]
    : [];

const optIn = (label: string, to: 'optedIn' | 'same') =>
  command({
    by: ['head'],
    input: OptInInput,
    to,
    label,
    ...(to === 'optedIn' && { style: 'primary' as const }),
    refuse: tooLate,
    set: ({ cycle }, { hosts, impossible, focus, reviewers, trainees, apart }, { personId }) => ({
      fields: {
        hosts: hosts === 'yes',
        apartIds: apart,
        impossible: daysMeant(impossible, { from: cycle.windowFrom, to: cycle.windowTo }),
        focus,
        reviewerIds: reviewers,
        // Where the programme has no places for observers, the form does not ask.
        traineeIds: cycle.rules.observers > 0 ? trainees : [],
        late: cycle.state !== 'open',
        answeredById: personId,
      },
    }),
    follow: beside,
    tell: { lateAnswerLead: 'answeredLate' },
    answer: record => {
      const { impossible, cycle } = record;
      const days =
        impossible.length === 0 ? 'No day is impossible.' : `Impossible for you: ${daysInWords(impossible)}.`;
      const part = record.hosts ? 'is in' : 'sends reviewers and is not reviewed itself';
      return comesLate(record)
        ? `Thank you. ${days} The plan of ${cycle.name} is out, so ${cycle.lead.name} looks for a place beside it; you hear when there is one.`
        : `Thank you: ${record.school.name} ${part}. ${days} You can change this until the plan of ${cycle.name} is published.`;
    },
  });

/** Offered only as long as the cycle takes answers. */
const late = (spec: ReturnType<typeof optIn>): ReturnType<typeof optIn> => ({
  ...spec,
  spent: record => !takesAnswers(record),
});

const decline = command({
  by: ['head'],
  to: 'declined',
  label: 'Not this cycle',
  refuse: tooLate,
  set: ({ cycle }, _input, { personId }) => ({
    fields: { late: cycle.state !== 'open', answeredById: personId },
  }),
  follow: beside,
  tell: { lateAnswerLead: 'answeredLate' },
  answer: record =>
    `Thank you for the clear answer: ${record.school.name} is not in ${record.cycle.name}. You can change your mind until the plan is published.`,
});

const takeOut = command({
  by: ['programmeLead', 'organiser'],
  to: 'declined',
  label: 'Take the school out',
  // Whoever is its head too has "Not this cycle" for that.
  spent: (record, personId) => record.headIds.includes(personId),
  refuse: tooLate,
  set: (_record, _input, { personId }) => ({ fields: { answeredById: personId } }),
  follow: beside,
  tell: { head: 'tookOut' },
  answer: record => `${record.school.name} is out of ${record.cycle.name}, and its head has been told.`,
});

/** The school's own review is cancelled; for its people on other teams somebody else is found. */
const withdraw = command({
  by: ['head', 'programmeLead', 'organiser', SYSTEM],
  to: 'withdrawn',
  label: 'Withdraw from the cycle',
  style: 'danger',
  confirm:
    'Withdraw from the cycle? The school’s own review is cancelled if it has not begun, and others are asked in place of its people.',
  spent: record => !comesLate(record),
  refuse: record =>
    comesLate(record) ? null : `${record.cycle.name} is not running; there is nothing to withdraw from.`,
  follow: ({ school, ownReviewIds, sentToIds }) => [
    ...ownReviewIds.map(id => ({
      kind: 'review',
      id,
      command: 'cancel',
      input: {},
      mayBeTooLate: true as const,
    })),
    ...sentToIds.map(id => ({
      kind: 'review',
      id,
      command: 'lose',
      input: { schoolId: school.id },
      mayBeTooLate: true as const,
    })),
  ],
  tell: { programmeLead: 'withdrew', head: 'tookOut', formerReviewer: 'noLongerSent' },
  answer: record =>
    `${record.school.name} is out of ${record.cycle.name}. Its own review is cancelled if it had not begun; others are found in place of its people.`,
});

const lapse = command({ by: [SYSTEM], to: 'unanswered' });
const cancel = command({ by: [SYSTEM], to: 'cancelled' });

/** A school's place in a cycle of peer reviews: its head opts in or not (DOMAIN 2.4, rows 0 and 1). */
export const entryWorkflow = table({
  kind: 'entry',
  title: 'Place in a review cycle',

  roles: {
    head: { title: "the school's head", people: record => record.headIds },
    programmeLead: {
      title: 'the programme lead',
      people: record => [record.cycle.lead.id],
      standIn: 'organiser',
      side: 'organisers',
    },
    lateAnswerLead: {
      title: 'the programme lead, once answers have closed',
      people: record => (record.late ? [record.cycle.lead.id] : []),
    },
    organiser: {
      title: 'another organiser of the programme',
      people: record => record.cycle.organiserIds,
      side: 'organisers',
    },
    clusterLead: { title: 'the cluster lead', people: record => record.cycle.clusterLeadIds },
    formerReviewer: {
      title: 'somebody whom the school would have sent',
      people: record =>
        record.state === 'withdrawn' ? [...record.reviewers, ...record.trainees].map(({ id }) => id) : [],
    },
  },

  states: {
    new: {
      says: 'A cycle is opened for the partnership that the school is in.',
      accepts: { ask: command({ by: [SYSTEM], input: AskInput, to: 'asked' }) },
    },

    asked: {
      says: 'The head is asked: take part? which days are impossible, what to look at, who can be sent?',
      tell: { head: 'asked' },
      waitsOn: ['head'],
      accepts: { optIn: optIn('Yes, we take part', 'optedIn'), decline, takeOut, lapse, cancel },
      deadline: 'close',
      due: [
        {
          name: 'close-10',
          when: { before: schoolDays(10), calendar: 'school', of: record => record.cycle.answersBy },
          tell: { head: 'answerDue' },
        },
        {
          name: 'close-5',
          when: { before: schoolDays(5), calendar: 'school', of: record => record.cycle.answersBy },
          tell: { head: 'answerDue' },
        },
        {
          name: 'close-1',
          when: { before: schoolDays(1), calendar: 'school', of: record => record.cycle.answersBy },
          tell: { head: 'answerDue' },
        },
        // Says nothing: it is the hour by which the answer is owed.
        {
          name: 'close',
          when: { calendar: 'school', on: record => record.cycle.answersBy },
          at: '17:30',
        },
      ],
    },

    optedIn: {
      says: 'The school takes part. Once the plan is out, the programme lead finds it a place beside it.',
      accepts: {
        optIn: optIn('Change the answer', 'same'),
        decline,
        takeOut,
        include: command({ by: [SYSTEM], to: 'included' }),
        place: command({ by: [SYSTEM], to: 'included', tell: { head: 'placed' } }),
        closeUnplaced: command({ by: [SYSTEM], to: 'notPlaced' }),
        cancel,
      },
    },

    declined: {
      says: 'The school does not take part; the head can still change that.',
      accepts: { optIn: late(optIn('We take part after all', 'optedIn')), cancel },
    },

    included: { says: 'The school is in the published plan.', ends: true, accepts: { withdraw } },
    unanswered: {
      says: 'The cycle went ahead without an answer; the head can still ask for a place beside the plan.',
      ends: true,
      tell: { head: 'wentAhead' },
      accepts: { optIn: late(optIn('We take part after all', 'optedIn')) },
    },
    withdrawn: {
      says: 'The school has left the cycle.',
      ends: true,
      accepts: {},
    },
    notPlaced: {
      says: 'No place could be found for the school before the cycle closed.',
      ends: true,
      tell: { head: 'noPlace' },
      accepts: {},
    },
    cancelled: {
      says: 'The cycle was cancelled.',
      ends: true,
      tell: { head: 'cycleCancelled' },
      accepts: {},
    },
  },
});
