import type { Option } from './form.js';

/** Characters that cannot be seen, marks over letters, and what is left out of names as often as not. */
const PASSED_OVER = /[\p{M}\p{Cc}\p{Cf}'’.]/gu;

/**
 * The choices that match what somebody typed: names that begin with it first, then those in which every typed
 * word begins a word, then those that hold it anywhere; all of them, in their own order, when nothing was typed.
 */
export function searchOptions(options: readonly Option[], typed: string): readonly Option[] {
  const words = folded(typed).split(' ').filter(Boolean);
  const found = options.flatMap((option, at) => {
    const rank = rankOf(folded(option.label), words);
    return rank === null ? [] : [{ option, at, rank }];
  });
  return found.sort((a, b) => a.rank - b.rank || a.at - b.at).map(({ option }) => option);
}

function rankOf(name: string, words: readonly string[]): number | null {
  if (name.startsWith(words.join(' '))) return 0;
  const parts = name.split(' ');
  if (words.every(word => parts.some(part => part.startsWith(word)))) return 1;
  return words.every(word => name.includes(word)) ? 2 : null;
}

/** Without case, accents and punctuation: "st marys" finds "St. Mary's". */
function folded(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .normalize('NFKD')
    .replace(PASSED_OVER, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
