import { setTimeout as wait } from 'node:timers/promises';
import { openStore, type Store } from '../../src/store/open.js';
import { buildTown, errandWork } from '../fakes/errandTown.js';
import { seeded } from '../fakes/faults.js';
import { Fleet } from './fleet.js';
import { startPlatforms } from './platforms.js';
import { Traffic } from './traffic.js';
import { type Verdict, verify } from './verify.js';

export interface CrashOptions {
  /** An empty, migrated (or new) database. */
  readonly database: string;
  /** Processes at once: one on SQLite. */
  readonly instances: number;
  readonly rounds: number;
  readonly seed: number;
  /** The project's folder. */
  readonly root: string;
  /** Rounds between two inspections; the last round is always followed by one. */
  readonly inspectEvery?: number;
  progress?(line: string): void;
}

export interface CrashReport extends Verdict {
  readonly rounds: number;
  readonly seed: number;
  readonly instances: number;
  readonly kills: number;
  readonly clicks: number;
  readonly repeatedClicks: number;
  readonly faultsInjected: Readonly<Record<string, number>>;
  readonly seconds: number;
}

/** People of the town: half are on Slack, where posts can be looked for, half on Teams, where they cannot. */
const PEOPLE = 12;

/** A kill comes when so many clicks more have been answered, at the most, and then some ms later. */
const CLICKS = 6;
const LATER_MS = 300;

/** How long those clicks may take on a machine that is busy with other things, ms. */
const ROUND_MS = 15_000;

/** How long what is left may take once nobody clicks or dies any more, ms. */
const DRAIN_MS = 180_000;

/**
 * Rounds of sudden death under traffic: in each, a process is killed at a random moment and another takes its
 * place. From time to time everything is left to settle, and the platforms' ledgers, the store and what was
 * acknowledged are compared.
 */
export async function runCrashRounds(options: CrashOptions): Promise<CrashReport> {
  const { database, instances, rounds, seed, root, inspectEvery = 25, progress } = options;
  const random = seeded(seed);
  const began = performance.now();
  const platforms = await startPlatforms(seeded(seed + 1));
  const scene = await using(database, buildScene);
  const fleet = await Fleet.prepare(root, {
    database,
    slack: platforms.slack.url,
    teams: platforms.teams.url,
  });
  const traffic = new Traffic(fleet, scene, seeded(seed + 2));
  let verdict: Verdict | null = null;
  try {
    for (let round = 1; round <= rounds; ) {
      await Promise.all(Array.from({ length: instances }, () => fleet.launch()));
      traffic.start();
      for (let n = 0; n < inspectEvery && round <= rounds; n++, round++) {
        const clicks = 1 + Math.floor(random() * CLICKS);
        await traffic.answered(clicks, ROUND_MS);
        await wait(random() * LATER_MS);
        await fleet.killOne(random);
        // The one that takes its place starts under the traffic, and may be killed before it is ready.
        await fleet.launch();
      }
      await traffic.stop();
      const stopped = performance.now();
      await settled(fleet);
      const drain = Math.round((performance.now() - stopped) / 100) / 10;
      await fleet.killAll();
      verdict = await using(database, store => verify(store, platforms, traffic.acknowledged));
      progress?.(
        `round ${round - 1}: ${traffic.acknowledged.clicks} clicks, ${verdict.posts} posts, ` +
          `${verdict.messages.unknown ?? 0} unknown, ${verdict.faults.length} faults, settled in ${drain} s`,
      );
      if (verdict.faults.length > 0) break;
    }
  } finally {
    await fleet.close();
    await platforms.close();
  }
  if (!verdict) throw new Error('There was no round.');
  return {
    ...verdict,
    rounds,
    seed,
    instances,
    kills: fleet.kills,
    clicks: traffic.acknowledged.clicks,
    repeatedClicks: traffic.acknowledged.repeats,
    faultsInjected: platforms.faults,
    seconds: Math.round((performance.now() - began) / 1_000),
  };
}

async function using<T>(database: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(database);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

async function buildScene(store: Store) {
  const { processes } = errandWork();
  const town = await buildTown(store, processes, { size: PEOPLE });
  const { people, partnershipId, channelId } = town;
  for (const personId of people.filter((_, index) => index % 2 === 1)) {
    await store.db.account.updateMany({
      where: { personId },
      data: { platform: 'teams', externalId: `a:${personId}` },
    });
  }
  return { people, partnershipId, channelId };
}

async function settled(fleet: Fleet): Promise<void> {
  const until = performance.now() + DRAIN_MS;
  while (performance.now() < until) {
    const left = await fleet.left();
    if (left && left.messages + left.timers + left.copies === 0) return;
    await wait(150);
  }
}
