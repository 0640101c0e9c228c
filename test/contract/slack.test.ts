import { webApi } from '@slack/bolt';
import { renderCard } from '../../adapters/slack/card.js';
import { failure } from '../../adapters/slack/errors.js';
import { MESSAGE } from '../../adapters/slack/limits.js';
import { type Media, WORDS_ONLY } from '../../adapters/slack/media.js';
import { MORE, readFormMetadata, readPress } from '../../adapters/slack/submission.js';
import { type InputState, readValues, type ViewState } from '../../adapters/slack/values.js';
import { cardView, renderForm } from '../../adapters/slack/views.js';
import type { Card } from '../../src/chat/card.js';
import type { Field, Form } from '../../src/chat/form.js';
import { messageProblems, viewProblems } from '../adapters/slack/conformance.js';
import { type AdapterUnderTest, adapterContract, type Found } from './adapterContract.js';

type Json = Readonly<Record<string, unknown>>;

const NOW = new Date('2026-11-10T10:00:00Z');

const FOUND: Media = {
  picture: () => ({ slack_file: { id: 'FCHART-FOUND' } }),
  file: () => ({ type: 'beside', where: 'in the thread of this message' }),
  fresh: false,
  pictures: true,
};

const source = { type: 'command', text: '/me' } as const;

/** As posted; and what the button for the rest shows of it, view by view. */
function cards(card: Card, found: Found = 'nothing found'): readonly unknown[] {
  const media = found === 'nothing found' ? WORDS_ONLY : FOUND;
  const message = renderCard(card, { room: MESSAGE, notice: 'Something happened.', source, media });
  if (!JSON.stringify(message).includes(MORE)) return [message];
  const draw = (page: number) => cardView(card, { source, page, media });
  const [, count = '1'] = /Part 1 of (\d+)\./.exec(JSON.stringify(draw(0))) ?? [];
  return [message, ...Array.from({ length: Number(count) }, (_, page) => draw(page))];
}

function entered(field: Field, block: Json, value: unknown): InputState {
  const type = (block.element as { type: string }).type;
  const chosen = (one: unknown) => ({ value: String(one) });
  switch (field.type) {
    case 'number':
      return { type, value: value === undefined ? null : String(value) };
    case 'date':
      return { type, selected_date: (value as string | undefined) ?? null };
    case 'time':
      return { type, selected_time: (value as string | undefined) ?? null };
    case 'select':
      return { type, selected_option: value === undefined ? null : chosen(value) };
    case 'multiSelect':
      return { type, selected_options: ((value as unknown[] | undefined) ?? []).map(chosen) };
    case 'toggle':
      return { type, selected_options: value === true ? [chosen('true')] : [] };
    default:
      return { type, value: (value as string | undefined) ?? null };
  }
}

function platformError(error: string) {
  return {
    says: error,
    outcome: () => failure(new webApi.WebAPIPlatformError({ ok: false, error }), NOW),
  };
}

function network(code: string) {
  const cause = Object.assign(new Error('connection'), { code });
  return {
    says: code,
    outcome: () => failure(new webApi.WebAPIRequestError(new TypeError('fetch failed', { cause })), NOW),
  };
}

function status(code: number) {
  return { says: `status ${code}`, outcome: () => failure(new webApi.WebAPIHTTPError(code, 'x', {}), NOW) };
}

const slack: AdapterUnderTest = {
  name: 'Slack',
  cards,
  form: (form, again) => renderForm(form, again),
  problems: payload => (Array.isArray(payload) ? messageProblems(payload) : viewProblems(payload)),
  texts(payload) {
    const found: string[] = [];
    JSON.stringify(payload, (key, value) => {
      if ((key === 'text' || key === 'alt_text') && typeof value === 'string') {
        // As a client shows it.
        found.push(value.replace(/&lt;/g, '‹').replace(/&gt;/g, '›').replace(/&amp;/g, '&'));
      }
      return value;
    });
    return found;
  },
  live(payload) {
    const found: string[] = [];
    JSON.stringify(payload, (_, value) => {
      const { type, text } = (value ?? {}) as { type?: unknown; text?: unknown };
      if (typeof text !== 'string') return value;
      // Slack parses mrkdwn; in plain text a mention is broken for what may read it elsewhere.
      if (type === 'mrkdwn' ? /[<>]|&(?!amp;|lt;|gt;)/.test(text) : /<[!@#]/.test(text)) found.push(text);
      return value;
    });
    return found;
  },
  links(payload) {
    const found: { url: string; says: string }[] = [];
    JSON.stringify(payload, (_, value) => {
      const { type, text } = (value ?? {}) as { type?: unknown; text?: unknown };
      if (type !== 'mrkdwn' || typeof text !== 'string') return value;
      // As Slack reads mrkdwn: whatever stands between angle brackets that are not escaped.
      for (const [, inner = ''] of text.matchAll(/<([^>]*)>/g)) {
        const [url = '', says = ''] = inner.split('|');
        found.push({ url: url.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&'), says });
      }
      return value;
    });
    return found;
  },
  presses(payload) {
    const blocks = Array.isArray(payload) ? (payload as Json[]) : (payload as { blocks: Json[] }).blocks;
    return blocks
      .flatMap(block => [
        ...((block.elements as Json[] | undefined) ?? []),
        block.accessory as Json | undefined,
      ])
      .filter(each => each?.type === 'button' && !String(each.action_id).startsWith(MORE))
      .map(each => readPress(String(each?.action_id), String(each?.value)));
  },
  submit(payload, form: Form, values) {
    const view = payload as { blocks: readonly Json[]; private_metadata: string };
    const data = readFormMetadata(view.private_metadata);
    if (!data) return null;
    const state: ViewState = Object.fromEntries(
      form.fields.map(field => {
        const block = view.blocks.find(each => each.block_id === `field.${field.name}`) ?? {};
        const action = (block.element as { action_id: string }).action_id;
        return [String(block.block_id), { [action]: entered(field, block, values[field.name]) }];
      }),
    );
    const { verb, entity, values: fixed } = data;
    return { verb, ...(entity && { entity }), values: { ...fixed, ...readValues(state) } };
  },
  errors: [
    ...[
      'not_in_channel',
      'channel_not_found',
      'is_archived',
      'account_inactive',
      'cannot_dm_bot',
      'token_revoked',
      'invalid_auth',
      'msg_too_long',
      'user_not_found',
      'restricted_action',
      'missing_scope',
      'invalid_blocks',
      'something_new',
    ].map(name => ({ ...platformError(name), expected: 'refused' as const })),
    ...['ratelimited', 'service_unavailable'].map(name => ({
      ...platformError(name),
      expected: 'later' as const,
    })),
    ...['fatal_error', 'internal_error'].map(name => ({
      ...platformError(name),
      expected: 'unknown' as const,
    })),
    {
      says: '429',
      expected: 'later',
      outcome: () => failure(new webApi.WebAPIRateLimitedError(30), NOW),
    },
    { ...status(500), expected: 'unknown' },
    { ...status(503), expected: 'unknown' },
    { ...status(404), expected: 'refused' },
    { ...network('ECONNREFUSED'), expected: 'later' },
    { ...network('ENOTFOUND'), expected: 'later' },
    { ...network('ECONNRESET'), expected: 'unknown' },
    { ...network('ETIMEDOUT'), expected: 'unknown' },
  ],
};

adapterContract(slack);
