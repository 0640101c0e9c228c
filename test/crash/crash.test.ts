import { expect, test } from 'vitest';
import { packageRoot } from '../../src/packageRoot.js';
import { eachStore } from '../fakes/database.js';
import { runCrashRounds } from './rounds.js';

// A short version of `npm run crash`, whose seed is fixed so that a failure can be looked at again;
// CONVENOR_LONG makes it three deaths in place of one.
const ROUNDS = process.env.CONVENOR_LONG ? 3 : 1;

eachStore('sudden death under traffic', (_open, create, dialect) => {
  test('loses nothing and doubles nothing', { timeout: 400_000 }, async () => {
    const { url } = await create();
    const report = await runCrashRounds({
      database: url,
      instances: dialect === 'sqlite' ? 1 : 2,
      rounds: ROUNDS,
      seed: 20_261_122,
      root: packageRoot(),
    });
    expect(report.faults).toEqual([]);
    expect(report.kills).toBe(ROUNDS);
    expect(report.clicks).toBeGreaterThan(0);
    expect(report.posts).toBeGreaterThan(0);
  });
});
