import { expect, test } from 'vitest';
import { networkAddresses } from '../../src/delivery/addresses.js';
import { announce, withdraw } from '../../src/delivery/instances.js';
import { DEFAULT_LIMITS } from '../../src/delivery/limits.js';
import { systemStopwatch } from '../../src/delivery/stopwatch.js';
import { eachStore } from '../fakes/database.js';
import { errandWork, SILENT, StandingClock } from '../fakes/errandTown.js';

eachStore('instances', open => {
  test('know how many of them live', async () => {
    const store = await open();
    const clock = new StandingClock('2026-11-09T09:00:00Z');
    const deps = (instance: string) => ({
      ...errandWork(),
      store,
      platforms: [],
      addresses: networkAddresses,
      clock,
      limits: DEFAULT_LIMITS,
      log: SILENT,
      instance,
      random: () => 0,
      stopwatch: systemStopwatch,
      sendTime: async (_personId: number, now: Date) => now,
    });
    expect(await announce(deps('a'))).toBe(1);
    expect(await announce(deps('b'))).toBe(2);
    clock.by(60_000);
    expect(await announce(deps('a'))).toBe(2);
    clock.by(60_000);
    // b has been silent for two minutes, a for one.
    expect(await announce(deps('c'))).toBe(2);
    await withdraw(deps('c'));
    expect(await announce(deps('a'))).toBe(1);
    clock.by(2 * 3_600_000);
    await announce(deps('d'));
    expect((await store.db.setting.findMany()).map(row => row.key)).toEqual(['instance:d']);
  });
});
