import { formatDate } from '../calendar/localDate.js';
import type { Action, Card } from '../chat/card.js';
import type { At } from '../workflow/process.js';
import type { SeenCover } from './visibility.js';

/** A cover as one of the two sees it, with the buttons that the table gives them. */
export function coverCard(seen: SeenCover, actions: readonly Action[], { today }: At): Card {
  const { person, deputy, from, to, state, roles } = seen;
  const entity = { kind: 'cover', id: seen.id, version: seen.version };
  if (person === undefined || deputy === undefined || from === undefined || to === undefined)
    return {
      entity,
      title: `Cover ${seen.reference}`,
      body: [{ type: 'text', text: 'Nothing is needed from you.' }],
      actions,
    };
  const over = state === 'ended' || to < today;
  const mine = roles.includes('person');
  return {
    entity,
    title: mine ? `${deputy} acts for you` : `You act for ${person}`,
    status: over
      ? { text: 'Over', tone: 'neutral' }
      : from > today
        ? { text: `From ${formatDate(from)}`, tone: 'neutral' }
        : { text: `Until ${formatDate(to)}`, tone: 'good' },
    body: [
      {
        type: 'facts',
        facts: [
          { label: 'First day', value: formatDate(from) },
          { label: 'Last day', value: formatDate(to) },
        ],
      },
      { type: 'text', text: over ? 'It is over; what was done in it stays done.' : whatItMeans(seen, mine) },
    ],
    actions,
  };
}

function whatItMeans({ person, deputy }: SeenCover, mine: boolean): string {
  return mine
    ? `${deputy} sees what waits for you, is told of it too, and may answer; each answer is recorded as theirs for you. You can still act yourself. It does not pass on, and where ${deputy} is on the other side of an agreement it does not count.`
    : `You see what waits for ${person} under /me, are told of it, and may answer; each answer is recorded as yours for ${person}. Where you are a party yourself on another side, it stays with ${person}.`;
}
