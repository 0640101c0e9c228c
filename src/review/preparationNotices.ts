import type { NoticeSpec } from '../workflow/process.js';
import type { ReviewRecord } from './record.js';
import { asking, day, is, routine, urgent } from './say.js';
import type { PreparationNotice, VisitNotice } from './terms.js';
import { byWhen } from './words.js';

/** States before the day, in which something about it can still be asked for. */
const BEFORE = ['scheduled', 'focusAgreed', 'planAgreed', 'selfEvaluated', 'briefed'] as const;

/** What is said until the day and on it. */
export const preparationNotices: Readonly<Record<PreparationNotice | VisitNotice, NoticeSpec<ReviewRecord>>> =
  {
    scheduled: routine(seen =>
      is(seen, 'hostHead') || is(seen, 'leadReviewer')
        ? `${seen.reference}: everybody has accepted. The review is on ${day(seen)}; next come the lines of enquiry, agreed between head and lead reviewer${byWhen(seen.dueOn)}.`
        : seen.mineToObserve
          ? `${seen.reference}: the day holds, ${day(seen)}. Please say whether you come along; without a yes you are not expected.`
          : `${seen.reference}: everybody has accepted. The review is on ${day(seen)}.`,
    ),
    focusProposed: asking(BEFORE, seen =>
      seen.mineToAgree
        ? `${seen.reference}: lines of enquiry are proposed. Please agree them${byWhen(seen.dueOn)}, or change them.`
        : `${seen.reference}: the lines of enquiry have been answered; nothing is needed from you.`,
    ),
    focusAgreed: routine(
      ({ reference }) => `${reference}: the lines of enquiry are agreed; the card shows them.`,
    ),
    focusDue: asking(BEFORE, seen =>
      seen.focus?.on
        ? `${seen.reference}: the lines of enquiry are agreed; nothing is needed from you.`
        : `${seen.reference} is on ${day(seen)} and its lines of enquiry are still to be agreed. Please propose one to three, or agree those that are there.`,
    ),
    planProposed: asking(BEFORE, seen =>
      seen.mineToAgree
        ? `${seen.reference}: a day plan is proposed. Please agree it${byWhen(seen.dueOn)}, or change it.`
        : `${seen.reference}: the day plan has been answered; nothing is needed from you.`,
    ),
    planAgreed: routine(
      ({ reference }) => `${reference}: the day plan is agreed. /review timetable shows it.`,
    ),
    planDue: asking(BEFORE, seen =>
      seen.dayPlan?.on
        ? `${seen.reference}: the day plan is agreed; nothing is needed from you.`
        : `${seen.reference} is on ${day(seen)} and has no agreed day plan. It begins as the usual day: please look at it and agree it.`,
    ),
    planMissing: asking(
      BEFORE,
      seen =>
        `${seen.reference} is on ${day(seen)}, and head and lead reviewer have not agreed its day plan. Please have a word.`,
    ),
    selfEvaluationDue: asking(
      BEFORE,
      seen =>
        `${seen.reference} is on ${day(seen)}. Please send the link to your self-evaluation${seen.state === 'planAgreed' ? byWhen(seen.dueOn) : ''}.`,
    ),
    selfEvaluationMissing: asking(BEFORE, seen =>
      is(seen, 'hostHead')
        ? `${seen.reference}: the team still waits for the link to your self-evaluation. Please send it today.`
        : `${seen.reference}: the link to the self-evaluation has not come. Please have a word with the school.`,
    ),
    goOrNoGo: asking(BEFORE, seen =>
      is(seen, 'leadReviewer')
        ? `${seen.reference} is on ${day(seen)} and there is no self-evaluation. Please decide today: go ahead without it, or postpone.`
        : `${seen.reference} is on ${day(seen)} and there is no self-evaluation. The lead reviewer decides today: go ahead, or postpone.`,
    ),
    selfEvaluationSent: routine(
      ({ reference }) =>
        `${reference}: the school has sent the link to its self-evaluation. It is under Documents.`,
    ),
    goingAhead: routine(
      seen => `${seen.reference} goes ahead on ${day(seen)} without a self-evaluation. It can still be sent.`,
    ),
    briefingDue: asking(
      BEFORE,
      seen =>
        `${seen.reference} is on ${day(seen)}. Please meet with your team${seen.state === 'selfEvaluated' ? byWhen(seen.dueOn) : ''} and tick what is arranged.`,
    ),
    briefed: routine(seen =>
      is(seen, 'peerReviewer')
        ? `${seen.reference}: your team has met. The day plan and what is arranged are on the card.`
        : `${seen.reference}: the team has met and is ready. The card shows what is arranged and what is still to do.`,
    ),
    championNamed: routine(seen =>
      is(seen, 'improvementChampion')
        ? `${seen.reference}: you are asked to run the improvement workshop after the review. You will hear when the report is there.`
        : `${seen.reference}: an improvement champion has been named; the card says who.`,
    ),
    hostLeadNamed: routine(
      seen =>
        `${seen.reference}: you are asked to look after the review on ${day(seen)}. The card shows the plan.`,
    ),

    today: urgent(seen =>
      is(seen, 'hostHead') || is(seen, 'hostLead')
        ? `${seen.reference} is today. The team begins with the head and the self-evaluation; the verbal feedback comes at the end of the last day.`
        : is(seen, 'observer')
          ? `${seen.reference} is today. Sign in at reception with photo ID; the card has the timetable. You watch and learn: ask the lead reviewer, and take no notes about named people in chat.`
          : `${seen.reference} is today. Sign in at reception with photo ID; you begin with the head. The card has the timetable. Verbal feedback at the end; no notes about named people in chat.`,
    ),
    nextSession: urgent(({ reference, session }) =>
      session
        ? `${reference}, at ${session.from}: ${session.what}.`
        : `${reference}: the timetable has the next session.`,
    ),
    feedbackAsked: asking(['inProgress', 'feedbackDue'], ({ reference, state }) =>
      state === 'inProgress'
        ? `${reference}: please give the head the verbal feedback before you leave, and note it here.`
        : `${reference}: please note who heard the verbal feedback; or, if the review did not take place, say so.`,
    ),
    feedbackMissing: asking(
      ['feedbackDue'],
      ({ reference }) =>
        `${reference}: three days after the visit the feedback has not been noted. Please ask whether it took place.`,
    ),
    held: urgent(
      ({ reference }) => `${reference} is paused. The card says what to do; nobody else is told why.`,
    ),
    holdStands: asking(
      ['safeguardingHold'],
      ({ reference }) => `${reference} is still paused. Let it go on when you have heard that it may.`,
    ),
  };
