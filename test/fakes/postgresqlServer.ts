import { execFile, execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { quickFolder } from './quickFolder.js';

const run = promisify(execFile);

/** Where a developer's PostgreSQL usually is, and with the password this project's machines give it. */
const LOOPBACK = 'postgresql://postgres:root@127.0.0.1:5432/postgres';

/** Where Debian and its kin put the server's programs, one folder a major version. */
const INSTALLED = '/usr/lib/postgresql';

export type PostgresqlServer = {
  /** Leads to a database in which others may be created. */
  url: string;
  /** Stops the server, if it was started here. */
  stop(): Promise<void>;
};

/**
 * Finds a PostgreSQL for tests and measurements: TEST_DATABASE_URL, else one started from the installed programs in a
 * folder of memory, which waits for no disk, else one on the loopback address.
 *
 * @returns undefined when there is none of them
 * @throws Error when TEST_DATABASE_URL is set and does not answer: somebody meant it
 */
export async function findPostgresql(): Promise<PostgresqlServer | undefined> {
  const wanted = process.env.TEST_DATABASE_URL;
  if (wanted !== undefined && wanted !== '') {
    await query(wanted, 'SELECT 1');
    return { url: wanted, stop: async () => {} };
  }
  const started = await startInstalled();
  if (started) return started;
  try {
    await query(LOOPBACK, 'SELECT 1');
    return { url: LOOPBACK, stop: async () => {} };
  } catch {
    return undefined;
  }
}

/** Runs one statement on a connection of its own. */
export async function query(url: string, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

/**
 * Creates a database, as a copy of `template` where one is given, whose commits do not wait for the disk (tests
 * lose nothing by it).
 *
 * @returns its URL
 */
export async function createDatabase(server: string, name: string, template?: string): Promise<string> {
  await query(server, `CREATE DATABASE "${name}"${template === undefined ? '' : ` TEMPLATE "${template}"`}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  url.searchParams.set('options', '-c synchronous_commit=off');
  return url.href;
}

/** Drops a database and whoever is still connected to it. */
export async function dropDatabase(server: string, name: string): Promise<void> {
  await query(server, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
}

async function startInstalled(): Promise<PostgresqlServer | undefined> {
  const versions = existsSync(INSTALLED) ? readdirSync(INSTALLED) : [];
  const bin = versions
    .sort((a, b) => Number(b) - Number(a))
    .map(version => path.join(INSTALLED, version, 'bin'))
    .find(folder => existsSync(path.join(folder, 'initdb')));
  if (bin === undefined) return undefined;

  const folder = mkdtempSync(path.join(quickFolder(), 'convenor-postgresql-'));
  const user = unprivileged();
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  const data = path.join(folder, 'data');
  const port = await freePort();
  const options = { ...user, cwd: folder };
  await run(
    path.join(bin, 'initdb'),
    ['-D', data, '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--no-sync'],
    options,
  );
  const settings = [
    `-F -p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder}`,
    // Nothing here outlives the run: no write is made twice, and none is tidied up while tests run.
    '-c full_page_writes=off -c autovacuum=off -c checkpoint_timeout=1h -c max_wal_size=4GB',
  ].join(' ');
  const log = path.join(folder, 'log');
  await run(path.join(bin, 'pg_ctl'), ['-D', data, '-l', log, '-o', settings, '-w', 'start'], options);
  return {
    url: `postgresql://postgres@127.0.0.1:${port}/postgres`,
    async stop() {
      await run(path.join(bin, 'pg_ctl'), ['-D', data, '-m', 'immediate', '-w', 'stop'], options);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root: whom to run it as then; undefined when we are not root. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // No such user: try the next.
    }
  }
  return undefined;
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}
