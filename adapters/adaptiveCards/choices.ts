import type { Field, Option } from '../../src/chat/form.js';
import type { Reopening } from '../../src/chat/formLists.js';
import { execute } from './actions.js';
import type { Choice, Element, InputJson } from './elements.js';
import { datasetOf, findInput, NO_CHOICE } from './submission.js';
import { line, unlinked } from './text.js';

export type ListField = Extract<Field, { type: 'select' | 'multiSelect' }>;
type ChoiceSet = Extract<InputJson, { type: 'Input.ChoiceSet' }>;

/** How lists of choices are drawn: when a form comes out too large, it is drawn again with shorter ones. */
export interface ListRoom {
  /** Of a choice's title. */
  readonly characters: number;
  /** Choices of one list. */
  readonly most: number;
  /** What opens the form again, where a list that is longer is searched; null where it ends early instead. */
  readonly search: Reopening | null;
}

/** What a part of a name found in one of a form's lists. */
export interface Found {
  readonly field: string;
  readonly typed: string;
  readonly options: readonly Option[];
}

/** Up to so many choices are shown all at once where the form asks for it; more would not fit a telephone. */
const RADIO_CHOICES = 12;

/** From so many on, a choice is made by typing a part of its name. */
const FILTERED_FROM = 25;

/** Choices that Teams shows below what is typed, of which the rest is never seen. */
const OFFERED = 15;

const TYPED_CHARACTERS = 60;
const LABEL_CHARACTERS = 100;

/** Whether only some of a field's choices stand in the card, and the others are searched. */
export function isSearched(field: ListField, { search, most }: ListRoom): boolean {
  return search !== null && field.options.length > most;
}

/** The input of a list, without what all inputs have in common. */
export function choiceSet(
  field: ListField,
  room: ListRoom,
  found: Found | undefined,
): Omit<ChoiceSet, 'id' | 'type'> {
  const options = shownOf(field, room, found);
  const chosen = chosenOf(field).join(',');
  const value = chosen === '' ? {} : { value: chosen };
  const choices = toChoices(options, room.characters);
  const multi = field.type === 'multiSelect';
  if (room.search && isSearched(field, room)) {
    return {
      choices,
      style: 'filtered',
      'choices.data': { type: 'Data.Query', dataset: datasetOf(room.search, field.name) },
      placeholder: 'Type a part of the name',
      ...(multi && { isMultiSelect: true, wrap: true }),
      ...value,
    };
  }
  if (multi) {
    const style = field.options.length <= RADIO_CHOICES ? 'expanded' : 'compact';
    return { choices, isMultiSelect: true, style, wrap: true, ...value };
  }
  if (field.style === 'radio' && field.options.length <= RADIO_CHOICES)
    return { choices, style: 'expanded', wrap: true, ...value };
  return field.options.length >= FILTERED_FROM
    ? { choices, style: 'filtered', placeholder: 'Type a part of the name', ...value }
    : { choices, style: 'compact', placeholder: 'Choose one', ...value };
}

/** What is said below a list of which not all stands in the card. */
export function listHints(field: ListField, room: ListRoom, found: Found | undefined): readonly string[] {
  if (isSearched(field, room)) {
    const total = field.options.length;
    const chosen = chosenIn(field);
    // Teams on iPhones shows the value of what is chosen already (microsoft/Teams-AdaptiveCards-Mobile issue 391).
    const now = chosen.length > 0 ? [`Chosen now: ${chosen.map(each => each.label).join(', ')}.`] : [];
    if (found?.field !== field.name || found.options.length === 0)
      return [...now, `${total} to choose from: type a part of the name.`];
    const typed = line(found.typed, TYPED_CHARACTERS);
    return [...now, `${found.options.length} of ${total} match “${typed}”: choose among them above.`];
  }
  const left = field.options.length - room.most;
  return left > 0 ? [`Only the first ${room.most} of ${field.options.length} are listed here.`] : [];
}

/** That nothing was found, to be said as an error at its field. */
export function nothingFound({ typed }: Found): string {
  return `Nothing in the list matches “${line(typed, TYPED_CHARACTERS)}”. Try a shorter part of the name.`;
}

/**
 * Below a searched list: the search as a step of its own, for clients that do not ask while one types. (Teams on
 * telephones is said to, and was seen not to: microsoft/AdaptiveCards issue 9208.)
 *
 * @param data what the form's own button sends
 */
export function findBelow(field: ListField, verb: string, data: object): Element {
  const label = `A part of the name: ${line(field.label, LABEL_CHARACTERS)}`;
  return {
    type: 'ActionSet',
    spacing: 'small',
    actions: [
      {
        type: 'Action.ShowCard',
        title: 'Not in the list?',
        card: {
          type: 'AdaptiveCard',
          body: [{ type: 'Input.Text', id: findInput(field.name), label, maxLength: TYPED_CHARACTERS }],
          actions: [execute('Find', verb, { ...data, find: field.name }, undefined)],
        },
      },
    ],
  };
}

/** The choices that Teams offers below what somebody types, of which it shows a few; none when nothing matches. */
export function offered(options: readonly Option[], skip: number): readonly Choice[] {
  const some = options.slice(skip, skip + OFFERED);
  return some.length === 0 ? [] : toChoices(some, CHARACTERS);
}

/** Characters of a choice's title where there is room. */
export const CHARACTERS = 110;

function chosenOf(field: ListField): readonly string[] {
  if (field.type === 'multiSelect') return field.initial ?? [];
  return field.initial === undefined || field.initial === '' ? [] : [field.initial];
}

function chosenIn(field: ListField): readonly Option[] {
  const values = new Set(chosenOf(field));
  return field.options.filter(option => values.has(option.value));
}

/** What is chosen already, so that its name can be shown; then what was found, or else the first. */
function shownOf(field: ListField, room: ListRoom, found: Found | undefined): readonly Option[] {
  if (!isSearched(field, room)) return field.options.slice(0, room.most);
  const chosen = chosenIn(field);
  const values = new Set(chosen.map(option => option.value));
  const others = found?.field === field.name && found.options.length > 0 ? found.options : field.options;
  const rest = others.filter(option => !values.has(option.value));
  return [...chosen, ...rest.slice(0, Math.max(0, room.most - chosen.length))];
}

function toChoices(options: readonly Option[], characters: number): Choice[] {
  // Clients refuse a list of nothing.
  if (options.length === 0) return [{ title: 'There is nothing to choose from', value: NO_CHOICE }];
  const seen = new Map<string, number>();
  return options.map(({ value, label }) => {
    if (value.includes(','))
      throw new Error(`The choice "${value}" has a comma: lists are sent with commas.`);
    const title = unlinked(label, characters) || '–';
    const times = (seen.get(title) ?? 0) + 1;
    seen.set(title, times);
    // Where a choice is typed, clients find it by its title: no two may be the same.
    return { title: times === 1 ? title : `${title} (${times})`, value };
  });
}
