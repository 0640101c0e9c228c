import { formatDate } from '../calendar/localDate.js';
import type { Action, Card, CardElement, Fact, Tone } from '../chat/card.js';
import { DECLINE_REASONS, HAS_LEFT, HAS_MOVED, NO_OBSERVER, SCHOOL_WITHDREW } from './codes.js';
import { nextStep } from './nextStep.js';
import { type Agreed, ENDED, type ReviewState } from './record.js';
import type { SeenReview } from './visibility.js';
import {
  DECLINE_WORDS,
  IMPACT_WORDS,
  LISTENER_WORDS,
  LOGISTIC_WORDS,
  POSTPONE_WORDS,
  QUALITY_WORDS,
  TEAM_ROLE_WORDS,
  whenInWords,
} from './words.js';

const KIND = 'review';
const SET_DATE = 'review.setDate';

/** The states in words, with a tone; used by the cycle's list too. */
export const STATUS: Readonly<Record<ReviewState, { readonly text: string; readonly tone: Tone }>> = {
  new: { text: 'Not begun', tone: 'neutral' },
  undated: { text: 'Needs a day', tone: 'warning' },
  proposed: { text: 'Proposed: waits for answers', tone: 'attention' },
  replacing: { text: 'Being rearranged', tone: 'attention' },
  scheduled: { text: 'Agreed: lines of enquiry next', tone: 'good' },
  focusAgreed: { text: 'Agreed: day plan next', tone: 'good' },
  planAgreed: { text: 'Agreed: waits for the self-evaluation', tone: 'good' },
  selfEvaluated: { text: 'Agreed: the team meets next', tone: 'good' },
  briefed: { text: 'Agreed and prepared', tone: 'good' },
  inProgress: { text: 'Today', tone: 'good' },
  feedbackDue: { text: 'Held: feedback to be noted', tone: 'attention' },
  feedbackGiven: { text: 'Held: draft due', tone: 'attention' },
  draftReport: { text: 'Draft with the team', tone: 'attention' },
  qualityCheck: { text: 'Draft with the moderator', tone: 'attention' },
  factCheck: { text: 'Draft with the school', tone: 'attention' },
  finalising: { text: 'Report being finished', tone: 'attention' },
  lapsed: { text: 'No report came', tone: 'warning' },
  reported: { text: 'Report with the school', tone: 'good' },
  workshopBooked: { text: 'Workshop booked', tone: 'good' },
  workshopDone: { text: 'Actions under way', tone: 'good' },
  followUpDue: { text: 'Follow-up due', tone: 'attention' },
  impactReviewed: { text: 'Followed up: one question left', tone: 'attention' },
  closed: { text: 'Closed', tone: 'good' },
  postponed: { text: 'Postponed', tone: 'warning' },
  // Neutral on purpose: why it is paused is nobody's but the programme lead's.
  safeguardingHold: { text: 'Paused', tone: 'neutral' },
  cancelled: { text: 'Cancelled', tone: 'neutral' },
};

/**
 * A review as one viewer sees it, with the buttons that the table gives them. Somebody who is no party (any
 * more) sees its reference and that nothing is needed from them.
 */
export function reviewCard(seen: SeenReview, actions: readonly Action[]): Card {
  const entity = { kind: KIND, id: seen.id, version: seen.version };
  if (seen.roles.length === 0) {
    return {
      entity,
      title: `Peer review ${seen.reference}`,
      status: { text: 'Nothing is needed from you', tone: 'neutral' },
      body: [{ type: 'text', text: 'This review has been settled without you, or is not yours to see.' }],
      actions,
    };
  }
  return {
    entity,
    title: `Peer review ${seen.reference}: ${seen.host ?? ''}`,
    status: STATUS[seen.state],
    body: [
      { type: 'facts', facts: factsOf(seen) },
      ...lines(seen),
      ...team(seen),
      ...reasons(seen),
      ...(seen.routeShown
        ? [
            {
              type: 'text',
              text: 'Somebody on the review was shown whom to tell of a safeguarding concern. Nothing about it is kept here. Let the review go on when that is settled.',
            } as const,
          ]
        : []),
      { type: 'text', text: nextStep(seen), style: 'strong' },
    ],
    actions: withOfferedDays(seen, actions),
  };
}

