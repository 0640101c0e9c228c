import { formatDate } from '../calendar/localDate.js';
import type { NoticeSpec } from '../workflow/process.js';
import type { ReviewRecord } from './record.js';
import { asking, is, routine } from './say.js';
import type { AfterNotice } from './terms.js';
import { byWhen } from './words.js';

/** What is said once the report is with the school. */
export const afterNotices: Readonly<Record<AfterNotice, NoticeSpec<ReviewRecord>>> = {
  reportReleased: routine(seen =>
    is(seen, 'reader')
      ? `${seen.reference}: a school has opened its report to you. Every reading is on record.`
      : `${seen.reference}: nothing is needed from you.`,
  ),
  workshopDue: asking(['reported', 'workshopBooked'], seen =>
    is(seen, 'improvementChampion')
      ? `${seen.reference}: the improvement workshop is due${byWhen(seen.dueOn)}. Please book it, and write down at most three actions.`
      : `${seen.reference}: no improvement champion is named, and the workshop is due${byWhen(seen.dueOn)}. Please name one.`,
  ),
  workshopOverdue: asking(
    ['reported', 'workshopBooked'],
    ({ reference }) =>
      `${reference}: the improvement workshop has not been held. Please have a word with the champion.`,
  ),
  workshopBooked: routine(({ reference, workshopOn }) =>
    workshopOn
      ? `${reference}: the improvement workshop is on ${formatDate(workshopOn)}. If the champion should read the report first, open it to them.`
      : `${reference}: the improvement workshop is being booked.`,
  ),
  workshopToday: asking(
    ['workshopBooked'],
    ({ reference }) =>
      `${reference}: the improvement workshop is today. Please write down at most three actions, then say that it was held.`,
  ),
  workshopDone: routine(({ reference, followUpOn }) =>
    followUpOn
      ? `${reference}: the workshop has been held. The follow-up is on ${formatDate(followUpOn)}.`
      : `${reference}: the workshop has been held.`,
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
  followUpOverdue: asking(['followUpDue'], seen =>
    is(seen, 'hostHead') || is(seen, 'leadReviewer')
      ? `${seen.reference}: the follow-up is still open. Please mark it done when it has taken place.`
      : `${seen.reference}: the follow-up is still open after ten school days.`,
  ),
  ratingAsked: asking(['impactReviewed'], seen =>
    seen.mineToRate
      ? `${seen.reference}: one last question, how did the review go? Please answer${byWhen(seen.dueOn)}.`
      : `${seen.reference}: you have said how it went; nothing is needed from you.`,
  ),
  closed: routine(({ reference }) => `${reference} is closed. Thank you.`),
};
