import type { Tx } from '../store/open.js';
import { type Claim, claimTimers } from './claim.js';
import type { Delivering } from './deps.js';
import { LATE_MS } from './lateness.js';
import { tell } from './outcomeLog.js';
import { pauseAfter } from './pause.js';
import type { TimerRow } from './rows.js';

/** Pieces of work whose timers are fired at once: SQLite takes them one by one anyway. */
const AT_ONCE = 8;

/** How often in a row clicks may be faster than a timer before it waits for a while. */
const OVERTAKEN_AT_MOST = 5;

/** Fires every timer that is due. Returns how many were settled. */
export async function runTimers(deps: Delivering): Promise<number> {
  const { store, limits, clock, instance } = deps;
  let done = 0;
  for (;;) {
    const now = clock.now();
    const claims = await claimTimers(store.db, store.dialect, {
      instance,
      now,
      until: new Date(now.getTime() + limits.leaseMs),
      limit: limits.timerBatch,
    });
    if (claims.length === 0) return done;
    const rows = await store.db.timer.findMany({
      where: { id: { in: claims.map(claim => claim.id) } },
      orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
    });
    const byId = new Map(claims.map(claim => [claim.id, claim]));
    // One piece of work's timers in the order in which they came due; different work side by side.
    const work = byWork(rows);
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let timers = work.shift(); timers; timers = work.shift()) {
          for (const timer of timers) {
            const claim = byId.get(timer.id);
            if (claim && (await fireOne(deps, timer, claim))) done++;
          }
        }
      }),
    );
  }
}

function byWork(rows: readonly TimerRow[]): TimerRow[][] {
  const groups = new Map<string, TimerRow[]>();
  for (const row of rows) {
    const key = `${row.entityKind}:${row.entityId}`;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
}

/** Fires one timer with all its effects, or none of them. Returns whether it was settled. */
async function fireOne(deps: Delivering, timer: TimerRow, claim: Claim): Promise<boolean> {
  const now = deps.clock.now();
  let outcome: string | null = null;
  try {
    outcome = await againAtOnce(() =>
      deps.store.transaction(tx => settleAndFire(deps, tx, timer, claim, now)),
    );
  } catch (error) {
    deps.log.error({ err: error, id: timer.id, entityKind: timer.entityKind }, 'a timer failed');
    outcome = await putBack(deps, timer, claim, now);
  }
  // Cancelled by a click in the meantime, or taken over: nothing was done here.
  if (outcome === null) return false;
  tell(deps, {
    what: 'timer',
    id: timer.id,
    outcome,
    entityKind: timer.entityKind,
    attempts: claim.attempts,
    delayMs: now.getTime() - timer.dueAt.getTime(),
  });
  return outcome !== 'later';
}

/** Somebody's click changed the work between reading and writing it: nothing was done, and it is read anew. */
async function againAtOnce<T>(fire: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await fire();
    } catch (error) {
      const overtaken = error instanceof Error && error.name === 'VersionConflict';
      if (!overtaken || attempt === OVERTAKEN_AT_MOST) throw error;
    }
  }
}

/**
 * The row is settled first: that locks it, so that a click which cancels it at this moment either was first, and
 * then nothing fires, or comes after everything the timer did.
 */
async function settleAndFire(
  deps: Delivering,
  tx: Tx,
  timer: TimerRow,
  claim: Claim,
  now: Date,
): Promise<string | null> {
  const { count } = await tx.timer.updateMany({
    where: { id: timer.id, status: 'pending', claimedBy: claim.claimedBy, attempts: claim.attempts },
    data: { status: 'fired', settledAt: now, claimedBy: null },
  });
  if (count === 0) return null;
  const overtaken = deps.isReminder(timer) && (await laterOneIsDue(tx, timer, now));
  const fired = overtaken
    ? { status: 'superseded' as const, note: 'a later reminder of the same matter was due by then' }
    : await deps.fireTimer(tx, timer, now);
  if (fired.status !== 'fired' || fired.note !== null) {
    await tx.timer.update({ where: { id: timer.id }, data: { status: fired.status, note: fired.note } });
  }
  if (fired.status === 'fired' && now.getTime() - timer.dueAt.getTime() > LATE_MS) {
    // What it says was due then: the message counts from there, and says how late it is.
    await tx.message.updateMany({
      where: {
        entityKind: timer.entityKind,
        entityId: timer.entityId,
        status: 'pending',
        createdAt: now,
        attempts: 0,
      },
      data: { createdAt: timer.dueAt },
    });
  }
  return fired.status;
}

/** Whether a later timer of the same stay in the same state has come due too: it says it better, or acts. */
async function laterOneIsDue(tx: Tx, timer: TimerRow, now: Date): Promise<boolean> {
  const later = await tx.timer.findFirst({
    where: {
      entityKind: timer.entityKind,
      entityId: timer.entityId,
      status: { in: ['pending', 'fired'] },
      state: timer.state,
      dueAt: { gt: timer.dueAt, lte: now },
    },
    select: { id: true },
  });
  return later !== null;
}

async function putBack(deps: Delivering, timer: TimerRow, claim: Claim, now: Date): Promise<string | null> {
  const { limits, random, store } = deps;
  const over = claim.attempts >= limits.timerAttempts;
  const { count } = await store.db.timer.updateMany({
    where: { id: timer.id, status: 'pending', claimedBy: claim.claimedBy, attempts: claim.attempts },
    data: over
      ? {
          status: 'failed',
          settledAt: now,
          claimedBy: null,
          note: `It failed ${claim.attempts} times; the log has the error. Ask an administrator, then try again.`,
        }
      : {
          availableAt: new Date(now.getTime() + pauseAfter(claim.attempts, limits, random)),
          claimedBy: null,
        },
  });
  if (count === 0) return null;
  return over ? 'failed' : 'later';
}
