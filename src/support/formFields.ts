import type { Field, Form, FormValues } from '../chat/form.js';
import { LONG_TEXT } from './inputs.js';

/** A form without what it is about. */
export type Filled = Omit<Form, 'verb' | 'entity'>;

/** Stands under every field that takes free text (DOMAIN 7.1). */
export const ROLES_NOT_NAMES = 'Roles, not names; nothing about a pupil.';

/** A field for a reason in one's own words. */
export function reasonField(label: string, values: FormValues): Field {
  return {
    type: 'text',
    name: 'reason',
    label,
    hint: ROLES_NOT_NAMES,
    required: true,
    multiline: true,
    maxLength: LONG_TEXT,
    ...initial(values, 'reason'),
  };
}

/** What the person has already typed, when the form comes back to them with an error. */
export function given<T extends string | number>(
  values: FormValues,
  name: string,
  read: (value: unknown) => T,
): T | undefined {
  const value = values[name];
  const usable = typeof value === 'string' ? value !== '' : typeof value === 'number';
  const result = usable ? read(value) : undefined;
  return typeof result === 'number' && Number.isNaN(result) ? undefined : result;
}

/** The same for a field of text or choice, ready to be spread into it. */
export function initial(values: FormValues, name: string): { readonly initial?: string } {
  const value = given(values, name, String);
  return value === undefined ? {} : { initial: value };
}
