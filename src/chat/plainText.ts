import type { Action, Card, CardElement } from './card.js';
import type { Form } from './form.js';

/** The whole card as text, for screen readers, notifications' fallback, e-mail and print. */
export function cardText(card: Card): string {
  const status = card.status ? [card.status.text] : [];
  const actions = card.actions.length > 0 ? [`You can: ${labels(card.actions)}.`] : [];
  return [card.title, ...status, ...card.body.map(elementText), ...actions].join('\n');
}

/** A form as text: what would be asked. */
export function formText(form: Form): string {
  const fields = form.fields.map(
    field => `- ${field.label}${field.required ? '' : ' (optional)'}${field.hint ? `: ${field.hint}` : ''}`,
  );
  return [form.title, ...(form.intro ? [form.intro] : []), ...fields].join('\n');
}

function elementText(element: CardElement): string {
  switch (element.type) {
    case 'text':
      return element.text;
    case 'facts':
      return element.facts.map(fact => `${fact.label}: ${fact.value}`).join('\n');
    case 'list':
      return element.items
        .map((item, index) => `${element.ordered ? `${index + 1}.` : '-'} ${item}`)
        .join('\n');
    case 'table':
      return [element.columns, ...element.rows].map(row => row.join(' | ')).join('\n');
    case 'image':
      return `[${element.alt}]`;
    case 'file':
      return `[File: ${element.name}]`;
    case 'link':
      return `${element.label}: ${element.url}`;
    case 'progress':
      return `${element.label}: ${element.done} of ${element.of}`;
    case 'section': {
      const actions = element.actions.length > 0 ? [`You can: ${labels(element.actions)}.`] : [];
      return [element.title, ...element.body.map(elementText), ...actions].join('\n');
    }
  }
}

function labels(actions: readonly Action[]): string {
  return actions.map(action => action.label).join(', ');
}
