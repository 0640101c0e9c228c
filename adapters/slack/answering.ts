import type { types, webApi } from '@slack/bolt';
import type { Answer } from '../../src/chat/answer.js';
import type { Card } from '../../src/chat/card.js';
import { entityKey } from '../../src/chat/entityRef.js';
import type { Form } from '../../src/chat/form.js';
import { fallbackText, renderCard } from './card.js';
import { errorName } from './errors.js';
import { MESSAGE, NOTIFICATION, SECTION_TEXT } from './limits.js';
import type { SlackLog } from './log.js';
import type { Replies, ReplyPlace, Said } from './replies.js';
import type { ReplyTo, Source } from './submission.js';
import { clean, cut, escapeText, mrkdwn, parts } from './text.js';
import { cardView, loadingView, renderForm, sentenceView } from './views.js';
import { within } from './within.js';

/** Slack forgets a trigger after 3 s; the rest is the way there and back. */
export const OPEN_WITHIN_MS = 1_200;

/** Where something was done, and so where its answer goes. */
export interface Place extends ReplyPlace {
  /** Opens one view, once. */
  readonly triggerId?: string | undefined;
  /** The modal in which a button was pressed: the answer takes its place. */
  readonly viewId?: string | undefined;
  /** A Home tab was pressed: it stays, and the answer opens above it. */
  readonly home?: boolean;
  /** What was asked. */
  readonly source: Source;
  /** Which part of a long card is wanted; it is shown in a view. */
  readonly page?: number;
}

/** These mean that the trigger is used up or too old: the form is offered by a button instead. */
const NO_TRIGGER: ReadonlySet<string> = new Set([
  'expired_trigger_id',
  'exchanged_trigger_id',
  'trigger_expired',
  'trigger_exchanged',
  'invalid_trigger_id',
]);

interface Parts {
  readonly client: webApi.WebClient;
  readonly replies: Replies;
  readonly log: SlackLog;
  readonly openWithinMs: number;
}

/** Shows answers of the core where they belong on Slack. */
export class Answering {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Shows what `work` answers. If that takes longer than a trigger lives, a view that says so is opened at once
   * and becomes the answer when it is there.
   */
  async answer(place: Place, work: Promise<Answer>): Promise<void> {
    const soon = await within(work, this.#parts.openWithinMs);
    if (soon) return this.show(place, soon.value);
    // A modal that is open already can wait: it needs no trigger.
    const loading = place.viewId === undefined ? await this.#openLoading(place) : place.viewId;
    const answer = await work;
    await this.show(
      loading === null ? { ...place, triggerId: undefined } : { ...place, viewId: loading },
      answer,
    );
  }

  /** Shows an answer. */
  async show(place: Place, answer: Answer): Promise<void> {
    switch (answer.type) {
      case 'form':
        return this.#form(place, answer.form, {});
      case 'fieldErrors':
        return this.#form(place, answer.form, answer.errors);
      case 'card':
        return this.#card(place, answer.card);
      case 'notice':
        return this.#notice(place, answer);
    }
  }

  async #openLoading({ triggerId }: Place): Promise<string | null> {
    if (triggerId === undefined) return null;
    try {
      const opened = await this.#parts.client.views.open({ trigger_id: triggerId, view: loadingView() });
      return opened.view?.id ?? null;
    } catch (error) {
      this.#parts.log.warn({ slackError: errorName(error) }, 'a view could not be opened in time');
      return null;
    }
  }

  async #form(place: Place, form: Form, errors: Readonly<Record<string, string>>): Promise<void> {
    const view = renderForm(form, {
      errors,
      ...(place.source.type === 'action' && place.source.values && { opened: place.source.values }),
      ...replyTo(place),
    });
    if (await this.#view(place, view)) return;
    // Nothing to open it with: a button brings a trigger of its own.
    const offer: Card = {
      title: form.title,
      body: form.intro ? [{ type: 'text', text: form.intro }] : [],
      actions: [
        {
          verb: form.verb,
          label: 'Open the form',
          style: 'primary',
          ...(form.entity && { entity: form.entity }),
          ...(place.source.type === 'action' && place.source.values && { values: place.source.values }),
        },
      ],
    };
    await this.#say(place, saidCard(offer, {}));
  }

  async #card(place: Place, card: Card): Promise<void> {
    const { source, page } = place;
    if (place.viewId !== undefined || place.home || page !== undefined) {
      if (await this.#view(place, cardView(card, { source, page: page ?? 0 }))) return;
    }
    await this.#say(place, saidCard(card, { source }));
  }

  async #notice(place: Place, { text, tone, card }: Extract<Answer, { type: 'notice' }>): Promise<void> {
    const sentence = tone === 'refused' ? `⚠️ ${text}` : text;
    if (place.viewId !== undefined || place.home) {
      const view = card ? cardView(card, { notice: sentence, ...openSource(card) }) : sentenceView(sentence);
      if (await this.#view(place, view)) return;
    }
    // The person's own card of the same work is refreshed where it stands: beside it the sentence is enough. A
    // channel's card is not theirs, so they get their own.
    const standing =
      tone === 'done' &&
      card?.entity &&
      place.direct &&
      !place.replace &&
      place.source.type === 'action' &&
      place.source.entity &&
      entityKey(place.source.entity) === entityKey(card.entity);
    if (card && !standing) {
      return this.#say(place, saidCard(card, { notice: sentence, ...openSource(card) }));
    }
    await this.#say({ ...place, replace: false }, saidSentence(sentence));
  }

  /** Shows a view in place of the one that was pressed, or opens it; false when neither is possible. */
  async #view(place: Place, view: types.ModalView): Promise<boolean> {
    const { client } = this.#parts;
    if (place.viewId !== undefined) {
      await client.views.update({ view_id: place.viewId, view });
      return true;
    }
    if (place.triggerId === undefined) return false;
    try {
      await client.views.open({ trigger_id: place.triggerId, view });
      return true;
    } catch (error) {
      if (!NO_TRIGGER.has(errorName(error) ?? '')) throw error;
      return false;
    }
  }

  #say(place: Place, said: Said): Promise<void> {
    return this.#parts.replies.say(place, said);
  }
}

/** What a sentence is, said to one person. */
export function saidSentence(sentence: string): Said {
  return {
    text: escapeText(cut(clean(sentence), NOTIFICATION)),
    blocks: parts(sentence, SECTION_TEXT).map(part => ({ type: 'section', text: mrkdwn(part) })),
  };
}

/** What a card is, said to one person. */
export function saidCard(card: Card, options: { readonly notice?: string; readonly source?: Source }): Said {
  const { notice } = options;
  return {
    text: notice === undefined ? fallbackText(card) : escapeText(cut(clean(notice), NOTIFICATION)),
    blocks: renderCard(card, { room: MESSAGE, ...options }),
  };
}

/** How a card of a piece of work is shown again; a card of nothing in particular is not. */
export function openSource(card: Card): { source?: Source } {
  return card.entity
    ? { source: { type: 'action', verb: `${card.entity.kind}.open`, entity: card.entity } }
    : {};
}

function replyTo({ responseUrl, replace = false }: Place): { replyTo?: ReplyTo } {
  return responseUrl === undefined ? {} : { replyTo: { responseUrl, replace } };
}
