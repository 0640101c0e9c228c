import type { types } from '@slack/bolt';
import type { Option } from '../../src/chat/form.js';
import { OPTION_TEXT, OPTION_VALUE, OPTIONS } from './limits.js';
import { clean, head, line } from './text.js';

/**
 * A choice of a list. A name that is too long for it goes on in the line below, so that two long names with the
 * same beginning can be told apart.
 * @throws RangeError when the value is longer than Slack takes
 */
export function toOption({ value, label }: Option): types.PlainTextOption {
  if (value.length === 0 || value.length > OPTION_VALUE)
    throw new RangeError(
      `The choice "${line(label, 60)}" has a value of ${value.length} characters; Slack takes 1 to 75.`,
    );
  const name = clean(label).replace(/\s+/g, ' ').trim();
  if (name.length <= OPTION_TEXT) return { text: element(name), value };
  const kept = head(name, OPTION_TEXT - 1);
  const blank = kept.lastIndexOf(' ');
  const end = blank > OPTION_TEXT / 2 ? blank : kept.length;
  return {
    text: element(`${name.slice(0, end).trimEnd()}…`),
    description: element(`…${name.slice(end).trimStart()}`),
    value,
  };
}

function element(text: string): types.PlainTextElement {
  return { type: 'plain_text', text: line(text, OPTION_TEXT), emoji: false };
}

/**
 * The choices that match what somebody typed, at most as many as Slack shows: names that begin with it first,
 * then those in which every typed word begins a word, then those that hold it anywhere.
 */
export function searchOptions(options: readonly Option[], typed: string): types.PlainTextOption[] {
  const words = folded(typed).split(' ').filter(Boolean);
  const found = options.flatMap((option, at) => {
    const rank = rankOf(folded(option.label), words);
    return rank === null ? [] : [{ option, at, rank }];
  });
  return found
    .sort((a, b) => a.rank - b.rank || a.at - b.at)
    .slice(0, OPTIONS)
    .map(({ option }) => toOption(option));
}

function rankOf(name: string, words: readonly string[]): number | null {
  if (name.startsWith(words.join(' '))) return 0;
  const parts = name.split(' ');
  if (words.every(word => parts.some(part => part.startsWith(word)))) return 1;
  return words.every(word => name.includes(word)) ? 2 : null;
}

/** Without case, accents and punctuation: "st marys" finds "St. Mary's". */
function folded(text: string): string {
  return clean(text)
    .normalize('NFKD')
    .replace(/[\p{M}'’.]/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
