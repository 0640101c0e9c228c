import type { Answer } from '../../src/chat/answer.js';
import type { Card } from '../../src/chat/card.js';
import type { Form, FormValues } from '../../src/chat/form.js';
import type { Reopening } from '../../src/chat/formLists.js';
import { searchOptions } from '../../src/chat/searchOptions.js';
import { execute } from '../adaptiveCards/actions.js';
import type { Found } from '../adaptiveCards/choices.js';
import type { ActionJson, AdaptiveCardJson, Choice, Element } from '../adaptiveCards/elements.js';
import { renderForm } from '../adaptiveCards/form.js';
import { type Media, WORDS_ONLY } from '../adaptiveCards/media.js';
import { renderPage } from '../adaptiveCards/pages.js';
import { closingData } from '../adaptiveCards/submission.js';
import { clean, cut, line } from '../adaptiveCards/text.js';
import { CARD_TYPE, type InvokeReply, type OutgoingActivity } from './port.js';

/** Characters of a sentence above a card. */
const NOTICE = 1_500;

/** Characters of a dialog's title. */
const DIALOG_TITLE = 60;

/** What is shown to the one who acted. */
export interface Shown {
  /** A sentence, without markdown. */
  readonly text?: string;
  readonly card?: AdaptiveCardJson;
  /** The title that a dialog has apart from its card. */
  readonly title: string;
  /** Whether the card asks for something. */
  readonly asks: boolean;
}

export interface ShowOptions {
  /** What was sent, by field: an answer with errors shows it again. */
  readonly typed?: FormValues;
  /** What shows this answer again, for the pages of a long card. */
  readonly source: Readonly<Record<string, string>> | null;
  readonly page?: number;
  /** Whether sentence and card are one, because there is no message around the card to say it. */
  readonly alone: boolean;
  /** Whether a sentence without a card gets one: in place of a form, which would otherwise stay to be sent again. */
  readonly always: boolean;
  /** Whether it is for a dialog, which has a title and a way to close it of its own. */
  readonly dialog?: boolean;
  /** The values that open the answer's form again, where they are not its own: for lists that are searched. */
  readonly opened?: Readonly<Record<string, string>>;
  /** A part of a name that was looked for in one of the form's lists. */
  readonly find?: { readonly field: string; readonly typed: string };
  /** Where the pictures and files of the answer's card are. */
  readonly media?: Media;
}

/** Draws an answer of the core as Adaptive Cards. */
export function show(answer: Answer, options: ShowOptions): Shown {
  switch (answer.type) {
    case 'notice': {
      const text = cut(clean(answer.text), NOTICE);
      const titled = answer.tone === 'refused' ? 'Not done' : 'Done';
      if (answer.card) {
        const card = options.alone ? above(text, answer.card) : answer.card;
        return { ...(!options.alone && { text }), ...drawn(card, options) };
      }
      if (!options.always) return { text, title: titled, asks: false };
      return drawn({ title: titled, body: [{ type: 'text', text }], actions: [] }, options);
    }
    case 'card':
      return drawn(answer.card, options);
    case 'form':
    case 'fieldErrors': {
      const { form } = answer;
      const found = options.find && foundIn(form, options.find);
      const card = renderForm(form, {
        ...((found || answer.type === 'fieldErrors') && { typed: { ...options.typed, ...onlyOne(found) } }),
        ...(answer.type === 'fieldErrors' && { errors: answer.errors }),
        ...(found && { found }),
        search: reopening(form, options.opened),
        titled: !options.dialog,
      });
      const title = line(form.title, DIALOG_TITLE);
      if (options.dialog || !form.entity) return { card, title, asks: true };
      const cancel = execute('Cancel', `${form.entity.kind}.open`, closingData(form.entity), undefined);
      return { card: { ...card, actions: [...(card.actions ?? []), cancel] }, title, asks: true };
    }
  }
}

