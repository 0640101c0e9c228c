import { halfDaysInWords } from '../../calendar/halfDays.js';
import { addDays, daysFrom, formatDate, type LocalDate } from '../../calendar/localDate.js';
import { EndInput, ReasonInput, VariationInput, VisitInput } from '../inputs.js';
import { payersOf } from '../parties.js';
import { halfDaysLeft, halfDaysUsed, type SupportRecord } from '../record.js';
import { command } from '../terms.js';

/** Shorter agreements, in half days, have no middle at which to ask: one day is over too soon. */
const NO_MIDDLE = 2;

/** Whether this many half days bring a deployment to its middle, where both sides are asked (DOMAIN 3.6). */
function reachesMiddle(record: SupportRecord, more: number): boolean {
  const { agreement, midReviewOn } = record;
  if (!agreement || midReviewOn !== null || agreement.halfDays <= NO_MIDDLE) return false;
  return (halfDaysUsed(record) + more) * 2 >= agreement.halfDays;
}

/** The day in the middle of the period, when both sides are asked at the latest; null when they were, or need not be. */
export function middleOf({ agreement, midReviewOn }: SupportRecord): LocalDate | null {
  if (!agreement || midReviewOn !== null || agreement.halfDays <= NO_MIDDLE) return null;
  return addDays(agreement.startsOn, Math.ceil(daysFrom(agreement.startsOn, agreement.endsOn) / 2));
}

/** Why a visit cannot be recorded, in a sentence; null when it can. */
function whyNoVisit(
  record: SupportRecord,
  { days, on }: { readonly days: number; readonly on: LocalDate },
  today: LocalDate,
): string | null {
  const left = halfDaysLeft(record);
  if (on > today) return 'That day has not come yet. Record the visit when it has taken place.';
  if (record.agreement && on < record.agreement.startsOn)
    return `The agreement begins on ${formatDate(record.agreement.startsOn)}; a visit lies on that day or later.`;
  return days > left
    ? `The agreement has ${halfDaysInWords(left)} left. Ask the coordinator for a variation before working more.`
    : null;
}

/** A visit while the work goes on: the last day ends it, half of them ask both sides how it goes. */
export const logVisit = command({
  by: ['leader'],
  input: VisitInput,
  to: ['same', 'active', 'midReview', 'evaluationDue'],
  label: 'Record a visit',
  style: 'primary',
  restartsClock: true,
  refuse: (record, visit, { today }) => whyNoVisit(record, visit, today),
  next: (record, { days }) => {
    if (halfDaysLeft(record) === days) return 'evaluationDue';
    if (record.state !== 'midReview' && reachesMiddle(record, days)) return 'midReview';
    return record.state === 'firstContact' ? 'active' : 'same';
  },
  set: (record, { on, days, activity, summary, next, nextVisitOn }, { today }) => ({
    visit: { on, halfDays: days, activity, summary, next },
    fields: {
      nextVisitOn,
      ...(halfDaysLeft(record) === days
        ? { completedOn: today }
        : reachesMiddle(record, days) && { midReviewOn: today }),
    },
  }),
  tell: { receivingHead: 'visitRecorded', daysWatcher: 'daysNearlyUsed' },
  answer: record => `Recorded. ${halfDaysInWords(halfDaysLeft(record))} of the agreement left.`,
});

/** The same while a variation is open: the days that are left stay to be worked, and nothing ends meanwhile. */
export const logVisitMeanwhile = command({
  by: ['leader'],
  input: VisitInput,
  to: 'same',
  label: 'Record a visit',
  refuse: (record, visit, { today }) => whyNoVisit(record, visit, today),
  set: (_record, { on, days, activity, summary, next, nextVisitOn }) => ({
    visit: { on, halfDays: days, activity, summary, next },
    fields: { nextVisitOn },
  }),
  tell: { receivingHead: 'visitRecorded' },
  answer: record => `Recorded. ${halfDaysInWords(halfDaysLeft(record))} of the present agreement left.`,
});

/** Agreed to be enough. */
export const complete = command({
  by: ['leader', 'coordinator'],
  to: 'evaluationDue',
  label: 'Finish early',
  confirm: "Finish this deployment? Days that were not used go back to the leader's year.",
  set: (_record, _input, { today }) => ({ releaseUnused: true, fields: { completedOn: today } }),
  answer: () => 'Finished. The receiving head is asked how effective it was.',
});

