import { performance } from 'node:perf_hooks';
import { claimTimers } from '../src/delivery/claim.js';
import { buildTown, errandDelivery, StandingClock } from '../test/fakes/errandTown.js';
import { MemoryPlatform } from '../test/fakes/memoryPlatform.js';
import { benchDatabase, dialectsOf, numberOf, round } from './databases.js';

const START = '2026-11-09T09:00:00Z';

/** Timers claimed at once, as the program does. */
const BATCH = 50;

/** How many due timers are claimed a second, and how many a second are fired and told, to a platform in memory. */
export default async function run(args: string[]): Promise<object> {
  const claims = numberOf(args, 'claims', 20_000);
  const fires = numberOf(args, 'fires', 500);
  const figures: Record<string, object> = {};
  for (const dialect of dialectsOf(args)) {
    const database = await benchDatabase(dialect);
    if (!database) continue;
    const { store } = database;
    const clock = new StandingClock(START);
    const { delivery, processes } = errandDelivery({
      store,
      platforms: [new MemoryPlatform({ clock })],
      clock,
      // The store is measured, not the platforms' ceilings.
      limits: { pace: {} },
    });
    const town = await buildTown(store, processes, { size: 200 });
    for (let n = 0; n < fires; n++) {
      await town.ask({ title: `F${n}`, doer: town.people[1 + (n % 199)] ?? 0, now: clock.now() });
    }
    await store.db.timer.deleteMany({ where: { name: { not: 'first' } } });
    await store.db.message.deleteMany();
    clock.to('2026-11-11T16:00:00Z');
    const firing = performance.now();
    await delivery.tick();
    const fired = await store.db.timer.count({ where: { status: 'fired' } });
    const firesPerSecond = round((fired / (performance.now() - firing)) * 1_000);

    const due = new Date(clock.now().getTime() - 1_000);
    await store.db.timer.createMany({
      data: Array.from({ length: claims }, (_, index) => ({
        key: `due:${index}`,
        entityKind: 'due',
        entityId: index,
        state: 'open',
        name: 'first',
        dueAt: due,
        availableAt: due,
      })),
    });
    const claiming = performance.now();
    let claimed = 0;
    for (;;) {
      const batch = await claimTimers(store.db, dialect, {
        instance: 'bench',
        now: clock.now(),
        until: new Date(clock.now().getTime() + 3_600_000),
        limit: BATCH,
      });
      if (batch.length === 0) break;
      claimed += batch.length;
    }
    const claimsPerSecond = round((claimed / (performance.now() - claiming)) * 1_000);
    figures[dialect] = { claimed, claimsPerSecond, fired, firesPerSecond };
    await database.close();
  }
  return figures;
}
