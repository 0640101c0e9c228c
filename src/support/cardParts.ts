import { halfDaysInWords } from '../calendar/halfDays.js';
import { formatDate } from '../calendar/localDate.js';
import type { CardElement } from '../chat/card.js';
import type { Approach } from './record.js';
import type { SeenSupport } from './visibility.js';
import { ACTIVITY_WORDS, REFUSAL_WORDS } from './words.js';

/** The leaders on the list: for the school to choose from, or for the coordinator with what each has said. */
export function candidateSections(seen: SeenSupport): CardElement[] {
  const { candidates = [], state, roles } = seen;
  if (candidates.length === 0) return [];
  if (state === 'shortlisted' && roles.includes('receivingHead')) return candidates.map(profile);
  return [
    { type: 'text', text: 'On the list', style: 'strong' },
    { type: 'list', items: candidates.map(standing) },
  ];
}

/** A leader as the head reads about them before choosing. */
function profile({
  leader,
  typeCode,
  homeSchool,
  specialisms,
  designationId,
  status,
}: Approach): CardElement {
  return {
    type: 'section',
    title: `${leader.name} (${typeCode}), ${homeSchool.name}`,
    body: [
      {
        type: 'facts',
        facts: [
          { label: 'Works in', value: homeSchool.phase },
          { label: 'Designated for', value: specialisms.join(', ') },
        ],
      },
      {
        type: 'text',
        style: 'subtle',
        text:
          status === 'available'
            ? 'Has said yes, and the home head too.'
            : 'Is asked when you have chosen, and the home head too.',
      },
    ],
    actions: [
      {
        verb: 'support.choose',
        label: `Choose ${leader.name}`,
        style: 'primary',
        values: { designationId: String(designationId) },
      },
    ],
  };
}

/** What one on the list has said so far, for the coordinator. */
function standing(candidate: Approach): string {
  const { leader, typeCode, homeSchool } = candidate;
  return `${leader.name} (${typeCode}), ${homeSchool.name}: ${saidSoFar(candidate)}`;
}

function saidSoFar({ status, selfReleasing, releaseAnswer, leaderAnswer }: Approach): string {
  if (status === 'listed') return 'not asked yet';
  if (leaderAnswer === 'yes') return 'has said yes';
  if (selfReleasing) return 'is asked';
  return releaseAnswer === 'yes' ? 'released; the leader is asked' : 'the home head is asked';
}

/** Every visit, newest last. */
export function visits({ visits = [] }: SeenSupport): CardElement[] {
  if (visits.length === 0) return [];
  return [
    {
      type: 'table',
      columns: ['Visit', 'Length', 'What was done'],
      rows: visits.map(({ on, halfDays, activity, summary, next }) => [
        formatDate(on, 'short'),
        halfDaysInWords(halfDays),
        [activity && `${ACTIVITY_WORDS[activity]}:`, summary, next && `Next: ${next}`]
          .filter(Boolean)
          .join(' '),
      ]),
    },
  ];
}

/** Who was asked before, while somebody is looked for. */
export function history({ earlier = [], state }: SeenSupport): CardElement[] {
  if (earlier.length === 0 || !['matching', 'releaseAsked'].includes(state)) return [];
  const items = earlier.map(({ leader, saidNo, reason }) => {
    const who = saidNo === 'homeHead' ? 'the home head said no' : saidNo ? 'said no' : 'no longer asked';
    return `${leader.name}: ${who}${reason ? ` (${REFUSAL_WORDS[reason].toLowerCase()})` : ''}`;
  });
  return [
    { type: 'text', text: 'Asked before', style: 'strong' },
    { type: 'list', items },
  ];
}
