import { distance } from 'fastest-levenshtein';
import { plainName } from './columns.js';

/** More than this part of the letters different is another word, not a slip. */
const FURTHEST = 0.4;

/** The known word that a mistyped one most likely means, or null when none is near. */
function nearest(typed: string, known: readonly string[]): string | null {
  const plain = plainName(typed);
  let best: { word: string; far: number } | null = null;
  for (const word of known) {
    const far = distance(plain, plainName(word)) / Math.max(plain.length, plainName(word).length, 1);
    if (far <= FURTHEST && (!best || far < best.far)) best = { word, far };
  }
  return best?.word ?? null;
}

/** "Did you mean "SLE"? Known are LLE, SLE." */
export function didYouMean(typed: string, known: readonly string[]): string {
  const near = nearest(typed, known);
  const list = known.length <= 12 ? ` Known are ${known.join(', ')}.` : '';
  return near ? `Did you mean "${near}"?${list}` : list.trim() || 'Check the spelling.';
}
