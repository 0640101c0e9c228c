import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import type Database from 'better-sqlite3';
import { Breath } from './breath.js';
import { BACKSTOP_PAGES, type Checkpoints } from './checkpoints.js';
import { WATCHED } from './readCache.js';
import { keepStatements } from './statements.js';

type Adapter = Awaited<ReturnType<PrismaBetterSqlite3['connect']>>;
type Transaction = Awaited<ReturnType<Adapter['startTransaction']>>;
type IsolationLevel = Parameters<Adapter['startTransaction']>[0];
/** The connection, which is not in the adapter's types. */
type Client = Pick<Database.Database, 'prepare' | 'function' | 'exec'>;

/**
 * How long a statement waits for another program that holds the file (Prisma's command line, a viewer), in ms.
 * While it waits nothing else in the process runs, so it is short; a transaction is tried again after it.
 */
export const BUSY_TIMEOUT = 1_000;

/**
 * What every connection is set to. WAL lets a backup read while we write; FULL brings a commit to the disk
 * before it is acknowledged: a reminder that was confirmed to somebody must survive a power cut.
 */
const PRAGMAS = 'PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;';

/** A query that is a commit of its own: Prisma reads back what it writes. */
const WRITES = /^\s*(?:INSERT|UPDATE|DELETE)\b/i;

export interface SqliteAdapterOptions {
  /** Who does them; SQLite itself, at a commit, when absent. */
  readonly checkpoints?: Checkpoints | undefined;
  /** Told of each row of a watched table that is written, before that is committed. */
  onWrite?(table: string): void;
}

/** Hands out the one connection in turn, first come first served. */
class Turns {
  private last: Promise<void> = Promise.resolve();

  /** Waits until everybody before has finished; the function returned ends this turn and may be called twice. */
  async take(): Promise<() => void> {
    const before = this.last;
    let end: () => void = () => {};
    this.last = new Promise(resolve => {
      end = resolve;
    });
    await before;
    return end;
  }
}

/**
 * Prisma's adapter for better-sqlite3, with two ways of losing acknowledged writes closed.
 *
 * There is one connection. Left alone, the adapter runs a plain query that arrives while a transaction is open
 * *inside* that transaction: acknowledged, then gone if it rolls back. Here every query from outside waits for
 * its turn. And when COMMIT fails (a full disk) Prisma considers the transaction over without rolling back, so
 * that all later writes run in a transaction nobody commits (prisma/orm#29933). Here what is still open when
 * Prisma closes it is rolled back.
 *
 * What follows for callers: inside a transaction use only the transaction's client. Another one would wait for
 * itself until the transaction times out.
 *
 * @param file path of the database
 */
export class SqliteAdapter extends PrismaBetterSqlite3 {
  readonly #checkpoints: Checkpoints | undefined;
  readonly #onWrite: ((table: string) => void) | undefined;

  constructor(file: string, { checkpoints, onWrite }: SqliteAdapterOptions = {}) {
    // Instants as integers: the default, ISO text, does not sort together with what SQLite itself writes.
    super({ url: `file:${file}`, timeout: BUSY_TIMEOUT }, { timestampFormat: 'unixepoch-ms' });
    this.#checkpoints = checkpoints;
    this.#onWrite = onWrite;
  }

  override async connect(): Promise<Adapter> {
    const adapter = await super.connect();
    const { client } = adapter as { client?: Client };
    if (!client) throw new Error('This release of Prisma’s adapter hides its connection.');
    keepStatements(client);
    await adapter.executeScript(PRAGMAS);
    if (this.#onWrite) tellOfWrites(client, this.#onWrite);
    if (this.#checkpoints) await adapter.executeScript(`PRAGMA wal_autocheckpoint=${BACKSTOP_PAGES};`);
    return inTurn(adapter, () => this.#checkpoints?.committed());
  }
}

/** Triggers of this connection alone, which is the only one that writes. */
function tellOfWrites(client: Client, onWrite: (table: string) => void): void {
  client.function('told_of_write', table => {
    onWrite(String(table));
    return null;
  });
  for (const [table, columns] of Object.entries(WATCHED)) {
    const update = columns ? `UPDATE OF ${columns.map(each => `"${each}"`).join(', ')}` : 'UPDATE';
    for (const [name, change] of Object.entries({ insert: 'INSERT', update, delete: 'DELETE' })) {
      client.exec(
        `CREATE TEMP TRIGGER "told_of_${name}_${table}" AFTER ${change} ON main."${table}"
         BEGIN SELECT told_of_write('${table}'); END`,
      );
    }
  }
}

function inTurn(adapter: Adapter, onCommit: () => void): Adapter {
  const turns = new Turns();
  const breath = new Breath();
  async function run<T>(work: () => Promise<T>): Promise<T> {
    const end = await turns.take();
    try {
      await breath.take();
      return await work();
    } finally {
      end();
    }
  }
  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    queryRaw: query =>
      run(() => adapter.queryRaw(query)).finally(WRITES.test(query.sql) ? onCommit : undefined),
    executeRaw: query => run(() => adapter.executeRaw(query)).finally(onCommit),
    executeScript: script => run(() => adapter.executeScript(script)),
    dispose: () => run(() => adapter.dispose()),
    async startTransaction(isolationLevel?: IsolationLevel) {
      const end = await turns.take();
      try {
        return rolledBackAtLast(await adapter.startTransaction(isolationLevel), breath, () => {
          end();
          onCommit();
        });
      } catch (error) {
        end();
        throw error;
      }
    },
  };
}

/** The same transaction, but closing it leaves none open on the connection and ends the turn. */
function rolledBackAtLast(transaction: Transaction, breath: Breath, end: () => void): Transaction {
  const queryRaw = transaction.queryRaw.bind(transaction);
  const executeRaw = transaction.executeRaw.bind(transaction);
  const commit = transaction.commit.bind(transaction);
  const rollback = transaction.rollback.bind(transaction);
  let open = true;

  async function close(done: () => Promise<void>): Promise<void> {
    try {
      // A grave error (disk full, input/output) may have ended it already: then this fails, and that is fine.
      if (open) await executeRaw({ sql: 'ROLLBACK', args: [], argTypes: [] }).catch(() => {});
      open = false;
    } finally {
      await done().finally(end);
    }
  }

  return Object.assign(transaction, {
    async queryRaw(query: Parameters<Transaction['queryRaw']>[0]) {
      await breath.take();
      return queryRaw(query);
    },
    async executeRaw(query: Parameters<Transaction['executeRaw']>[0]) {
      await breath.take();
      const changed = await executeRaw(query);
      if (query.sql === 'COMMIT' || query.sql === 'ROLLBACK') open = false;
      return changed;
    },
    commit: () => close(commit),
    rollback: () => close(rollback),
  });
}
