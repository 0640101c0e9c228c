import { formatDate } from '../../calendar/localDate.js';
import type { Action, Card, Fact, Tone } from '../../chat/card.js';
import { byWhen } from '../words.js';
import { daysInWords } from './impossibleDates.js';
import { windowInWords } from './notices.js';
import type { EntryState } from './record.js';
import type { SeenEntry } from './visibility.js';

const STATUS: Readonly<Record<EntryState, { readonly text: string; readonly tone: Tone }>> = {
  new: { text: 'Not asked yet', tone: 'neutral' },
  asked: { text: 'Waits for an answer', tone: 'attention' },
  optedIn: { text: 'Takes part', tone: 'good' },
  declined: { text: 'Not this cycle', tone: 'neutral' },
  included: { text: 'In the plan', tone: 'good' },
  unanswered: { text: 'No answer', tone: 'warning' },
  withdrawn: { text: 'Has left the cycle', tone: 'neutral' },
  notPlaced: { text: 'No place found', tone: 'neutral' },
  cancelled: { text: 'Cancelled', tone: 'neutral' },
};

/** A school's place in a cycle as one viewer sees it. */
export function entryCard(seen: SeenEntry, actions: readonly Action[]): Card {
  const known = seen.roles.length > 0;
  return {
    entity: { kind: 'entry', id: seen.id, version: seen.version },
    title: known ? `${seen.cycle ?? 'Review cycle'}: ${seen.school ?? ''}` : 'Review cycle',
    status: known ? STATUS[seen.state] : { text: 'Nothing is needed from you', tone: 'neutral' },
    body: known
      ? [
          { type: 'facts', facts: factsOf(seen) },
          { type: 'text', text: nextStep(seen), style: 'strong' },
        ]
      : [{ type: 'text', text: 'This is not yours to see (any more).' }],
    actions,
  };
}

function factsOf(seen: SeenEntry): Fact[] {
  const answered = seen.state !== 'asked' && seen.state !== 'new';
  const impossible = seen.impossible && daysInWords(seen.impossible);
  const rows: readonly (readonly [string, string | number | null | undefined | false])[] = [
    ['School', seen.school],
    ['Reviews take place', windowInWords(seen)],
    ['Answer by', seen.answersBy && formatDate(seen.answersBy)],
    ['Programme lead', seen.lead],
    ['Is reviewed', answered && seen.hosts === false && 'no: it only sends reviewers'],
    ['Impossible days', answered && impossible !== undefined && (impossible || 'none')],
    ['To look at', seen.focus],
    ['Can be sent', seen.reviewers?.join(', ')],
    ['Would observe', seen.trainees?.join(', ')],
    [
      'Kept apart',
      seen.apart && `from ${seen.apart} school${seen.apart === 1 ? '' : 's'}; the plan reads it, nobody else`,
    ],
    ['Late', seen.late && 'answered after the close'],
  ];
  return rows.flatMap(([label, value]) => (value ? [{ label, value: String(value) }] : []));
}

function nextStep(seen: SeenEntry): string {
  switch (seen.state) {
    case 'new':
    case 'asked':
      return seen.roles.includes('head')
        ? `Please answer${byWhen(seen.answersBy)}: a yes with impossible days and the people you can send, or a no.`
        : `The head is asked to answer${byWhen(seen.answersBy)}.`;
    case 'optedIn':
      return seen.afterPlan
        ? 'The plan is out: a place is looked for beside it, and only those whom it needs are asked.'
        : 'The answer can be changed until the plan is published.';
    case 'declined':
      return 'The school is not in this cycle. The head can still change that as long as the cycle takes answers.';
    case 'included':
      return 'The plan is published: each review has a card of its own.';
    case 'unanswered':
      return 'The cycle went ahead without an answer. While it runs, the head can still ask for a place.';
    case 'withdrawn':
      return 'The school has left this cycle. Nothing is needed.';
    case 'notPlaced':
      return 'No place could be found before the cycle closed.';
    case 'cancelled':
      return 'The cycle is cancelled. Nothing is needed.';
  }
}
