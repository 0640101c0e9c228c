import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { LocalDate } from '../calendar/localDate.js';
import type { Store, Tx } from '../store/open.js';

/** Under this path of the server lie the private calendars. */
export const CALENDAR_PATH = '/calendar';

/** Bytes of an address' secret: nobody guesses 256 bits. */
const SECRET_BYTES = 32;

/** The name of the setting that tells this installation's events from every other's. */
export const FEED_SETTING = 'calendarDomain';

/**
 * Makes a private calendar address for a person; the one before it stops working at once. Returns the secret
 * part, which is kept nowhere: only its hash is.
 */
export async function makeAddress(store: Store, personId: number, now: Date): Promise<string> {
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  const fresh = { tokenHash: hashOf(secret), madeAt: now, readAt: null };
  await store.db.calendarFeed.upsert({
    where: { personId },
    create: { personId, ...fresh },
    update: fresh,
  });
  return secret;
}

/** Takes a person's address back; true when there was one. */
export async function revokeAddress(store: Store, personId: number): Promise<boolean> {
  const { count } = await store.db.calendarFeed.deleteMany({ where: { personId } });
  return count > 0;
}

/** When a person's address was made and last read, or null when they have none. */
export async function addressOf(
  tx: Tx,
  personId: number,
): Promise<{ readonly madeAt: Date; readonly readAt: Date | null } | null> {
  return tx.calendarFeed.findUnique({ where: { personId }, select: { madeAt: true, readAt: true } });
}

/** The person behind a secret, or null for a secret that is not (any more) one, or of somebody who has left. */
export async function personBehind(store: Store, secret: string, today: LocalDate): Promise<number | null> {
  const feed = await store.db.calendarFeed.findUnique({
    where: { tokenHash: hashOf(secret) },
    select: { personId: true, person: { select: { leftOn: true } } },
  });
  if (!feed || (feed.person.leftOn !== null && feed.person.leftOn <= today)) return null;
  return feed.personId;
}

/** Notes that a calendar program has looked, so that its owner can see whether their link is in use. */
export async function noteReading(store: Store, personId: number, now: Date): Promise<void> {
  await store.db.calendarFeed.updateMany({ where: { personId }, data: { readAt: now } });
}

/** What makes this installation's event identifiers unique; made once. */
export async function eventDomain(store: Store): Promise<string> {
  const value = `${randomUUID()}.convenor`;
  const row = await store.db.setting.upsert({
    where: { key: FEED_SETTING },
    create: { key: FEED_SETTING, value },
    update: {},
  });
  return String(row.value);
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
