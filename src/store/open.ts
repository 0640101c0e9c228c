import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { ClientBase } from 'pg';
import { type Prisma, PrismaClient as SqliteClient } from '../generated/sqlite/client.js';
import type { StartCheckpoints } from './checkpoints.js';
import { DEFAULT_DATABASE_URL, readDatabaseUrl } from './databaseUrl.js';
import { runsOnPostgresql } from './entityLock.js';
import { explainStoreError, StoreUnavailableError } from './errors.js';
import { lockFile } from './lock.js';
import { migratePostgresql, migrateSqlite } from './migrate.js';
import type { Dialect } from './migrations.js';
import { cacheReads, ReadCache } from './readCache.js';
import { retrying } from './retry.js';
import { SqliteAdapter } from './sqliteAdapter.js';

/** The client for both databases. Its types are SQLite's, the smaller set: what they allow, both can do. */
export type Db = SqliteClient;

/** The client inside a transaction. In there use no other. */
export type Tx = Prisma.TransactionClient;

export type Store = {
  db: Db;
  dialect: Dialect;
  /**
   * Runs `work` in one transaction (READ COMMITTED on PostgreSQL, serial on SQLite): all of it or nothing.
   * When the database reports that it lost against another, it is done again, a few times: so `work` must do
   * nothing but read and write through `tx`. Any other error rolls back and is thrown on.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Ends the connections and frees the file. May be called twice. */
  close(): Promise<void>;
};

export type StoreOptions = {
  /** A number from 0 up to 1 that spreads the repeats of a lost transaction; by default random. */
  jitter?: () => number;
  /** Who does SQLite's checkpoints: itself, at a commit, when absent. */
  checkpoints?: StartCheckpoints;
};

/**
 * How long a transaction waits for a connection, and how long it may then last, in ms: a backlog is no failure, and
 * opening a county's cycle asks some hundred heads in one.
 */
const TRANSACTION = { maxWait: 10_000, timeout: 60_000 };

/**
 * What both clients are given. With the shortest errors none takes down where in our code each query was asked from,
 * which costs a fifth of a small query; an error's own stack still tells it.
 */
const CLIENT = { transactionOptions: TRANSACTION, errorFormat: 'minimal' } as const;

/** The channel on which PostgreSQL's triggers tell the name of a watched table that was written. */
const WRITTEN = 'convenor_written';

/** How long to wait for a new connection to PostgreSQL, in ms: the same patience. */
const CONNECT_TIMEOUT = 10_000;

/**
 * Opens the database: makes it when it is missing, brings it up to date, connects.
 *
 * @param url as in DATABASE_URL (see databaseUrl.ts); an SQLite file's folder is made
 * @throws AlreadyRunningError, MigrationError, StoreUnavailableError: each with a sentence for the operator
 */
export async function openStore(
  url: string = DEFAULT_DATABASE_URL,
  { jitter = Math.random, checkpoints }: StoreOptions = {},
): Promise<Store> {
  const place = readDatabaseUrl(url);
  const cache = new ReadCache();
  try {
    const opened =
      place.dialect === 'sqlite'
        ? await openSqlite(place.file, checkpoints, cache)
        : await openPostgresql(place.connectionString, place.schema, cache);
    const { db } = opened;
    cacheReads(db, cache);
    return {
      ...opened,
      dialect: place.dialect,
      transaction: work =>
        retrying(
          () =>
            db.$transaction(tx => {
              if (place.dialect === 'postgresql') runsOnPostgresql(tx);
              return work(tx);
            }),
          jitter,
        ),
    };
  } catch (error) {
    const sentence = explainStoreError(error);
    throw sentence === undefined ? error : new StoreUnavailableError(sentence, { cause: error });
  }
}

async function openSqlite(
  file: string,
  startCheckpoints: StartCheckpoints | undefined,
  cache: ReadCache,
): Promise<Pick<Store, 'db' | 'close'>> {
  mkdirSync(path.dirname(file), { recursive: true });
  const unlock = lockFile(file);
  try {
    migrateSqlite(file);
    const checkpoints = startCheckpoints?.(file);
    const adapter = new SqliteAdapter(file, { checkpoints, onWrite: table => cache.written(table) });
    const db = new SqliteClient({ adapter, ...CLIENT });
    await db.$connect();
    return {
      db,
      async close() {
        await checkpoints?.close();
        await db.$disconnect();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

async function openPostgresql(
  connectionString: string,
  schema: string,
  cache: ReadCache,
): Promise<Pick<Store, 'db' | 'close'>> {
  const config = { connectionString, connectionTimeoutMillis: CONNECT_TIMEOUT, keepAlive: true };
  await migratePostgresql(config);
  // Loaded only here, so that a partnership on SQLite does not wait for it.
  const { PrismaPg } = await import('@prisma/adapter-pg');
  const { PrismaClient } = await import('../generated/postgresql/client.js');
  const client = new PrismaClient({
    adapter: new PrismaPg({ ...config, onConnect: client => listen(client, cache) }, { schema }),
    ...CLIENT,
  });
  await client.$connect();
  // The one cast: the two clients differ only in what SQLite's lacks.
  const db = client as unknown as Db;
  return { db, close: () => db.$disconnect() };
}

/**
 * Lets the cache hear on a new connection, before anything is read on it, of every write to a watched table. Of our own
 * the server tells on the connection that commits, before it says that it has; of another's as soon as it can. What an
 * ended connection did not hear any more is not known: then nothing is believed.
 */
async function listen(client: ClientBase, cache: ReadCache): Promise<void> {
  client.on('notification', ({ payload = '' }) => cache.written(payload));
  client.on('end', () => cache.forget());
  await client.query(`LISTEN ${WRITTEN}`);
}
