import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { EntityRef } from '../../src/chat/entityRef.js';
import { ACTION_ID, BUTTON_VALUE, PRIVATE_METADATA } from './limits.js';

/** What a pressed button means, before anybody has checked that it may. */
export interface Press {
  readonly verb: string;
  readonly entity?: EntityRef;
  readonly values?: Readonly<Record<string, string>>;
}

/** How something shown came about, so that the rest of it can be shown too: what was asked. */
export type Source =
  | ({ readonly type: 'action' } & Press)
  | { readonly type: 'command'; readonly text: string };

/** Where the answer to a form goes once it is sent. */
export interface ReplyTo {
  readonly responseUrl: string;
  /** Whether the message that opened the form was the person's own, so that the answer may replace it. */
  readonly replace: boolean;
}

/** What a modal carries unseen. */
export interface FormData {
  readonly verb: string;
  readonly entity?: EntityRef;
  /** The form's fixed values. */
  readonly values?: Readonly<Record<string, string>>;
  /** The values that its button carried, where they differ: they open the same form again. */
  readonly opened?: Readonly<Record<string, string>>;
  readonly replyTo?: ReplyTo;
}

const EntitySchema = z
  .tuple([z.string().min(1).max(40), z.int().positive(), z.int().nonnegative().optional()])
  .rest(z.never());
const ValuesSchema = z.record(z.string().max(80), z.string().max(4_000));
const PressSchema = z.object({ e: EntitySchema.optional(), v: ValuesSchema.optional() });
const MoreSchema = z.object({
  c: z.string().max(500).optional(),
  b: z.string().max(80).optional(),
  e: EntitySchema.optional(),
  v: ValuesSchema.optional(),
  p: z.int().nonnegative(),
});
const FormSchema = z.object({
  b: z.string().min(1).max(80),
  e: EntitySchema.optional(),
  v: ValuesSchema.optional(),
  o: ValuesSchema.optional(),
  r: z.url().optional(),
  x: z.literal(1).optional(),
});

/** The verb of the button that shows the next part of what did not fit. No process has it. */
export const MORE = 'slack.more';

/** The verb of a link to a file: Slack's client opens it, and tells us so, to which there is nothing to say. */
export const DOWNLOAD = 'slack.download';

/** The verb as an action's id, with a number that makes it unique among its neighbours. */
export function actionId(verb: string, index: number): string {
  return `${verb}#${index}`.slice(0, ACTION_ID);
}

/** The verb of an action's id. */
export function verbOf(id: string): string {
  return id.replace(/#\d+$/, '');
}

/** @throws RangeError when the values are too many for a button */
export function buttonValue(entity: EntityRef | undefined, values: Press['values']): string {
  return fits(
    JSON.stringify({ ...(entity && { e: packed(entity) }), ...(values && { v: values }) }),
    BUTTON_VALUE,
  );
}

/** What a button's id and value say; null when it is none of ours. */
export function readPress(id: string, value: string | undefined): Press | null {
  const parsed = PressSchema.safeParse(json(value ?? '{}'));
  if (!parsed.success) return null;
  const { e, v } = parsed.data;
  return { verb: verbOf(id), ...(e && { entity: unpacked(e) }), ...(v && { values: v }) };
}

/** The value of the button that shows part `page` (from 0) of what `source` shows. */
export function moreValue(source: Source, page: number): string {
  if (source.type === 'command') return fits(JSON.stringify({ c: source.text, p: page }), BUTTON_VALUE);
  const { verb, entity, values } = source;
  return fits(
    JSON.stringify({ b: verb, ...(entity && { e: packed(entity) }), ...(values && { v: values }), p: page }),
    BUTTON_VALUE,
  );
}

export function readMore(
  value: string | undefined,
): { readonly source: Source; readonly page: number } | null {
  const parsed = MoreSchema.safeParse(json(value ?? ''));
  if (!parsed.success) return null;
  const { c, b, e, v, p } = parsed.data;
  if (c !== undefined) return { source: { type: 'command', text: c }, page: p };
  if (b === undefined) return null;
  return {
    source: { type: 'action', verb: b, ...(e && { entity: unpacked(e) }), ...(v && { values: v }) },
    page: p,
  };
}

/**
 * A modal's private_metadata. What opened the form is left out when there is no room for it: it is only needed
 * to search a long list in it.
 * @throws RangeError when even the form's own values do not fit
 */
export function formMetadata(data: FormData): string {
  const { verb, entity, values, opened, replyTo } = data;
  const needed = {
    b: verb,
    ...(entity && { e: packed(entity) }),
    ...(values && { v: values }),
    ...(replyTo && { r: replyTo.responseUrl, ...(replyTo.replace && { x: 1 }) }),
  };
  const whole = JSON.stringify({ ...needed, ...(opened && { o: opened }) });
  return whole.length <= PRIVATE_METADATA ? whole : fits(JSON.stringify(needed), PRIVATE_METADATA);
}

/** What a sent modal is about; null when it is none of ours. */
export function readFormMetadata(text: string | undefined): FormData | null {
  const parsed = FormSchema.safeParse(json(text ?? ''));
  if (!parsed.success) return null;
  const { b, e, v, o, r, x } = parsed.data;
  return {
    verb: b,
    ...(e && { entity: unpacked(e) }),
    ...(v && { values: v }),
    ...(o && { opened: o }),
    ...(r && { replyTo: { responseUrl: r, replace: x === 1 } }),
  };
}

/** Keys are at most 200 characters: what Slack makes longer is shortened to something as unique. */
export function interactionKey(...of: readonly string[]): string {
  const key = `slack:${of.join(':')}`;
  return key.length <= 200
    ? key
    : `${key.slice(0, 100)}:${createHash('sha256').update(key).digest('base64url')}`;
}

function packed({ kind, id, version }: EntityRef): readonly unknown[] {
  return version === undefined ? [kind, id] : [kind, id, version];
}

function unpacked([kind, id, version]: z.infer<typeof EntitySchema>): EntityRef {
  return version === undefined ? { kind, id } : { kind, id, version };
}

function fits(text: string, max: number): string {
  if (text.length > max)
    throw new RangeError(`A button or form of ${text.length} characters of data is too large for Slack.`);
  return text;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
