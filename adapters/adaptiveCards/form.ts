import { formatDate, parseLocalDate } from '../../src/calendar/localDate.js';
import type { Field, FieldErrors, Form } from '../../src/chat/form.js';
import type { Reopening } from '../../src/chat/formLists.js';
import { formText } from '../../src/chat/plainText.js';
import { execute } from './actions.js';
import {
  CHARACTERS,
  choiceSet,
  type Found,
  findBelow,
  isSearched,
  type ListRoom,
  listHints,
  nothingFound,
} from './choices.js';
import type { AdaptiveCardJson, Element, InputJson } from './elements.js';
import { byteLength, MAX_BYTES } from './size.js';
import { formData, inputId } from './submission.js';
import { clean, cut, heading, line, paragraphs, run, unlinked } from './text.js';

export interface FormOptions {
  /** One sentence a field that was wrong; of '' or of no field of the form: shown above all. */
  readonly errors?: FieldErrors;
  /** What was typed before, by field: shown again in place of the form's own initial values. */
  readonly typed?: Readonly<Record<string, unknown>>;
  /** Whether the card shows the title itself; a dialog has a place of its own for it. */
  readonly titled?: boolean;
  /** What opens the form again, for a client that asks while somebody types: then long lists are searched. */
  readonly search?: Reopening;
  /** What a part of a name found in one of the lists. */
  readonly found?: Found;
}

/** Titles of choices in characters, tried in turn until the card is small enough: a long list is cut shorter. */
const CHOICE_CHARACTERS = [CHARACTERS, 80, 60, 45, 32, 24];

/** Names that are cut shorter than this can no longer be told apart: a list that needs that is searched, if it can be. */
const TOLD_APART = 80;

/** Choices that stand in the card although a list is searched: what a client offers that cannot search. */
const STANDING = [100, 60, 40, 25, 15, 8];

const LABEL_CHARACTERS = 200;
const HINT_CHARACTERS = 500;

/**
 * A form as Adaptive Card 1.5 JSON of under 28 KB. What it carries comes back through `readSubmission`.
 * A list of choices that is too long even with cut titles is searched where the client can ask (`choices.data`,
 * which Microsoft's schema counts to 1.6 and Teams takes in any card); elsewhere it ends early, and the card says so.
 */
export function renderForm(form: Form, options: FormOptions = {}): AdaptiveCardJson {
  for (const room of rooms(options)) {
    const card = draw(form, options, room);
    if (byteLength(card) <= MAX_BYTES) return card;
  }
  throw new RangeError(`The form "${line(form.title, 80)}" is too large for chat even with its choices cut.`);
}

function* rooms({ search, found }: FormOptions): Generator<ListRoom> {
  const all = Number.POSITIVE_INFINITY;
  for (const characters of CHOICE_CHARACTERS) {
    if (!found && (!search || characters >= TOLD_APART)) yield { characters, most: all, search: null };
  }
  if (search) {
    for (const most of STANDING) yield { characters: CHARACTERS, most, search };
    return;
  }
  const characters = CHOICE_CHARACTERS.at(-1) ?? 0;
  for (let most = 512; most >= 8; most = Math.floor(most / 1.5)) yield { characters, most, search: null };
}

function draw(form: Form, options: FormOptions, room: ListRoom): AdaptiveCardJson {
  const { errors = {}, typed = {}, found } = options;
  const names = new Set(form.fields.map(field => field.name));
  const general = Object.entries(errors)
    .filter(([name]) => !names.has(name))
    .flatMap(([, sentence]) => problem('form', sentence));
  const data = formData(form, room.search?.values);
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText: cut(clean(formText(form)), 1_000),
    body: [
      ...(options.titled
        ? [heading(form.title, LABEL_CHARACTERS, { size: 'medium', weight: 'bolder' })]
        : []),
      ...(form.intro ? paragraphs(form.intro, 1_000) : []),
      ...general,
      ...form.fields.flatMap(each => {
        const field = Object.hasOwn(typed, each.name) ? retyped(each, typed[each.name]) : each;
        const error = Object.hasOwn(errors, field.name) ? errors[field.name] : undefined;
        const missed = found?.field === field.name && found.options.length === 0 ? found : null;
        return [
          input(field, room, found),
          ...(error ? problem(field.name, error) : missed ? problem(field.name, nothingFound(missed)) : []),
          ...hint(field, 'options' in field ? listHints(field, room, found) : []),
          ...('options' in field && isSearched(field, room) ? [findBelow(field, form.verb, data)] : []),
        ];
      }),
    ],
    actions: [execute(form.submitLabel, form.verb, data, 'primary')],
  };
}

