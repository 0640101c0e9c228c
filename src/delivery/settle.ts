import { lockEntity } from '../store/entityLock.js';
import type { Tx } from '../store/open.js';
import { type Claim, LOOKING } from './claim.js';
import { DIGEST, gatheredWith, newestOfEach, toldTogether } from './digest.js';
import type { PostedRef } from './platform.js';

/** What is written when an attempt has ended. */
export type Ending =
  | {
      readonly type: 'sent';
      readonly platform: string;
      readonly posted: PostedRef;
      /** What stands there may be older than the work. */
      readonly redraw: boolean;
    }
  | { readonly type: 'refused' | 'unknown' | 'superseded'; readonly reason: string }
  /** Tried again at that time, before anything else of its lane. */
  | { readonly type: 'later'; readonly at: Date; readonly reason: string }
  /** Nothing was attempted, and its lane need not wait for it. */
  | { readonly type: 'putOff'; readonly at: Date }
  /** It may have been posted: looked for at that time. */
  | { readonly type: 'look'; readonly at: Date; readonly reason: string }
  /** Somewhere else, at once. */
  | { readonly type: 'elsewhere'; readonly platform: string; readonly reason: string };

/**
 * Writes what became of an attempt, with the posted card in the same transaction. Returns false when the row is
 * no longer the caller's (its lease ran out and another took over): then nothing is written.
 */
export async function settle(tx: Tx, claim: Claim, ending: Ending, now: Date): Promise<boolean> {
  const { count } = await tx.message.updateMany({
    where: { id: claim.id, status: 'pending', claimedBy: claim.claimedBy, attempts: claim.attempts },
    data: change(ending, now),
  });
  if (count === 0) return false;
  if (ending.type === 'sent') {
    await keepCopy(tx, claim.id, ending);
    await retireOlder(tx, claim.id, now);
  }
  if (ending.type === 'refused' || ending.type === 'unknown' || ending.type === 'superseded') {
    await tx.cardCopy.deleteMany({ where: { messageId: claim.id } });
    // What was gathered behind it shares its fate, so that the report shows every one of them.
    const { lane, platform } = await tx.message.findUniqueOrThrow({
      where: { id: claim.id },
      select: { lane: true, platform: true },
    });
    await tx.message.updateMany({
      where: { lane, status: 'gathered', reason: gatheredWith(claim.id) },
      data: { status: ending.type, reason: ending.reason, platform, settledAt: now },
    });
  }
  return true;
}

/**
 * A message of which nobody knew whether it was posted was seen where it stands: it counts as sent, with whatever was
 * told in it, and its card is kept up to date from now on. Returns false when that was known by then.
 */
export async function settleSeen(
  tx: Tx,
  id: number,
  seen: { readonly platform: string; readonly posted: PostedRef; readonly how: string },
  now: Date,
): Promise<boolean> {
  const ids = await toldTogether(tx, id);
  const { count } = await tx.message.updateMany({
    where: { id: { in: ids }, status: 'unknown' },
    // When it was settled stays: the day's one routine message was that day's.
    data: { status: 'sent', reason: seen.how },
  });
  if (count === 0) return false;
  const rows = await tx.message.findMany({ where: { id: { in: ids } }, orderBy: { id: 'asc' } });
  const leader = rows.find(row => row.id === id);
  const told = newestOfEach(rows);
  const [only, more] = told;
  if (!leader || !only) return true;
  const { platform, posted } = seen;
  const work = more ? { entityKind: DIGEST, entityId: id } : only;
  const { personId, channelId } = leader;
  const { entityKind, entityId } = work;
  const { notice } = only;
  const { conversation } = posted;
  await placeCopy(
    tx,
    { messageId: id, platform, conversation, personId, channelId, entityKind, entityId, notice },
    now,
  );
  await keepCopy(tx, id, { type: 'sent', platform, posted, redraw: true });
  await retireOlder(tx, id, now);
  const newer = { entityKind, entityId, platform, conversation, personId, messageId: { gt: id } };
  if (
    personId !== null &&
    (await tx.cardCopy.count({ where: { ...newer, message: { status: 'sent' } } })) > 0
  )
    await tx.cardCopy.updateMany({ where: { messageId: id }, data: { status: 'older' } });
  return true;
}

