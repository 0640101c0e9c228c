import path from 'node:path';
import { defineConfig } from 'vitest/config';

// Apart from the suite: the client it drives has a licence for evaluation only and comes from the registry.
export default defineConfig({
  test: {
    root: path.resolve(import.meta.dirname, '../..'),
    globalSetup: ['test/fakes/databases.setup.ts'],
    include: ['test/agentsPlayground/**/*.play.ts'],
    testTimeout: 600_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 30_000 } },
    fileParallelism: false,
  },
});
