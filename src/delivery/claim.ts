import { Prisma } from '../generated/sqlite/client.js';
import type { Store, Tx } from '../store/open.js';

/**
 * A claim moves `availableAt` on by a lease and leaves the row pending: if its holder dies, the row comes due
 * again with no second query. `claimedBy` is cleared when an attempt has reported. A row that comes due with it
 * still set belonged to somebody who never did: if nothing had left yet it is taken over as it is, else the next
 * holder is marked as one who has to look first.
 */
const UNREPORTED = '?';

/** Ends the holder's name as long as nothing has left. */
const NOT_BEGUN = '~';

/** Whether the holder's name says that an earlier attempt never reported what became of it. */
export function isUnreported(claimedBy: string | null): boolean {
  return claimedBy?.endsWith(UNREPORTED) ?? false;
}

/** How a row is marked whose outcome is unknown, until somebody claims it to look. */
export const LOOKING = `looking${UNREPORTED}`;

/** Held by somebody else, the row is passed over instead of waited for. SQLite has one writer and needs nothing. */
function skipLocked(dialect: Store['dialect']): Prisma.Sql {
  return dialect === 'postgresql' ? Prisma.sql`FOR UPDATE SKIP LOCKED` : Prisma.empty;
}

/**
 * That a message is the next of its lane: none before it is due or being retried, and none of the lane is just
 * being sent. An earlier one that has been put off to a later day lets the others pass.
 */
function nextOfItsLane(now: Date): Prisma.Sql {
  // CASE and not OR: SQLite would look each half up in an index of its own, and the second in that of all
  // messages still to come, which are many.
  return Prisma.sql`NOT EXISTS (
    SELECT 1 FROM "Message" p
    WHERE p."lane" = m."lane" AND p."status" = 'pending' AND p."id" <> m."id"
      AND CASE WHEN p."id" < m."id" THEN p."availableAt" <= ${now} OR p."attempts" > 0
        ELSE p."claimedBy" IS NOT NULL AND p."availableAt" > ${now} END)`;
}

/**
 * The due messages that are next of their lanes, in the order in which they came due.
 *
 * @param only urgent ones, or all
 */
export async function dueMessageIds(
  tx: Tx,
  now: Date,
  limit: number,
  only: 'urgent' | 'all',
): Promise<number[]> {
  const which = only === 'urgent' ? Prisma.sql`AND m."urgency" = 'urgent'` : Prisma.empty;
  const rows = await tx.$queryRaw<{ id: number }[]>`
    SELECT m."id" FROM "Message" m
    WHERE m."status" = 'pending' AND m."availableAt" <= ${now} ${which} AND ${nextOfItsLane(now)}
    ORDER BY m."availableAt", m."id" LIMIT ${limit}`;
  return rows.map(row => Number(row.id));
}

export interface Claim {
  readonly id: number;
  readonly claimedBy: string;
  readonly attempts: number;
  /** An earlier attempt never reported: it may have posted. */
  readonly unreported: boolean;
}

/**
 * Claims one message that is still due and next of its lane, and settles on which platform it goes.
 * Returns null when somebody was faster or it is not its turn.
 */
export async function claimMessage(
  tx: Tx,
  dialect: Store['dialect'],
  claim: {
    readonly id: number;
    readonly platform: string;
    readonly instance: string;
    readonly now: Date;
    readonly until: Date;
  },
): Promise<Claim | null> {
  const { id, platform, instance, now, until } = claim;
  const rows = await tx.$queryRaw<{ claimedBy: string; attempts: number }[]>`
    UPDATE "Message" SET "availableAt" = ${until}, "attempts" = "attempts" + 1,
      "platform" = COALESCE("platform", ${platform}),
      "claimedBy" = CASE WHEN "claimedBy" IS NULL OR "claimedBy" LIKE ${`%${NOT_BEGUN}`}
        THEN ${instance + NOT_BEGUN} ELSE ${instance + UNREPORTED} END
    WHERE "id" = (
      SELECT m."id" FROM "Message" m
      WHERE m."id" = ${id} AND m."status" = 'pending' AND m."availableAt" <= ${now} AND ${nextOfItsLane(now)}
      ${skipLocked(dialect)})
    RETURNING "claimedBy", "attempts"`;
  return asClaim(id, rows[0]);
}

/**
 * Notes that the attempt leaves now; from here on it has to report. Null when the row is no longer the caller's
 * (its lease ran out, and another took over): then nothing may leave.
 */
