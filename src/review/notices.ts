import { formatDate } from '../calendar/localDate.js';
import type { NoticeSpec } from '../workflow/process.js';
import type { ReviewRecord, ReviewState } from './record.js';
import type { Notice } from './terms.js';
import { type SeenReview, see } from './visibility.js';
import { byWhen } from './words.js';

type Say = (seen: SeenReview) => string;

/** A sentence that stays true whatever happens later. */
function routine(say: Say): NoticeSpec<ReviewRecord> {
  return { urgency: 'routine', text: (record, viewer) => say(see(record, viewer)) };
}

function urgent(say: Say): NoticeSpec<ReviewRecord> {
  return { ...routine(say), urgency: 'urgent' };
}

/** A sentence that asks for something in certain states; when the review has moved on by then, it says so. */
function asking(states: readonly ReviewState[], say: Say): NoticeSpec<ReviewRecord> {
  return routine(seen =>
    states.includes(seen.state) && seen.roles.length > 0
      ? say(seen)
      : `${seen.reference} has moved on; nothing is needed from you.`,
  );
}

const day = ({ on }: SeenReview): string => (on ? formatDate(on) : 'a day still to be set');

/** Every sentence of a review, by name. They name no school and no reason: a lock screen may show them. */
export const reviewNotices: Readonly<Record<Notice, NoticeSpec<ReviewRecord>>> = {
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
  scheduled: routine(seen =>
    seen.roles.includes('hostHead')
      ? `${seen.reference}: everybody has accepted. Your review is on ${day(seen)}; please send the link to your self-evaluation${byWhen(seen.dueOn)}.`
      : `${seen.reference}: everybody has accepted. The review is on ${day(seen)}.`,
  ),
  selfEvaluationDue: asking(
    ['scheduled'],
    seen =>
      `${seen.reference} is on ${day(seen)}. Please send the link to your self-evaluation${byWhen(seen.dueOn)}.`,
  ),
  selfEvaluationMissing: asking(['scheduled'], seen =>
    seen.roles.includes('hostHead')
      ? `${seen.reference}: the team still waits for the link to your self-evaluation. Please send it today.`
      : `${seen.reference}: the link to the self-evaluation has not come. Please have a word with the school.`,
  ),
  goOrNoGo: asking(
    ['scheduled'],
    seen =>
      `${seen.reference} is on ${day(seen)} and there is no self-evaluation. The lead reviewer decides today: go ahead, or postpone.`,
  ),
  selfEvaluationSent: routine(
    ({ reference }) => `${reference}: the link to the self-evaluation is on the card.`,
  ),
  today: urgent(seen =>
    seen.roles.includes('hostHead')
      ? `${seen.reference} is today. The team begins with you and your self-evaluation; you hear the verbal feedback at the end.`
      : `${seen.reference} is today. Sign in at reception with photo ID; you begin with the head. Verbal feedback at the end; no notes about named people in chat.`,
  ),
  reportAsked: asking(
    ['reportDue'],
    seen =>
      `${seen.reference}: thank you for leading it. Please write the report with your team${byWhen(seen.dueOn)} and mark it done here.`,
  ),
  reportDueNow: asking(
    ['reportDue'],
    seen =>
      `${seen.reference}: the report goes to the school${byWhen(seen.dueOn)}. Mark it done when it has.`,
  ),
  reportOverdue: asking(['reportDue'], seen =>
    seen.roles.includes('leadReviewer')
      ? `${seen.reference}: the report is owed${byWhen(seen.dueOn)}. Please send it to the school and mark it done.`
      : `${seen.reference}: the report has not been marked done; it is owed${byWhen(seen.dueOn)}.`,
  ),
  reportLapsed: asking(
    ['lapsed'],
    ({ reference }) => `${reference}: no report came within 20 working days. It can still be marked done.`,
  ),
  reportDone: routine(({ reference, roles }) =>
    roles.includes('hostHead')
      ? `${reference}: the report is with you. It is yours: you decide who else reads it.`
      : `${reference}: the report is with the school.`,
  ),
  followUpSoon: routine(({ reference, followUpOn }) =>
    followUpOn
      ? `${reference}: the follow-up is on ${formatDate(followUpOn)}. Please fix a time.`
      : `${reference}: the follow-up comes soon. Please fix a time.`,
  ),
  followUpNow: asking(
    ['followUpDue'],
    seen =>
      `${seen.reference}: what came of the review? Please look at it together${byWhen(seen.dueOn)} and mark the follow-up done.`,
  ),
  followUpOverdue: asking(['followUpDue'], ({ reference, roles }) =>
    roles.includes('hostHead') || roles.includes('leadReviewer')
      ? `${reference}: the follow-up is still open. Please mark it done when it has taken place.`
      : `${reference}: the follow-up is still open after ten school days.`,
  ),
  postponed: urgent(({ reference }) => `${reference} is postponed. You will be asked about another day.`),
  postponedWhy: urgent(({ reference, roles }) =>
    roles.includes('programmeLead')
      ? `${reference} is postponed; the card says why, to you and the lead reviewer alone. Please offer another day.`
      : `${reference} is postponed; the card says why, to you and the programme lead alone.`,
  ),
  newDateDue: asking(
    ['postponed', 'undated'],
    ({ reference }) => `${reference} still has no day. Please choose one.`,
  ),
  closed: routine(({ reference }) => `${reference} is closed. Thank you.`),
  cancelled: urgent(({ reference }) => `${reference} is cancelled. Nothing is needed from you.`),
};
