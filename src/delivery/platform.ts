import type { Card } from '../chat/card.js';

/** Where to write: one person or channel on one platform, as stored when the account or channel was bound. */
export interface Address {
  readonly platform: string;
  readonly tenant: string;
  readonly externalId: string;
  /** What the platform needs beside the id (a Teams conversation reference); opaque to the core. */
  readonly reference: unknown;
  readonly direct: boolean;
}

/** What is to be posted. `text` is the notification's sentence: it names nothing that a lock screen may not show. */
export interface Post {
  /** Stable for this message on every attempt: the platform keeps it where it can, so a repeat is recognised. */
  readonly deliveryKey: string;
  readonly text: string;
  readonly card: Card;
  /** The post whose story it tells: it stands beneath that one, in the words of `text` alone, and is never edited. */
  readonly under?: PostedRef;
}

/** A message as it stands on a platform, for editing it later. */
export interface PostedRef {
  readonly conversation: string;
  readonly externalId: string;
}

/** What became of one attempt. Only `later` is tried again by itself. */
export type Outcome =
  | { readonly type: 'sent'; readonly posted: PostedRef }
  | { readonly type: 'refused'; readonly reason: string }
  | { readonly type: 'later'; readonly retryAt?: Date; readonly reason: string }
  | { readonly type: 'unknown'; readonly reason: string };

export type UpdateOutcome =
  | { readonly type: 'updated' }
  | { readonly type: 'gone'; readonly reason: string }
  | { readonly type: 'later'; readonly retryAt?: Date; readonly reason: string };

/**
 * A chat platform as the core sees it. One attempt a call: the outbox owns every retry, so an implementation
 * switches its library's own off. It never throws for what a platform answers: that is an outcome.
 */
export interface ChatPlatform {
  readonly name: string;
  deliver(address: Address, post: Post): Promise<Outcome>;
  update(posted: PostedRef, address: Address, post: Post): Promise<UpdateOutcome>;
  /** After an unknown outcome: was it posted? null where the platform does not let us look. */
  find?(address: Address, deliveryKey: string, under?: PostedRef): Promise<PostedRef | 'absent' | null>;
  start(): Promise<void>;
  stop(): Promise<void>;
}
