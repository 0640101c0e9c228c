import { expect, test } from 'vitest';
import { networkAddresses } from '../../src/delivery/addresses.js';
import { DEFAULT_LIMITS } from '../../src/delivery/limits.js';
import { pruneReceipts } from '../../src/delivery/prune.js';
import { systemStopwatch } from '../../src/delivery/stopwatch.js';
import { eachStore } from '../fakes/database.js';
import { buildTown, errandWork, SILENT, StandingClock } from '../fakes/errandTown.js';

const MONDAY = '2026-11-09T09:00:00Z';
const DAY = 24 * 3_600_000;

eachStore('a repeated click', open => {
  test('gets the same answer as the first, even at the same moment, and changes nothing more', async () => {
    const store = await open();
    const clock = new StandingClock(MONDAY);
    const { processes } = errandWork();
    const town = await buildTown(store, processes);
    const click = () =>
      town.ask({ title: 'A', doer: town.people[1] ?? 0, now: clock.now(), key: 'slack:event:1' });
    const answers = [...(await Promise.all([click(), click(), click()])), await click()];
    expect(answers.map(answer => answer.type === 'done' && answer.entity.id)).toEqual([1, 1, 1, 1]);
    expect(answers.filter(answer => answer.type === 'done' && !answer.repeated)).toHaveLength(1);
    expect(await store.db.taskGroup.count()).toBe(1);
    expect(await store.db.message.count()).toBe(1);
    expect(await store.db.auditEntry.count()).toBe(1);
  });

  test('is recognised for a week, and what is older is forgotten piece by piece', async () => {
    const store = await open();
    const clock = new StandingClock(MONDAY);
    const old = Array.from({ length: 1_200 }, (_, index) => ({
      key: `old ${index}`,
      answer: {},
      at: new Date(clock.now().getTime() - 8 * DAY),
    }));
    await store.db.receipt.createMany({ data: old });
    await store.db.receipt.create({
      data: { key: 'recent', answer: {}, at: new Date(clock.now().getTime() - 6 * DAY) },
    });
    const pruned = await pruneReceipts({
      ...errandWork(),
      store,
      platforms: [],
      addresses: networkAddresses,
      clock,
      limits: DEFAULT_LIMITS,
      log: SILENT,
      instance: 'one',
      random: () => 0,
      stopwatch: systemStopwatch,
      sendTime: async (_personId, now) => now,
    });
    expect(pruned).toBe(1_200);
    expect((await store.db.receipt.findMany()).map(row => row.key)).toEqual(['recent']);
  });
});
