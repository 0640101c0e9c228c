import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { readDatabaseUrl } from '../../src/store/databaseUrl.js';
import { migratePostgresql, migrateSqlite } from '../../src/store/migrate.js';
import { createDatabase, dropDatabase, findPostgresql, query } from './postgresqlServer.js';
import { quickFolder } from './quickFolder.js';

/** What the whole run shares: an empty, migrated database of each kind, from which tests take copies. */
export type TestDatabases = {
  /** A folder for the run's SQLite files; the template in it is `template.db`. */
  folder: string;
  /** The server, and what the names of this run's databases begin with; the template is `<prefix>template`. */
  postgresql: { server: string; prefix: string } | null;
};

declare module 'vitest' {
  interface ProvidedContext {
    databases: TestDatabases;
  }
}

/** Once before all tests; the function returned removes, after all of them, whatever they left. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(quickFolder(), 'convenor-test-'));
  migrateSqlite(path.join(folder, 'template.db'));

  const server = await findPostgresql();
  const prefix = `convenor_test_${randomBytes(4).toString('hex')}_`;
  if (server === undefined) {
    console.warn('There is no PostgreSQL here: its tests are skipped. Set TEST_DATABASE_URL to run them.');
  } else {
    const place = readDatabaseUrl(await createDatabase(server.url, `${prefix}template`));
    if (place.dialect === 'postgresql') {
      await migratePostgresql({ connectionString: place.connectionString });
    }
  }
  const postgresql = server === undefined ? null : { server: server.url, prefix };
  project.provide('databases', { folder, postgresql });

  return async () => {
    rmSync(folder, { recursive: true, force: true });
    if (server === undefined) return;
    const left = await query(server.url, `SELECT datname FROM pg_database WHERE datname LIKE '${prefix}%'`);
    for (const { datname } of left.rows) await dropDatabase(server.url, String(datname));
    await server.stop();
  };
}
