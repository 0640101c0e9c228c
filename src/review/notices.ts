import type { NoticeSpec } from '../workflow/process.js';
import { afterNotices } from './afterNotices.js';
import { preparationNotices } from './preparationNotices.js';
import { BEFORE_VISIT, type ReviewRecord } from './record.js';
import { reportNotices } from './reportNotices.js';
import { asking, day, routine, urgent } from './say.js';
import type { Notice, PlanNotice } from './terms.js';
import { byWhen } from './words.js';

const planNotices: Readonly<Record<PlanNotice, NoticeSpec<ReviewRecord>>> = {
  asked: asking(['proposed'], seen => {
    const answer = `Please accept or decline${byWhen(seen.dueOn)}.`;
    const { reference, roles } = seen;
    if (roles.includes('hostHead'))
      return `${reference}: your peer review is proposed for ${day(seen)}. ${answer}`;
    if (roles.includes('leadReviewer'))
      return `${reference}: you are asked to lead a peer review on ${day(seen)}. ${answer}`;
    if (roles.includes('peerReviewer'))
      return `${reference}: you are asked to join a peer review on ${day(seen)}. ${answer}`;
    return `${reference}: a colleague of yours is asked to review on ${day(seen)}. Can they be released? ${answer}`;
  }),
  dateNeeded: asking(
    ['undated'],
    ({ reference }) => `${reference} has a team and no day. Please choose one.`,
  ),
  answerDue: asking(['proposed'], seen =>
    seen.mineToAnswer
      ? `${seen.reference} on ${day(seen)} waits for your answer${byWhen(seen.dueOn)}. A no is helpful too.`
      : `${seen.reference}: you have answered; nothing is needed from you.`,
  ),
  answersMissing: asking(
    ['proposed'],
    ({ reference }) =>
      `${reference}: not everybody has answered after five school days. The card says who has not.`,
  ),
  replacementNeeded: asking(
    ['replacing'],
    ({ reference }) => `${reference}: somebody cannot take part. One press looks for a replacement.`,
  ),
  stillReplacing: asking(
    ['replacing'],
    ({ reference }) => `${reference} is still without a full team or a day. Please repair it.`,
  ),
  teamChanged: routine(
    ({ reference }) =>
      `${reference}: the proposal for your review has changed. The card shows it; decline if it cannot work.`,
  ),
  // Said to whoever has moved too, who is then no longer on the team.
  memberMoved: routine(({ reference, roles }) =>
    roles.includes('leadReviewer') || roles.includes('peerReviewer')
      ? `${reference}: somebody on the team has changed school and can no longer be on it. A replacement is looked for; the day stays if it can.`
      : `${reference}: in your new post you cannot be on this team, and somebody else is asked. Nothing is needed from you.`,
  ),
  // While answers are awaited, other heads are asked by it once more: it holds for them too.
  colleagueReviews: asking(BEFORE_VISIT, seen =>
    seen.mineToAnswer || seen.mineToObserve
      ? `${seen.reference}: a colleague of yours is asked to go to a peer review on ${day(seen)}. Can they be released? The card says who.`
      : `${seen.reference}: somebody who has come to your school is to review on ${day(seen)}. The card says who; say so there if you cannot spare them.`,
  ),
  askedToObserve: asking(BEFORE_VISIT, seen => {
    const { reference, roles, mineToObserve } = seen;
    if (!mineToObserve) return `${reference}: you have answered about observing; nothing is needed from you.`;
    return roles.includes('observer')
      ? `${reference}: you are asked to come along to a peer review on ${day(seen)}, to learn. Please say yes or no; without a yes you are not expected.`
      : `${reference}: a colleague of yours is asked to come along to a peer review on ${day(seen)}, to learn. Can they be released? Please say yes or no.`;
  }),
  // Said to those who stay, too.
  observersChanged: routine(({ reference, roles }) =>
    roles.includes('observer') || roles.includes('observerHead')
      ? `${reference}: another observer does not come. For you nothing changes.`
      : `${reference} is held without you as an observer. Nothing is needed from you.`,
  ),
  postponed: urgent(({ reference }) => `${reference} is postponed. You will be asked about another day.`),
  postponedWhy: urgent(({ reference, roles }) =>
    roles.includes('programmeLead')
      ? `${reference} is postponed; the card says why, to you and the lead reviewer alone. Please choose another day.`
      : `${reference} is postponed; the card says why, to you and those who run the programme alone.`,
  ),
  newDateDue: asking(
    ['postponed', 'undated'],
    ({ reference }) => `${reference} still has no day. Please choose one.`,
  ),
  cancelled: urgent(({ reference }) => `${reference} is cancelled. Nothing is needed from you.`),
};

/** Every sentence of a review, by name. */
export const reviewNotices: Readonly<Record<Notice, NoticeSpec<ReviewRecord>>> = {
  ...planNotices,
  ...preparationNotices,
  ...reportNotices,
  ...afterNotices,
};
