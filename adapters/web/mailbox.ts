import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../../src/calendar/clock.js';
import type { Address, Outcome, Post, PostedRef, UpdateOutcome } from '../../src/delivery/platform.js';
import { isUniqueViolation } from '../../src/store/errors.js';
import type { Store } from '../../src/store/open.js';
import type { CardMedia } from '../adaptiveCards/media.js';
import { clean } from '../adaptiveCards/text.js';
import { type Content, drawContent } from './content.js';
import { conversationOf } from './conversations.js';
import { type MessageRow, messageViews, threadBeneath } from './messageViews.js';
import type { MessageView } from './wire.js';

/** Told of every message that is new (`fresh`) or changed. */
export type OnMessage = (message: MessageView, fresh: boolean) => void;

/**
 * Where the playground's messages are posted: rows of its own table. The delivery key is unique there, so the
 * same message is never posted twice and the outcome of an attempt is never unknown.
 */
export class Mailbox {
  private readonly store: Store;
  private readonly clock: Clock;
  private readonly media: CardMedia;
  private readonly onMessage: OnMessage;

  constructor(store: Store, clock: Clock, media: CardMedia, onMessage: OnMessage) {
    this.store = store;
    this.clock = clock;
    this.media = media;
    this.onMessage = onMessage;
  }

  async deliver(address: Address, post: Post): Promise<Outcome> {
    if (post.under) return this.addLine(post.under, post);
    const conversation = conversationOf(address);
    if (conversation === null)
      return { type: 'refused', reason: `"${address.externalId}" is no address of the playground.` };
    const media = await this.media.of(post.card);
    const content = attempt(() => drawContent(post, media));
    if (content instanceof Error) return { type: 'refused', reason: content.message };
    const { deliveryKey } = post;
    try {
      const known = await this.find(deliveryKey);
      if (known) return { type: 'sent', posted: known };
      const now = this.clock.now();
      const row = await this.store.db.webMessage.create({
        data: { deliveryKey, conversation, content: toJson(content), createdAt: now, updatedAt: now },
      });
      await this.show(row, true);
      return { type: 'sent', posted: postedRef(row) };
    } catch (error) {
      const known = isUniqueViolation(error) ? await this.find(deliveryKey) : null;
      return known ? { type: 'sent', posted: known } : { type: 'later', reason: sentence(error) };
    }
  }

  /** Adds a line beneath a message, which has something new to show by it. */
  private async addLine(under: PostedRef, { deliveryKey, text }: Post): Promise<Outcome> {
    const conversation = threadBeneath({ conversation: under.conversation, id: under.externalId });
    const { db } = this.store;
    try {
      const known = await this.find(deliveryKey);
      if (known) return { type: 'sent', posted: known };
      const now = this.clock.now();
      const content = { text: clean(text) };
      const row = await db.webMessage.create({
        data: { deliveryKey, conversation, content, createdAt: now, updatedAt: now },
      });
      const above = await db.webMessage.update({
        where: { id: Number(under.externalId) },
        data: { revision: { increment: 1 } },
      });
      await this.show(above, false);
      return { type: 'sent', posted: postedRef(row) };
    } catch (error) {
      const known = isUniqueViolation(error) ? await this.find(deliveryKey) : null;
      return known ? { type: 'sent', posted: known } : { type: 'later', reason: sentence(error) };
    }
  }

  private async show(row: MessageRow, fresh: boolean): Promise<void> {
    for (const view of await messageViews(this.store.db, [row])) this.onMessage(view, fresh);
  }

  async update(posted: PostedRef, post: Post): Promise<UpdateOutcome> {
    const media = await this.media.of(post.card);
    const content = attempt(() => drawContent(post, media));
    if (content instanceof Error) return { type: 'gone', reason: content.message };
    const id = Number(posted.externalId);
    try {
      const row = await this.store.db.webMessage.findUnique({ where: { id } });
      if (!row || row.conversation !== posted.conversation)
        return { type: 'gone', reason: 'The message is no longer there.' };
      if (isDeepStrictEqual(row.content, toJson(content))) return { type: 'updated' };
      const changed = await this.store.db.webMessage.update({
        where: { id },
        data: { content: toJson(content), revision: { increment: 1 }, updatedAt: this.clock.now() },
      });
      await this.show(changed, false);
      return { type: 'updated' };
    } catch (error) {
      return { type: 'later', reason: sentence(error) };
    }
  }

  /** The message posted under a delivery key, or null. */
  async find(deliveryKey: string): Promise<PostedRef | null> {
    const row = await this.store.db.webMessage.findUnique({ where: { deliveryKey } });
    return row && postedRef(row);
  }
}

function postedRef(row: { readonly id: number; readonly conversation: string }): PostedRef {
  return { conversation: row.conversation, externalId: String(row.id) };
}

/** As the store gives it back: what is undefined is not there. */
function toJson(content: Content): object {
  return JSON.parse(JSON.stringify(content)) as object;
}

function attempt(draw: () => Content): Content | RangeError {
  try {
    return draw();
  } catch (error) {
    if (error instanceof RangeError) return error;
    throw error;
  }
}

function sentence(error: unknown): string {
  return `The store did not take it: ${error instanceof Error ? error.message : String(error)}`;
}
