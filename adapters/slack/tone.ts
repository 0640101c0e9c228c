import type { Tone } from '../../src/chat/card.js';

const SIGNS: Readonly<Record<Tone, string>> = {
  neutral: '⚪',
  good: '🟢',
  warning: '🟡',
  attention: '🔴',
};

/** The words for a tone where the status is nothing but the name of a colour (WCAG 1.4.1). */
const WORDS: Readonly<Record<Tone, string>> = {
  neutral: '',
  good: '',
  warning: ' · Needs watching',
  attention: ' · Needs action',
};

const BARE_COLOUR = /^(red|amber|green|rag: *\w+)\.?$/i;

/** A status in words, behind a sign that only repeats its tone. */
export function statusText(status: { readonly text: string; readonly tone: Tone }): string {
  const words = BARE_COLOUR.test(status.text.trim()) ? WORDS[status.tone] : '';
  return `${SIGNS[status.tone]} ${status.text}${words}`;
}
