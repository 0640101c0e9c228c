import type { types, webApi } from '@slack/bolt';
import type { Address, Outcome, Post, PostedRef, UpdateOutcome } from '../../src/delivery/platform.js';
import type { Store } from '../../src/store/open.js';
import { renderCard } from './card.js';
import { errorName, failure, updateFailure } from './errors.js';
import { MESSAGE, NOTIFICATION } from './limits.js';
import type { SlackLog } from './log.js';
import type { Media, SlackMedia } from './media.js';
import type { Source } from './submission.js';
import { clean, cut, escapeText } from './text.js';

/** Under which our messages are known in their metadata. */
const EVENT_TYPE = 'convenor_message';

/** Messages looked through for one that may have been posted: the newest thousand of a conversation. */
const LOOK_PAGES = 5;
const LOOK_PAGE = 200;

/** Slack does not let Convenor look there. */
const NO_LOOK: ReadonlySet<string> = new Set([
  'missing_scope',
  'not_in_channel',
  'channel_not_found',
  'no_permission',
  'access_denied',
  'method_not_supported_for_channel_type',
  'unknown_method',
]);

/** These mean that the account is gone, not the conversation. */
const GONE_ACCOUNT: ReadonlySet<string> = new Set(['user_disabled', 'user_not_found', 'users_not_found']);

/** How long Slack takes at most to prepare a picture, as a rule. */
const PICTURE_MS = 5_000;

/** Slack shows nothing of what a link leads to. */
const QUIET = { unfurl_links: false, unfurl_media: false };

type Content = ReturnType<typeof contentOf>;

interface Parts {
  readonly client: webApi.WebClient;
  readonly media: SlackMedia;
  readonly store: Store;
  readonly log: SlackLog;
  now(): Date;
  /** The account at an address has been deactivated. */
  onGone(address: Address): Promise<void>;
}

/** Posts, edits and finds messages: one attempt a call, and every answer an outcome. */
export class Posting {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async deliver(address: Address, post: Post): Promise<Outcome> {
    const { log } = this.#parts;
    if (post.under) return this.#line(post.under, address, post);
    try {
      // Drawn first: what cannot be drawn must not have opened a conversation.
      const media = await this.#parts.media.of(post.card, 'thread');
      const content = contentOf(post, media);
      const channel = await this.#channel(address);
      if (typeof channel !== 'string') return channel;
      const said = await this.#post(channel, content, post, media);
      if ('type' in said) return said;
      const { answer } = said;
      if (answer.ts === undefined) {
        return { type: 'unknown', reason: 'Slack did not say where it posted the message.' };
      }
      const conversation = answer.channel ?? channel;
      await this.#parts.media.share(post.card, { channel: conversation, threadTs: answer.ts });
      return { type: 'sent', posted: { conversation, externalId: answer.ts } };
    } catch (error) {
      return this.#failed(error, address, post, log);
    }
  }

