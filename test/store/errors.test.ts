import { mkdirSync, writeFileSync } from 'node:fs';
import { DriverAdapterError } from '@prisma/driver-adapter-utils';
import { expect, test } from 'vitest';
import {
  explainStoreError,
  isStoreUnavailable,
  isUniqueViolation,
  StoreUnavailableError,
} from '../../src/store/errors.js';
import { openStore } from '../../src/store/open.js';
import { eachStore, runsPostgresql, withDatabase } from '../fakes/database.js';

/** What a promise is rejected with. */
const failure = (promise: PromiseLike<unknown>): Promise<unknown> =>
  Promise.resolve(promise).then(
    () => expect.fail('it did not fail'),
    error => error,
  );

eachStore('a row that exists already', open => {
  test('is told from other errors, by field', async () => {
    const { db } = await open();
    const authority = { code: '301', name: 'Barking and Dagenham' };
    const instant = new Date('2026-11-22T00:00:00Z');
    const school = {
      urn: 100000,
      laCode: '301',
      name: 'S',
      phase: 'primary',
      createdAt: instant,
      updatedAt: instant,
    };
    await db.localAuthority.create({ data: authority });
    await db.school.create({ data: school });

    const sameUrn = await failure(db.school.create({ data: school }));
    expect(isUniqueViolation(sameUrn)).toBe(true);
    expect(isUniqueViolation(sameUrn, 'urn')).toBe(true);
    expect(isUniqueViolation(sameUrn, 'id')).toBe(false);
    expect(isStoreUnavailable(sameUrn)).toBe(false);

    const sameId = await failure(db.school.create({ data: { ...school, id: 1, urn: 100001 } }));
    expect(isUniqueViolation(sameId, 'id')).toBe(true);
    expect(isUniqueViolation(sameId, 'urn')).toBe(false);

    expect(isUniqueViolation(await failure(db.localAuthority.create({ data: authority })))).toBe(true);

    const noAuthority = await failure(db.school.create({ data: { ...school, urn: 100002, laCode: '999' } }));
    expect(isUniqueViolation(noAuthority)).toBe(false);
    expect(isStoreUnavailable(noAuthority)).toBe(false);
  });

  test('is found by one field of a compound key', async () => {
    const { db } = await open();
    const raw = (sql: string) => db.$executeRawUnsafe(sql);
    await raw('CREATE TABLE "Seat" ("reviewId" INTEGER, "personId" INTEGER)');
    await raw('CREATE UNIQUE INDEX "Seat_reviewId_personId_key" ON "Seat" ("reviewId", "personId")');
    await raw('INSERT INTO "Seat" VALUES (1, 2)');
    const error = await failure(raw('INSERT INTO "Seat" VALUES (1, 2)'));
    expect(isUniqueViolation(error, 'personId')).toBe(true);
    expect(isUniqueViolation(error, 'reviewId')).toBe(true);
    expect(isUniqueViolation(error, 'person')).toBe(false);
  });
});

const FULL =
  'The disk that holds the database is full, so nothing can be saved. ' +
  'Free some space; Convenor then goes on by itself. (SQLITE_FULL)';

test('a full disk is said in a sentence, and when there is room again everything works', async () => {
  const { db, transaction } = await (await withDatabase('sqlite')).open();
  // SQLite reports the same error when it may not take another page.
  await db.$queryRawUnsafe('PRAGMA max_page_count = 1');
  const data = { code: '301', name: 'x'.repeat(20_000) };
  const attempts = [
    db.localAuthority.create({ data }),
    transaction(tx => tx.localAuthority.create({ data })),
    db.$executeRaw`INSERT INTO LocalAuthority (code, name) VALUES (${data.code}, ${data.name})`,
  ];
  for (const attempt of attempts) expect(explainStoreError(await failure(attempt))).toBe(FULL);

  await db.$queryRawUnsafe('PRAGMA max_page_count = 1000000');
  await transaction(tx => tx.localAuthority.create({ data }));
  expect(await db.localAuthority.count()).toBe(1);
});

test('a failure of COMMIT comes without a Prisma code and is understood all the same', () => {
  const bare = new DriverAdapterError({
    kind: 'sqlite',
    extendedCode: 13,
    message: 'database or disk is full',
    originalCode: 'SQLITE_FULL',
    originalMessage: 'database or disk is full',
  });
  expect(explainStoreError(bare)).toBe(FULL);
});

test('other errors are not the store’s', () => {
  for (const error of [new Error('the review is closed'), undefined, null, 'text', { code: 'P2025' }]) {
    expect(explainStoreError(error)).toBeUndefined();
    expect(isStoreUnavailable(error)).toBe(false);
    expect(isUniqueViolation(error)).toBe(false);
  }
});

test('a file that is no database is refused with a sentence', async () => {
  const { url } = await withDatabase('sqlite', { migrated: false });
  writeFileSync(url.replace('file:', ''), 'not a database, but long enough to be looked at. '.repeat(50));
  await expect(openStore(url)).rejects.toThrow(/^The database is damaged.*restore.*\(SQLITE_NOTADB\)$/);
});

test('a path that is a folder is refused with a sentence, and the lock is free again', async () => {
  const { url } = await withDatabase('sqlite', { migrated: false });
  mkdirSync(url.replace('file:', ''));
  for (let i = 0; i < 2; i++) {
    await expect(openStore(url)).rejects.toThrow(/^The database file cannot be opened\. Check the path/);
  }
});

test.each(['127.0.0.1', 'localhost'])('a PostgreSQL that is not there, at %s, is said', async host => {
  // Port 1 of the loopback address: nobody listens there.
  const error = await failure(openStore(`postgresql://u:p@${host}:1/convenor`));
  expect(error).toBeInstanceOf(StoreUnavailableError);
  expect(String(error)).toMatch(/PostgreSQL does not answer\. Check that the server runs.*\(ECONNREFUSED\)$/);
});

test.skipIf(!runsPostgresql())('a PostgreSQL database that does not exist is said', async () => {
  const { url } = await withDatabase('postgresql');
  const missing = url.replace(/\/convenor_test_[^?]*/, '/convenor_that_is_missing');
  await expect(openStore(missing)).rejects.toThrow(/named in DATABASE_URL does not exist\. Create it first/);
  await expect(openStore(`${url}&schema=nowhere`)).rejects.toThrow(/The schema named in DATABASE_URL/);
});

test.skipIf(!runsPostgresql())('connections that PostgreSQL breaks are replaced', async () => {
  const database = await withDatabase('postgresql');
  const { db, transaction } = await database.open();
  const breakAll = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()`;
  const broken = transaction(async tx => {
    await tx.localAuthority.create({ data: { code: '301', name: 'A' } });
    await db.$queryRawUnsafe(breakAll);
    await tx.localAuthority.count();
  });
  expect(explainStoreError(await failure(broken))).toMatch(/^PostgreSQL does not answer/);
  expect(await db.localAuthority.count()).toBe(0);
});
