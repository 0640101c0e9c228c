import { z } from 'zod';
import type { EntityRef } from '../../src/chat/entityRef.js';
import type { Field, Form, FormValues } from '../../src/chat/form.js';
import type { Reopening } from '../../src/chat/formLists.js';

/** Before a field's name in what comes back, so that a field called 'verb' is still a field. */
const FIELD = 'field.';

/** As {@link FIELD}, before the name of a list of which a part of a name is looked for. */
const FIND = 'find.';

/** What the one choice of an empty list sends: it is read as no answer. */
export const NO_CHOICE = '__nothing__';

/** How the text that an input sends is to be read: the ones that are not what a field of their kind holds. */
type Reading = 'list' | 'truth' | 'number';

const EntitySchema = z.object({
  kind: z.string().min(1).max(40),
  id: z.int().positive(),
  version: z.int().nonnegative().optional(),
});

const ValuesSchema = z.record(z.string().max(80), z.string().max(4_000));

const DataSchema = z.looseObject({
  verb: z.string().min(1).max(80),
  entity: EntitySchema.optional(),
  values: ValuesSchema.optional(),
  form: z.literal(true).optional(),
  opened: ValuesSchema.optional(),
  find: z.string().max(80).optional(),
  closes: z.literal(true).optional(),
  delivery: z.string().max(200).optional(),
  read: z.record(z.string().max(80), z.enum(['list', 'truth', 'number'])).optional(),
});

/** What a pressed button or a sent form says, before anybody has checked that it may. */
export interface Submission {
  readonly verb: string;
  readonly entity?: EntityRef;
  /** Fixed values and, for a form, one of each field that was sent. */
  readonly values: FormValues;
  /** Whether it is a form that was sent, and not a button that may open one. */
  readonly submitted: boolean;
  /** The values that open this form again, where it has a list that is searched. */
  readonly opened?: Readonly<Record<string, string>>;
  /** A part of a name that is looked for in one of the form's lists: then nothing is meant to be done yet. */
  readonly find?: { readonly field: string; readonly typed: string };
  /** Whether it takes a form away without sending it. */
  readonly closes?: true;
  /** The key of the posted message that the button stands on, as it was posted. */
  readonly delivery?: string;
}

const DatasetSchema = z.object({
  verb: z.string().min(1).max(80),
  entity: EntitySchema.optional(),
  values: ValuesSchema.optional(),
  list: z.string().min(1).max(80),
});

/** A list of a form as the dataset that a client asks for while somebody types. */
export function datasetOf({ verb, entity, values }: Reopening, list: string): string {
  return JSON.stringify({ ...buttonData(verb, entity, values), list });
}

/** What a dataset of ours names; null when it is none. Nothing in it is trusted: the core decides who sees the list. */
export function readDataset(dataset: string): { readonly form: Reopening; readonly field: string } | null {
  let json: unknown;
  try {
    json = JSON.parse(dataset);
  } catch {
    return null;
  }
  const parsed = DatasetSchema.safeParse(json);
  if (!parsed.success) return null;
  const { verb, entity, values = {}, list } = parsed.data;
  return { form: { verb, ...(entity && { entity: toEntity(entity) }), values }, field: list };
}

/** The name of the input in which a part of a name is looked for. */
export function findInput(field: string): string {
  return `${FIND}${field}`;
}

/** The name of a field's input in a card. */
export function inputId(field: string): string {
  return `${FIELD}${field}`;
}

/** The data of a button: what the client sends back with it. */
export function buttonData(
  verb: string,
  entity: EntityRef | undefined,
  values: Readonly<Record<string, string>> | undefined,
): object {
  return { verb, ...(entity && { entity }), ...(values && { values }) };
}

/** The data of a button that opens one thing of a card that lists several. */
export function listedData(
  verb: string,
  entity: EntityRef,
  values: Readonly<Record<string, string>> | undefined,
): object {
  return { ...buttonData(verb, entity, values), listed: true };
}

/** The data of a button that takes a form away and shows its work instead. */
export function closingData(entity: EntityRef): object {
  return { ...buttonData(`${entity.kind}.open`, entity, undefined), closes: true };
}

/** Whether what came back is from a button of {@link listedData}. */
export function isListed(data: unknown): boolean {
  return z.object({ listed: z.literal(true) }).safeParse(data).success;
}

/**
 * The data of a form's button. The client adds the inputs; `read` says which of them are not plain text.
 *
 * @param opened the values that open the form again, where it has a list that is searched
 */
export function formData(
  { verb, entity, values, fields }: Form,
  opened?: Readonly<Record<string, string>>,
): object {
  const read = Object.fromEntries(
    fields.flatMap(field => {
      const reading = readingOf(field);
      return reading ? [[field.name, reading]] : [];
    }),
  );
  return { ...buttonData(verb, entity, values), form: true, read, ...(opened && { opened }) };
}

/**
 * Reads what a client sent back for a button or form of ours: the `value` of Action.Submit, the `action.data`
 * of Action.Execute. Nothing in it is trusted: the core checks who may do what. Lists come as 'a,b', switches
 * as 'true' and anything else, numbers as text or number, by client.
 *
 * @returns null when it is not one of ours
 */
export function readSubmission(data: unknown): Submission | null {
  const parsed = DataSchema.safeParse(data);
  if (!parsed.success) return null;
  const { verb, entity, values, form, read = {}, opened, find, closes, delivery, ...rest } = parsed.data;
  const fields = Object.entries(rest)
    .filter(([name]) => form && name.startsWith(FIELD))
    .map(([name, value]): [string, unknown] => {
      const field = name.slice(FIELD.length);
      return [field, readValue(value, Object.hasOwn(read, field) ? read[field] : undefined)];
    });
  // Clients leave out a list of which nothing, and a switch that was never, chosen.
  const unsent = Object.entries(form ? read : {}).flatMap(([name, reading]): [string, unknown][] =>
    reading === 'number' ? [] : [[name, reading === 'list' ? [] : false]],
  );
  return {
    verb,
    ...(entity && { entity: toEntity(entity) }),
    // A field wins over a fixed value of its name: the person saw it.
    values: { ...values, ...Object.fromEntries([...unsent, ...fields]) },
    submitted: form === true,
    ...(closes && { closes }),
    ...(delivery !== undefined && { delivery }),
    ...(form && opened && { opened }),
    ...(form && find !== undefined && { find: { field: find, typed: text(rest[findInput(find)]) } }),
  };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function toEntity({ kind, id, version }: z.infer<typeof EntitySchema>): EntityRef {
  return version === undefined ? { kind, id } : { kind, id, version };
}

function readingOf(field: Field): Reading | null {
  if (field.type === 'multiSelect') return 'list';
  if (field.type === 'toggle') return 'truth';
  return field.type === 'number' ? 'number' : null;
}

function readValue(value: unknown, reading: Reading | undefined): unknown {
  switch (reading) {
    case 'list':
      return typeof value === 'string'
        ? value.split(',').filter(each => each !== '' && each !== NO_CHOICE)
        : [];
    case 'truth':
      return value === true || value === 'true';
    case 'number': {
      if (typeof value !== 'string' || value.trim() === '') return value ?? '';
      const number = Number(value);
      // What is no number goes on as it was typed, so that the schema's own sentence answers it.
      return Number.isNaN(number) ? value : number;
    }
    default:
      return value === NO_CHOICE ? '' : value;
  }
}
