import type { Card } from '../../src/chat/card.js';
import type { Field } from '../../src/chat/form.js';
import type { Message } from './messages.js';
import { LONGEST_NAME, SCHOOLS } from './samples.js';

/** Choices that Slack still shows as a menu: one more is searched. */
const MENU = 100;

/**
 * A message as a large partnership would see it: every list, table and choice as long as `schools`, the longest
 * name in every value.
 */
export function stretched(message: Message, schools: number): Message {
  switch (message.type) {
    case 'card':
      return { ...message, card: stretchedCard(message.card, schools) };
    case 'form': {
      const fields = message.form.fields.map((field): Field => {
        if (field.type !== 'select' && field.type !== 'multiSelect') return field;
        return { ...field, options: [...field.options, ...SCHOOLS].slice(0, Math.max(schools, MENU + 1)) };
      });
      return { ...message, form: { ...message.form, fields } };
    }
    case 'notice':
      return message;
  }
}

function stretchedCard(card: Card, schools: number): Card {
  const long = (text: string) => `${text} ${LONGEST_NAME}`;
  const body = card.body.map(each => stretchedElement(each, long, schools));
  return { ...card, title: long(card.title), body };
}

function stretchedElement(
  each: Card['body'][number],
  long: (text: string) => string,
  schools: number,
): Card['body'][number] {
  switch (each.type) {
    case 'facts':
      return { ...each, facts: each.facts.map(({ label, value }) => ({ label, value: long(value) })) };
    case 'list':
      return { ...each, items: repeated(each.items, schools).map(long) };
    case 'table':
      return { ...each, rows: repeated(each.rows, schools).map(row => row.map(long)) };
    case 'text':
      return { ...each, text: long(each.text) };
    default:
      return each;
  }
}

function repeated<T>(items: readonly T[], schools: number): readonly T[] {
  if (items.length === 0) return items;
  return Array.from({ length: schools }, (_, at) => items[at % items.length]).filter(
    each => each !== undefined,
  );
}
