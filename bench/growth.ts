import { performance } from 'node:perf_hooks';
import { claimCopies, claimMessage, claimTimers, dueMessageIds } from '../src/delivery/claim.js';
import type { Store } from '../src/store/open.js';
import { worked } from './commit.js';
import { benchDatabase, dialectsOf, fillHistory, numberOf, percentiles, round } from './databases.js';

const NOW = new Date('2026-11-09T09:00:00Z');

/** Rows claimed at a time. */
const BATCH = 10;

/** The stores hold this much history. */
const SMALL = 10_000;
const LARGE = 1_000_000;

interface Samples {
  readonly commit: number[];
  readonly claimTimers: number[];
  readonly claimMessage: number[];
  readonly claimCopies: number[];
}

/**
 * Whether commits and claims slow down as the store grows: the same steps by turns on a store of ten thousand
 * rows and on one of a million, so that whatever else the machine does falls on both.
 */
export default async function run(args: string[]): Promise<object> {
  const rows = numberOf(args, 'rows', LARGE);
  const steps = numberOf(args, 'steps', 400);
  const figures: Record<string, object> = {};
  for (const dialect of dialectsOf(args)) {
    const small = await prepared(dialect, SMALL, steps);
    const large = await prepared(dialect, rows, steps);
    if (!small || !large) continue;
    for (let n = 0; n < steps; n++) {
      for (const side of n % 2 === 0 ? [small, large] : [large, small]) await side.step(n);
    }
    figures[dialect] = {
      rows: [SMALL, rows],
      commit: compared(small.samples.commit, large.samples.commit),
      claimTimers: compared(small.samples.claimTimers, large.samples.claimTimers),
      claimMessage: compared(small.samples.claimMessage, large.samples.claimMessage),
      claimCopies: compared(small.samples.claimCopies, large.samples.claimCopies),
    };
    await small.close();
    await large.close();
  }
  return { unit: 'ms', ...figures };
}

/** The same at both sizes, and how much more the larger takes. The first tenth warms up and does not count. */
function compared(small: readonly number[], large: readonly number[]): object {
  const from = Math.floor(small.length / 10);
  const [a, b] = [percentiles(small.slice(from)), percentiles(large.slice(from))];
  return {
    small: a,
    large: b,
    ratio: { median: round(b.median / a.median), p99: round(b.p99 / a.p99) },
  };
}

async function prepared(dialect: Store['dialect'], rows: number, steps: number) {
  const database = await benchDatabase(dialect);
  if (!database) return null;
  const { store } = database;
  await fillHistory(store, rows, NOW);
  await addDue(store, steps);
  const work = await worked(store, NOW);
  const samples: Samples = { commit: [], claimTimers: [], claimMessage: [], claimCopies: [] };
  return {
    samples,
    close: () => database.close(),
    async step(n: number) {
      samples.commit.push(await work.step(n));
      samples.claimTimers.push(await timed(() => claimTimers(store.db, dialect, claim(BATCH))));
      samples.claimCopies.push(
        await timed(() => claimCopies(store.db, dialect, { ...claim(BATCH), except: [] })),
      );
      samples.claimMessage.push(await timed(() => claimNext(store)));
    },
  };
}

const DUE = new Date(NOW.getTime() - 60_000);
const claim = (limit: number) => ({
  instance: 'bench',
  now: NOW,
  until: new Date(NOW.getTime() + 3_600_000),
  limit,
});

/** What the sender does for one message: looks who is next, and claims the first. */
async function claimNext({ db, dialect }: Store): Promise<void> {
  const [id = 0] = await dueMessageIds(db, NOW, BATCH, 'all');
  const { now, until, instance } = claim(1);
  await claimMessage(db, dialect, { id, platform: 'slack', instance, now, until });
}

/** Enough that is due for every step. */
async function addDue({ db }: Store, steps: number): Promise<void> {
  const indexes = Array.from({ length: steps * BATCH }, (_, index) => index);
  await db.timer.createMany({
    data: indexes.map(index => ({
      key: `due:${index}`,
      entityKind: 'due',
      entityId: index,
      state: 'open',
      name: 'first',
      dueAt: DUE,
      availableAt: DUE,
    })),
  });
  await db.message.createMany({
    data: indexes.map(index => ({
      key: `due:${index}`,
      lane: `due:${index}`,
      entityKind: 'due',
      entityId: index,
      notice: 'asked',
      urgency: 'urgent',
      availableAt: DUE,
      createdAt: DUE,
    })),
  });
  const sent = await db.message.findFirstOrThrow({ where: { status: 'sent' }, select: { id: true } });
  await db.cardCopy.createMany({
    data: indexes.map(index => ({
      messageId: sent.id,
      platform: 'slack',
      conversation: 'due',
      externalId: `due:${index}`,
      entityKind: 'due',
      entityId: index,
      notice: 'asked',
      wanted: 1,
      stale: true,
      availableAt: DUE,
    })),
  });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
