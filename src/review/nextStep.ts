import { formatDate } from '../calendar/localDate.js';
import { BEFORE_VISIT } from './record.js';
import type { SeenReview } from './visibility.js';
import { byWhen } from './words.js';

/** What happens next and by when, for one viewer. */
export function nextStep(seen: SeenReview): string {
  const by = byWhen(seen.dueOn);
  const is = (role: string) => seen.roles.includes(role);
  const agrees = is('hostHead') || is('leadReviewer');
  const observing = seen.mineToAnswer ? null : observerStep(seen);
  if (observing) return observing;
  switch (seen.state) {
    case 'new':
      return 'It has not begun.';
    case 'undated':
      return is('programmeLead')
        ? 'Choose a day; then everybody is asked.'
        : 'The programme lead looks for a day.';
    case 'proposed':
      return seen.mineToAnswer
        ? `Please accept or decline${by}. To decline needs no reasons in words.`
        : `It waits for the others to accept${by}.`;
    case 'replacing':
      return is('programmeLead')
        ? 'Find a replacement: the other reviews of the cycle stay as they are.'
        : 'The programme lead is looking for another way. You will hear if it changes anything for you.';
    case 'scheduled':
      if (seen.mineToAgree) return `Please agree the lines of enquiry${by}, or change them.`;
      return agrees
        ? `Please propose one to three lines of enquiry: the questions that the review tests. They are agreed${by}.`
        : `Host head and lead reviewer agree what is looked at${by}.`;
    case 'focusAgreed':
      if (seen.mineToAgree) return `Please agree the day plan${by}, or change it.`;
      return agrees
        ? `Please look at the day plan: it begins as the usual day. Both sides agree it${by}.`
        : `Host head and lead reviewer agree the day plan${by}.`;
    case 'planAgreed':
      return is('hostHead') || is('hostLead')
        ? `Please send the link to your self-evaluation${by}: the link, never the document.`
        : `The school sends the link to its self-evaluation${by}.`;
    case 'selfEvaluated':
      return is('leadReviewer')
        ? `Please meet with your team${by}, then tick what is arranged for the day.`
        : `The team meets${by}.`;
    case 'briefed':
      return 'Everything is ready. A short note comes on the morning of the review.';
    case 'inProgress':
      return is('leadReviewer')
        ? 'Give the head the verbal feedback at the end of the last day, then note it here.'
        : 'The head hears the verbal feedback at the end of the last day.';
    case 'feedbackDue':
      return is('leadReviewer')
        ? 'Please note who heard the verbal feedback; or, if the review did not take place, say so.'
        : 'The lead reviewer notes that the feedback was given.';
    case 'feedbackGiven':
      return is('leadReviewer')
        ? `Please write the draft, and give its link here when the team can read it${by}.`
        : `The lead reviewer writes the draft; the team confirms it${by}.`;
    case 'draftReport':
      return seen.mineToConfirm
        ? `Please read this version and confirm it${by}, or ask to talk.`
        : `It waits for the team to confirm the draft${by}.`;
    case 'qualityCheck':
      return is('qaModerator')
        ? `Please read the draft${by}.`
        : `The quality moderator reads the draft${by}.`;
    case 'factCheck':
      return is('hostHead')
        ? `Please check the facts${by}. You can accept the report, correct it, or attach a reply.`
        : `The head checks the facts${by}.`;
    case 'finalising':
      return is('leadReviewer')
        ? `Please take the head’s answer in and give the link to the final report${by}.`
        : `The lead reviewer finishes the report${by}.`;
    case 'lapsed':
      return 'No report came in time. The lead reviewer can still bring one.';
    case 'reported':
    case 'workshopBooked':
    case 'workshopDone':
      return afterReport(seen, by);
    case 'followUpDue':
      return agrees
        ? `Look together at what came of the review${by}, then say how far each action has come.`
        : `Host head and lead reviewer look at what came of it${by}.`;
    case 'impactReviewed':
      return seen.mineToRate
        ? `One last question: how did the review go? Please answer${by}.`
        : `The other side says how the review went${by}; then it is closed.`;
    case 'postponed':
      return seen.offeredDates && seen.offeredDates.length > 0
        ? `Please choose another day${by}: on those offered everybody could.`
        : 'You will be asked about another day.';
    case 'safeguardingHold':
      return is('programmeLead') || is('organiser')
        ? 'Let it go on when you have heard that it may.'
        : 'It is paused. Nothing is needed from you; you hear when it goes on.';
    case 'closed':
      return 'It is done. Nothing more is needed.';
    case 'cancelled':
      return 'It does not take place. Nothing is needed from you.';
  }
}

function afterReport({ state, roles, champion, followUpOn, workshopOn }: SeenReview, by: string): string {
  const followUp = followUpOn
    ? `The follow-up is on ${formatDate(followUpOn)}.`
    : 'The follow-up comes 90 days after the review.';
  if (state === 'workshopDone') return followUp;
  if (roles.includes('improvementChampion')) {
    return state === 'reported'
      ? `Please book the improvement workshop with the head${by}.`
      : `Write down at most three actions at the workshop${workshopOn ? ` on ${formatDate(workshopOn)}` : ''}, then say that it was held.`;
  }
  if (roles.includes('hostHead'))
    return `The report is yours: you decide who else reads it.${champion ? ` ${champion} runs the improvement workshop with you${by}.` : ''} ${followUp}`;
  if (!champion && roles.includes('programmeLead'))
    return `Name an improvement champion who was not on the team; the workshop is due${by || ' soon'}.`;
  return followUp;
}

/** The same for somebody who comes along to learn, or is asked to release them; null for everybody else. */
function observerStep(seen: SeenReview): string | null {
  const is = (role: string) => seen.roles.includes(role);
  if (seen.mineToObserve && seen.on)
    return is('observer')
      ? 'Please say whether you come along to learn. Without a yes you are not expected.'
      : 'Please say whether your colleague can come along to learn. Without a yes nobody is expected.';
  if (!is('observer')) return null;
  if (!seen.on) return 'It has no day at present. You are asked again when there is one.';
  if (BEFORE_VISIT.includes(seen.state))
    return 'You come along to learn. A short note comes on the morning of the review.';
  return seen.state === 'inProgress'
    ? 'You come along to learn: the timetable shows the day. What the team writes stays between it and the school.'
    : 'Nothing is needed from you. What the team writes stays between it and the school.';
}
