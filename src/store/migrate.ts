import { randomUUID } from 'node:crypto';
import Database from 'better-sqlite3';
import type { Client, ClientConfig } from 'pg';
import { INSTANCE_PREFIX, INSTANCE_SILENT_MS } from './instances.js';
import { type Applied, type Migration, MigrationError, pending, readMigrations } from './migrations.js';
import { BUSY_TIMEOUT } from './sqliteAdapter.js';

// The history is Prisma's own table, row for row, so that its command line (`prisma migrate status`) agrees.
const TABLE = (timestamp: string) => `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" TEXT PRIMARY KEY NOT NULL, "checksum" TEXT NOT NULL, "finished_at" ${timestamp},
  "migration_name" TEXT NOT NULL, "logs" TEXT, "rolled_back_at" ${timestamp},
  "started_at" ${timestamp} NOT NULL DEFAULT current_timestamp,
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`;
/** What a database has had, from Prisma's own table. */
export const APPLIED = `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
  FROM "_prisma_migrations" WHERE rolled_back_at IS NULL`;

/** The key of Prisma's own advisory lock: its command line and we never migrate at the same time. */
const ADVISORY_LOCK = 72707369;

/**
 * Brings an SQLite file up to date: all that is missing in one exclusive transaction, or nothing.
 *
 * @param file path of the database; it is made when missing, its folder is not
 * @returns the names of the migrations applied
 * @throws MigrationError when database and build do not fit together, or a migration fails
 */
export function migrateSqlite(file: string, migrations: Migration[] = readMigrations('sqlite')): string[] {
  const db = new Database(file, { timeout: BUSY_TIMEOUT });
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    // SQLite changes a table by making it anew and dropping the old one. With foreign keys on, that drop would
    // delete the children. The PRAGMA in the scripts does nothing inside a transaction: it must come before.
    db.pragma('foreign_keys = OFF');
    const apply = db.transaction(() => {
      db.exec(TABLE('DATETIME'));
      const applied = db.prepare<[], Applied>(APPLIED).all();
      const missing = pending(migrations, applied);
      for (const migration of missing) {
        attempt(migration, () => db.exec(migration.sql));
        db.prepare(
          `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
           VALUES (?, ?, ?, unixepoch() * 1000, unixepoch() * 1000, 1)`,
        ).run(randomUUID(), migration.checksum, migration.name);
      }
      const orphans = missing.length > 0 ? (db.pragma('foreign_key_check') as unknown[]) : [];
      if (orphans.length > 0) {
        throw new MigrationError(
          `Migrating would leave ${orphans.length} rows pointing nowhere; nothing was changed. ` +
            `The first: ${JSON.stringify(orphans[0])}.`,
        );
      }
      return missing.map(({ name }) => name);
    });
    return apply.exclusive();
  } finally {
    db.close();
  }
}

/**
 * Brings a PostgreSQL database up to date, one transaction a migration, under an advisory lock: of several
 * instances that start together one applies, the others wait and find nothing to do. Refused while an older build
 * runs on the database: it would go on with tables that are no longer what it was built for.
 *
 * @param config how to connect, `pg`'s own configuration
 * @returns the names of the migrations applied
 * @throws MigrationError when database and build do not fit together, or a migration fails
 */
export async function migratePostgresql(
  config: ClientConfig,
  migrations: Migration[] = readMigrations('postgresql'),
): Promise<string[]> {
  // Loaded only here, so that a partnership on SQLite does not wait for it.
  const { Client } = (await import('pg')).default;
  const client = new Client(config);
  // A connection lost between two queries is reported here; the next query fails and says so.
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCK]);
    await client.query(TABLE('TIMESTAMPTZ'));
    const applied = (await client.query<Applied>(APPLIED)).rows;
    const missing = pending(migrations, applied);
    if (applied.length > 0 && missing.length > 0) await refuseWhileOthersRun(client);
    for (const migration of missing) {
      await client.query('BEGIN');
      try {
        await client.query(migration.sql);
      } catch (error) {
        await client.query('ROLLBACK');
        attempt(migration, () => {
          throw error;
        });
      }
      await client.query(
        `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
         VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
        [randomUUID(), migration.checksum, migration.name],
      );
      await client.query('COMMIT');
    }
    return missing.map(({ name }) => name);
  } finally {
    // Closing the connection releases the lock.
    await client.end();
  }
}

async function refuseWhileOthersRun(client: Pick<Client, 'query'>): Promise<void> {
  const { rows: known } = await client.query<{ there: boolean }>(
    `SELECT to_regclass('"Setting"') IS NOT NULL AS there`,
  );
  if (!known[0]?.there) return;
  const { rows } = await client.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM "Setting"
     WHERE key LIKE $1 AND (value->>'at')::numeric > extract(epoch FROM now()) * 1000 - $2`,
    [`${INSTANCE_PREFIX}%`, INSTANCE_SILENT_MS],
  );
  const running = rows[0]?.n ?? 0;
  if (running === 0) return;
  throw new MigrationError(
    `This build changes the database, and ${running === 1 ? 'another Convenor runs' : `${running} others run`} on it. ` +
      'Stop every one of them, then start this one. One that was killed counts as running for a minute and a quarter: ' +
      'then try again. Nothing was changed.',
  );
}

function attempt(migration: Migration, work: () => void): void {
  try {
    work();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new MigrationError(
      `The migration "${migration.name}" failed; the database is as it was. ${reason}`,
      { cause: error },
    );
  }
}
