import { formatDate } from '../../calendar/localDate.js';
import type { RecommendationEntry } from '../record.js';

/** A recommendation in a line: what is to be done, and how it stands. */
export function recommendationLine(each: RecommendationEntry): string {
  return `${wordsOf(each)} (${standing(each)})`;
}

/** Its words as they hold: as the board amended them, else as they were written. */
export function wordsOf({
  outcome,
  wording,
  text,
}: Pick<RecommendationEntry, 'outcome' | 'wording' | 'text'>): string {
  return outcome === 'amended' && wording ? wording : text;
}

function standing({ state, owner, dueOn, doneOn }: RecommendationEntry): string {
  switch (state) {
    case 'drafted':
      return 'for the board to decide';
    case 'rejected':
      return 'not accepted';
    case 'toPlan':
      return 'accepted; needs an owner';
    case 'underway':
      return `${owner?.name ?? 'nobody'}, by ${dueOn ? formatDate(dueOn, 'short') : 'no date'}`;
    default:
      return doneOn ? `done ${formatDate(doneOn, 'short')}` : 'given up';
  }
}
