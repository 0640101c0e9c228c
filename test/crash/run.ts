// npm run crash -- --store sqlite|postgresql --rounds N --seed S [--json]
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { packageRoot } from '../../src/packageRoot.js';
import { createDatabase, dropDatabase, findPostgresql } from '../fakes/postgresqlServer.js';
import { type CrashReport, runCrashRounds } from './rounds.js';

const { values } = parseArgs({
  options: {
    store: { type: 'string', default: 'sqlite' },
    rounds: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});
const common = {
  rounds: Number(values.rounds),
  seed: Number(values.seed),
  root: packageRoot(),
  ...(!values.json && { progress: (line: string) => console.log(line) }),
};
const report = values.store === 'postgresql' ? await onPostgresql() : await onSqlite();
if (!values.json) for (const fault of report.faults) console.log(fault);
console.log(JSON.stringify({ store: values.store, ...report }));
process.exit(report.faults.length === 0 ? 0 : 1);

async function onSqlite(): Promise<CrashReport> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'convenor-crash-'));
  try {
    return await runCrashRounds({
      ...common,
      database: `file:${path.join(folder, 'crash.db')}`,
      instances: 1,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function onPostgresql(): Promise<CrashReport> {
  const server = await findPostgresql();
  if (!server) throw new Error('There is no PostgreSQL here: set TEST_DATABASE_URL.');
  const name = `convenor_crash_${process.pid}`;
  const database = await createDatabase(server.url, name);
  try {
    return await runCrashRounds({ ...common, database, instances: 3 });
  } finally {
    await dropDatabase(server.url, name);
    await server.stop();
  }
}
