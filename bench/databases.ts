import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { checkpointsInThread } from '../src/store/checkpoints.js';
import { openStore, type Store } from '../src/store/open.js';
import { createDatabase, dropDatabase, findPostgresql, query } from '../test/fakes/postgresqlServer.js';

/** A database of a measurement's own, opened. */
export interface BenchDatabase {
  readonly store: Store;
  close(): Promise<void>;
}

export type Dialect = Store['dialect'];

let made = 0;

/** A new, migrated database with the durability that production has; null when there is no PostgreSQL. */
export async function benchDatabase(dialect: Dialect): Promise<BenchDatabase | null> {
  if (dialect === 'sqlite') {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'convenor-bench-'));
    const store = await openStore(`file:${path.join(folder, 'bench.db')}`, {
      checkpoints: checkpointsInThread,
    });
    return {
      store,
      async close() {
        await store.close();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  }
  const server = await findPostgresql();
  if (!server) return null;
  const name = `convenor_bench_${process.pid}_${++made}`;
  const url = await createDatabase(server.url, name);
  // Tests need no durability; what is measured has to have it.
  await query(server.url, `ALTER DATABASE "${name}" SET synchronous_commit = on`);
  const durable = new URL(url);
  durable.searchParams.delete('options');
  const store = await openStore(durable.href);
  return {
    store,
    async close() {
      await store.close();
      await dropDatabase(server.url, name);
      await server.stop();
    },
  };
}

/** Which stores a measurement's arguments ask for: `--store sqlite`, or both. */
export function dialectsOf(args: readonly string[]): readonly Dialect[] {
  const index = args.indexOf('--store');
  const wanted = index < 0 ? undefined : args[index + 1];
  return wanted === 'sqlite' || wanted === 'postgresql' ? [wanted] : ['sqlite', 'postgresql'];
}

/** A number among the arguments: `--rows 1000`. */
export function numberOf(args: readonly string[], name: string, otherwise: number): number {
  const index = args.indexOf(`--${name}`);
  return index < 0 ? otherwise : Number(args[index + 1]);
}

/**
 * Fills a store with the history of years: `rows` rows in all, messages, cards, timers, audit entries, receipts
 * and finished work in about the shares that a partnership makes of them. One timer and one message in twenty is
 * still to come.
 */
export async function fillHistory({ db, dialect }: Store, rows: number, now: Date): Promise<void> {
  const instant = (ms: string) =>
    dialect === 'sqlite' ? `(${ms})` : `(to_timestamp((${ms}) / 1000.0) AT TIME ZONE 'UTC')`;
  const past = instant(`${now.getTime()} - 1000 - CAST(i AS BIGINT) * 60000`);
  const coming = instant(`${now.getTime()} + 86400000 + CAST(i AS BIGINT) * 1000`);
  const numbers = (share: number) =>
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${Math.max(1, Math.round(rows * share))})`;
  const whole = (expression: string) => `CAST(${expression} AS TEXT)`;
  const run = (sql: string) => db.$executeRawUnsafe(sql);
  await run(`INSERT INTO "Message" ("key","lane","personId","platform","entityKind","entityId","notice","urgency","status","availableAt","attempts","createdAt","settledAt")
    ${numbers(0.3)} SELECT 'old:' || ${whole('i')}, 'person:' || ${whole('i % 2000')}, i % 2000, 'slack', 'past', i, 'asked', 'routine',
    CASE WHEN i % 20 = 0 THEN 'pending' ELSE 'sent' END, CASE WHEN i % 20 = 0 THEN ${coming} ELSE ${past} END, 1, ${past}, ${past} FROM n`);
  await run(`INSERT INTO "CardCopy" ("messageId","platform","conversation","externalId","entityKind","entityId","notice","wanted","stale","status","availableAt","attempts")
    SELECT "id", 'slack', "lane", 'ts:' || ${whole('"id"')}, "entityKind", "entityId", "notice", 0, false, 'live', "availableAt", 0
    FROM "Message" ORDER BY "id" LIMIT ${Math.round(rows * 0.2)}`);
  await run(`INSERT INTO "Timer" ("key","entityKind","entityId","state","name","dueAt","availableAt","status","attempts")
    ${numbers(0.2)} SELECT 'old:' || ${whole('i')}, 'past', i, 'open', 'first', ${past}, CASE WHEN i % 20 = 0 THEN ${coming} ELSE ${past} END,
    CASE WHEN i % 20 = 0 THEN 'pending' ELSE 'fired' END, 1 FROM n`);
  await run(`INSERT INTO "AuditEntry" ("at","entityKind","entityId","entityVersion","role","platform","verb","fromState","toState","previousHash","hash")
    ${numbers(0.15)} SELECT ${past}, 'past', i, 1, 'asker', 'slack', 'ask', 'new', 'open', '', ${whole('i')} FROM n`);
  await run(
    `INSERT INTO "Receipt" ("key","answer","at") ${numbers(0.1)} SELECT 'old:' || ${whole('i')}, '{}', ${past} FROM n`,
  );
  await run(`INSERT INTO "Waiting" ("entityKind","entityId","role","personId","since")
    ${numbers(0.05)} SELECT 'past', i, 'doer', i % 2000, ${past} FROM n`);
  // PostgreSQL does this by itself after a while; SQLite never does, and is measured so.
  if (dialect === 'postgresql') await run('ANALYZE');
}

/** Median and 99th percentile, in ms to two decimals. */
export function percentiles(samples: readonly number[]): { median: number; p99: number } {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { median: round(at(0.5)), p99: round(at(0.99)) };
}

/** To two decimals. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