/** Below the input, named after it, so that a page can tie the two together for a screen reader. */
function problem(name: string, sentence: string): Element[] {
  return [
    {
      type: 'RichTextBlock',
      id: `error.${name}`,
      spacing: 'small',
      inlines: [run(line(sentence, HINT_CHARACTERS), { color: 'attention', weight: 'bolder' })],
    },
  ];
}

function hint(field: Field, more: readonly string[]): Element[] {
  const sentences = [...(field.hint ? [field.hint] : []), ...more];
  if (sentences.length === 0) return [];
  return [
    {
      type: 'RichTextBlock',
      id: `hint.${field.name}`,
      spacing: 'small',
      inlines: [run(line(sentences.join(' '), HINT_CHARACTERS), { isSubtle: true, size: 'small' })],
    },
  ];
}

function input(field: Field, room: ListRoom, found: Found | undefined): InputJson {
  const label = line(field.required ? field.label : `${field.label} (optional)`, LABEL_CHARACTERS);
  const asked = { id: inputId(field.name), label, spacing: 'medium' as const };
  // Looking for a name sends what is filled in so far, and clients send nothing while what is required is empty:
  // where a list is searched, that is the schema's to say.
  const required = field.required && room.search === null;
  const checked = {
    ...asked,
    ...(required && { isRequired: true as const }),
    ...((required || field.type === 'number' || field.type === 'date') && {
      errorMessage: unlinked(errorMessage(field), HINT_CHARACTERS),
    }),
  };
  switch (field.type) {
    case 'text':
      return {
        type: 'Input.Text',
        ...checked,
        ...given('value', field.initial === undefined ? undefined : clean(field.initial)),
        ...given('maxLength', field.maxLength),
        ...(field.multiline && { isMultiline: true }),
      };
    case 'number':
      return {
        type: 'Input.Number',
        ...checked,
        ...given('value', field.initial),
        // The renderer takes an empty number for one below the least: where it may stay empty, the limits are
        // the schema's to check.
        ...(required && { ...given('min', field.min), ...given('max', field.max) }),
      };
    case 'date':
      return {
        type: 'Input.Date',
        ...checked,
        ...given('value', field.initial),
        ...given('min', field.min),
        ...given('max', field.max),
      };
    case 'time':
      return { type: 'Input.Time', ...checked, ...given('value', field.initial) };
    case 'select':
    case 'multiSelect':
      return { type: 'Input.ChoiceSet', ...checked, ...choiceSet(field, room, found) };
    case 'toggle':
      // A required switch would have to be on: whether it must be is for the form's schema to say.
      return {
        type: 'Input.Toggle',
        id: asked.id,
        spacing: asked.spacing,
        title: unlinked(field.label, LABEL_CHARACTERS),
        value: field.initial ? 'true' : 'false',
        valueOn: 'true',
        valueOff: 'false',
        wrap: true,
      };
  }
}

/** What a person reads when the input will not do, before anything is sent. */
function errorMessage(field: Field): string {
  switch (field.type) {
    case 'number':
      if (field.min !== undefined && field.max !== undefined)
        return `Enter a number from ${field.min} to ${field.max}.`;
      if (field.min !== undefined) return `Enter a number of ${field.min} or more.`;
      return field.max !== undefined ? `Enter a number of ${field.max} or less.` : 'Enter a number.';
    case 'date':
      if (field.min && field.max) return `Choose a date from ${day(field.min)} to ${day(field.max)}.`;
      if (field.min) return `Choose a date on or after ${day(field.min)}.`;
      return field.max ? `Choose a date on or before ${day(field.max)}.` : 'Choose a date.';
    case 'time':
      return 'Choose a time.';
    case 'select':
      return 'Choose one of the list.';
    case 'multiSelect':
      return 'Choose at least one.';
    default:
      return 'Please fill this in.';
  }
}

function day(text: string): string {
  const date = parseLocalDate(text);
  return date ? formatDate(date, 'short') : text;
}

/** The field with what was typed as its initial value, where that is of the field's kind. */
function retyped(field: Field, value: unknown): Field {
  switch (field.type) {
    case 'number': {
      const { initial: _, ...rest } = field;
      return typeof value === 'number' ? { ...rest, initial: value } : rest;
    }
    case 'multiSelect':
      return { ...field, initial: Array.isArray(value) ? value.map(String) : [] };
    case 'toggle':
      return { ...field, initial: value === true };
    default:
      return { ...field, initial: typeof value === 'string' ? value : '' };
  }
}

/** A property that is left out when there is nothing to say. */
function given<Name extends string, Value>(name: Name, value: Value | undefined): { [key in Name]?: Value } {
  if (value === undefined || value === '') return {};
  const one: { [key in Name]?: Value } = {};
  one[name] = value;
  return one;
}
