import { randomBytes } from 'node:crypto';
import { copyFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, inject, onTestFinished } from 'vitest';
import type { Dialect } from '../../src/store/migrations.js';
import { openStore, type Store } from '../../src/store/open.js';
import { createDatabase, dropDatabase } from './postgresqlServer.js';

/** An empty, migrated database of one's own. */
export type TestDatabase = {
  /** What DATABASE_URL would be. */
  url: string;
  /** Opens it, as often as wanted on PostgreSQL; on SQLite close the one before first. */
  open(): Promise<Store>;
  /** Closes what is open and removes the database. Happens by itself at the end of the test (or file). */
  drop(): Promise<void>;
};

const DIALECTS: readonly Dialect[] = ['sqlite', 'postgresql'];

/** Databases made in beforeAll, which several tests share. */
const shared: TestDatabase[] = [];

/**
 * Whether tests on PostgreSQL run: when there is one, and always in CI, where the lack of one is a failure.
 * Elsewhere they are skipped.
 */
export function runsPostgresql(): boolean {
  return inject('databases').postgresql !== null || Boolean(process.env.CI);
}

/**
 * Makes a database for a test: a copied file in a temporary folder, or a copied database on the server.
 * Called inside a test it is dropped when the test ends, in a beforeAll of eachStore when all its tests have.
 *
 * @param options.migrated false: without any table
 */
export async function withDatabase(kind: Dialect, { migrated = true } = {}): Promise<TestDatabase> {
  const { url, remove } = kind === 'sqlite' ? makeSqlite(migrated) : await makePostgresql(migrated);
  const opened: Store[] = [];
  const database = {
    url,
    async open() {
      const store = await openStore(url);
      opened.push(store);
      return store;
    },
    async drop() {
      for (const store of opened.splice(0)) await store.close();
      await remove();
    },
  };
  try {
    onTestFinished(() => database.drop());
  } catch {
    // Not inside a test but in beforeAll.
    shared.push(database);
  }
  return database;
}

/**
 * The same tests on both databases. Without a PostgreSQL its half is skipped and says so; in CI that fails.
 *
 * @param body defines tests. `open()` gives a store on a new empty database; `create()` gives the database
 *   itself, to open it several times or hand its URL to a child process.
 */
export function eachStore(
  name: string,
  body: (open: () => Promise<Store>, create: () => Promise<TestDatabase>, dialect: Dialect) => void,
  dialects: readonly Dialect[] = DIALECTS,
): void {
  for (const dialect of dialects) {
    const create = () => withDatabase(dialect);
    const open = async () => (await create()).open();
    const runs = dialect === 'sqlite' || runsPostgresql();
    describe.skipIf(!runs)(`${name} (${dialect}${runs ? '' : ': skipped, there is no PostgreSQL'})`, () => {
      afterAll(async () => {
        for (const database of shared.splice(0)) await database.drop();
      });
      body(open, create, dialect);
    });
  }
}

/**
 * As {@link eachStore}, for the long stories, whose statements shorter tests try on both databases: PostgreSQL's half
 * runs with CONVENOR_LONG=1.
 */
export function storyOnEachStore(name: string, body: Parameters<typeof eachStore>[1]): void {
  eachStore(name, body, process.env.CONVENOR_LONG ? DIALECTS : ['sqlite']);
}

function makeSqlite(migrated: boolean): { url: string; remove: () => Promise<void> } {
  const { folder } = inject('databases');
  const file = path.join(folder, `${randomBytes(6).toString('hex')}.db`);
  if (migrated) copyFileSync(path.join(folder, 'template.db'), file);
  const files = ['', '-wal', '-shm', '.lock', '.owner'].map(ending => file + ending);
  return {
    url: `file:${file}`,
    async remove() {
      for (const each of files) rmSync(each, { recursive: true, force: true });
    },
  };
}

async function makePostgresql(migrated: boolean): Promise<{ url: string; remove: () => Promise<void> }> {
  const { postgresql } = inject('databases');
  if (postgresql === null) throw new Error('There is no PostgreSQL to test on: set TEST_DATABASE_URL.');
  const { server, prefix } = postgresql;
  const name = `${prefix}${randomBytes(6).toString('hex')}`;
  const url = await createDatabase(server, name, migrated ? `${prefix}template` : undefined);
  return { url, remove: () => dropDatabase(server, name) };
}
