import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openStore } from '../../src/store/open.js';
import { retrying } from '../../src/store/retry.js';
import { eachStore, runsPostgresql, withDatabase } from '../fakes/database.js';

const lost = (attempt: number) => Object.assign(new Error(`lost ${attempt}`), { code: 'P2034' });
const noPause = () => 0;

test('a transaction that lost is done again, five times in all', async () => {
  let attempts = 0;
  const fails = (times: number) => async () => {
    attempts++;
    if (attempts <= times) throw lost(attempts);
    return 'won';
  };
  expect(await retrying(fails(4), noPause)).toBe('won');
  expect(attempts).toBe(5);
  attempts = 0;
  await expect(retrying(fails(5), noPause)).rejects.toThrow('lost 5');
  expect(attempts).toBe(5);
});

test('an error of the work itself is thrown on at once', async () => {
  let attempts = 0;
  const work = async () => {
    attempts++;
    throw new Error('the review is closed already');
  };
  await expect(retrying(work, noPause)).rejects.toThrow('the review is closed already');
  expect(attempts).toBe(1);
});

eachStore('a transaction', (open, create, dialect) => {
  test('is all or nothing', async () => {
    const store = await open();
    const data = { code: '301', name: 'Barking and Dagenham' };
    const failing = store.transaction(async tx => {
      await tx.localAuthority.create({ data });
      throw new Error('second thoughts');
    });
    await expect(failing).rejects.toThrow('second thoughts');
    expect(await store.db.localAuthority.count()).toBe(0);
    await store.transaction(tx => tx.localAuthority.create({ data }));
    expect(await store.db.localAuthority.findMany()).toEqual([data]);
  });

  test('that saw an old version changes nothing', async () => {
    const store = await open();
    await store.db.counter.create({ data: { name: 'SR', next: 0 } });
    // Ten read the same value and write conditionally; each tries until it has won once.
    const increment = async (): Promise<number> => {
      const { next } = await store.db.counter.findUniqueOrThrow({ where: { name: 'SR' } });
      const { count } = await store.transaction(tx =>
        tx.counter.updateMany({ where: { name: 'SR', next }, data: { next: { increment: 1 } } }),
      );
      return count === 1 ? 1 : 1 + (await increment());
    };
    const tries = await Promise.all(Array.from({ length: 10 }, increment));
    const after = await store.db.counter.findUniqueOrThrow({ where: { name: 'SR' } });
    expect(after.next).toBe(10);
    expect(Math.max(...tries), 'nobody ever lost: this showed nothing').toBeGreaterThan(1);
  });

  test('keeps an instant exactly, whatever zone process and server are in', async () => {
    const { url } = await create();
    const separator = url.includes('?') ? '%20' : '?options=';
    const elsewhere = dialect === 'sqlite' ? url : `${url}${separator}-c%20timezone=Asia/Tokyo`;
    const store = await openStore(elsewhere);
    try {
      const instant = new Date('2026-10-25T00:30:00.123Z');
      await store.db.localAuthority.create({ data: { code: '301', name: 'A' } });
      const school = { urn: 100000, laCode: '301', name: 'S', phase: 'primary' };
      await store.db.school.create({ data: { ...school, createdAt: instant, updatedAt: instant } });
      const read = await store.db.school.findUniqueOrThrow({ where: { urn: 100000 } });
      expect(read.createdAt.toISOString()).toBe(instant.toISOString());
      const before = await store.db.school.count({ where: { createdAt: { lt: instant } } });
      const until = await store.db.school.count({ where: { createdAt: { lte: instant } } });
      expect([before, until]).toEqual([0, 1]);
    } finally {
      await store.close();
    }
  });
});

test.skipIf(!runsPostgresql())('two that block each other on PostgreSQL both succeed', async () => {
  const { url } = await withDatabase('postgresql');
  const store = await openStore(`${url}%20-c%20deadlock_timeout=20ms`, { jitter: noPause });
  try {
    await store.db.counter.createMany({
      data: [
        { name: 'A', next: 0 },
        { name: 'B', next: 0 },
      ],
    });
    let arrived = 0;
    let bothHere: () => void = () => {};
    const meeting = new Promise<void>(resolve => {
      bothHere = resolve;
    });
    let runs = 0;
    const inOrder = (first: string, second: string) =>
      store.transaction(async tx => {
        runs++;
        const data = { next: { increment: 1 } };
        await tx.counter.update({ where: { name: first }, data });
        // The first time each waits until the other has its first row too: a certain deadlock.
        if (++arrived === 2) bothHere();
        await meeting;
        await tx.counter.update({ where: { name: second }, data });
      });
    await Promise.all([inOrder('A', 'B'), inOrder('B', 'A')]);
    expect(runs).toBe(3);
    const values = await store.db.counter.findMany({ orderBy: { name: 'asc' } });
    expect(values.map(({ next }) => next)).toEqual([2, 2]);
  } finally {
    await store.close();
  }
});

test('a file that another program holds for a moment is waited for', async () => {
  const database = await withDatabase('sqlite');
  const viewer = new Database(database.url.replace('file:', ''));
  let pauses = 0;
  const store = await openStore(database.url, {
    // Called before each repeat: the program lets go after the first failure.
    jitter() {
      if (++pauses === 1) viewer.exec('ROLLBACK');
      return 0;
    },
  });
  try {
    viewer.exec('BEGIN IMMEDIATE');
    await store.transaction(tx => tx.counter.create({ data: { name: 'A', next: 1 } }));
    expect(pauses).toBe(1);
    expect(await store.db.counter.count()).toBe(1);
  } finally {
    viewer.close();
    await store.close();
  }
});
