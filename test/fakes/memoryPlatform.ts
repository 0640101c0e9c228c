import type { Clock } from '../../src/calendar/clock.js';
import type {
  Address,
  ChatPlatform,
  Outcome,
  Post,
  PostedRef,
  UpdateOutcome,
} from '../../src/delivery/platform.js';

/** What goes wrong with one call. */
export type MemoryFault =
  | { readonly type: 'tooMany'; readonly retryAfterMs: number }
  | { readonly type: 'refused'; readonly reason: string }
  /** No answer, and nothing was posted. */
  | { readonly type: 'lostBefore' }
  /** No answer, but it was posted. */
  | { readonly type: 'lostAfter' }
  | { readonly type: 'gone'; readonly reason: string };

/** What a user would see in one place, with every state it was in. */
export interface MemoryPost {
  readonly conversation: string;
  readonly externalId: string;
  readonly deliveryKey: string;
  readonly at: Date;
  readonly shown: Post[];
}

export interface MemoryCall {
  readonly type: 'deliver' | 'update' | 'find';
  readonly address: Address;
  readonly deliveryKey: string;
  readonly at: Date;
}

interface Options {
  readonly name?: string;
  readonly clock: Clock;
  /** Whether posts can be looked for, as on Slack, or not, as on Teams. */
  readonly canLook?: boolean;
  /** Asked before every call is carried out; null: nothing goes wrong. */
  fault?(call: MemoryCall): MemoryFault | null;
  /** Awaited before every call is carried out: a test holds it here. */
  hold?(call: MemoryCall): Promise<void>;
}

/** A chat platform in memory, with the faults of real ones and a ledger of what users would have seen. */
export class MemoryPlatform implements ChatPlatform {
  readonly name: string;
  readonly posts: MemoryPost[] = [];
  readonly calls: MemoryCall[] = [];
  readonly #options: Options;
  readonly find?: (address: Address, deliveryKey: string) => Promise<PostedRef | 'absent'>;

  constructor(options: Options) {
    this.#options = options;
    this.name = options.name ?? 'slack';
    if (options.canLook !== false) this.find = (address, key) => this.#find(address, key);
  }

  async start(): Promise<void> {}

  async stop(): Promise<void> {}

  /** The texts that stand in one conversation, oldest first. */
  textsIn(conversation: string): string[] {
    return this.posts
      .filter(post => post.conversation === conversation)
      .map(post => post.shown.at(-1)?.text ?? '');
  }

  async deliver(address: Address, post: Post): Promise<Outcome> {
    const call = this.#call('deliver', address, post.deliveryKey);
    await this.#options.hold?.(call);
    const fault = this.#options.fault?.(call) ?? null;
    switch (fault?.type) {
      case 'tooMany':
        return {
          type: 'later',
          reason: 'too many requests',
          retryAt: new Date(call.at.getTime() + fault.retryAfterMs),
        };
      case 'refused':
      case 'gone':
        return { type: 'refused', reason: fault.reason };
      case 'lostBefore':
        return { type: 'unknown', reason: 'no answer' };
      default: {
        const posted = {
          conversation: address.externalId,
          externalId: `${this.name}-${this.posts.length + 1}`,
        };
        this.posts.push({ ...posted, deliveryKey: post.deliveryKey, at: call.at, shown: [post] });
        return fault?.type === 'lostAfter'
          ? { type: 'unknown', reason: 'no answer' }
          : { type: 'sent', posted };
      }
    }
  }

  async update(posted: PostedRef, address: Address, post: Post): Promise<UpdateOutcome> {
    const call = this.#call('update', address, post.deliveryKey);
    await this.#options.hold?.(call);
    const fault = this.#options.fault?.(call) ?? null;
    const standing = this.posts.find(
      each => each.conversation === posted.conversation && each.externalId === posted.externalId,
    );
    if (fault?.type === 'gone' || fault?.type === 'refused') return { type: 'gone', reason: fault.reason };
    if (!standing) return { type: 'gone', reason: 'no such message' };
    if (fault?.type === 'tooMany') {
      return {
        type: 'later',
        reason: 'too many requests',
        retryAt: new Date(call.at.getTime() + fault.retryAfterMs),
      };
    }
    if (fault?.type === 'lostBefore') return { type: 'later', reason: 'no answer' };
    standing.shown.push(post);
    return fault?.type === 'lostAfter' ? { type: 'later', reason: 'no answer' } : { type: 'updated' };
  }

  async #find(address: Address, deliveryKey: string): Promise<PostedRef | 'absent'> {
    this.#call('find', address, deliveryKey);
    const post = this.posts.find(
      each => each.conversation === address.externalId && each.deliveryKey === deliveryKey,
    );
    return post ? { conversation: post.conversation, externalId: post.externalId } : 'absent';
  }

  #call(type: MemoryCall['type'], address: Address, deliveryKey: string): MemoryCall {
    const call = { type, address, deliveryKey, at: this.#options.clock.now() };
    this.calls.push(call);
    return call;
  }
}
