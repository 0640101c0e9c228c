import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { readDatabaseUrl } from '../../src/store/databaseUrl.js';
import { migratePostgresql, migrateSqlite } from '../../src/store/migrate.js';
import { type Dialect, type Migration, readMigrations } from '../../src/store/migrations.js';
import { firstLine, killNine, runChild } from '../fakes/childProcess.js';
import { eachStore, runsPostgresql, withDatabase } from '../fakes/database.js';
import { query } from '../fakes/postgresqlServer.js';

/** Writes migrations to a folder as Prisma lays them out, in the order of their names. */
function migrationsFolder(scripts: Record<string, string>): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'convenor-migrations-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(path.join(folder, 'migration_lock.toml'), 'provider = "sqlite"\n');
  for (const [name, sql] of Object.entries(scripts)) {
    mkdirSync(path.join(folder, name));
    writeFileSync(path.join(folder, name, 'migration.sql'), sql);
  }
  return folder;
}

const migrations = (dialect: Dialect, scripts: Record<string, string>) =>
  readMigrations(dialect, migrationsFolder(scripts));

async function migrate(url: string, steps: Migration[]): Promise<string[]> {
  const place = readDatabaseUrl(url);
  if (place.dialect === 'sqlite') return migrateSqlite(place.file, steps);
  return migratePostgresql({ connectionString: place.connectionString }, steps);
}

/** Reads or writes on a connection of its own; rows as objects. */
async function rows(url: string, sql: string): Promise<unknown[]> {
  if (!url.startsWith('file:')) return (await query(url, sql)).rows;
  const db = new Database(url.replace('file:', ''));
  try {
    const statement = db.prepare(sql);
    return statement.reader ? statement.all() : [statement.run()];
  } finally {
    db.close();
  }
}

const applied = (url: string) =>
  rows(url, 'SELECT migration_name AS name FROM _prisma_migrations ORDER BY migration_name');

const FIRST = 'CREATE TABLE parent (id INTEGER PRIMARY KEY);';
const SECOND = `CREATE TABLE child (id INTEGER PRIMARY KEY,
  parent_id INTEGER NOT NULL REFERENCES parent (id) ON DELETE CASCADE);`;

eachStore('migrations', (_open, _create, dialect) => {
  const empty = async () => (await withDatabase(dialect, { migrated: false })).url;

  test('are applied in the order of their names, each once', async () => {
    const url = await empty();
    const steps = migrations(dialect, { '2_child': SECOND, '1_parent': FIRST });
    expect(await migrate(url, steps.slice(0, 1))).toEqual(['1_parent']);
    expect(await migrate(url, steps)).toEqual(['2_child']);
    expect(await migrate(url, steps)).toEqual([]);
    expect(await applied(url)).toEqual([{ name: '1_parent' }, { name: '2_child' }]);
  });

  test('that fail half way leave neither a table nor a row', async () => {
    const url = await empty();
    const broken = migrations(dialect, { '1_parent': `${FIRST} CREATE TABLE child (id NONSENSE NONSENSE(;` });
    await expect(migrate(url, broken)).rejects.toThrow(
      /^The migration "1_parent" failed; the database is as it was\./,
    );
    await expect(rows(url, 'SELECT * FROM parent')).rejects.toThrow(/no such table|does not exist/);
    expect(await migrate(url, migrations(dialect, { '1_parent': FIRST }))).toEqual(['1_parent']);
  });

  test('that were edited after they were applied are refused by name', async () => {
    const url = await empty();
    await migrate(url, migrations(dialect, { '1_parent': FIRST }));
    const edited = migrations(dialect, { '1_parent': `${FIRST} -- edited`, '2_child': SECOND });
    await expect(migrate(url, edited)).rejects.toThrow(/"1_parent" was edited after it had been applied/);
    expect(await applied(url)).toEqual([{ name: '1_parent' }]);
  });

  test('of a newer version than this are refused by name', async () => {
    const url = await empty();
    await migrate(url, migrations(dialect, { '1_parent': FIRST, '2_child': SECOND }));
    await expect(migrate(url, migrations(dialect, { '1_parent': FIRST }))).rejects.toThrow(
      /database is newer than this version of Convenor: it has had the migration "2_child"/,
    );
  });

  test('that were begun and not finished are refused by name', async () => {
    const url = await empty();
    const steps = migrations(dialect, { '1_parent': FIRST });
    await migrate(url, steps);
    await rows(url, 'UPDATE _prisma_migrations SET finished_at = NULL');
    await expect(migrate(url, steps)).rejects.toThrow(/"1_parent" was begun on this database and did not/);
  });

  test('make the same steps on both databases', () => {
    const names = readMigrations(dialect).map(({ name }) => name);
    expect(names).toEqual(readMigrations('sqlite').map(({ name }) => name));
    expect(names.length).toBeGreaterThan(0);
  });
});

