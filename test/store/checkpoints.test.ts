import { mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import type { StartCheckpoints } from '../../src/store/checkpoints.js';
import { openStore } from '../../src/store/open.js';

// A thread loads files, not TypeScript: the built form is tested (`npm test` builds first).
const built = new URL('../../dist/checkpoints.js', import.meta.url);
const { checkpointsInThread } = (await import(/* @vite-ignore */ built.href)) as {
  checkpointsInThread: StartCheckpoints;
};

/** Commits of a row each: many times as many as come between two checkpoints, too few for SQLite to do one itself. */
const COMMITS = 600;

const PAGE = 4_096;

function freshFile(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'convenor-checkpoints-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return path.join(folder, 'convenor.db');
}

test('two connections to one file are safe with the SQLite that is bundled', () => {
  const version = new Database(':memory:').prepare<[], { v: string }>('SELECT sqlite_version() v').get()?.v;
  const [major = 0, minor = 0, patch = 0] = (version ?? '').split('.').map(Number);
  expect(major * 1_000_000 + minor * 1_000 + patch).toBeGreaterThanOrEqual(3_051_003);
});

test('what is committed reaches the file without a commit’s doing, the log stays short, and closing loses nothing', async () => {
  const file = freshFile();
  const store = await openStore(`file:${file}`, { checkpoints: checkpointsInThread });
  const before = statSync(file).size;
  const long = 'x'.repeat(PAGE);
  for (let n = 1; n <= COMMITS; n++)
    await store.db.receipt.create({ data: { key: `${n}`, answer: { long }, at: new Date(n) } });
  // Left to commits alone, nothing would have been written before the log held 4,000 pages.
  expect(statSync(file).size - before).toBeGreaterThan((COMMITS / 2) * PAGE);
  expect(statSync(`${file}-wal`).size).toBeLessThan(4_000 * PAGE);
  expect(await store.db.receipt.count()).toBe(COMMITS);
  await store.close();
  const again = await openStore(`file:${file}`);
  expect(await again.db.receipt.count()).toBe(COMMITS);
  expect(await again.db.$queryRawUnsafe('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  await again.close();
});

test('a store that is closed before there was anything to do, or twice, is closed', async () => {
  const store = await openStore(`file:${freshFile()}`, { checkpoints: checkpointsInThread });
  await store.close();
  await store.close();
});
