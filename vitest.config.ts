import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // One empty, migrated database of each kind, of which every test that wants one gets a copy.
    globalSetup: ['test/fakes/databases.setup.ts'],
    // A test must not depend on the zone of the machine it runs on; the odd zone shows one that does.
    env: { TZ: 'America/New_York' },
    testTimeout: 90_000,
    hookTimeout: 180_000,
    // How long a poll waits for what should come, in ms: a busy machine is no failure.
    expect: { poll: { timeout: 15_000 } },
    pool: 'threads',
    // One more than there are cores: many tests wait, for a database or a browser.
    maxWorkers: availableParallelism() + 1,
    // Files share what a worker has loaded, which is most of what a short file would take; what they change they
    // put back.
    isolate: false,
    unstubEnvs: true,
  },
});
