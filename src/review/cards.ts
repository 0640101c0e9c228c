import { formatDate } from '../calendar/localDate.js';
import type { Action, Card, CardElement, Fact, Tone } from '../chat/card.js';
import { DECLINE_REASONS, type ReviewState } from './record.js';
import type { SeenReview } from './visibility.js';
import { byWhen, DECLINE_WORDS, POSTPONE_WORDS, TEAM_ROLE_WORDS, whenInWords } from './words.js';

const KIND = 'review';

/** The states in words, with a tone; used by the cycle's list too. */
export const STATUS: Readonly<Record<ReviewState, { readonly text: string; readonly tone: Tone }>> = {
  new: { text: 'Not begun', tone: 'neutral' },
  undated: { text: 'Needs a day', tone: 'warning' },
  proposed: { text: 'Proposed: waits for answers', tone: 'attention' },
  replacing: { text: 'Being rearranged', tone: 'attention' },
  scheduled: { text: 'Agreed: waits for the self-evaluation', tone: 'good' },
  prepared: { text: 'Agreed and prepared', tone: 'good' },
  inProgress: { text: 'Today', tone: 'good' },
  reportDue: { text: 'Report due', tone: 'attention' },
  lapsed: { text: 'No report came', tone: 'warning' },
  reported: { text: 'Report with the school', tone: 'good' },
  followUpDue: { text: 'Follow-up due', tone: 'attention' },
  closed: { text: 'Closed', tone: 'good' },
  postponed: { text: 'Postponed', tone: 'warning' },
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
      ...team(seen),
      ...reasons(seen),
      { type: 'text', text: nextStep(seen), style: 'strong' },
    ],
    actions,
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
    ['Self-evaluation', seen.selfEvaluationLink],
    ['Report done', seen.reportDoneOn && formatDate(seen.reportDoneOn)],
    ['Report', seen.reportLink],
    ['Follow-up', seen.followUpOn && formatDate(seen.followUpOn)],
  ];
  return rows.flatMap(([label, value]) => (value ? [{ label, value }] : []));
}

function reasonWords(code: string): string {
  const known = DECLINE_REASONS.find(reason => reason === code);
  return known ? DECLINE_WORDS[known].toLowerCase() : code;
}

function team({ team = [] }: SeenReview): CardElement[] {
  if (team.length === 0) return [];
  return [
    {
      type: 'table',
      columns: ['Reviewer', 'School', 'Part'],
      rows: team.map(({ name, school, role }) => [name, school, TEAM_ROLE_WORDS[role]]),
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

/** What happens next and by when, for one viewer. */
function nextStep(seen: SeenReview): string {
  const by = byWhen(seen.dueOn);
  const is = (role: string) => seen.roles.includes(role);
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
      return is('hostHead')
        ? `Please send the link to your self-evaluation${by}: the link, never the document.`
        : `The school sends the link to its self-evaluation${by}.`;
    case 'prepared':
      return 'Everything is ready. A short note comes on the morning of the review.';
    case 'inProgress':
      return 'The head hears the verbal feedback at the end of the last day.';
    case 'reportDue':
      return is('leadReviewer')
        ? `Please send the report to the school${by}, then mark it done. Nothing of it is kept here.`
        : `The lead reviewer writes the report${by}.`;
    case 'lapsed':
      return 'No report came in time. The lead reviewer can still mark it done.';
    case 'reported':
      return seen.followUpOn
        ? `The follow-up is on ${formatDate(seen.followUpOn)}.`
        : 'The follow-up comes 90 days after the review.';
    case 'followUpDue':
      return is('hostHead') || is('leadReviewer')
        ? `Look together at what came of the review${by}, then mark it done.`
        : `Host head and lead reviewer look at what came of it${by}.`;
    case 'postponed':
      return is('programmeLead')
        ? `Please offer another day${by}: three are suggested.`
        : 'You will be asked about another day.';
    case 'closed':
      return 'It is done. Nothing more is needed.';
    case 'cancelled':
      return 'It does not take place. Nothing is needed from you.';
  }
}
