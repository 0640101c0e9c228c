import type { Card } from './card.js';
import type { FieldErrors, Form } from './form.js';

/**
 * What goes back on the same request, to the person who acted and to nobody else. `notice` is a sentence;
 * with `card` the adapter also shows it (in place of the clicked card where that is the same entity's).
 */
export type Answer =
  | {
      readonly type: 'notice';
      readonly text: string;
      readonly tone: 'done' | 'refused' | 'info';
      readonly card?: Card;
    }
  | { readonly type: 'card'; readonly card: Card }
  | { readonly type: 'form'; readonly form: Form }
  | { readonly type: 'fieldErrors'; readonly form: Form; readonly errors: FieldErrors };

/** A sentence that tells what was done. */
export function done(text: string, card?: Card): Answer {
  return card ? { type: 'notice', tone: 'done', text, card } : { type: 'notice', tone: 'done', text };
}

/** A sentence that tells why nothing was done and what to do instead. */
export function refused(text: string, card?: Card): Answer {
  return card ? { type: 'notice', tone: 'refused', text, card } : { type: 'notice', tone: 'refused', text };
}