test.skipIf(!runsPostgresql())('three instances that start together on PostgreSQL migrate once', async () => {
  const { url } = await withDatabase('postgresql', { migrated: false });
  const steps = migrations('postgresql', { '1_parent': FIRST, '2_child': SECOND });
  const holder = new pg.Client({ connectionString: url });
  await holder.connect();
  onTestFinished(() => holder.end());
  // The lock is held until all three are seen waiting for it, so that they really meet.
  await holder.query('SELECT pg_advisory_lock($1)', [72707369]);
  const three = Promise.all([1, 2, 3].map(() => migrate(url, steps)));
  const waiting = `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
  while ((await holder.query(waiting)).rowCount !== 3);
  await holder.query('SELECT pg_advisory_unlock($1)', [72707369]);
  const done = await three;
  expect(done.map(names => names.length).sort()).toEqual([0, 0, 2]);
  expect(await applied(url)).toEqual([{ name: '1_parent' }, { name: '2_child' }]);
});

test.skipIf(!runsPostgresql())('a newer build is refused while others run on the database', async () => {
  const { url } = await withDatabase('postgresql');
  const next = [...readMigrations('postgresql'), ...migrations('postgresql', { '9999_parent': FIRST })];
  const say = (ago: number) =>
    query(
      url,
      `INSERT INTO "Setting" (key, value)
       VALUES ('instance:old', json_build_object('at', round(extract(epoch FROM now()) * 1000) - ${ago}))
       ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    );
  await say(10_000);
  // The same build may join them; one that would change their tables may not.
  expect(await migrate(url, readMigrations('postgresql'))).toEqual([]);
  await expect(migrate(url, next)).rejects.toThrow(/another Convenor runs on it\. Stop every one/);
  expect(await applied(url)).not.toContainEqual({ name: '9999_parent' });
  await say(90_000);
  expect(await migrate(url, next)).toEqual(['9999_parent']);
});

test('three processes that start together on one SQLite file migrate once', async () => {
  const { url } = await withDatabase('sqlite', { migrated: false });
  const folder = migrationsFolder({ '1_parent': FIRST, '2_child': SECOND });
  const code = `import { migrateSqlite } from './src/store/migrate.js';
    import { readMigrations } from './src/store/migrations.js';
    const [, url, folder] = process.argv;
    console.log(JSON.stringify(migrateSqlite(url.replace('file:', ''), readMigrations('sqlite', folder))));`;
  const children = await Promise.all([1, 2, 3].map(() => runChild(code, [url, folder])));
  onTestFinished(async () => void (await Promise.all(children.map(killNine))));
  const lines = await Promise.all(children.map(firstLine));
  expect(lines.sort()).toEqual(['["1_parent","2_child"]', '[]', '[]']);
  expect(await applied(url)).toEqual([{ name: '1_parent' }, { name: '2_child' }]);
});

/** How Prisma changes a table on SQLite: a new one, a copy, and the old one dropped. */
const rebuild = (copy: string) => `PRAGMA defer_foreign_keys=ON;
  PRAGMA foreign_keys=OFF;
  CREATE TABLE new_parent (id INTEGER PRIMARY KEY, name TEXT);
  ${copy}
  DROP TABLE parent;
  ALTER TABLE new_parent RENAME TO parent;
  PRAGMA foreign_keys=ON;
  PRAGMA defer_foreign_keys=OFF;`;

async function withChildRow(): Promise<string> {
  const { url } = await withDatabase('sqlite', { migrated: false });
  await migrate(url, migrations('sqlite', { '1_parent': FIRST, '2_child': SECOND }));
  await rows(url, 'INSERT INTO parent (id) VALUES (1)');
  await rows(url, 'INSERT INTO child (id, parent_id) VALUES (7, 1)');
  return url;
}

test('making an SQLite table anew keeps the rows that refer to it', async () => {
  const url = await withChildRow();
  const copy = 'INSERT INTO new_parent (id) SELECT id FROM parent;';
  const steps = migrations('sqlite', { '1_parent': FIRST, '2_child': SECOND, '3_name': rebuild(copy) });
  expect(await migrate(url, steps)).toEqual(['3_name']);
  expect(await rows(url, 'SELECT * FROM parent')).toEqual([{ id: 1, name: null }]);
  expect(await rows(url, 'SELECT * FROM child')).toEqual([{ id: 7, parent_id: 1 }]);
});

test('a migration on SQLite that would leave rows pointing nowhere changes nothing', async () => {
  const url = await withChildRow();
  const steps = migrations('sqlite', { '1_parent': FIRST, '2_child': SECOND, '3_name': rebuild('') });
  await expect(migrate(url, steps)).rejects.toThrow(/would leave 1 row.* pointing nowhere.*"table":"child"/);
  expect(await rows(url, 'SELECT * FROM parent')).toEqual([{ id: 1 }]);
  expect(await rows(url, 'SELECT * FROM child')).toEqual([{ id: 7, parent_id: 1 }]);
});
