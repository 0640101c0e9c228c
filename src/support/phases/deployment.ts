import { halfDaysInWords } from '../../calendar/halfDays.js';
import { calendarDays, schoolDays, workingDays } from '../../calendar/units.js';
import type { Side } from '../codes.js';
import { ContactInput, MidReviewInput, ReasonInput, RefusalInput } from '../inputs.js';
import { acceptances, isLast, peopleOfParty } from '../parties.js';
import { halfDaysLeft, halfDaysUsed, type SupportRecord } from '../record.js';
import { command, type SupportStateSpec } from '../terms.js';
import { hold } from './hold.js';
import { takeOver, withdraw } from './shared.js';
import {
  askChange,
  complete,
  leaderMoved,
  logVisit,
  logVisitMeanwhile,
  middleOf,
  proposeVariation,
  replaced,
  replaceLeader,
  terminate,
} from './working.js';

/** The sides that a person speaks for, and that have not said yet how it goes. */
function sidesOf(record: SupportRecord, personId: number | null): readonly Side[] {
  if (personId === null) return [];
  return (['receivingHead', 'leader'] as const).filter(
    side =>
      peopleOfParty(record, side).includes(personId) && !record.midReviews.some(each => each.party === side),
  );
}

/** From the agreement that holds to the last of its days (DOMAIN 3.6). */
export const deployment = {
  firstContact: {
    says: 'The agreement holds; the leader gets in touch with the school within seven days.',
    tell: {
      receivingHead: 'agreed',
      homeHead: 'agreed',
      leader: 'agreed',
      coordinator: 'agreed',
      payer: 'agreed',
    },
    waitsOn: ['leader'],
    accepts: {
      recordContact: command({
        by: ['leader'],
        input: ContactInput,
        to: 'active',
        label: 'We are in touch',
        style: 'primary',
        set: (_record, { nextVisitOn }) => ({ fields: { nextVisitOn } }),
        tell: { receivingHead: 'contactMade' },
        answer: () => 'Thank you. Record each visit within five working days of it.',
      }),
      logVisit,
      askChange,
      putOnHold: hold,
      replaceLeader,
      leaderMoved,
      terminate,
      takeOver,
    },
    deadline: 'contactDue',
    due: [
      { name: 'contactDue', when: { after: calendarDays(7) }, tell: { leader: 'contactDue' } },
      {
        name: 'contactMissing',
        when: { after: calendarDays(9) },
        tell: { leader: 'contactDue', coordinator: 'contactMissing' },
      },
    ],
  },

  active: {
    says: 'The leader works with the school; every visit is recorded and its days debited.',
    waitsOn: ['leader'],
    accepts: {
      logVisit,
      complete,
      askChange,
      proposeVariation,
      putOnHold: hold,
      replaceLeader,
      leaderMoved,
      terminate,
      askMidReview: command({
        by: ['system', 'coordinator'],
        to: 'midReview',
        label: 'Ask how it goes',
        spent: record => record.midReviewOn !== null,
        refuse: record => (record.midReviewOn === null ? null : 'Both sides have been asked already.'),
        set: (_record, _input, { today }) => ({ fields: { midReviewOn: today } }),
        note: 'By the clock in the middle of the period, when half the days did not ask earlier.',
        answer: () => 'Both sides are asked, in private.',
      }),
      completeByDate: command({
        by: ['system'],
        to: 'evaluationDue',
        set: (_record, _input, { today }) => ({ releaseUnused: true, fields: { completedOn: today } }),
        note: 'Days not worked by the last day go back to the leader.',
      }),
      takeOver,
    },
    due: [
      { name: 'middle', when: { on: middleOf }, run: 'askMidReview' },
      {
        name: 'record3',
        when: { past: workingDays(3), of: record => record.nextVisitOn },
        tell: { leader: 'visitUnrecorded' },
      },
      {
        name: 'record5',
        when: { past: workingDays(5), of: record => record.nextVisitOn },
        tell: { leader: 'visitUnrecorded' },
      },
      {
        name: 'record7',
        when: { past: workingDays(7), of: record => record.nextVisitOn },
        tell: { leader: 'visitUnrecorded', coordinator: 'visitMissing' },
      },
      {
        name: 'stalled',
        when: { after: schoolDays(20) },
        tell: { leader: 'stalled', receivingHead: 'stalled', coordinator: 'stalled' },
      },
      {
        name: 'pastEnd',
        when: { past: schoolDays(1), of: record => record.agreement?.endsOn ?? null },
        tell: { leader: 'pastEnd', coordinator: 'pastEnd' },
      },
      {
        name: 'end',
        when: { past: schoolDays(10), of: record => record.agreement?.endsOn ?? null },
        run: 'completeByDate',
      },
    ],
  },

  midReview: {
    says: 'Half way: both sides say in private whether it works (10 school days).',
    tell: { receivingHead: 'midReviewAsked', leader: 'midReviewAsked' },
    waitsOn: ['awaitedSide'],
    accepts: {
      answerMidReview: command({
        by: ['receivingHead', 'leader'],
        input: MidReviewInput,
        to: ['same', 'active'],
        label: 'Say how it goes',
        style: 'primary',
        spent: (record, personId) => sidesOf(record, personId).length === 0,
        refuse: (record, _input, { personId }) =>
          sidesOf(record, personId).length === 0 ? 'Your side has answered. Thank you.' : null,
        next: (record, _input, { personId }) =>
          record.midReviews.length + sidesOf(record, personId).slice(0, 1).length >= 2 ? 'active' : 'same',
        set: (record, { working, goOn, comment }, { personId }) => {
          const [party = 'leader'] = sidesOf(record, personId);
          return { midReview: { party, working, goOn, comment } };
        },
        tell: { troubleWatcher: 'notWorking' },
        note: '"Not working" goes to the coordinator at once; the other side does not read it.',
        answer: () => 'Thank you. Only the coordinator reads this.',
      }),
      endMidReview: command({
        by: ['coordinator', 'system'],
        to: 'active',
        label: 'Go on without an answer',
        answer: () => 'It goes on. You can still ring the side that has not answered.',
      }),
      logVisit,
      complete,
      putOnHold: hold,
      replaceLeader,
      leaderMoved,
      terminate,
      takeOver,
    },
    deadline: 'remind10',
    due: [
      { name: 'remind5', when: { after: schoolDays(5) }, tell: { awaitedSide: 'midReviewWaits' } },
      {
        name: 'remind10',
        when: { after: schoolDays(10) },
        tell: { awaitedSide: 'midReviewWaits', coordinator: 'midReviewMissing' },
      },
      { name: 'goOn', when: { after: schoolDays(15) }, run: 'endMidReview' },
    ],
  },

  variationProposed: {
    says: 'A change to the agreement waits for every party; until then it holds as it was.',
    tell: {
      receivingHead: 'variationToAccept',
      homeHead: 'variationToAccept',
      leader: 'variationToAccept',
      awaitedParty: 'variationToAccept',
    },
    waitsOn: ['awaitedParty'],
    accepts: {
      acceptVariation: command({
        by: ['receivingHead', 'homeHead', 'leader', 'payer'],
        to: ['same', 'active', 'evaluationDue'],
        label: 'Accept the variation',
        style: 'primary',
        spent: (record, personId) => acceptances(record, personId).length === 0,
        refuse: (record, _input, { personId }) => {
          if (acceptances(record, personId).length === 0)
            return 'Your side has already accepted. We wait for the others.';
          return (record.variation?.halfDays ?? 0) < halfDaysUsed(record)
            ? `${halfDaysInWords(halfDaysUsed(record))} are worked by now, more than this variation has. Decline it instead.`
            : null;
        },
        next: (record, _input, { personId }) => {
          if (!isLast(record, personId)) return 'same';
          return record.variation?.halfDays === halfDaysUsed(record) ? 'evaluationDue' : 'active';
        },
        set: (record, _input, { personId, today }) => ({
          accept: { parties: acceptances(record, personId), round: record.enteredVersion },
          ...(isLast(record, personId) && {
            settleVariation: 'agreed' as const,
            fields: {
              heldRound: record.enteredVersion,
              ...(record.variation?.halfDays === halfDaysUsed(record) && { completedOn: today }),
            },
          }),
        }),
        tell: { coordinator: 'varied' },
        note: 'With the last acceptance the days are booked anew; more than the leader has are refused.',
        answer: record =>
          record.state === 'variationProposed'
            ? 'Accepted. The change holds when all have accepted.'
            : 'Everybody has accepted: the change holds.',
      }),
      refuseVariation: command({
        by: ['receivingHead', 'homeHead', 'leader', 'payer', 'coordinator'],
        input: ReasonInput,
        to: ['active', 'evaluationDue'],
        label: 'Leave it as it was',
        next: record => (halfDaysLeft(record) === 0 ? 'evaluationDue' : 'active'),
        set: (record, { reason }, { today }) => ({
          settleVariation: 'refused',
          changeAsked: reason,
          ...(halfDaysLeft(record) === 0 && { fields: { completedOn: today } }),
        }),
        tell: {
          coordinator: 'notVaried',
          receivingHead: 'notVaried',
          leader: 'notVaried',
          homeHead: 'notVaried',
        },
        answer: () => 'The agreement holds as it was. The coordinator reads why.',
      }),
      logVisit: logVisitMeanwhile,
      leaderMoved,
      terminate,
      takeOver,
    },
    deadline: 'remind10',
    due: [
      { name: 'remind5', when: { after: schoolDays(5) }, tell: { awaitedParty: 'variationStillOpen' } },
      { name: 'remind8', when: { after: schoolDays(8) }, tell: { awaitedParty: 'variationStillOpen' } },
      {
        name: 'remind10',
        when: { after: schoolDays(10) },
        tell: { awaitedParty: 'variationStillOpen', coordinator: 'agreementOverdue' },
      },
    ],
  },

  releaseAgain: {
    says: 'The leader has changed school; the new home head is asked to let the work go on.',
    tell: {
      newHomeHead: 'releaseAgainAsked',
      receivingHead: 'leaderMoved',
      leader: 'leaderMoved',
      coordinator: 'leaderMoved',
    },
    waitsOn: ['newHomeHead'],
    accepts: {
      approveMove: command({
        by: ['newHomeHead'],
        to: 'active',
        label: 'Let it go on',
        style: 'primary',
        set: () => ({ moveHome: true }),
        tell: { leader: 'moveAgreed', receivingHead: 'moveAgreed', coordinator: 'moveAgreed' },
        tellBefore: { homeHead: 'noLongerNeeded' },
        note: 'From here this head stands for the home school; days worked before stay the old school’s.',
        answer: () => 'Thank you. The work goes on as agreed, now with your release.',
      }),
      refuseMove: command({
        by: ['newHomeHead'],
        input: RefusalInput,
        to: 'matching',
        label: 'Not now',
        set: () => replaced,
        reason: (_record, { reason }) => reason,
        tell: { coordinator: 'leaderReplaced', requester: 'leaderReplaced', receivingHead: 'leaderReplaced' },
        tellBefore: { leader: 'noLongerNeeded', homeHead: 'noLongerNeeded' },
        note: 'The leader is replaced; nobody but the coordinator learns who said no.',
        answer: () => 'Thank you for the clear answer. The coordinator looks for another leader.',
      }),
      replaceLeader,
      terminate,
      takeOver,
    },
    deadline: 'remind3',
    due: [
      {
        name: 'remind2',
        when: { after: schoolDays(2), calendar: 'home' },
        tell: { newHomeHead: 'releaseAgainAsked' },
      },
      {
        name: 'remind3',
        when: { after: schoolDays(3), calendar: 'home' },
        tell: { newHomeHead: 'releaseAgainAsked', coordinator: 'noAnswerYet' },
      },
    ],
  },

  onHold: {
    says: 'It rests until somebody takes it up again.',
    waitsOn: ['coordinator'],
    accepts: {
      resume: command({
        by: ['receivingHead', 'leader', 'coordinator'],
        to: ['active', 'matching'],
        label: 'Take it up again',
        style: 'primary',
        next: record => (record.heldRound === null ? 'matching' : 'active'),
        set: () => ({ fields: { holdReason: null } }),
        tell: { coordinator: 'resumed', receivingHead: 'resumed', leader: 'resumed' },
        answer: record =>
          record.heldRound === null
            ? `${record.reference} goes on: a leader is looked for.`
            : `${record.reference} goes on as agreed.`,
      }),
      replaceLeader,
      leaderMoved,
      terminate,
      takeOver,
      withdraw,
    },
    deadline: 'still20',
    due: [
      { name: 'still20', when: { after: schoolDays(20) }, tell: { coordinator: 'stillOnHold' } },
      { name: 'still40', when: { after: schoolDays(40) }, tell: { coordinator: 'stillOnHold' } },
    ],
  },
} as const satisfies Readonly<Record<string, SupportStateSpec>>;
