import type { Field } from '../chat/form.js';
import { SHORT_TEXT } from './inputs.js';

/** A line of text; a sentence unless told otherwise. */
export const textField = (
  name: string,
  label: string,
  more: Partial<Field & { type: 'text' }> = {},
): Field => ({
  type: 'text',
  name,
  label,
  required: true,
  maxLength: SHORT_TEXT,
  ...more,
});
