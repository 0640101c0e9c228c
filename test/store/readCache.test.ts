import { expect, test } from 'vitest';
import type { Store } from '../../src/store/open.js';
import { cached, ReadCache, WATCHED, type Watched } from '../../src/store/readCache.js';
import { eachStore } from '../fakes/database.js';
import { query } from '../fakes/postgresqlServer.js';

const WHEN = new Date('2026-11-09T10:00:00Z');

/** Counts how often something is read. */
function counted<T>(answer: () => T | Promise<T>) {
  let reads = 0;
  const read = async (): Promise<T> => {
    reads++;
    return answer();
  };
  return { read, reads: () => reads };
}

test('what is kept is read once, until one of its tables is written', async () => {
  const cache = new ReadCache();
  const { read, reads } = counted(() => 'Rita');
  const ask = () => cache.read(['Account', 'Person'], 'rita', read);
  expect([await ask(), await ask(), reads()]).toEqual(['Rita', 'Rita', 1]);
  cache.written('School');
  await ask();
  expect(reads()).toBe(1);
  cache.written('Person');
  await ask();
  expect(reads()).toBe(2);
  cache.forget();
  await ask();
  expect(reads()).toBe(3);
});

test('what is written while it is being read is not hidden by the old answer', async () => {
  const cache = new ReadCache();
  let finish = (_: string): void => {};
  const slow = cache.read(['Person'], 'rita', () => new Promise<string>(resolve => (finish = resolve)));
  cache.written('Person');
  const fresh = cache.read(['Person'], 'rita', async () => 'new');
  finish('old');
  expect([await slow, await fresh]).toEqual(['old', 'new']);
  expect(await cache.read(['Person'], 'rita', async () => 'newest')).toBe('new');
});

test('a failure is not kept', async () => {
  const cache = new ReadCache();
  await expect(cache.read(['Person'], 'rita', () => Promise.reject(new Error('away')))).rejects.toThrow(
    'away',
  );
  expect(await cache.read(['Person'], 'rita', async () => 'Rita')).toBe('Rita');
});

test('of too many answers the one not asked for longest is read again', async () => {
  const cache = new ReadCache();
  const first = counted(() => 1);
  const second = counted(() => 2);
  const ask = () => cache.read(['Person'], 'first', first.read);
  await ask();
  await cache.read(['Person'], 'second', second.read);
  for (let n = 0; n < 9_999; n++) {
    await ask();
    await cache.read(['Person'], `other ${n}`, async () => n);
  }
  await ask();
  await cache.read(['Person'], 'second', second.read);
  expect([first.reads(), second.reads()]).toEqual([1, 2]);
});

/** A row of each watched table, and a change of it. */
async function rows({ db }: Store) {
  await db.localAuthority.create({ data: { code: '999', name: 'Somewhere' } });
  let urn = 100_000;
  const school = () =>
    db.school.create({
      data: {
        urn: ++urn,
        laCode: '999',
        name: 'Oak Wood School',
        phase: 'primary',
        createdAt: WHEN,
        updatedAt: WHEN,
      },
    });
  const rita = await db.person.create({ data: { name: 'Rita' } });
  const held = (schoolId: number) => ({
    personId: rita.id,
    schoolId,
    role: 'headteacher',
    from: '2025-09-01',
  });
  let personId = 0;
  const account = { platform: 'slack', tenant: 'T1', externalId: 'U1', state: 'bound', personId: rita.id };
  const steps: Record<Watched, (() => Promise<unknown>)[]> = {
    Account: [
      () => db.account.create({ data: account }),
      () => db.account.updateMany({ data: { state: 'left' } }),
      () => db.account.deleteMany(),
    ],
    Person: [
      async () => {
        personId = (await db.person.create({ data: { name: 'Tom' } })).id;
      },
      () => db.person.updateMany({ where: { id: personId }, data: { leftOn: '2026-09-01' } }),
      () => db.person.delete({ where: { id: personId } }),
    ],
    School: [
      school,
      () => db.school.updateMany({ data: { status: 'closed' } }),
      () => db.school.deleteMany(),
    ],
    RoleAssignment: [
      async () => db.roleAssignment.create({ data: held((await school()).id) }),
      () => db.roleAssignment.updateMany({ data: { to: '2026-08-31' } }),
      () => db.roleAssignment.deleteMany(),
    ],
    Specialism: [
      () => db.specialism.create({ data: { slug: 'maths', title: 'Maths', area: 'curriculum' } }),
      () => db.specialism.updateMany({ data: { title: 'Mathematics' } }),
      () => db.specialism.deleteMany(),
    ],
  };
  return { steps, account };
}

