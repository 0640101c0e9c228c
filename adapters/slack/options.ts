import type { types } from '@slack/bolt';
import type { Option } from '../../src/chat/form.js';
import { OPTION_TEXT, OPTION_VALUE } from './limits.js';
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
