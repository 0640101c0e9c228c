import { academicYear, type LocalDate } from '../calendar/localDate.js';
import type { Field, Form, FormValues, Option } from '../chat/form.js';
import { namingField } from '../chat/naming.js';
import { LONG_TEXT } from './inputs.js';

/** A form without what it is about. */
export type Filled = Omit<Form, 'verb' | 'entity'>;

/** Stands under every field that takes free text (DOMAIN 7.1). */
export const ROLES_NOT_NAMES = 'Roles, not names; nothing about a pupil.';

/** A field for a sentence or two in one's own words. */
export function textField(
  name: string,
  label: string,
  values: FormValues,
  more: { readonly required?: boolean; readonly hint?: string; readonly initial?: string } = {},
): Field {
  const start = given(values, name, String) ?? more.initial;
  return {
    type: 'text',
    name,
    label,
    hint: more.hint ?? ROLES_NOT_NAMES,
    required: more.required ?? true,
    multiline: true,
    maxLength: LONG_TEXT,
    ...(start !== undefined && { initial: start }),
  };
}

/** A field for a reason in one's own words, and the box to tick when it seems to name somebody. */
export function reasonFields(label: string, values: FormValues): readonly Field[] {
  return [textField('reason', label, values), ...namingField(values, ['reason'])];
}

/** A choice of one among codes. */
export function choiceField<T extends string>(
  name: string,
  label: string,
  words: Readonly<Record<T, string>>,
  values: FormValues,
  more: {
    readonly required?: boolean;
    readonly hint?: string;
    readonly initial?: T;
    readonly style?: 'radio' | 'menu';
  } = {},
): Field {
  const start = given(values, name, String) ?? more.initial;
  const codes = Object.keys(words) as T[];
  return {
    type: 'select',
    name,
    label,
    required: more.required ?? true,
    style: more.style ?? 'radio',
    options: codes.map(value => ({ value, label: words[value] })),
    ...(more.hint && { hint: more.hint }),
    ...(start !== undefined && { initial: start }),
  };
}

/** A number of days, in halves. */
export function daysField(
  label: string,
  values: FormValues,
  more: { readonly required?: boolean; readonly initial?: number; readonly hint?: string } = {},
): Field {
  const start = given(values, 'days', Number) ?? more.initial;
  return {
    type: 'number',
    name: 'days',
    label,
    hint: more.hint ?? 'In halves: 0.5, 1, 1.5 …',
    required: more.required ?? true,
    min: 0.5,
    max: 60,
    step: 0.5,
    ...(start !== undefined && { initial: start }),
  };
}

/** What a day costs, in pounds. */
export function rateField(values: FormValues, pence: number | null): Field {
  const start = given(values, 'dayRate', Number) ?? (pence === null ? undefined : pence / 100);
  return {
    type: 'number',
    name: 'dayRate',
    label: 'Cost of a day, in pounds',
    hint: 'Leave it empty where nothing is charged.',
    required: false,
    min: 0,
    step: 0.01,
    ...(start !== undefined && { initial: start }),
  };
}

/** A day; `initial` unless something was typed already. */
export function dateField(
  name: string,
  label: string,
  values: FormValues,
  more: {
    readonly required?: boolean;
    readonly initial?: LocalDate;
    readonly min?: LocalDate;
    readonly max?: LocalDate;
    readonly hint?: string;
  } = {},
): Field {
  const { required = true, initial: usual, ...limits } = more;
  const start = given(values, name, String) ?? usual;
  return {
    type: 'date',
    name,
    label,
    required,
    ...limits,
    ...(start !== undefined && { initial: start }),
  };
}

/** As soon as possible, or one of the next three terms: this one as long as it is not nearly over. */
export function timings(today: LocalDate): readonly Option[] {
  const year = academicYear(today);
  const terms = [year, year + 1].flatMap(begins => [
    { name: `Autumn term ${begins}`, ends: `${begins}-12-10` },
    { name: `Spring term ${begins + 1}`, ends: `${begins + 1}-03-20` },
    { name: `Summer term ${begins + 1}`, ends: `${begins + 1}-07-10` },
  ]);
  const coming = terms.filter(term => today <= term.ends).slice(0, 3);
  return ['As soon as possible', ...coming.map(term => term.name)].map(label => ({ value: label, label }));
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
