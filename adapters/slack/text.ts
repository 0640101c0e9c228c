import type { types } from '@slack/bolt';
import type { WebAddress } from '../../src/chat/webAddress.js';

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const UNPRINTABLE = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFEFF]/g;

/** Breaks a construct without changing what is read: clients give it no width. */
const BREAK = '\u200B';

/** Characters of a shortened name that may be given away to end it at a word. */
const WORD_PART = 0.8;

/**
 * Text without characters that cannot be seen but can do something (control characters, those that turn the
 * direction of writing), with line ends as `\n`.
 */
export function clean(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(UNPRINTABLE, '');
}

/** The text in at most `max` UTF-16 units, cut at a word where one ends near, with "…" for what is left out. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const kept = head(text, max - 1);
  const blank = kept.lastIndexOf(' ');
  return `${(blank > max * WORD_PART ? kept.slice(0, blank) : kept).trimEnd()}…`;
}

/** One line of at most `max` characters, for places without formatting: labels, buttons, titles. */
export function line(text: string, max: number): string {
  return cut(guarded(clean(text).replace(/\s+/g, ' ').trim()), max) || '–';
}

/** A plain_text object. Slack parses nothing in it but line ends. */
export function plain(text: string, max: number): types.PlainTextElement {
  return { type: 'plain_text', text: line(text, max), emoji: false };
}

/** As {@link plain}, with its paragraphs kept. */
export function plainLines(text: string, max: number): types.PlainTextElement {
  return { type: 'plain_text', text: cut(guarded(clean(text).trim()), max) || '–', emoji: false };
}

/** A mrkdwn object over text that is already escaped. Slack looks for no names, channels or links in it. */
export function mrkdwn(escaped: string): types.MrkdwnElement {
  return { type: 'mrkdwn', text: escaped, verbatim: true };
}

/** Text as data in mrkdwn: no mention, link or channel can come out of it ("<!channel>" is read as typed). */
export function escapeText(text: string): string {
  return clean(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A link that says which site it opens, as mrkdwn. */
export function linkTo({ href, site }: WebAddress): string {
  return `<${escapeText(href)}|${escapeText(`Open ${site}`)}>`;
}

/** Bold, line by line; a line that holds a mark of its own stays as it is, since Slack knows no way to escape one. */
export function bold(escaped: string): string {
  return escaped
    .split('\n')
    .map(each => {
      const text = each.trim();
      return text === '' || /[*_~`]/.test(text) ? text : `*${text}*`;
    })
    .join('\n');
}

/**
 * Cuts a text into parts of at most `max` characters once escaped, at line ends where there are some, else at
 * words; nothing is left out.
 */
export function parts(text: string, max: number): string[] {
  const found: string[] = [];
  let part = '';
  for (const piece of pieces(clean(text), max)) {
    if (part !== '' && part.length + 1 + piece.length > max) {
      found.push(part);
      part = piece;
    } else part = part === '' ? piece : `${part}\n${piece}`;
  }
  if (part.trim() !== '') found.push(part);
  return found;
}

/** The lines of a text, escaped, none longer than `max`. */
function pieces(text: string, max: number): string[] {
  return text.split('\n').flatMap(each => {
    const short: string[] = [];
    let rest = each.trimEnd();
    // An escape makes five characters of one, so a fifth is always short enough.
    while (escapeText(rest).length > max) {
      const kept = head(rest, Math.floor(max / 5));
      const blank = kept.lastIndexOf(' ');
      const end = blank > kept.length * WORD_PART ? blank : kept.length;
      short.push(escapeText(rest.slice(0, end)));
      rest = rest.slice(end).trimStart();
    }
    return [...short, escapeText(rest)];
  });
}

/** The first `max` units, without half of a character at the end. */
export function head(text: string, max: number): string {
  const kept = text.slice(0, Math.max(0, max));
  return /[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept;
}

/** "<!channel>" in a place that Slack does not parse: broken all the same, for what reads it elsewhere. */
export function guarded(text: string): string {
  return text.replace(/<(?=[!@#])/g, `<${BREAK}`);
}
