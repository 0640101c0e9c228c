import type { NoticeSpec } from '../workflow/process.js';
import { daysInWords, type SupportRecord, type SupportState } from './record.js';
import type { Notice } from './terms.js';
import { type SeenSupport, see } from './visibility.js';
import { byWhen } from './words.js';

type Say = (seen: SeenSupport) => string;

/** For everybody whom the sentence concerns whatever has happened since. */
function routine(say: Say): NoticeSpec<SupportRecord> {
  return { urgency: 'routine', text: (record, viewer) => say(see(record, viewer)) };
}

/**
 * A sentence that asks for something in certain states. It is written when it is sent: when the request has
 * moved on by then, or the reader is no party any more, it says so instead of asking in vain.
 */
function asking(states: readonly SupportState[], say: Say): NoticeSpec<SupportRecord> {
  return routine(seen => (states.includes(seen.state) && seen.roles.length > 0 ? say(seen) : movedOn(seen)));
}

/** The same, when somebody's click has just made it this reader's turn: others wait, so it does not. */
function turn(states: readonly SupportState[], say: Say): NoticeSpec<SupportRecord> {
  return { ...asking(states, say), urgency: 'urgent' };
}

function movedOn({ reference, roles }: SeenSupport): string {
  return roles.length > 0
    ? `${reference} has moved on since; the card shows how it stands.`
    : `${reference} has moved on: nothing is needed from you any more.`;
}

/**
 * What is said, to whom it is said by the table: what happened, what happens next, by when. These sentences
 * show on lock screens and stay in chat when the record is gone, so they name no school, no leader, nobody's
 * answer and none of the head's own words (DOMAIN 7.2); the card below them shows what the reader may see.
 */
