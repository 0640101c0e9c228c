import type { Element, TextRun, TextStyle } from './elements.js';

/** What markdown, a client's link finder or a card's own functions might take for more than text. */
const MEANINGFUL = /[\\*_`~<>[\]#|&]|\{\{|^\s*([-+]|\d+[.)])\s|:\/\/|www\.|@/m;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const UNPRINTABLE = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFEFF]/g;

/** Breaks a construct without changing what is read: clients give it no width. */
const BREAK = '\u200B';

/**
 * Text as data: without characters that cannot be seen but can do something (control characters, those that
 * turn the direction of writing), with line ends as `\n`, and with the card language's own `{{DATE(…)}}` undone.
 */
export function clean(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(UNPRINTABLE, '').replaceAll('{{', `{${BREAK}{`);
}

/** The text in at most `max` characters, cut at a word where one ends near, with "…" for what is left out. */
export function cut(text: string, max: number): string {
  // Never more characters than units of UTF-16: nearly every text is short, and is not taken apart.
  if (text.length <= max) return text;
  const characters = [...text];
  if (characters.length <= max) return text;
  const kept = characters.slice(0, Math.max(0, max - 1)).join('');
  const blank = kept.lastIndexOf(' ');
  // Back to the word's end, unless that would give away more than a fifth.
  return `${(blank > max * 0.8 ? kept.slice(0, blank) : kept).trimEnd()}…`;
}

/** One line of text for places that know no formatting but one line: labels, buttons, choices. */
export function line(text: string, max: number): string {
  return cut(clean(text).replace(/\s+/g, ' ').trim(), max);
}

/**
 * As {@link line}, for the few places that a client may read as markdown although no run of text can stand
 * there (the titles of radio buttons, error messages): a link cannot come out of it.
 */
export function unlinked(text: string, max: number): string {
  return line(text, max).replaceAll('](', `]${BREAK}(`).replaceAll('<', '‹').replaceAll('://', `:${BREAK}//`);
}

/** Text as blocks, one a paragraph. Runs of text know no markdown, so what a head writes stays what it is. */
export function paragraphs(text: string, max: number, style: TextStyle = {}): Element[] {
  return cut(clean(text), max)
    .split('\n')
    .map(each => each.trim())
    .filter(each => each !== '')
    .map((each, index) => ({
      type: 'RichTextBlock',
      ...(index > 0 && { spacing: 'small' as const }),
      inlines: [run(each, style)],
    }));
}

/** One run of text, which is taken as already clean. An empty one becomes a dash: clients drop empty runs. */
export function run(text: string, style: TextStyle = {}): TextRun {
  return { type: 'TextRun', text: text === '' ? '–' : text, ...style };
}

/**
 * A heading. Only a TextBlock is a heading to a screen reader, and a TextBlock is markdown; so a text in which
 * markdown could find something is shown as a run of text, in the same size.
 */
export function heading(text: string, max: number, style: TextStyle): Element {
  const title = line(text, max) || '–';
  return MEANINGFUL.test(title)
    ? { type: 'RichTextBlock', inlines: [run(title, style)] }
    : { type: 'TextBlock', style: 'heading', wrap: true, text: title, ...style };
}
