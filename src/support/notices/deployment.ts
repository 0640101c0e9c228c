import { halfDaysInWords } from '../../calendar/halfDays.js';
import { byWhen } from '../words.js';
import { asking, type Notices, routine, turn, urgent } from './say.js';

/** What is said from the agreement that holds to the impact that lasts. */
export const deploymentNotices = {
  contactDue: asking(
    ['firstContact'],
    ({ reference }) =>
      `${reference}: please get in touch with the school now, and press "We are in touch"; it was to be within seven days.`,
  ),
  contactMissing: asking(
    ['firstContact'],
    ({ reference }) =>
      `${reference}: the leader has not been in touch with the school for nine days. Give them a ring.`,
  ),
  contactMade: routine(
    ({ reference }) =>
      `${reference}: the leader is in touch with you. Every visit appears on the card as it is recorded. Nothing is needed from you; if nobody has rung, tell your coordinator.`,
  ),
  visitRecorded: routine(
    ({ reference }) =>
      `${reference}: a visit has been recorded. The card says what was done and what is left; tell the leader or your coordinator if something is not right.`,
  ),
  visitUnrecorded: asking(
    ['active'],
    ({ reference }) =>
      `${reference}: was the planned visit made? Please record it; two taps and a sentence are enough. If it was put off, say so with the next one.`,
  ),
  visitMissing: asking(
    ['active'],
    ({ reference }) =>
      `${reference}: a planned visit has not been recorded for seven working days. Ask the leader whether it took place.`,
  ),
  daysNearlyUsed: routine(({ reference, agreement, halfDaysUsed = 0 }) =>
    agreement
      ? `${reference}: ${halfDaysInWords(halfDaysUsed)} of ${halfDaysInWords(agreement.halfDays)} are used. Is it enough? If not, propose a variation before they are spent.`
      : `${reference}: most of the agreed days are used. Is it enough?`,
  ),
  stalled: asking(['active'], ({ reference, roles }) =>
    roles.includes('leader')
      ? `${reference}: no visit has been recorded for 20 school days. Record one, agree the next, or finish early.`
      : `${reference}: no visit has been recorded for 20 school days. Is it going on? Please have a word.`,
  ),
  pastEnd: asking(
    ['active'],
    ({ reference }) =>
      `${reference}: the agreement's last day is past. Record what is missing, ask for more time, or finish; after ten school days it finishes by itself.`,
  ),
  midReviewAsked: turn(
    ['midReview'],
    ({ reference, dueOn }) =>
      `${reference} is half way. How does it go? Two taps${byWhen(dueOn)}; only your coordinator reads the answer.`,
  ),
  midReviewWaits: asking(
    ['midReview'],
    ({ reference }) =>
      `${reference}: how does it go, half way? Two taps are enough; only your coordinator reads the answer.`,
  ),
  midReviewMissing: asking(
    ['midReview'],
    ({ reference }) =>
      `${reference}: a side has not said how it goes after ten school days. Give them a ring; it goes on by itself.`,
  ),
  notWorking: urgent(
    ({ reference }) =>
      `${reference}: a side says that it does not work. Please ring both today; the card says what was answered.`,
  ),
  changeWanted: turn(
    ['firstContact', 'active'],
    ({ reference }) => `${reference}: a party asks for a change. Next: propose a variation, or ring them.`,
  ),
  variationToAccept: turn(
    ['variationProposed'],
    ({ reference, dueOn }) =>
      `A change to the agreement for ${reference} is proposed. Please accept it, or leave it as it was${byWhen(dueOn)}; until all have accepted nothing changes.`,
  ),
  variationStillOpen: asking(
    ['variationProposed'],
    ({ reference, dueOn }) =>
      `The change to the agreement for ${reference} still waits for you${byWhen(dueOn)}. Accept it, or leave it as it was.`,
  ),
  varied: routine(({ reference, state }) =>
    state === 'variationProposed'
      ? `${reference}: a party has accepted the variation. The card says whom it waits for.`
      : `${reference}: everybody has accepted the variation; it holds.`,
  ),
  notVaried: routine(
    ({ reference }) => `${reference}: the change was not accepted. The agreement holds as it was.`,
  ),
  leaderMoved: routine(
    ({ reference }) =>
      `${reference}: the leader has changed school. The new home head is asked to let the work go on; you will hear within a few days, and visits wait until then.`,
  ),
  releaseAgainAsked: turn(
    ['releaseAgain'],
    ({ reference, dueOn }) =>
      `A leader who has joined your school is helping another school under an agreement: ${reference}. May it go on? Please answer${byWhen(dueOn)}.`,
  ),
  moveAgreed: routine(({ reference }) => `${reference}: the new home head has agreed. It goes on as agreed.`),
  leaderReplaced: routine(({ reference, roles, coordinator }) =>
    roles.includes('coordinator')
      ? `${reference}: the leader cannot go on. Next: find another for the days that are left.`
      : `${reference}: the leader cannot go on. ${coordinator ?? 'Your coordinator'} looks for another for the days that are left; what was done stays on the card.`,
  ),
  onHold: routine(
    ({ reference }) =>
      `${reference} is on hold. Nothing is needed from you, and nobody is reminded; press "Take it up again" when it can go on.`,
  ),
  stillOnHold: asking(
    ['onHold'],
    ({ reference }) => `${reference} is still on hold. Ask both sides whether it can go on.`,
  ),
  resumed: routine(({ reference }) => `${reference} goes on again.`),
  terminated: routine(({ reference, state, roles }) => {
    const next =
      state === 'evaluationDue' && (roles.includes('receivingHead') || roles.includes('leader'))
        ? ' What was done is still evaluated: you are asked next.'
        : ' Days that were not used go back to the leader.';
    return `${reference} has been ended early.${next} Ring your coordinator with any question.`;
  }),
  finished: routine(
    ({ reference }) =>
      `${reference}: the deployment is finished. The receiving head is asked how effective it was.`,
  ),
  evaluationAsked: asking(['evaluationDue'], ({ reference, dueOn, roles }) =>
    roles.includes('receivingHead')
      ? `How effective was the support of ${reference}? Please say${byWhen(dueOn)}: one tap is enough.`
      : `${reference}: what went well, and what was hard? Please write a sentence${byWhen(dueOn)}; only the coordinator reads it.`,
  ),
  reflectionAsked: asking(
    ['evaluationDue'],
    ({ reference, dueOn }) =>
      `${reference} is finished. Thank you for the support you gave. What went well, and what was hard? A sentence${byWhen(dueOn)}; only the coordinator reads it.`,
  ),
  evaluationOverdue: asking(
    ['evaluationDue'],
    ({ reference }) =>
      `${reference}: a side has not said how it was. It closes by itself after 30 school days.`,
  ),
  evaluated: routine(({ reference }) => `${reference}: the receiving head has said how effective it was.`),
  qualityWaits: asking(
    ['qualityCheck'],
    ({ reference }) =>
      `${reference} waits to be signed off. Read both sides; if something is of concern, see to it first.`,
  ),
  signedOff: routine(
    ({ reference }) =>
      `${reference} is signed off. 90 days after its end you are asked one more question: did it last?`,
  ),
  thanked: routine(
    ({ reference }) =>
      `${reference} is signed off. Thank you for the support you gave; the card shows what the school said.`,
  ),
  impactAsked: asking(
    ['impactCheck'],
    ({ reference, dueOn }) =>
      `${reference}, 90 days later: did it last? One tap${byWhen(dueOn)}, and it is closed.`,
  ),
  impactAnswered: routine(
    ({ reference }) => `${reference}: the head has said whether it lasted. It is closed; the card shows it.`,
  ),
} as const satisfies Partial<Notices<string>>;