eachStore('what is cached', (open, create, dialect) => {
  test('is read again as soon as a row of one of its tables was added, changed or removed', async () => {
    const store = await open();
    const { steps } = await rows(store);
    for (const table of Object.keys(WATCHED) as Watched[]) {
      const { read, reads } = counted(() => table);
      const ask = () => cached(store.db, [table], table, read);
      await ask();
      for (const [n, step] of steps[table].entries()) {
        await ask();
        expect([table, reads()]).toEqual([table, n + 1]);
        await step();
        await ask();
        expect([table, reads()]).toEqual([table, n + 2]);
      }
    }
  });

  test('stays when an account is only used', async () => {
    const store = await open();
    const { account } = await rows(store);
    await store.db.account.create({ data: account });
    const { read, reads } = counted(() => 'Rita');
    await cached(store.db, ['Account'], 'rita', read);
    await store.db.account.updateMany({ data: { usedAt: new Date(0), reference: { type: 'person' } } });
    await cached(store.db, ['Account'], 'rita', read);
    expect(reads()).toBe(1);
  });

  test('is as it was after a transaction that was undone, and as it is after one that was not', async () => {
    const store = await open();
    const titles = () =>
      cached(store.db, ['Specialism'], 'titles', async () =>
        (await store.db.specialism.findMany({ orderBy: { slug: 'asc' } })).map(each => each.title),
      );
    const data = { slug: 'maths', title: 'Maths', area: 'curriculum' };
    expect(await titles()).toEqual([]);
    const undone = store.transaction(async tx => {
      await tx.specialism.create({ data });
      throw new Error('second thoughts');
    });
    await expect(undone).rejects.toThrow('second thoughts');
    expect(await titles()).toEqual([]);
    await store.transaction(tx => tx.specialism.create({ data }));
    expect(await titles()).toEqual(['Maths']);
  });

  test('is always read inside a transaction', async () => {
    const store = await open();
    const { read, reads } = counted(() => 'Rita');
    await store.transaction(async tx => {
      await cached(tx, ['Person'], 'rita', read);
      await cached(tx, ['Person'], 'rita', read);
    });
    expect(reads()).toBe(2);
  });

  test('goes when what it hangs on goes', async () => {
    const store = await open();
    const { account } = await rows(store);
    await store.db.account.create({ data: account });
    const count = () => cached(store.db, ['Account'], 'count', () => store.db.account.count());
    expect(await count()).toBe(1);
    await store.db.person.deleteMany();
    expect(await count()).toBe(0);
  });

  if (dialect === 'sqlite') return;

  test('is read again when another process has written', async () => {
    const database = await create();
    const [one, other] = [await database.open(), await database.open()];
    const count = () => cached(one.db, ['Person'], 'count', () => one.db.person.count());
    expect(await count()).toBe(0);
    await other.db.person.create({ data: { name: 'Rita' } });
    // Sooner than an idle connection is ended, after which nothing is believed anyway.
    await expect.poll(count, { timeout: 5_000 }).toBe(1);
  });

  test('is not believed when the connections ended on which it would have been told', async () => {
    const database = await create();
    const [one, other] = [await database.open(), await database.open()];
    const count = () => cached(one.db, ['Person'], 'count', () => one.db.person.count());
    expect(await count()).toBe(0);
    const name = new URL(database.url).pathname.slice(1);
    // Nothing that is said before new ones are there arrives.
    const server = new URL(database.url);
    server.pathname = '/postgres';
    const ended = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`;
    await query(server.href, ended);
    await expect
      .poll(() => other.db.person.create({ data: { name: 'Rita' } }).catch(() => null))
      .toBeTruthy();
    await expect.poll(() => count().catch(() => null)).toBe(1);
  });
});