  /** In the thread of the message whose story it tells: nobody is alerted, and the channel stays as it is. */
  async #line(under: PostedRef, address: Address, post: Post): Promise<Outcome> {
    const where = { channel: under.conversation, thread_ts: under.externalId };
    try {
      const answer = await this.#parts.client.chat.postMessage({ ...where, ...wordsOf(post), ...QUIET });
      if (answer.ts === undefined) {
        return { type: 'unknown', reason: 'Slack did not say where it posted the message.' };
      }
      return { type: 'sent', posted: { conversation: under.conversation, externalId: answer.ts } };
    } catch (error) {
      return this.#failed(error, address, post, this.#parts.log);
    }
  }

  /** One attempt; one more, in words, when Slack refuses a picture for good. */
  async #post(
    channel: string,
    content: Content,
    post: Post,
    media: Media,
  ): Promise<{ readonly answer: webApi.ChatPostMessageResponse } | Extract<Outcome, { type: 'later' }>> {
    const { client, now } = this.#parts;
    try {
      return { answer: await client.chat.postMessage({ channel, ...content, ...QUIET }) };
    } catch (error) {
      if (!media.pictures || errorName(error) !== 'invalid_blocks') throw error;
      if (media.fresh) {
        const retryAt = new Date(now().getTime() + PICTURE_MS);
        return { type: 'later', retryAt, reason: 'Slack is still preparing the picture of the message.' };
      }
      const words = contentOf(post, { ...media, picture: () => null });
      return { answer: await client.chat.postMessage({ channel, ...words, ...QUIET }) };
    }
  }

  async update(posted: PostedRef, _address: Address, post: Post): Promise<UpdateOutcome> {
    const { client, log, now } = this.#parts;
    try {
      const media = await this.#parts.media.of(post.card, 'thread');
      const where = { channel: posted.conversation, ts: posted.externalId };
      try {
        await client.chat.update({ ...where, ...contentOf(post, media) });
      } catch (error) {
        if (!media.pictures || errorName(error) !== 'invalid_blocks') throw error;
        await client.chat.update({ ...where, ...contentOf(post, { ...media, picture: () => null }) });
      }
      await this.#parts.media.share(post.card, {
        channel: posted.conversation,
        threadTs: posted.externalId,
      });
      return { type: 'updated' };
    } catch (error) {
      logOdd(log, error, post);
      return updateFailure(error, now());
    }
  }

  /** Looks for a message by the key in its metadata. Throws when Slack cannot be asked now. */
  async find(address: Address, deliveryKey: string, under?: PostedRef): Promise<PostedRef | 'absent' | null> {
    try {
      const channel = under?.conversation ?? (await this.#known(address));
      if (channel === null) return 'absent';
      return await this.#look(channel, deliveryKey, under?.externalId);
    } catch (error) {
      if (NO_LOOK.has(errorName(error) ?? '')) return null;
      throw error;
    }
  }

  async #look(
    channel: string,
    deliveryKey: string,
    threadTs: string | undefined,
  ): Promise<PostedRef | 'absent' | null> {
    const { conversations } = this.#parts.client;
    let cursor: string | undefined;
    for (let page = 0; page < LOOK_PAGES; page++) {
      const asked = {
        channel,
        include_all_metadata: true,
        limit: LOOK_PAGE,
        ...(cursor && { cursor }),
      };
      // What stands in a thread is not in the channel's own history.
      const answer = threadTs
        ? await conversations.replies({ ...asked, ts: threadTs })
        : await conversations.history(asked);
      for (const message of answer.messages ?? []) {
        const { event_type, event_payload } = (message.metadata ?? {}) as Partial<types.MessageMetadata>;
        if (event_type === EVENT_TYPE && event_payload?.key === deliveryKey && message.ts) {
          return { conversation: channel, externalId: message.ts };
        }
      }
      if (!answer.has_more) return 'absent';
      cursor = answer.response_metadata?.next_cursor;
      if (!cursor) break;
    }
    // Further back than anybody looks: better to ask a person than to post it twice.
    return null;
  }

  /** The conversation of an address; a person's is opened once and remembered with their account. */
  async #channel(address: Address): Promise<string | Outcome> {
    const known = await this.#known(address);
    if (known !== null) return known;
    try {
      return await this.#open(address);
    } catch (error) {
      const outcome = failure(error, this.#parts.now());
      if (outcome.type === 'refused') await this.#gone(error, address);
      // Opening a conversation posts nothing, so doing it again does no harm.
      return outcome.type === 'unknown' ? { type: 'later', reason: outcome.reason } : outcome;
    }
  }

  async #known(address: Address): Promise<string | null> {
    if (!address.direct) return address.externalId;
    const { dm } = (address.reference ?? {}) as { dm?: unknown };
    return typeof dm === 'string' ? dm : null;
  }

  async #open({ tenant, externalId, reference }: Address): Promise<string> {
    const answer = await this.#parts.client.conversations.open({ users: externalId });
    const dm = answer.channel?.id;
    if (dm === undefined) throw new Error('Slack opened a conversation and did not say which.');
    const before = typeof reference === 'object' && reference !== null ? reference : {};
    await this.#parts.store.db.account.updateMany({
      where: { platform: 'slack', tenant, externalId },
      data: { reference: { ...before, dm } },
    });
    return dm;
  }

  async #failed(error: unknown, address: Address, post: Post, log: SlackLog): Promise<Outcome> {
    logOdd(log, error, post);
    const outcome = failure(error, this.#parts.now());
    if (outcome.type === 'refused') await this.#gone(error, address);
    return outcome;
  }

  async #gone(error: unknown, address: Address): Promise<void> {
    const name = errorName(error) ?? '';
    if (!address.direct || !GONE_ACCOUNT.has(name)) return;
    await this.#parts.onGone(address).catch(second => {
      this.#parts.log.error({ err: second, cause: error }, 'a deactivated account could not be marked');
    });
  }
}

/** What stands in a line: its sentence alone. */
function wordsOf({ text, deliveryKey }: Post) {
  return {
    text: escapeText(cut(clean(text), NOTIFICATION)),
    metadata: { event_type: EVENT_TYPE, event_payload: { key: deliveryKey } },
  };
}

/** What stands in a message: the sentence, for notifications and above the card, and the card. */
function contentOf(post: Post, media: Media) {
  const { text, card } = post;
  const source: { source?: Source } = card.entity
    ? { source: { type: 'action', verb: `${card.entity.kind}.open`, entity: card.entity } }
    : {};
  return {
    ...wordsOf(post),
    blocks: renderCard(card, { room: MESSAGE, notice: text, media, ...source }),
  };
}

/** What Slack did not understand is a fault of ours: the log says which message it was. */
function logOdd(log: SlackLog, error: unknown, post: Post): void {
  const name = errorName(error);
  if (error instanceof RangeError || name?.startsWith('invalid_') || name?.endsWith('_too_long')) {
    log.error({ err: error, key: post.deliveryKey }, 'Slack would not take a message as it was drawn');
  }
}
