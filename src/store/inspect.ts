import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import pg from 'pg';
import { readDatabaseUrl } from './databaseUrl.js';
import { explainStoreError, StoreUnavailableError } from './errors.js';
import { APPLIED } from './migrate.js';
import { type Applied, type Dialect, pending, readMigrations } from './migrations.js';

/** What is found where DATABASE_URL points, without changing anything there. */
export interface StoreState {
  readonly dialect: Dialect;
  /** Whether there is a database of Convenor yet; the first start makes it. */
  readonly exists: boolean;
  /** The migrations that the next start applies, oldest first. */
  readonly missing: readonly string[];
}

/** How long to wait for PostgreSQL, in ms: whoever asks sits in front of it. */
const PATIENCE = 5_000;

/**
 * Looks at a database without changing it.
 * @throws MigrationError when it does not fit this build; StoreUnavailableError, or an Error for a DATABASE_URL
 *   that is not understood: each with a sentence for the operator
 */
export async function inspectStore(url: string): Promise<StoreState> {
  const place = readDatabaseUrl(url);
  try {
    const applied =
      place.dialect === 'sqlite' ? appliedInFile(place.file) : await appliedOnServer(place.connectionString);
    const missing = pending(readMigrations(place.dialect), applied ?? []).map(({ name }) => name);
    return { dialect: place.dialect, exists: applied !== null, missing };
  } catch (error) {
    const sentence = explainStoreError(error);
    throw sentence === undefined ? error : new StoreUnavailableError(sentence, { cause: error });
  }
}

function appliedInFile(file: string): Applied[] | null {
  if (!existsSync(file)) return null;
  const db = new Database(file, { readonly: true, timeout: PATIENCE });
  try {
    const table = db.prepare(`SELECT 1 FROM sqlite_master WHERE name = '_prisma_migrations'`).get();
    return table === undefined ? null : db.prepare<[], Applied>(APPLIED).all();
  } finally {
    db.close();
  }
}

async function appliedOnServer(connectionString: string): Promise<Applied[] | null> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: PATIENCE });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query<{ table: string | null }>(
      `SELECT to_regclass('"_prisma_migrations"')::text AS table`,
    );
    return rows[0]?.table == null ? null : (await client.query<Applied>(APPLIED)).rows;
  } finally {
    await client.end();
  }
}
