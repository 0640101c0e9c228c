import cron, { type ScheduledTask } from 'node-cron';
import { networkAddresses } from './addresses.js';
import { takeBack } from './claim.js';
import { Copies } from './copies.js';
import type { Delivering, DeliveryDeps } from './deps.js';
import { ANNOUNCE_MS, announce, withdraw } from './instances.js';
import { DEFAULT_LIMITS } from './limits.js';
import { Pacer } from './pace.js';
import { pruneHandedFiles, pruneReceipts } from './prune.js';
import { Pump } from './pump.js';
import { Sender } from './sender.js';
import { systemStopwatch } from './stopwatch.js';
import { runTimers } from './timers.js';

/** How often the store is looked at whatever happens, as node-cron writes it. */
const HEARTBEAT = '*/10 * * * * *';

/** Changes within this many ms of each other become one edit of a posted card. */
const COALESCE_MS = 30;

/** What falls due sooner than this gets an alarm of its own; the heartbeat finds the rest. */
const ALARM_MS = 10_000;

/** How often, at most, the rest of the program's chores are looked to: not after every click of a busy hour. */
const CHORES_MS = 1_000;

/** How often receipts are pruned. */
const PRUNE_MS = 3_600_000;

/** The part of the program that says things: timers, messages and posted cards, all due rows of the store. */
export interface Delivery {
  /**
   * Fires every due timer, sends every due message and brings stale cards up to date, until nothing is due at
   * clock.now(). Several calls share the work.
   */
  tick(): Promise<void>;
  /** After a commit: ticks soon. */
  wake(): void;
  /** Begins the heartbeat. It decides nothing: what is due, and who does it, the rows in the store say. */
  start(): void;
  /** Ends for good: no heartbeat, nothing new is begun, and what has begun is waited for. */
  stop(): Promise<void>;
  /** When the next timer or message falls due that is not due yet; null when there is none. */
  nextDueAt(): Promise<Date | null>;
}

/** Puts delivery together. Nothing runs before `tick`, `wake` or `start`. */
export function createDelivery(deps: DeliveryDeps): Delivery {
  const delivering: Delivering = {
    ...deps,
    addresses: deps.addresses ?? networkAddresses,
    limits: { ...DEFAULT_LIMITS, ...deps.limits },
    random: deps.random ?? Math.random,
    stopwatch: deps.stopwatch ?? systemStopwatch,
    sendTime: (personId, now) => deps.sendTime?.(personId, now) ?? Promise.resolve(now),
  };
  const { store, clock, log } = delivering;
  const pacer = new Pacer(delivering.limits.pace, delivering.stopwatch);
  const sender = new Sender(delivering, pacer);
  const copies = new Copies(delivering, pacer);
  const timerPump = new Pump(() => runTimers(delivering));
  const senderPump = new Pump(() => sender.run());
  const copiesPump = new Pump(() => copies.run());

  const choresPump = new Pump(async () => (await deps.chores?.(clock.now(), () => stopped)) ?? 0);

  let heartbeat: ScheduledTask | null = null;
  let soon: NodeJS.Timeout | null = null;
  let alarm: NodeJS.Timeout | null = null;
  let prunedAt = Number.NEGATIVE_INFINITY;
  let choresAt = Number.NEGATIVE_INFINITY;
  let announcedAt = Number.NEGATIVE_INFINITY;
  let stopped = false;
  let tookBack: Promise<void> | null = null;

  async function tick(): Promise<void> {
    for (;;) {
      const fired = await timerPump.run();
      const [sent, edited] = await Promise.all([senderPump.run(), copiesPump.run()]);
      if (stopped || fired + sent + edited === 0) return;
    }
  }

  async function nextDueAt(): Promise<Date | null> {
    const now = clock.now();
    const next = {
      where: { status: 'pending', availableAt: { gt: now } },
      orderBy: { availableAt: 'asc' },
    } as const;
    const timer = await store.db.timer.findFirst({ ...next, select: { availableAt: true } });
    const message = await store.db.message.findFirst({ ...next, select: { availableAt: true } });
    const dates = [timer?.availableAt, message?.availableAt].filter(date => date !== undefined);
    return dates.length > 0 ? new Date(Math.min(...dates.map(Number))) : null;
  }

  /** A tick that nobody waits for. An error (the store is away) is logged, and the next heartbeat tries again. */
  async function beat(): Promise<void> {
    try {
      await takeBackHeld();
      await shareCeilings();
      await tick();
      if (heartbeat === null) return;
      if (clock.now().getTime() - prunedAt > PRUNE_MS) {
        prunedAt = clock.now().getTime();
        await pruneReceipts(delivering);
        await pruneHandedFiles(delivering);
      }
      await setAlarm();
      if (clock.now().getTime() - choresAt > CHORES_MS) {
        choresAt = clock.now().getTime();
        await choresPump.run();
      }
    } catch (error) {
      log.error({ err: error }, 'delivery could not go on; it tries again');
    }
  }

  /** Once after a start, and before anything is claimed: every beat waits for the one time it is done. */
  async function takeBackHeld(): Promise<void> {
    if (store.dialect !== 'sqlite') return;
    const now = clock.now();
    const lookAt = new Date(now.getTime() + delivering.limits.lookAfterMs);
    tookBack ??= store
      .transaction(tx => takeBack(tx, now, lookAt))
      .catch(error => {
        tookBack = null;
        throw error;
      });
    await tookBack;
  }

  /** On PostgreSQL others may send too; on SQLite nobody does. */
  async function shareCeilings(): Promise<void> {
    const { stopwatch } = delivering;
    if (store.dialect === 'sqlite' || stopwatch.now() - announcedAt < ANNOUNCE_MS) return;
    announcedAt = stopwatch.now();
    pacer.divide(await announce(delivering));
  }

  async function setAlarm(): Promise<void> {
    const due = await nextDueAt();
    if (alarm) clearTimeout(alarm);
    alarm = null;
    const ms = due === null ? Number.POSITIVE_INFINITY : due.getTime() - clock.now().getTime();
    if (ms < ALARM_MS && heartbeat !== null) alarm = setTimeout(() => void beat(), Math.max(1, ms)).unref();
  }

  return {
    tick,
    nextDueAt,
    wake() {
      if (soon !== null || stopped) return;
      soon = setTimeout(() => {
        soon = null;
        void beat();
      }, COALESCE_MS);
      soon.unref();
    },
    start() {
      // Not awaited: a long round of messages must not keep the timers behind it waiting. The pumps see to it
      // that nothing runs twice.
      heartbeat ??= cron.schedule(HEARTBEAT, () => void beat(), {
        timezone: 'Etc/UTC',
        noOverlap: true,
        // A beat that a busy machine skipped is nothing to report: the next finds what is due.
        suppressMissedWarning: true,
        name: `delivery-${deps.instance}`,
      });
      void beat();
    },
    async stop() {
      stopped = true;
      await heartbeat?.destroy();
      heartbeat = null;
      for (const timeout of [soon, alarm]) if (timeout) clearTimeout(timeout);
      soon = null;
      sender.stop();
      copies.stop();
      await Promise.all([timerPump, senderPump, copiesPump, choresPump].map(pump => pump.idle()));
      if (Number.isFinite(announcedAt)) await withdraw(delivering);
    },
  };
}