/** What opens a form again, so that its lists can be searched. */
export function reopening(form: Form, opened?: Readonly<Record<string, string>>): Reopening {
  const { verb, entity, values = {} } = form;
  return { verb, ...(entity && { entity }), values: opened ?? values };
}

/** The only one that was found is meant. */
function onlyOne(found: Found | undefined): FormValues {
  const [first, second] = found?.options ?? [];
  return found && first && !second ? { [found.field]: first.value } : {};
}

/** What a part of a name finds in a list; nothing where the form no longer has it. */
function foundIn(form: Form, { field, typed }: NonNullable<ShowOptions['find']>): Found | undefined {
  const list = form.fields.find(each => each.name === field);
  return list && 'options' in list
    ? { field, typed, options: searchOptions(list.options, typed) }
    : undefined;
}

function drawn(
  card: Card,
  { source, page = 0, media = WORDS_ONLY }: ShowOptions,
): Pick<Shown, 'card' | 'title' | 'asks'> {
  const title = line(card.title, DIALOG_TITLE);
  return { card: renderPage(card, page, source, media), title, asks: false };
}

/** The sentence as the first thing on the card, under its title. */
export function above(text: string, card: Card): Card {
  return { ...card, body: [{ type: 'text', style: 'strong', text }, ...card.body] };
}

/** As a message of its own. */
export function message(
  { text, card }: Pick<Shown, 'text' | 'card'>,
  summary = 'Convenor has answered.',
): OutgoingActivity {
  return {
    type: 'message',
    ...(text !== undefined && { text, textFormat: 'plain' as const }),
    summary: text ?? summary,
    ...(card && { attachments: [{ contentType: CARD_TYPE, content: card }] }),
  };
}

/** As the answer to a pressed button: the card in place of the one that was pressed, for that person. */
export function cardReply({ text, card }: Pick<Shown, 'text' | 'card'>): InvokeReply {
  const body = card
    ? { statusCode: 200, type: CARD_TYPE, value: card }
    : { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: text ?? '' };
  return { status: 200, body };
}

/** As the answer to what is typed into a list. */
export function searchReply(results: readonly Choice[]): InvokeReply {
  const type = 'application/vnd.microsoft.search.searchResponse';
  return { status: 200, body: { statusCode: 200, type, value: { results } } };
}

/** That it did not work, said so that nobody wonders whether it did. */
export function failedReply(sentence: string): InvokeReply {
  return {
    status: 200,
    body: {
      statusCode: 500,
      type: 'application/vnd.microsoft.error',
      value: { code: 'InternalError', message: sentence },
    },
  };
}

/** As a dialog: the next card in it, or a sentence that ends it. */
export function dialogReply({ text, card, title }: Pick<Shown, 'text' | 'card' | 'title'>): InvokeReply {
  const task = card
    ? {
        type: 'continue',
        value: {
          title,
          height: 'large',
          width: 'medium',
          card: { contentType: CARD_TYPE, content: submitting(card) },
        },
      }
    : { type: 'message', value: text ?? '' };
  return { status: 200, body: { task } };
}

/** The card with every button as the plain Action.Submit: dialogs know no Action.Execute. */
export function submitting(card: AdaptiveCardJson): object {
  return {
    ...card,
    body: card.body.map(plainElement),
    ...(card.actions && { actions: card.actions.map(plainAction) }),
  };
}

function plainElement(element: Element): object {
  switch (element.type) {
    case 'Container':
      return { ...element, items: element.items.map(plainElement) };
    case 'ActionSet':
      return { ...element, actions: element.actions.map(plainAction) };
    default:
      return element;
  }
}

function plainAction(action: ActionJson): object {
  if (action.type === 'Action.Execute') return action.fallback;
  if (action.type === 'Action.OpenUrl') return action;
  const { card } = action;
  return {
    ...action,
    card: { ...card, body: card.body.map(plainElement), actions: card.actions.map(plainAction) },
  };
}
