import { formatDate } from '../calendar/localDate.js';
import type { Action, Card, Fact } from '../chat/card.js';
import type { SeenDesignation } from './visibility.js';
import { ENDING_WORDS, STATUS, TRIGGER_WORDS } from './words.js';
import { designationWorkflow } from './workflow.js';

/** A designation as one viewer sees it, with the buttons that the table gives them. */
export function designationCard(seen: SeenDesignation, actions: readonly Action[]): Card {
  const entity = { kind: designationWorkflow.kind, id: seen.id, version: seen.version };
  const { leader, typeCode, home, roles } = seen;
  if (leader === undefined || typeCode === undefined || home === undefined)
    return {
      entity,
      title: `Designation ${seen.reference}`,
      body: [{ type: 'text', text: 'Nothing is needed from you.' }],
      actions,
    };
  return {
    entity,
    title: roles.includes('leader') ? `You as ${typeCode}` : `${leader} (${typeCode})`,
    status: STATUS[seen.state],
    body: [
      { type: 'text', text: nextStep(seen) },
      { type: 'facts', facts: factsOf(seen) },
      { type: 'text', style: 'subtle', text: seen.reference },
    ],
    actions,
  };
}

/** How it stands and what comes next, for whoever looks. */
export function nextStep(seen: SeenDesignation): string {
  const { state, reviewDue, roles } = seen;
  const office = roles.includes('coordinators') || roles.includes('programmeLead');
  const until = reviewDue && formatDate(reviewDue);
  switch (state) {
    case 'active':
      return until
        ? `Counts until ${until}. ${office ? 'Renew it by then, or it expires.' : 'The coordinator decides about its renewal before that day.'}`
        : 'Counts until further notice.';
    case 'underReview':
      return office
        ? 'Decide: keep it until its next review, or end it. Meanwhile the leader is in no new match; deployments go on.'
        : 'The coordinator looks at it again and will be in touch. Nothing new is asked for meanwhile; deployments go on.';
    case 'expired':
      return `${until ? `Its review was due on ${until}.` : 'Its review has gone by.'} ${office ? 'Renew it, late as it is, or end it.' : 'The coordinator can still renew it.'} Until then nothing new is asked for; deployments go on.`;
    default:
      return 'Has ended. Deployments under way go on.';
  }
}

function factsOf(seen: SeenDesignation): readonly Fact[] {
  const {
    body,
    home,
    movedFrom,
    specialisms = [],
    halfDaysPerYear,
    deployments,
    trigger,
    endedReason,
  } = seen;
  return [
    ...(body ? [{ label: 'Designated by', value: body }] : []),
    ...(home ? [{ label: 'Home school', value: home }] : []),
    ...(movedFrom ? [{ label: 'Before that', value: movedFrom }] : []),
    ...(specialisms.length > 0 ? [{ label: 'For', value: specialisms.join(', ') }] : []),
    ...(halfDaysPerYear === undefined ? [] : [{ label: 'Days a year', value: String(halfDaysPerYear / 2) }]),
    ...(deployments ? [{ label: 'Deployments under way', value: String(deployments) }] : []),
    ...(trigger ? [{ label: 'Under review because', value: TRIGGER_WORDS[trigger] }] : []),
    ...(endedReason && seen.state === 'ended'
      ? [{ label: 'Ended because', value: ENDING_WORDS[endedReason] }]
      : []),
  ];
}