function change(ending: Ending, now: Date) {
  switch (ending.type) {
    case 'sent':
      return { status: 'sent', settledAt: now, claimedBy: null, reason: null };
    case 'refused':
    case 'unknown':
    case 'superseded':
      return { status: ending.type, settledAt: now, claimedBy: null, reason: ending.reason };
    case 'later':
      return { availableAt: ending.at, claimedBy: null, reason: ending.reason };
    case 'putOff':
      return { availableAt: ending.at, claimedBy: null, attempts: 0 };
    case 'look':
      return { availableAt: ending.at, claimedBy: LOOKING, reason: ending.reason };
    case 'elsewhere':
      return { availableAt: now, claimedBy: null, platform: ending.platform, reason: ending.reason };
  }
}

/** Fills in where the card stands; one that may show an older state than the present is drawn once more. */
async function keepCopy(tx: Tx, messageId: number, sent: Ending & { type: 'sent' }): Promise<void> {
  const { platform, posted, redraw } = sent;
  const { conversation, externalId } = posted;
  const where = { platform_conversation_externalId: { platform, conversation, externalId } };
  const named = await tx.cardCopy.findUnique({ where, select: { messageId: true } });
  if (named && named.messageId !== messageId) {
    // A platform that names two posts alike is wrong, but what was sent is still sent: the first keeps the name.
    await tx.cardCopy.deleteMany({ where: { messageId } });
    return;
  }
  const data = { conversation, externalId, ...(redraw && { stale: true }) };
  await tx.cardCopy.updateMany({ where: { messageId }, data });
}

/**
 * A person's newest card of a piece of work is the one that is kept up to date. Those before it are edited once more,
 * to say so: otherwise every change would edit everything that was ever said, and a platform's ceiling is soon reached.
 */
async function retireOlder(tx: Tx, messageId: number, now: Date): Promise<void> {
  const newest = await tx.cardCopy.findFirst({ where: { messageId } });
  if (!newest || newest.personId === null) return;
  const { platform, conversation, personId, entityKind, entityId } = newest;
  await tx.cardCopy.updateMany({
    where: {
      entityKind,
      entityId,
      platform,
      conversation,
      personId,
      status: 'live',
      messageId: { lt: messageId },
      message: { status: 'sent' },
    },
    data: { status: 'older', stale: true, wanted: { increment: 1 }, availableAt: now, attempts: 0 },
  });
}

/** What a copy says of itself while its message is on its way. */
export interface Placeholder {
  readonly messageId: number;
  readonly platform: string;
  readonly conversation: string;
  readonly personId: number | null;
  readonly channelId: number | null;
  readonly entityKind: string;
  readonly entityId: number;
  readonly notice: string;
}

/**
 * Writes the copy's row before its card is drawn and posted. A change of the work that is committed while the
 * post is on its way then finds the row and marks it, and the post is edited as soon as it stands; one that is being
 * committed just now is waited for.
 */
export async function placeCopy(tx: Tx, copy: Placeholder, now: Date): Promise<void> {
  await lockEntity(tx, { kind: copy.entityKind, id: copy.entityId });
  const externalId = `message:${copy.messageId}`;
  const fresh = {
    ...copy,
    externalId,
    stale: false,
    wanted: 0,
    attempts: 0,
    claimedBy: null,
    availableAt: now,
  };
  const { count } = await tx.cardCopy.updateMany({ where: { messageId: copy.messageId }, data: fresh });
  if (count === 0) await tx.cardCopy.create({ data: fresh });
}