export async function beginMessage(tx: Tx, claim: Claim): Promise<Claim | null> {
  const claimedBy = claim.claimedBy.endsWith(NOT_BEGUN) ? claim.claimedBy.slice(0, -1) : claim.claimedBy;
  const { count } = await tx.message.updateMany({
    where: { id: claim.id, status: 'pending', claimedBy: claim.claimedBy, attempts: claim.attempts },
    data: { claimedBy },
  });
  return count > 0 ? { ...claim, claimedBy } : null;
}

/**
 * Takes back what a process that died still holds, on SQLite, where no other can be at work: what had not left comes due
 * at once, what may be on its way after `lookAt`, as after any lost answer. Elsewhere its lease has to run out.
 */
export async function takeBack(tx: Tx, now: Date, lookAt: Date): Promise<void> {
  const held = { status: 'pending', availableAt: { gt: now } } as const;
  await tx.message.updateMany({
    where: { ...held, claimedBy: { endsWith: NOT_BEGUN } },
    data: { availableAt: now },
  });
  await tx.message.updateMany({
    where: { ...held, claimedBy: { not: null }, availableAt: { gt: lookAt } },
    data: { availableAt: lookAt },
  });
  await tx.timer.updateMany({ where: { ...held, claimedBy: { not: null } }, data: { availableAt: now } });
  await tx.cardCopy.updateMany({
    where: { stale: true, claimedBy: { not: null }, availableAt: { gt: now } },
    data: { availableAt: now },
  });
}

/** Whether nothing of this row can have left: nobody holds it, or its holder had not begun. */
export function isUnbegun(claimedBy: string | null): boolean {
  return claimedBy === null || claimedBy.endsWith(NOT_BEGUN);
}

/** Claims due timers, the longest due first. */
export async function claimTimers(
  tx: Tx,
  dialect: Store['dialect'],
  claim: { readonly instance: string; readonly now: Date; readonly until: Date; readonly limit: number },
): Promise<Claim[]> {
  const { instance, now, until, limit } = claim;
  const rows = await tx.$queryRaw<{ id: number; claimedBy: string; attempts: number }[]>`
    UPDATE "Timer" SET "availableAt" = ${until}, "attempts" = "attempts" + 1, "claimedBy" = ${instance}
    WHERE "id" IN (
      SELECT t."id" FROM "Timer" t
      WHERE t."status" = 'pending' AND t."availableAt" <= ${now}
      ORDER BY t."availableAt", t."id" LIMIT ${limit} ${skipLocked(dialect)})
    RETURNING "id", "claimedBy", "attempts"`;
  return rows.flatMap(row => asClaim(Number(row.id), row) ?? []);
}

/** Claims posted copies that do not show the newest state yet, the longest due first. */
export async function claimCopies(
  tx: Tx,
  dialect: Store['dialect'],
  claim: {
    readonly instance: string;
    readonly now: Date;
    readonly until: Date;
    readonly limit: number;
    /** Those that this process is still busy with. */
    readonly except: readonly number[];
  },
): Promise<Claim[]> {
  const { instance, now, until, limit, except } = claim;
  const others =
    except.length > 0 ? Prisma.sql`AND c."id" NOT IN (${Prisma.join([...except])})` : Prisma.empty;
  const rows = await tx.$queryRaw<{ id: number; claimedBy: string; attempts: number }[]>`
    UPDATE "CardCopy" SET "availableAt" = ${until}, "attempts" = "attempts" + 1, "claimedBy" = ${instance}
    WHERE "id" IN (
      SELECT c."id" FROM "CardCopy" c
      WHERE c."stale" = true AND c."availableAt" <= ${now} AND c."status" IN ('live', 'older') ${others}
        AND (c."heldUntil" IS NULL OR c."heldUntil" <= ${now})
        AND EXISTS (SELECT 1 FROM "Message" m WHERE m."id" = c."messageId" AND m."status" = 'sent')
      ORDER BY c."availableAt", c."id" LIMIT ${limit} ${skipLocked(dialect)})
    RETURNING "id", "claimedBy", "attempts"`;
  return rows.flatMap(row => asClaim(Number(row.id), row) ?? []);
}

function asClaim(id: number, row: { claimedBy: string; attempts: number } | undefined): Claim | null {
  if (!row) return null;
  const { claimedBy } = row;
  return { id, claimedBy, attempts: Number(row.attempts), unreported: isUnreported(claimedBy) };
}