function factsOf(seen: SeenReview): Fact[] {
  const { on, startsPm, halfDays } = seen;
  const day = on !== undefined && halfDays !== undefined && whenInWords(on, startsPm ?? false, halfDays);
  const released = seen.mineToRelease
    .map(({ name, role }) => `${name} (${TEAM_ROLE_WORDS[role]})`)
    .join(', ');
  const rows: readonly (readonly [string, string | false | null | undefined])[] = [
    ['Reviewed school', seen.host],
    ['Cycle', seen.cycle],
    ['When', day],
    ['Programme lead', seen.lead],
    ['From your school', released],
    ['Waits for', seen.awaited?.join(', ')],
    ['Left the team', seen.former?.map(({ name, reason }) => `${name} (${reasonWords(reason)})`).join(', ')],
    ['Postponed because', seen.postponedFor && POSTPONE_WORDS[seen.postponedFor]],
    ['Lines of enquiry', seen.focus && agreement(seen.focus, seen.focus.what.length > 0)],
    ['Day plan', seen.dayPlan && agreement(seen.dayPlan, seen.dayPlan.what !== null)],
    ['Self-evaluation', selfEvaluationWords(seen)],
    ['Looks after the day', seen.hostLead],
    ['Arranged', seen.logistics?.map(each => LOGISTIC_WORDS[each]).join('; ')],
    ['Letters of assurance', seen.briefedOn && (seen.assuranceOn ? 'seen' : 'not yet seen')],
    ['Feedback heard by', seen.feedbackTo?.map(each => LISTENER_WORDS[each]).join(', ')],
    ['Draft', seen.draftVersion && `version ${seen.draftVersion}`],
    ['Not confirmed by', seen.unconfirmed?.join(', ')],
    ['To be mended', seen.qualityPoints?.map(each => QUALITY_WORDS[each]).join('; ')],
    ['Report with the school', seen.reportDoneOn && formatDate(seen.reportDoneOn)],
    ['Report', seen.report && `version ${seen.report.version ?? ''}`],
    ['Report open to', seen.readers?.join(', ')],
    ['Improvement champion', seen.champion],
    ['Workshop', workshopWords(seen)],
    ['Actions', seen.actionCount ? `${seen.actionCount}${seen.rags ? `: ${seen.rags}` : ''}` : null],
    ['Follow-up', seen.followUpOn && formatDate(seen.followUpOn)],
    ['What came of it', seen.impact && IMPACT_WORDS[seen.impact]],
  ];
  return rows.flatMap(([label, value]) => (value ? [{ label, value }] : []));
}

/** Whether two sides have agreed; the thing itself is shown on demand. */
function agreement(agreed: Agreed<unknown>, there: boolean): string | null {
  if (!there) return null;
  if (agreed.on) return `agreed on ${formatDate(agreed.on)}`;
  return agreed.by === 'host' ? 'proposed by the school' : 'proposed by the lead reviewer';
}

function selfEvaluationWords({ selfEvaluationCame, goneAheadOn }: SeenReview): string | null {
  if (selfEvaluationCame) return 'with the team';
  return goneAheadOn ? 'none; the lead reviewer decided to go ahead' : null;
}

function workshopWords({ workshopOn, workshopDoneOn }: SeenReview): string | null {
  if (workshopDoneOn) return `held on ${formatDate(workshopDoneOn)}`;
  return workshopOn ? formatDate(workshopOn) : null;
}

/** The lines of enquiry, for those who work with them. */
function lines({ focus, state }: SeenReview): CardElement[] {
  if (!focus || focus.what.length === 0 || ENDED.includes(state)) return [];
  return [
    { type: 'text', text: focus.on ? 'Lines of enquiry' : 'Lines of enquiry, as proposed', style: 'strong' },
    { type: 'list', items: focus.what, ordered: true },
  ];
}

/** One press for each of the days on which everybody could, before the form for another. */
function withOfferedDays(seen: SeenReview, actions: readonly Action[]): readonly Action[] {
  const at = actions.findIndex(action => action.verb === SET_DATE);
  if (at < 0) return actions;
  const days = (seen.offeredDates ?? []).map(day => ({
    verb: SET_DATE,
    label: formatDate(day, 'short'),
    values: { offered: day },
  }));
  return [...actions.slice(0, at), ...days, ...actions.slice(at)];
}

function reasonWords(code: string): string {
  if (code === SCHOOL_WITHDREW) return 'their school withdrew';
  if (code === HAS_LEFT) return 'has left their post';
  if (code === HAS_MOVED) return 'has changed school';
  if (code === NO_OBSERVER) return 'does not observe';
  const known = DECLINE_REASONS.find(reason => reason === code);
  return known ? DECLINE_WORDS[known].toLowerCase() : code;
}

function team({ team = [], observers = [] }: SeenReview): CardElement[] {
  if (team.length === 0) return [];
  return [
    {
      type: 'table',
      columns: [observers.length > 0 ? 'Who' : 'Reviewer', 'School', 'Part'],
      rows: [
        ...team.map(({ name, school, role }) => [name, school, TEAM_ROLE_WORDS[role]]),
        ...observers.map(({ name, school, role, comes }) => [
          name,
          school,
          `${TEAM_ROLE_WORDS[role]}${comes ? '' : ', asked'}`,
        ]),
      ],
    },
  ];
}

/** Why this team and this day, as long as somebody has to decide about it. */
function reasons({ why = [], state }: SeenReview): CardElement[] {
  if (why.length === 0 || (state !== 'proposed' && state !== 'undated')) return [];
  return [
    { type: 'text', text: 'Why this team and this day', style: 'strong' },
    { type: 'list', items: why },
  ];
}
