import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { Store } from '../../src/store/open.js';
import { SqliteAdapter } from '../../src/store/sqliteAdapter.js';
import { withDatabase } from '../fakes/database.js';

const authority = (code: string) => ({ code, name: `Authority ${code}` });

/** What is really in the file, read by another connection. */
function onDisk(url: string): string[] {
  const db = new Database(url.replace('file:', ''), { readonly: true });
  const codes = db.prepare('SELECT code FROM LocalAuthority ORDER BY code').pluck().all() as string[];
  db.close();
  return codes;
}

/** Prisma begins a query when somebody awaits it; this begins it at once. */
const now = <T>(query: PromiseLike<T>): Promise<T> => Promise.resolve(query);

async function opened(): Promise<{ store: Store; url: string }> {
  const database = await withDatabase('sqlite');
  return { store: await database.open(), url: database.url };
}

test('a plain write during an open transaction is not lost when that rolls back', async () => {
  const { store, url } = await opened();
  const plain: Promise<unknown>[] = [];
  const transaction = store.transaction(async tx => {
    await tx.localAuthority.create({ data: authority('301') });
    plain.push(now(store.db.localAuthority.create({ data: authority('302') })));
    // Queries take their turns in order: after these the plain write has long reached the adapter.
    for (let i = 0; i < 10; i++) await tx.localAuthority.count();
    throw new Error('rolled back');
  });
  await expect(transaction).rejects.toThrow('rolled back');
  await Promise.all(plain);
  expect(onDisk(url)).toEqual(['302']);
});

test('a plain read during an open transaction does not see what is not committed', async () => {
  const { store } = await opened();
  const plain: Promise<number>[] = [];
  const transaction = store.transaction(async tx => {
    await tx.localAuthority.create({ data: authority('301') });
    plain.push(now(store.db.localAuthority.count()));
    for (let i = 0; i < 10; i++) await tx.localAuthority.count();
    throw new Error('rolled back');
  });
  await expect(transaction).rejects.toThrow('rolled back');
  expect(await Promise.all(plain)).toEqual([0]);
});

test('after a COMMIT that fails, later writes are on disk and later transactions work', async () => {
  const { store, url } = await opened();
  const failing = store.transaction(async tx => {
    await tx.localAuthority.create({ data: authority('301') });
    // Checked only at COMMIT, which therefore fails: a school without its authority.
    await tx.$executeRaw`PRAGMA defer_foreign_keys = ON`;
    await tx.$executeRaw`UPDATE LocalAuthority SET code = '999' WHERE code = '301'`;
    await tx.$executeRaw`INSERT INTO School (urn, laCode, name, phase, createdAt, updatedAt)
      VALUES (100000, '301', 'Nowhere School', 'primary', 0, 0)`;
  });
  await expect(failing).rejects.toThrow('ForeignKeyConstraintViolation');
  expect(onDisk(url)).toEqual([]);

  await store.db.localAuthority.create({ data: authority('302') });
  expect(onDisk(url)).toEqual(['302']);
  await store.transaction(tx => tx.localAuthority.create({ data: authority('303') }));
  expect(onDisk(url)).toEqual(['302', '303']);
});

test('a transaction that overruns its time lets the next go on', async () => {
  const { store, url } = await opened();
  let finish: () => void = () => {};
  const gate = new Promise<void>(resolve => {
    finish = resolve;
  });
  const overrunning = store.db.$transaction(
    async tx => {
      await tx.localAuthority.create({ data: authority('301') });
      await gate;
    },
    { timeout: 20 },
  );
  // This one waits for its turn, which comes when the other's 20 ms are over.
  await store.transaction(tx => tx.localAuthority.create({ data: authority('302') }));
  finish();
  await expect(overrunning).rejects.toMatchObject({ code: 'P2028' });
  expect(onDisk(url)).toEqual(['302']);
});

test('what was acknowledged is what is there, whatever runs at the same time', async () => {
  const { store, url } = await opened();
  const acknowledged: string[] = [];
  // Four go on at the same time, each writing plainly, in a transaction, and in one that rolls back.
  const worker = async (number: number) => {
    for (let i = 0; i < 15; i++) {
      const code = `${number}${String(i).padStart(2, '0')}`;
      const data = authority(code);
      if (i % 3 === 0) {
        await store.db.localAuthority.create({ data });
        acknowledged.push(code);
      } else if (i % 3 === 1) {
        await store.transaction(tx => tx.localAuthority.create({ data }));
        acknowledged.push(code);
      } else {
        const rolledBack = store.transaction(async tx => {
          await tx.localAuthority.create({ data });
          await tx.localAuthority.count();
          throw new Error('rolled back');
        });
        await expect(rolledBack).rejects.toThrow('rolled back');
      }
    }
  };
  await Promise.all([1, 2, 3, 4].map(worker));
  expect(acknowledged).toHaveLength(40);
  expect(onDisk(url)).toEqual(acknowledged.sort());
});

test('a transaction that cannot begin gives its turn back', async () => {
  const { url } = await withDatabase('sqlite');
  const adapter = await new SqliteAdapter(url.replace('file:', '')).connect();
  await expect(adapter.startTransaction('READ COMMITTED')).rejects.toThrow('InvalidIsolationLevel');
  const answer = await adapter.queryRaw({ sql: 'SELECT 1 AS one', args: [], argTypes: [] });
  expect(answer.columnNames).toEqual(['one']);
  await adapter.dispose();
});

test('the connection is set to survive a power cut and to keep references whole', async () => {
  const { store } = await opened();
  const pragma = async (name: string) => {
    const rows = await store.db.$queryRawUnsafe<Record<string, unknown>[]>(`PRAGMA ${name}`);
    return Object.values(rows[0] ?? {}).map(String);
  };
  expect(await pragma('journal_mode')).toEqual(['wal']);
  expect(await pragma('synchronous')).toEqual(['2']); // FULL
  expect(await pragma('foreign_keys')).toEqual(['1']);
  expect(await pragma('busy_timeout')).toEqual(['1000']);
});
