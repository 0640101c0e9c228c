import { formatDate } from '../calendar/localDate.js';
import type { Action, Card, CardElement, Fact, Tone } from '../chat/card.js';
import { nextStep } from './nextStep.js';
import { daysInWords, type SupportState } from './record.js';
import type { SeenSupport } from './visibility.js';
import { agreementInWords, PARTY_WORDS, RATING_WORDS, REFUSAL_WORDS } from './words.js';

const KIND = 'support';

const STATUS: Readonly<Record<SupportState, { readonly text: string; readonly tone: Tone }>> = {
  new: { text: 'Not sent yet', tone: 'neutral' },
  submitted: { text: 'Waits for a coordinator', tone: 'attention' },
  matching: { text: 'Looking for a leader', tone: 'attention' },
  approached: { text: 'A leader is asked', tone: 'attention' },
  agreementDraft: { text: 'The agreement is being written', tone: 'attention' },
  agreementProposed: { text: 'Agreement to accept', tone: 'attention' },
  active: { text: 'Under way', tone: 'good' },
  evaluationDue: { text: 'To be evaluated', tone: 'attention' },
  closed: { text: 'Closed', tone: 'good' },
  declined: { text: 'Declined', tone: 'warning' },
  withdrawn: { text: 'Withdrawn', tone: 'neutral' },
};

/** The status as one viewer reads it: a head is "still matching" whoever is being asked (DOMAIN 3.6). */
export function statusOf(seen: SeenSupport): Card['status'] {
  if (seen.roles.length === 0) return { text: 'Nothing is needed from you', tone: 'neutral' };
  if (seen.state !== 'approached') return STATUS[seen.state];
  if (seen.roles.includes('leader') && seen.leaderAnswer !== 'yes')
    return { text: 'You are asked', tone: 'attention' };
  if (seen.roles.includes('homeHead') && seen.releaseAnswer !== 'yes')
    return { text: 'You are asked to release a leader', tone: 'attention' };
  return STATUS[seen.leader === undefined ? 'matching' : 'approached'];
}

/**
 * A request as one viewer sees it, with the buttons that the table gives them. Somebody who is no party (any
 * more) sees its reference and that nothing is needed from them.
 */
export function supportCard(seen: SeenSupport, actions: readonly Action[]): Card {
  const status = statusOf(seen);
  const body: CardElement[] =
    seen.roles.length === 0
      ? [{ type: 'text', text: 'This request has been settled without you, or is not yours to see.' }]
      : [
          { type: 'facts', facts: factsOf(seen) },
          ...ownWords(seen),
          ...progress(seen),
          ...visits(seen),
          ...history(seen),
          { type: 'text', text: nextStep(seen), style: 'strong' },
        ];
  return {
    entity: { kind: KIND, id: seen.id, version: seen.version },
    title: seen.area
      ? `Support request ${seen.reference}: ${seen.area}`
      : `Support request ${seen.reference}`,
    ...(status && { status }),
    body,
    actions,
  };
}

function factsOf(seen: SeenSupport): Fact[] {
  const leader = seen.leader && (seen.homeSchool ? `${seen.leader}, ${seen.homeSchool}` : seen.leader);
  const asker = seen.school && seen.requester ? `${seen.school} (${seen.requester})` : seen.school;
  const rows: readonly (readonly [string, string | null | undefined])[] = [
    ['School', asker],
    ['Phase', seen.phase],
    ['Needed', seen.timing],
    ['Coordinator', seen.coordinator],
    ['Leader', leader],
    ['Agreed', seen.agreement && agreementInWords(seen.agreement)],
    ['Purpose', seen.agreement?.purpose],
    ['Accepted by', seen.acceptedBy?.map(party => PARTY_WORDS[party]).join(', ')],
    ['Change asked for', seen.state === 'agreementDraft' ? seen.changeAsked : null],
    ['How effective', seen.rating && RATING_WORDS[seen.rating]],
    ['Comment', seen.comment],
    ['Outcome', seen.outcome],
  ];
  return rows.flatMap(([label, value]) => (value ? [{ label, value }] : []));
}

function ownWords({ need }: SeenSupport): CardElement[] {
  return need ? [{ type: 'text', text: `What is needed: ${need}` }] : [];
}

function progress({ agreement, halfDaysUsed }: SeenSupport): CardElement[] {
  if (!agreement || halfDaysUsed === undefined || halfDaysUsed === 0) return [];
  return [{ type: 'progress', label: 'Days used', done: halfDaysUsed / 2, of: agreement.halfDays / 2 }];
}

function visits({ visits = [] }: SeenSupport): CardElement[] {
  if (visits.length === 0) return [];
  return [
    {
      type: 'table',
      columns: ['Visit', 'Length', 'What was done'],
      rows: visits.map(visit => [formatDate(visit.on, 'short'), daysInWords(visit.halfDays), visit.summary]),
    },
  ];
}

function history({ earlier = [], state }: SeenSupport): CardElement[] {
  if (earlier.length === 0 || state !== 'matching') return [];
  const items = earlier.map(({ leader, saidNo, reason }) => {
    const who = saidNo === 'homeHead' ? 'the home head said no' : saidNo ? 'said no' : 'no longer asked';
    return `${leader.name}: ${who}${reason ? ` (${REFUSAL_WORDS[reason].toLowerCase()})` : ''}`;
  });
  return [
    { type: 'text', text: 'Asked before', style: 'strong' },
    { type: 'list', items },
  ];
}