/** It stops for a reason; what was worked is still evaluated. */
export const terminate = command({
  by: ['receivingHead', 'homeHead', 'leader', 'coordinator'],
  input: EndInput,
  to: ['evaluationDue', 'terminated'],
  label: 'End it early',
  style: 'danger',
  refuse: record =>
    record.heldRound === null ? 'There is no agreement to end. Withdraw the request instead.' : null,
  next: record => (halfDaysUsed(record) > 0 ? 'evaluationDue' : 'terminated'),
  set: (record, { reason }, { now, today }) => ({
    releaseUnused: true,
    fields: {
      endedEarly: reason,
      completedOn: today,
      ...(halfDaysUsed(record) === 0 && { closedAt: now }),
    },
  }),
  reason: (_record, { reason }) => reason,
  tell: {
    coordinator: 'terminated',
    receivingHead: 'terminated',
    homeHead: 'terminated',
    leader: 'terminated',
  },
  note: 'The reason is a code that only the coordinator reads.',
  answer: () => "Ended. Days that were not used go back to the leader's year; everybody has been told.",
});

/** A party asks for other days or dates. */
export const askChange = command({
  by: ['receivingHead', 'leader', 'homeHead'],
  input: ReasonInput,
  to: 'same',
  label: 'Ask for a change',
  set: (_record, { reason }) => ({ changeAsked: reason }),
  tell: { coordinator: 'changeWanted' },
  answer: () => 'The coordinator has been asked, and proposes new days or dates to everybody.',
});

/** New days, dates or cost: the agreement goes on holding until every party has accepted the change. */
export const proposeVariation = command({
  by: ['coordinator'],
  input: VariationInput,
  to: 'variationProposed',
  label: 'Propose a variation',
  refuse: (record, { days, endsOn }, { today }) => {
    if (days < halfDaysUsed(record))
      return `${halfDaysInWords(halfDaysUsed(record))} are worked already; the variation cannot have fewer.`;
    return endsOn < today ? 'The last day lies in the past. Give one from today on.' : null;
  },
  set: (record, { days, endsOn, dayRate, reason }, { personId }) => ({
    proposeVariation: {
      round: record.version + 1,
      halfDays: days,
      endsOn,
      ratePence: dayRate ?? record.agreement?.ratePence ?? null,
      reason,
    },
    ...(personId !== null &&
      payersOf(record).includes(personId) && {
        accept: { parties: ['payer'] as const, round: record.version + 1 },
      }),
  }),
  answer: () => 'The variation is with the parties. Until all have accepted, the agreement holds as it was.',
});

/** The leader cannot go on: somebody else is looked for, and the days left go back. */
export const replaceLeader = command({
  by: ['coordinator'],
  to: 'matching',
  label: 'Replace the leader',
  confirm: 'Look for another leader? Days not worked go back to the present one; everybody is told.',
  refuse: record => (record.heldRound === null ? 'No leader is deployed.' : null),
  spent: record => record.heldRound === null,
  set: () => replaced,
  tell: { requester: 'leaderReplaced', receivingHead: 'leaderReplaced' },
  tellBefore: { leader: 'noLongerNeeded', homeHead: 'noLongerNeeded' },
  answer: record => `${record.reference} is with you again, with what was agreed. Find another leader.`,
});

/** What follows from a leader who cannot go on. */
export const replaced = {
  releaseUnused: true,
  replaceLeader: true,
  fields: { heldRound: null, midReviewOn: null, nextVisitOn: null, holdReason: null },
} as const;

/** The designation has another home school now: its head must agree to what the old one released. */
export const leaderMoved = command({
  by: ['system', 'coordinator'],
  to: ['releaseAgain', 'same'],
  label: 'Ask the new home head',
  spent: record => !record.approach?.newHome,
  refuse: record =>
    record.approach?.newHome ? null : 'The leader is still at the school that released them.',
  next: record => (record.approach?.newHome?.selfReleasing ? 'same' : 'releaseAgain'),
  set: record => (record.approach?.newHome?.selfReleasing ? { moveHome: true } : {}),
  note: 'A leader who heads the new school releases themselves.',
  answer: record => `${record.reference}: the head of the leader's new school is asked.`,
});
