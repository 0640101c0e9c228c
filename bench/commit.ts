import { performance } from 'node:perf_hooks';
import type { Store } from '../src/store/open.js';
import { buildTown, errandWork, type Town } from '../test/fakes/errandTown.js';
import { benchDatabase, dialectsOf, numberOf, percentiles } from './databases.js';

/** Work that the measured commits are about. */
const ERRANDS = 50;

/** A town at work in a store: `step` makes one commit of either kind and says how long it took. */
export interface Worked {
  step(n: number): Promise<number>;
}

/** Prepares commits to measure: every second begins an errand, the others add a note to one. */
export async function worked(store: Store, now: Date): Promise<Worked> {
  const { processes } = errandWork();
  const town: Town = await buildTown(store, processes, { size: 20 });
  const [, ...doers] = town.people;
  const doer = (n: number) => doers[n % doers.length] ?? 0;
  const ids: number[] = [];
  for (let n = 0; n < ERRANDS; n++) {
    const answer = await town.ask({ title: `W${n}`, doer: doer(n), now, key: `w:${n}`, urgent: true });
    if (answer.type === 'done') ids.push(answer.entity.id);
  }
  return {
    async step(n) {
      const began = performance.now();
      if (n % 2 === 0) {
        await town.ask({ title: `B${n}`, doer: doer(n), now, key: `b:${n}`, urgent: true, board: true });
      } else {
        const index = Math.floor(n / 2) % ids.length;
        const id = ids[index] ?? 0;
        await town.give({ id, command: 'note', by: doer(index), now, key: `b:${n}` });
      }
      return performance.now() - began;
    },
  };
}

/** How long a click's commit takes on an empty store: state, audit, timers, messages and receipt in one. */
export default async function run(args: string[]): Promise<object> {
  const count = numberOf(args, 'commits', 400);
  const figures: Record<string, object> = {};
  for (const dialect of dialectsOf(args)) {
    const database = await benchDatabase(dialect);
    if (!database) continue;
    const { step } = await worked(database.store, new Date('2026-11-09T09:00:00Z'));
    const samples: number[] = [];
    for (let n = 0; n < count; n++) samples.push(await step(n));
    figures[dialect] = { commits: count, ...percentiles(samples.slice(count / 10)) };
    await database.close();
  }
  return { unit: 'ms', ...figures };
}
