import type { Tone } from '../../src/chat/card.js';
import type { Colour } from './elements.js';

const COLOURS: Readonly<Record<Tone, Colour>> = {
  neutral: 'default',
  good: 'good',
  warning: 'warning',
  attention: 'attention',
};

/** The words that stand beside a red, amber or green, so that nobody has to see the colour (WCAG 1.4.1). */
const WORDS: Readonly<Record<Tone, string | null>> = {
  neutral: null,
  good: null,
  warning: 'Needs watching',
  attention: 'Needs action',
};

/** A bare colour as status would say nothing to who cannot tell it: these get the tone's words as well. */
const BARE_COLOUR = /^(red|amber|green|rag: *\w+)\.?$/i;

/** The colour of a tone in an Adaptive Card; clients choose one of enough contrast for their theme. */
export function toneColour(tone: Tone): Colour {
  return COLOURS[tone];
}

/** A status in words: as it is, or with the tone's words where it is nothing but the name of a colour. */
export function toneText(text: string, tone: Tone): string {
  const words = WORDS[tone];
  return words !== null && BARE_COLOUR.test(text.trim()) ? `${text.trim()} · ${words}` : text;
}
