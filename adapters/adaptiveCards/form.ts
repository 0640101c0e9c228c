import { formatDate, parseLocalDate } from '../../src/calendar/localDate.js';
import type { Field, FieldErrors, Form, Option } from '../../src/chat/form.js';
import { formText } from '../../src/chat/plainText.js';
import { execute } from './actions.js';
import type { AdaptiveCardJson, Choice, Element, InputJson } from './elements.js';
import { byteLength, MAX_BYTES } from './size.js';
import { formData, inputId, NO_CHOICE } from './submission.js';
import { clean, cut, heading, line, paragraphs, run, unlinked } from './text.js';

export interface FormOptions {
  /** One sentence a field that was wrong; of '' or of no field of the form: shown above all. */
  readonly errors?: FieldErrors;
  /** What was typed before, by field: shown again in place of the form's own initial values. */
  readonly typed?: Readonly<Record<string, unknown>>;
  /** Whether the card shows the title itself; a dialog has a place of its own for it. */
  readonly titled?: boolean;
}

/** Up to so many choices are shown all at once where the form asks for it; more would not fit a telephone. */
const RADIO_CHOICES = 12;

/** From so many on, a choice is made by typing a part of its name. */
const FILTERED_FROM = 25;

/** Titles of choices in characters, tried in turn until the card is small enough: a long list is cut shorter. */
const CHOICE_CHARACTERS = [110, 80, 60, 45, 32, 24];

const LABEL_CHARACTERS = 200;
const HINT_CHARACTERS = 500;

/**
 * A form as Adaptive Card 1.5 JSON of under 28 KB. What it carries comes back through `readSubmission`.
 * A list of choices that is too long even with cut titles ends early, and the card says so above it.
 */
export function renderForm(form: Form, options: FormOptions = {}): AdaptiveCardJson {
  for (const characters of CHOICE_CHARACTERS) {
    const card = draw(form, options, characters, Number.POSITIVE_INFINITY);
    if (byteLength(card) <= MAX_BYTES) return card;
  }
  const shortest = CHOICE_CHARACTERS.at(-1) ?? 0;
  for (let most = 512; most >= 8; most = Math.floor(most / 1.5)) {
    const card = draw(form, options, shortest, most);
    if (byteLength(card) <= MAX_BYTES) return card;
  }
  throw new RangeError(`The form "${line(form.title, 80)}" is too large for chat even with its choices cut.`);
}

function draw(form: Form, options: FormOptions, characters: number, most: number): AdaptiveCardJson {
  const { errors = {}, typed = {} } = options;
  const names = new Set(form.fields.map(field => field.name));
  const general = Object.entries(errors)
    .filter(([name]) => !names.has(name))
    .flatMap(([, sentence]) => problem('form', sentence));
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
      ...form.fields.flatMap(field => {
        const error = Object.hasOwn(errors, field.name) ? errors[field.name] : undefined;
        return [
          input(
            Object.hasOwn(typed, field.name) ? retyped(field, typed[field.name]) : field,
            characters,
            most,
          ),
          ...(error ? problem(field.name, error) : []),
          ...hint(field, most),
        ];
      }),
    ],
    actions: [
      execute(
        form.submitLabel,
        form.verb,
        formData(form.verb, form.entity, form.values, form.fields),
        'primary',
      ),
    ],
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

function hint(field: Field, most: number): Element[] {
  const left = 'options' in field ? field.options.length - most : 0;
  const sentences = [
    ...(field.hint ? [field.hint] : []),
    ...(left > 0 ? [`Only the first ${most} of ${most + left} are listed here.`] : []),
  ];
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

function input(field: Field, characters: number, most: number): InputJson {
  const label = line(field.required ? field.label : `${field.label} (optional)`, LABEL_CHARACTERS);
  const asked = { id: inputId(field.name), label, spacing: 'medium' as const };
  const checked = {
    ...asked,
    ...(field.required && { isRequired: true as const }),
    ...((field.required || field.type === 'number' || field.type === 'date') && {
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
        ...(field.required && { ...given('min', field.min), ...given('max', field.max) }),
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
    case 'select': {
      const radio = field.style === 'radio' && field.options.length <= RADIO_CHOICES;
      const style = radio ? 'expanded' : field.options.length >= FILTERED_FROM ? 'filtered' : 'compact';
      const choices = toChoices(field.options, characters, most);
      return {
        type: 'Input.ChoiceSet',
        ...checked,
        choices,
        style,
        ...(!radio && { placeholder: style === 'filtered' ? 'Type a part of the name' : 'Choose one' }),
        ...(radio && { wrap: true }),
        ...given('value', field.initial),
      };
    }
    case 'multiSelect':
      return {
        type: 'Input.ChoiceSet',
        ...checked,
        choices: toChoices(field.options, characters, most),
        isMultiSelect: true,
        style: field.options.length <= RADIO_CHOICES ? 'expanded' : 'compact',
        wrap: true,
        ...(field.initial?.length && { value: field.initial.join(',') }),
      };
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

function toChoices(options: readonly Option[], characters: number, most: number): Choice[] {
  // Clients refuse a list of nothing.
  if (options.length === 0) return [{ title: 'There is nothing to choose from', value: NO_CHOICE }];
  const seen = new Map<string, number>();
  return options.slice(0, most).map(({ value, label }) => {
    if (value.includes(','))
      throw new Error(`The choice "${value}" has a comma: lists are sent with commas.`);
    const title = unlinked(label, characters) || '–';
    const times = (seen.get(title) ?? 0) + 1;
    seen.set(title, times);
    // Where a choice is typed, clients find it by its title: no two may be the same.
    return { title: times === 1 ? title : `${title} (${times})`, value };
  });
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
