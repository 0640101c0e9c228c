import type { Delivering } from './deps.js';
import { type DigestItem, digestCard, digestText, gatheredWith, newestOfEach } from './digest.js';
import { latenessOf } from './lateness.js';
import type { Post } from './platform.js';
import type { MessageRow } from './rows.js';

/**
 * What a message says now: the card as the work stands at this moment, or the digest of all that was gathered
 * behind it. Null when none of the work exists any more.
 */
export async function compose(deps: Delivering, message: MessageRow, now: Date): Promise<Post | null> {
  const { db } = deps.store;
  const gathered =
    message.urgency === 'routine' && message.personId !== null
      ? await db.message.findMany({
          where: { lane: message.lane, status: 'gathered', reason: gatheredWith(message.id) },
          orderBy: { id: 'asc' },
        })
      : [];
  const items: DigestItem[] = [];
  for (const row of newestOfEach([message, ...gathered])) {
    const drawn = await deps.draw(db, row, now);
    if (drawn) items.push({ card: drawn.card, text: drawn.text + (await latenessOf(deps, row, now)) });
  }
  const [only] = items;
  if (!only) return null;
  if (items.length === 1) return { deliveryKey: message.key, ...only };
  return { deliveryKey: message.key, text: digestText(items), card: digestCard(items) };
}
