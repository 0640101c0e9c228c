import type { Address } from '../../src/delivery/platform.js';
import type { Store } from '../../src/store/open.js';
import { messageViews } from './messageViews.js';
import type { ConversationView, MessagesView } from './wire.js';

/** A channel as a person of the playground finds it. */
export interface PlaygroundChannel {
  readonly id: number;
  readonly name: string;
  /** What it is for, in a few words. */
  readonly says?: string;
}

/** Messages read at once. */
const PAGE = 50;

/** 'person:9' or 'channel:4'. */
export function personConversation(personId: number): string {
  return `person:${personId}`;
}

export function channelConversation(channelId: number): string {
  return `channel:${channelId}`;
}

/**
 * The conversation that an address of this platform leads to: a person's id for somebody's own, a channel's id
 * (or 'channel:4', as it is kept) for a channel. null when it is no address of the playground.
 */
export function conversationOf(address: Address): string | null {
  const id = /^(?:person:|channel:)?([1-9]\d{0,9})$/.exec(address.externalId)?.[1];
  if (address.platform !== 'web' || id === undefined) return null;
  return address.direct ? personConversation(Number(id)) : channelConversation(Number(id));
}

/** Who sees what: a person their own conversation and the channels that `channelsOf` gives them. Nothing else. */
export class Conversations {
  private readonly store: Store;
  private readonly channelsOf: (personId: number) => Promise<readonly PlaygroundChannel[]>;

  constructor(store: Store, channelsOf: (personId: number) => Promise<readonly PlaygroundChannel[]>) {
    this.store = store;
    this.channelsOf = channelsOf;
  }

  /** What a person has on the left of the page, with how much of it they have not read. */
  async list(personId: number): Promise<ConversationView[]> {
    const channels = await this.channelsOf(personId);
    const all: Omit<ConversationView, 'unread'>[] = [
      { id: personConversation(personId), title: 'Convenor', direct: true },
      ...channels.map(({ id, name, says }) => ({
        id: channelConversation(id),
        title: name,
        direct: false,
        ...(says !== undefined && { says }),
      })),
    ];
    const reads = await this.store.db.webRead.findMany({ where: { personId } });
    const lastRead = new Map(reads.map(read => [read.conversation, read.lastId]));
    return Promise.all(
      all.map(async conversation => ({
        ...conversation,
        unread: await this.store.db.webMessage.count({
          where: { conversation: conversation.id, id: { gt: lastRead.get(conversation.id) ?? 0 } },
        }),
      })),
    );
  }

  /** Whether a person may see a conversation. */
  async isOpenTo(personId: number, conversation: string): Promise<boolean> {
    if (conversation === personConversation(personId)) return true;
    if (!conversation.startsWith('channel:')) return false;
    const channels = await this.channelsOf(personId);
    return channels.some(channel => channelConversation(channel.id) === conversation);
  }

  /** The newest messages of a conversation, or those before one of them; oldest first. */
  async messages(conversation: string, before: number | undefined): Promise<MessagesView> {
    const rows = await this.store.db.webMessage.findMany({
      where: { conversation, ...(before !== undefined && { id: { lt: before } }) },
      orderBy: { id: 'desc' },
      take: PAGE + 1,
    });
    const messages = await messageViews(this.store.db, rows.slice(0, PAGE).reverse());
    return { messages, earlier: rows.length > PAGE };
  }

  /** Notes how far a person has read; never back. */
  async markRead(personId: number, conversation: string, lastId: number): Promise<void> {
    await this.store.transaction(async tx => {
      const key = { personId_conversation: { personId, conversation } };
      const known = await tx.webRead.findUnique({ where: key });
      if (known && known.lastId >= lastId) return;
      await tx.webRead.upsert({
        where: key,
        create: { personId, conversation, lastId },
        update: { lastId },
      });
    });
  }
}
