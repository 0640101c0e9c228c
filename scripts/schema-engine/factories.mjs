// The databases as the schema engine wants to see them.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { PrismaPg } from '@prisma/adapter-pg';

// Over a driver adapter the engine reports a missing history table as P1014 and stops, so it is made first.
const historyTable = timestamp => `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" TEXT PRIMARY KEY NOT NULL, "checksum" TEXT NOT NULL, "finished_at" ${timestamp},
  "migration_name" TEXT NOT NULL, "logs" TEXT, "rolled_back_at" ${timestamp},
  "started_at" ${timestamp} NOT NULL DEFAULT current_timestamp,
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`;

/**
 * The engine sends whole scripts as one statement, which better-sqlite3 refuses ("more than one statement"):
 * what has no arguments and is not a query goes through `runScript`.
 */
function acceptScripts(adapter, runScript) {
  const executeRaw = adapter.executeRaw.bind(adapter);
  adapter.executeScript = runScript;
  adapter.executeRaw = async query => {
    if (query.args.length > 0) return executeRaw(query);
    await runScript(query.sql);
    return 0;
  };
  return adapter;
}

/** @param url `file:...` of an SQLite database, or `:memory:` */
export function sqliteFactory(url) {
  const factory = new PrismaBetterSqlite3({ url });
  const prepared = async connection => {
    const adapter = await connection;
    return acceptScripts(adapter, adapter.executeScript.bind(adapter));
  };
  return {
    provider: 'sqlite',
    adapterName: factory.adapterName,
    async connect() {
      if (url !== ':memory:') mkdirSync(path.dirname(url.replace(/^file:(\/\/)?/, '')), { recursive: true });
      const adapter = await prepared(factory.connect());
      await adapter.executeScript(historyTable('DATETIME'));
      return adapter;
    },
    connectToShadowDb: () => prepared(factory.connectToShadowDb()),
  };
}

/** @param url `postgresql://...` of a running server */
export function postgresqlFactory(url) {
  const factory = new PrismaPg(url);
  return {
    provider: 'postgres',
    adapterName: factory.adapterName,
    async connect() {
      const adapter = await factory.connect();
      const pool = adapter.underlyingDriver();
      await pool.query(historyTable('TIMESTAMPTZ'));
      return acceptScripts(adapter, async script => void (await pool.query(script)));
    },
    connectToShadowDb: () => factory.connectToShadowDb(),
  };
}

/** PostgreSQL inside this process and in memory: enough to replay the history of migrations. */
export async function pgliteFactory() {
  const { PGlite } = await import('@electric-sql/pglite');
  const { PrismaPGlite } = await import('pglite-prisma-adapter');
  const connect = async () => {
    const database = new PGlite();
    const adapter = await new PrismaPGlite(database).connect();
    return acceptScripts(adapter, async script => void (await database.exec(script)));
  };
  return {
    provider: 'postgres',
    adapterName: 'pglite-prisma-adapter',
    async connect() {
      const adapter = await connect();
      await adapter.executeScript(historyTable('TIMESTAMPTZ'));
      return adapter;
    },
    connectToShadowDb: connect,
  };
}
