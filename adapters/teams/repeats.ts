import { createHash } from 'node:crypto';
import type { Store } from '../../src/store/open.js';
import type { IncomingActivity } from './activity.js';

/** A client repeats an unanswered invoke after 5 s, twice; what comes later is meant. In ms. */
const WINDOW = 60_000;

/** Messages remembered, so that one that Teams delivers again is not answered again. */
const REMEMBERED = 2_000;

/** The key of a message: Teams delivers it again under the same id. */
export function messageKey(activity: IncomingActivity): string {
  return `teams:m:${digest([activity.conversation.id, activity.id ?? '', activity.from.id])}`;
}

/**
 * The key of an invoke. A client that got no answer sends it again as a new activity: the same button on the
 * same message by the same person with the same data, within a minute, is the same click. The minutes have
 * fixed ends, so the one before is looked up as well.
 */
export async function invokeKey(
  store: Store,
  activity: IncomingActivity,
  data: unknown,
  now: Date,
): Promise<string> {
  const what = digest([
    activity.conversation.id,
    activity.replyToId ?? '',
    activity.from.id,
    activity.name ?? '',
    JSON.stringify(data) ?? '',
  ]);
  const minute = Math.floor(now.getTime() / WINDOW);
  const earlier = `teams:i:${what}:${minute - 1}`;
  const known = await store.db.receipt.findUnique({ where: { key: earlier }, select: { at: true } });
  return known && now.getTime() - known.at.getTime() < WINDOW ? earlier : `teams:i:${what}:${minute}`;
}

/** The key under which a form is asked for so that one of its lists can be searched: nothing is done by it. */
export function listKey(activity: IncomingActivity, list: object, at: Date): string {
  return `teams:l:${digest([activity.from.id, JSON.stringify(list), String(at.getTime())])}`;
}

/** What has been seen of late, by key. */
export class Seen {
  private readonly keys = new Set<string>();

  /** Whether this key is new; it is remembered. */
  first(key: string): boolean {
    if (this.keys.has(key)) return false;
    if (this.keys.size >= REMEMBERED) {
      const [oldest] = this.keys;
      if (oldest !== undefined) this.keys.delete(oldest);
    }
    this.keys.add(key);
    return true;
  }

  /** Forgets a key whose work failed, so that the repeat does it. */
  forget(key: string): void {
    this.keys.delete(key);
  }
}

function digest(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 48);
}
