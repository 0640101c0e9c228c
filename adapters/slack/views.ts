import type { types } from '@slack/bolt';
import type { Card } from '../../src/chat/card.js';
import type { Field, FieldErrors, Form } from '../../src/chat/form.js';
import { renderCard } from './card.js';
import { fieldBlock, inputId } from './fields.js';
import { INPUT_ERROR, SECTION_TEXT, VIEW, VIEW_BUTTON, VIEW_TITLE } from './limits.js';
import type { Media } from './media.js';
import { formMetadata, type Press, type ReplyTo, type Source } from './submission.js';
import { bold, escapeText, line, mrkdwn, parts, plain } from './text.js';

/** The callback_id of every form of ours; which form it is stands in its private_metadata. */
export const FORM = 'convenor.form';

export interface FormOptions {
  /** What was wrong: shown above the fields, since an error at the field is only shown on sending. */
  readonly errors?: FieldErrors;
  /** What was typed before, by field. */
  readonly typed?: Readonly<Record<string, unknown>>;
  /** The values of the button that opened it. */
  readonly opened?: Press['values'];
  readonly replyTo?: ReplyTo;
}

/**
 * A form as a modal. What it carries comes back through `readFormMetadata` and `readValues`.
 * @throws RangeError when it has more than Slack takes in one view
 */
export function renderForm(form: Form, options: FormOptions = {}): types.ModalView {
  const { errors = {}, typed = {}, opened, replyTo } = options;
  const blocks: types.KnownBlock[] = [
    // The bar above has room for 24 characters: what does not fit is said in full.
    ...(line(form.title, 500).length > VIEW_TITLE ? strong(form.title) : []),
    ...text(form.intro ?? ''),
    ...text(problems(form, errors)),
    ...form.fields.map(field => fieldBlock(retyped(field, typed))),
  ];
  if (blocks.length > VIEW.blocks) {
    throw new RangeError(
      `The form "${line(form.title, 80)}" has ${blocks.length} parts; Slack takes ${VIEW.blocks}.`,
    );
  }
  return {
    type: 'modal',
    callback_id: FORM,
    title: plain(form.title, VIEW_TITLE),
    submit: plain(form.submitLabel, VIEW_BUTTON),
    close: plain('Cancel', VIEW_BUTTON),
    blocks,
    private_metadata: formMetadata({
      verb: form.verb,
      ...(form.entity && { entity: form.entity }),
      ...(form.values && { values: form.values }),
      ...(opened && { opened }),
      ...(replyTo && { replyTo }),
    }),
  };
}

/** The errors as Slack pins them to inputs; null when one of them belongs to no field that is there. */
export function pinnedErrors(form: Form, errors: FieldErrors): Record<string, string> | null {
  const names = new Set(form.fields.map(field => field.name));
  const all = Object.entries(errors);
  if (all.length === 0 || all.some(([name]) => !names.has(name))) return null;
  return Object.fromEntries(all.map(([name, sentence]) => [inputId(name), line(sentence, INPUT_ERROR)]));
}

/** A card, with a sentence above it where there is one, as a modal that is only read. */
export function cardView(
  card: Card,
  options: { notice?: string; source?: Source; page?: number; media?: Media },
): types.ModalView {
  return {
    type: 'modal',
    callback_id: 'convenor.card',
    title: plain('Convenor', VIEW_TITLE),
    close: plain('Close', VIEW_BUTTON),
    blocks: renderCard(card, { room: VIEW, ...options }),
  };
}

/** A sentence as a modal. */
export function sentenceView(sentence: string): types.ModalView {
  return {
    type: 'modal',
    callback_id: 'convenor.sentence',
    title: plain('Convenor', VIEW_TITLE),
    close: plain('Close', VIEW_BUTTON),
    blocks: text(sentence),
  };
}

/** Stands in for a form that is still being prepared, so that Slack's three seconds are kept. */
export function loadingView(): types.ModalView {
  return sentenceView('One moment, this is being prepared …');
}

/** A card as the Home tab of one person. */
export function homeView(card: Card, media: Media): types.HomeView {
  const source = { type: 'command', text: '/me' } as const;
  return { type: 'home', blocks: renderCard(card, { room: VIEW, source, media }) };
}

function text(written: string): types.SectionBlock[] {
  return parts(written, SECTION_TEXT).map(part => ({ type: 'section', text: mrkdwn(part) }));
}

function strong(written: string): types.SectionBlock[] {
  return [{ type: 'section', text: mrkdwn(bold(escapeText(line(written, 500)))) }];
}

function problems(form: Form, errors: FieldErrors): string {
  const labels = new Map(form.fields.map(field => [field.name, field.label]));
  return Object.entries(errors)
    .map(([name, sentence]) => {
      const label = labels.get(name);
      return `⚠️ ${label ? `${label}: ` : ''}${sentence}`;
    })
    .join('\n');
}

/** The field with what was typed as its initial value, where that is of the field's kind. */
function retyped(field: Field, typed: Readonly<Record<string, unknown>>): Field {
  if (!Object.hasOwn(typed, field.name)) return field;
  const value = typed[field.name];
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
