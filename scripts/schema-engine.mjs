#!/usr/bin/env node
// Prisma's schema engine for its command line, in place of the native binary that it would download: the same
// JSON-RPC over standard input and output, answered by the WebAssembly build of the same release.
// Not answered: `migrate dev` and, on PostgreSQL, `db push` and `db pull`; `npm run migrate:new` replaces them.
import { readFile } from 'node:fs/promises';
import readline from 'node:readline';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { openEngine } from './schema-engine/engine.mjs';
import { pgliteFactory, postgresqlFactory, sqliteFactory } from './schema-engine/factories.mjs';

const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    datasource: { type: 'string' },
    datamodels: { type: 'string', multiple: true },
    version: { type: 'boolean' },
  },
});
const url = values.datasource === undefined ? undefined : JSON.parse(values.datasource).url;
const isPostgresql = url?.startsWith('postgres') ?? false;

if (values.version) await version();
else if (positionals[0] === 'cli') await command(positionals[1]);
else serve();

/** `--version`: name and build, as the native engine has it; the build is in the package's version. */
async function version() {
  const manifest = new URL('package.json', import.meta.resolve('@prisma/schema-engine-wasm'));
  const build = JSON.parse(await readFile(manifest, 'utf8'))
    .version.split('.')
    .at(-1);
  console.log(`schema-engine-cli ${build}`);
}

/** `cli can-connect-to-database` and `cli create-database`: exit 0, or 1 with the reason on standard error. */
async function command(name) {
  try {
    if (!isPostgresql) await sqliteFactory(url).connect();
    else if (name === 'create-database') await createDatabase();
    else await onServer(url, 'SELECT 1');
    process.exit(0);
  } catch (error) {
    const code = error.code === '3D000' ? 'P1003' : 'P1001';
    const fields = { error_code: code, message: error.message || String(error.code) };
    // The command line skips the first line of what it gets here.
    console.error('{"level":"INFO"}');
    console.error(JSON.stringify({ level: 'ERROR', target: 'schema_engine::logger', fields }));
    process.exit(1);
  }
}

async function createDatabase() {
  const server = new URL(url);
  const name = decodeURIComponent(server.pathname.slice(1));
  server.pathname = '/postgres';
  await onServer(server.href, `CREATE DATABASE ${pg.escapeIdentifier(name)}`);
}

async function onServer(address, sql) {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

/** Answers one request a line until the command line closes our input. */
function serve() {
  const send = message => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  const lines = readline.createInterface({ input: process.stdin });
  // One after the other: the engine has one connection.
  let before = Promise.resolve();
  lines.on('line', line => {
    const { id, method, params } = JSON.parse(line);
    // Without a method it is the command line's receipt for what we printed.
    if (method === undefined) return;
    before = before.then(async () => {
      try {
        const result = await answer(method, params);
        // The native engine prints what `diff` found; the other one hands it over.
        if (typeof result?.stdout === 'string') {
          send({ id, method: 'print', params: { content: result.stdout } });
          delete result.stdout;
        }
        send({ id, result: result ?? null });
      } catch (error) {
        const data = { is_panic: false, message: error.message, meta: null, error_code: error.code };
        send({
          id,
          error: { code: 4466, message: 'An error happened. Check the data field for details.', data },
        });
      }
    });
  });
  lines.on('close', () => before.then(() => process.exit(0)));
}

const engines = new Map();

async function answer(method, params) {
  // `diff` compares files: it replays migrations in a database in memory and needs no server.
  const memory = method === 'diff' && !JSON.stringify(params).includes('"tag":"url"');
  const key = memory ? 'memory' : 'database';
  if (!engines.has(key)) {
    const wantsPostgresql = memory
      ? /provider\s*=\s*\\?"postgres/.test(JSON.stringify(params))
      : isPostgresql;
    const inMemory = () => (wantsPostgresql ? pgliteFactory() : sqliteFactory(':memory:'));
    const onDisk = () => (wantsPostgresql ? postgresqlFactory(url) : sqliteFactory(url));
    engines.set(key, await openEngine(await (memory ? inMemory() : onDisk())));
  }
  return engines.get(key).call(method === 'getDatabaseVersion' ? 'version' : method, params);
}
