import { formatDate } from '../calendar/localDate.js';
import type { Action, Card, CardElement, Fact, Tone } from '../chat/card.js';
import type { Ranking } from './candidates.js';
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

/**
 * The ranked candidates for a request, with the reasons for each and a button to ask them; then who cannot
 * be asked, and why. For the coordinator who claimed it.
 */
export function candidatesCard(seen: SeenSupport, { candidates, excluded, more }: Ranking): Card {
  const sections = candidates.map(
    (candidate, index): CardElement => ({
      type: 'section',
      title: `${index + 1}. ${candidate.name} (${candidate.typeCode}), ${candidate.home}`,
      body: [
        { type: 'list', items: candidate.reasons },
        ...(candidate.cautions.length > 0
          ? [
              {
                type: 'text',
                text: `Think about: ${candidate.cautions.join('; ')}.`,
                style: 'subtle',
              } as const,
            ]
          : []),
      ],
      actions: [
        {
          verb: `${KIND}.approach`,
          label: `Ask ${candidate.name}`,
          values: { designationId: String(candidate.designationId) },
        },
      ],
    }),
  );
  const nobody =
    'Nobody can be asked now. Look in a neighbouring area, or tell the head what you can offer instead.';
  return {
    entity: { kind: KIND, id: seen.id, version: seen.version },
    title: `Leaders for ${seen.reference}: ${seen.area ?? ''}`,
    status: {
      text: candidates.length === 0 ? 'No candidate' : `${candidates.length + more} can be asked`,
      tone: candidates.length === 0 ? 'warning' : 'neutral',
    },
    body: [
      {
        type: 'text',
        text:
          candidates.length === 0
            ? nobody
            : 'The best match comes first. You choose; both are asked at once.',
      },
      ...sections,
      ...(more > 0
        ? [{ type: 'text', text: `${more} more match less well.`, style: 'subtle' } as const]
        : []),
      ...(excluded.length > 0
        ? [
            { type: 'text', text: 'Cannot be asked', style: 'strong' } as const,
            { type: 'list', items: excluded.map(each => `${each.name}: ${each.reason}`) } as const,
          ]
        : []),
    ],
    actions: [{ verb: `${KIND}.open`, label: 'Back to the request' }],
  };
}
