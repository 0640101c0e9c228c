import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export type Dialect = 'sqlite' | 'postgresql';

/** One step of the database's history, as Prisma's `migrate` lays it out and accounts for it. */
export type Migration = {
  /** The folder's name, `20261122063021_init`: the order is theirs. */
  name: string;
  sql: string;
  /** SHA-256 of the SQL in hexadecimal, the way Prisma computes it. */
  checksum: string;
};

/** A row of `_prisma_migrations`, as far as applying needs it (SQLite says 1 and 0). */
export type Applied = { name: string; checksum: string; finished: boolean | number };

/** The database and this build do not fit together; the message says what to do. */
export class MigrationError extends Error {
  override name = 'MigrationError';
}

/**
 * Reads the migrations of a dialect, oldest first.
 *
 * @param folder where they are; by default `prisma/<dialect>/migrations` of the project
 */
export function readMigrations(dialect: Dialect, folder = migrationsFolder(dialect)): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
    .sort()
    .map(name => {
      const sql = readFileSync(path.join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

/** This file runs from src/ in tests and from dist/src/ when built: look upwards. */
function migrationsFolder(dialect: Dialect): string {
  for (let folder = import.meta.dirname; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'prisma', dialect, 'migrations');
    if (existsSync(candidate)) return candidate;
    if (folder === path.dirname(folder)) {
      throw new MigrationError(`The folder prisma/${dialect}/migrations is missing: install Convenor again.`);
    }
  }
}

/**
 * What is still to be applied.
 *
 * @param known the migrations of this build, oldest first
 * @param applied what the database says it has had, in any order
 * @throws MigrationError when a migration stopped half way, was edited after it was applied, or is not of this
 *   build (the database is newer)
 */
export function pending(known: Migration[], applied: Applied[]): Migration[] {
  const byName = new Map(known.map(migration => [migration.name, migration]));
  for (const { name, checksum, finished } of applied) {
    const migration = byName.get(name);
    if (migration === undefined) {
      throw new MigrationError(
        `The database is newer than this version of Convenor: it has had the migration "${name}", which this ` +
          'version does not know. Start the newer version, or restore the backup made before the upgrade.',
      );
    }
    if (!finished) {
      throw new MigrationError(
        `The migration "${name}" was begun on this database and did not finish. Restore the backup made before ` +
          'it, or put the database right and run `npx prisma migrate resolve`.',
      );
    }
    if (migration.checksum !== checksum) {
      throw new MigrationError(
        `The migration "${name}" was edited after it had been applied to this database. ` +
          'Bring back the file as it was; a change belongs in a new migration.',
      );
    }
  }
  const had = new Set(applied.map(({ name }) => name));
  return known.filter(({ name }) => !had.has(name));
}