export const supportNotices: Readonly<Record<Notice, NoticeSpec<SupportRecord>>> = {
  received: routine(
    ({ reference, state, dueOn }) =>
      `Your support request ${reference} has arrived.${state === 'submitted' ? ` A coordinator takes it up${byWhen(dueOn)}; you will hear at once.` : ''}`,
  ),
  newRequest: routine(
    ({ reference, phase, area, timing, state, dueOn }) =>
      `New support request ${reference}: ${[phase, area, timing].filter(Boolean).join(' · ')}.${state === 'submitted' ? ` Please claim it${byWhen(dueOn)}.` : ''}`,
  ),
  claimed: routine(
    ({ reference, coordinator }) =>
      `${coordinator ?? 'A coordinator'} has taken up your support request ${reference} and looks for a leader; that usually takes two days.`,
  ),
  yours: turn(
    ['matching'],
    ({ reference, dueOn }) => `You have claimed ${reference}. Next: find a leader${byWhen(dueOn)}.`,
  ),
  takenOver: routine(
    ({ reference, coordinator }) =>
      `${coordinator ?? 'Another coordinator'} now looks after ${reference}. Nothing is needed from you.`,
  ),
  unclaimed: asking(
    ['submitted'],
    ({ reference, dueOn }) =>
      `Nobody has claimed ${reference} yet; it was to be claimed${byWhen(dueOn)}. Please see that somebody does.`,
  ),
  stillUnmatched: asking(
    ['matching'],
    ({ reference }) =>
      `${reference} has no leader after 48 hours. Ask the next candidate, look further away, or tell the head what you can offer instead.`,
  ),
  withdrawn: routine(({ reference }) => `${reference} has been withdrawn. Nothing more is needed.`),
  noLongerNeeded: routine(
    ({ reference }) =>
      `${reference}: you are no longer needed for this request. Thank you for considering it; no answer is needed.`,
  ),
  declined: routine(
    ({ reference }) =>
      `Your support request ${reference} cannot be taken further. The reason is on the card; your coordinator is glad to talk it over.`,
  ),
  leaderAsked: turn(
    ['approached'],
    ({ reference, area, phase, dueOn }) =>
      `Can you help? ${reference}: ${[phase, area].filter(Boolean).join(', ')}. Please say yes or no${byWhen(dueOn)}.`,
  ),
  releaseAsked: turn(
    ['approached'],
    ({ reference, dueOn }) =>
      `Can you release one of your leaders to help another school? ${reference}. Please answer${byWhen(dueOn)}.`,
  ),
  leaderSaidYes: routine(({ reference, state }) =>
    state === 'approached'
      ? `${reference}: the leader says yes. The home head has still to answer.`
      : `${reference}: the leader says yes.`,
  ),
  leaderSaidNo: turn(
    ['matching'],
    ({ reference }) => `${reference}: the leader cannot take it on. Next: ask another candidate.`,
  ),
  releaseApproved: routine(({ reference, state }) =>
    state === 'approached'
      ? `${reference}: the release is approved. The leader has still to answer.`
      : `${reference}: the release is approved.`,
  ),
  releaseRefused: turn(
    ['matching'],
    ({ reference }) => `${reference}: the leader cannot be released now. Next: ask another candidate.`,
  ),
  stillMatching: routine(
    ({ reference, coordinator }) =>
      `${reference}: still matching. ${coordinator ?? 'Your coordinator'} goes on looking for the right leader; nothing is needed from you.`,
  ),
  answerDue: asking(
    ['approached'],
    ({ reference, dueOn }) => `${reference} waits for your answer${byWhen(dueOn)}. A no is helpful too.`,
  ),
  noAnswerYet: asking(
    ['approached'],
    ({ reference }) =>
      `${reference}: not everybody has answered after three school days. Give them a ring, or find another leader.`,
  ),
  agreementToWrite: turn(
    ['agreementDraft'],
    ({ reference, dueOn, changeAsked }) =>
      `${reference}: ${changeAsked ? 'a party asks for a change' : 'everybody has said yes'}. Please write the agreement${byWhen(dueOn)}.`,
  ),
  agreementUndrafted: asking(
    ['agreementDraft'],
    ({ reference }) => `${reference}: leader and school still wait for the agreement. Please write it today.`,
  ),
  agreementToAccept: turn(
    ['agreementProposed'],
    ({ reference, dueOn }) =>
      `The agreement for ${reference} is ready. Please accept it or ask for a change${byWhen(dueOn)}; it holds when every party has accepted.`,
  ),
  agreementStillOpen: asking(
    ['agreementProposed'],
    ({ reference, dueOn }) =>
      `The agreement for ${reference} still waits for you${byWhen(dueOn)}. Accept it, or say what should change.`,
  ),
  agreementOverdue: asking(
    ['agreementProposed'],
    ({ reference }) =>
      `${reference}: not every party has accepted the agreement after ten school days. The card says who has not.`,
  ),
  accepted: routine(({ reference, state }) =>
    state === 'agreementProposed'
      ? `${reference}: a party has accepted the agreement. The card says whom it waits for.`
      : `${reference}: a party has accepted the agreement.`,
  ),
  agreed: routine(({ reference, roles }) =>
    roles.includes('leader')
      ? `The agreement for ${reference} holds: everybody has accepted. Please get in touch with the school within seven days.`
      : `The agreement for ${reference} holds: everybody has accepted. The leader gets in touch with the school within seven days.`,
  ),
  visitRecorded: routine(
    ({ reference }) =>
      `${reference}: a visit has been recorded. The card says what was done and what is left.`,
  ),
  daysNearlyUsed: routine(({ reference, agreement, halfDaysUsed = 0 }) =>
    agreement
      ? `${reference}: ${daysInWords(halfDaysUsed)} of ${daysInWords(agreement.halfDays)} are used. Is it enough?`
      : `${reference}: most of the agreed days are used. Is it enough?`,
  ),
  finished: routine(
    ({ reference }) =>
      `${reference}: the deployment is finished. The receiving head is asked how effective it was.`,
  ),
  stalled: asking(['active'], ({ reference, roles }) =>
    roles.includes('leader')
      ? `${reference}: no visit has been recorded for 20 school days. Record one, agree the next, or finish early.`
      : `${reference}: no visit has been recorded for 20 school days. Is it going on? Please have a word.`,
  ),
  evaluationAsked: asking(
    ['evaluationDue'],
    ({ reference, dueOn }) =>
      `How effective was the support of ${reference}? Please say${byWhen(dueOn)}: one tap is enough.`,
  ),
  evaluationOverdue: asking(
    ['evaluationDue'],
    ({ reference }) =>
      `${reference}: the receiving head has not said how effective it was. It closes by itself after 30 school days.`,
  ),
  evaluated: routine(({ reference }) => `${reference} has been evaluated and is closed.`),
  thanked: routine(
    ({ reference }) =>
      `${reference} is closed. Thank you for the support you gave; the card shows what the school said.`,
  ),
};
