import type { z } from 'zod';
import type { EntityRef } from './entityRef.js';

/**
 * The platform-neutral form: fields to fill in, and the schema that reads what comes back.
 * Submitting it sends `verb` with the entity, the fixed `values` and the field values.
 */
export interface Form {
  readonly verb: string;
  readonly entity?: EntityRef;
  readonly title: string;
  /** One or two sentences above the fields: what happens with the answers. */
  readonly intro?: string;
  readonly fields: readonly Field[];
  readonly submitLabel: string;
  /** Values that go back unseen with the fields (which candidate the form is about). */
  readonly values?: Readonly<Record<string, string>>;
}

interface FieldBase {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly required: boolean;
}

export type Field =
  | (FieldBase & {
      readonly type: 'text';
      readonly initial?: string;
      readonly maxLength?: number;
      readonly multiline?: boolean;
    })
  | (FieldBase & {
      readonly type: 'number';
      readonly initial?: number;
      readonly min?: number;
      readonly max?: number;
      readonly step?: number;
    })
  | (FieldBase & {
      readonly type: 'date';
      readonly initial?: string;
      readonly min?: string;
      readonly max?: string;
    })
  | (FieldBase & { readonly type: 'time'; readonly initial?: string })
  | (FieldBase & {
      readonly type: 'select';
      readonly options: readonly Option[];
      readonly initial?: string;
      readonly style?: 'menu' | 'radio';
    })
  | (FieldBase & {
      readonly type: 'multiSelect';
      readonly options: readonly Option[];
      readonly initial?: readonly string[];
      readonly max?: number;
    })
  | (FieldBase & { readonly type: 'toggle'; readonly initial?: boolean });

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** What a form sends back before it is checked: field name to raw value, as the adapter normalised it. */
export type FormValues = Readonly<Record<string, unknown>>;

export type FieldErrors = Readonly<Record<string, string>>;

export type FormResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly errors: FieldErrors };

/**
 * Reads submitted values by a schema. Returns the typed input, or one plain sentence per wrong field (the
 * schemas carry the sentences). Adapters leave out what was not answered; an empty text is not an answer either.
 */
export function readForm<T>(schema: z.ZodType<T>, values: unknown): FormResult<T> {
  const given = typeof values === 'object' && values !== null ? values : {};
  const answered = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
  const result = schema.safeParse(answered);
  if (result.success) return { ok: true, value: result.data };
  const errors: Record<string, string> = {};
  for (const issue of result.error.issues) {
    const field = String(issue.path[0] ?? 'form');
    errors[field] ??= issue.message;
  }
  return { ok: false, errors };
}
