import type { types, webApi } from '@slack/bolt';
import type { Answer } from '../../src/chat/answer.js';
import type { Card } from '../../src/chat/card.js';
import { entityKey } from '../../src/chat/entityRef.js';
import type { Form } from '../../src/chat/form.js';
import { filesIn } from '../media/inCards.js';
import { fallbackText, renderCard } from './card.js';
import { openView } from './client.js';
import { errorName } from './errors.js';
import { MESSAGE, NOTIFICATION, SECTION_TEXT } from './limits.js';
import type { SlackLog } from './log.js';
import { type Media, type SlackMedia, WORDS_ONLY } from './media.js';
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

/** Slack's words for blocks that it does not take. */
const REFUSED_BLOCKS: ReadonlySet<string> = new Set(['invalid_blocks', 'invalid_arguments']);

interface Parts {
  readonly client: webApi.WebClient;
  readonly media: SlackMedia;
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
    const ready = work.then(async answer => ({ answer, media: await this.mediaOf(answer) }));
    const soon = await within(ready, this.#parts.openWithinMs);
    if (soon) return this.show(place, soon.value.answer, soon.value.media);
    // A modal that is open already can wait: it needs no trigger.
    const loading = place.viewId === undefined ? await this.#openLoading(place) : place.viewId;
    const { answer, media } = await ready;
    await this.show(
      loading === null ? { ...place, triggerId: undefined } : { ...place, viewId: loading },
      answer,
      media,
    );
  }

  /** Where the pictures and files of an answer's card are. */
  async mediaOf(answer: Answer): Promise<Media> {
    return 'card' in answer && answer.card ? this.#parts.media.of(answer.card, 'direct') : WORDS_ONLY;
  }

  /** Shows an answer, and hands over the files of its card. */
  async show(place: Place, answer: Answer, media: Media): Promise<void> {
    try {
      await this.#shown(place, answer, media);
    } catch (error) {
      // A picture that was just uploaded may not be ready to be shown: then its words have to do.
      if (!media.pictures || !REFUSED_BLOCKS.has(errorName(error) ?? '')) throw error;
      await this.#shown(place, answer, { ...media, picture: () => null });
    }
    if ('card' in answer && answer.card) await this.shareFiles(place, answer.card);
  }

  /** Files go where only the one who asked sees them. */
  async shareFiles({ user, channel, direct }: ReplyPlace, card: Card): Promise<void> {
    const { client, media, log } = this.#parts;
    if (filesIn(card).length === 0) return;
    try {
      const own = direct ? channel : (await client.conversations.open({ users: user })).channel?.id;
      if (own !== undefined) await media.share(card, { channel: own }, true);
    } catch (error) {
      log.warn({ slackError: errorName(error) }, 'the files of an answer could not be handed over');
    }
  }

  async #shown(place: Place, answer: Answer, media: Media): Promise<void> {
    switch (answer.type) {
      case 'form':
        return this.#form(place, answer.form, {});
      case 'fieldErrors':
        return this.#form(place, answer.form, answer.errors);
      case 'card':
        return this.#card(place, answer.card, media);
      case 'notice':
        return this.#notice(place, answer, media);
    }
  }

  async #openLoading({ triggerId }: Place): Promise<string | null> {
    if (triggerId === undefined) return null;
    try {
      return await openView(this.#parts.client, triggerId, loadingView());
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

  async #card(place: Place, card: Card, media: Media): Promise<void> {
    const { source, page } = place;
    if (place.viewId !== undefined || place.home || page !== undefined) {
      if (await this.#view(place, cardView(card, { source, page: page ?? 0, media }))) return;
    }
    await this.#say(place, saidCard(card, { source, media }));
  }

  async #notice(
    place: Place,
    { text, tone, card }: Extract<Answer, { type: 'notice' }>,
    media: Media,
  ): Promise<void> {
    const sentence = tone === 'refused' ? `⚠️ ${text}` : text;
    if (place.viewId !== undefined || place.home) {
      const view = card
        ? cardView(card, { notice: sentence, ...openSource(card), media })
        : sentenceView(sentence);
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
      return this.#say(place, saidCard(card, { notice: sentence, ...openSource(card), media }));
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
      await openView(client, place.triggerId, view);
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
export function saidCard(
  card: Card,
  options: { readonly notice?: string; readonly source?: Source; readonly media?: Media },
): Said {
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
