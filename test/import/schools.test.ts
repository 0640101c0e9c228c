import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { runImport } from '../../src/import/run.js';
import { type ImportSchoolsOptions, importSchools } from '../../src/import/schools/importSchools.js';
import type { Store } from '../../src/store/open.js';
import { eachStore, withDatabase } from '../fakes/database.js';
import { counts, GIAS, importOne, sentences, TIME, temporaryFile } from './files.js';

const AREAS = [
  '302-barnet',
  '312-hillingdon',
  '815-north-yorkshire',
  '942-cumberland',
  '943-westmorland-and-furness',
];
const HILLINGDON_2025 = path.join(GIAS, '20250717/312-hillingdon.csv');
const HILLINGDON_2026 = path.join(GIAS, '20260602/312-hillingdon.csv');

function filesOf(date: string): string[] {
  return AREAS.map(area => path.join(GIAS, date, `${area}.csv`));
}

async function importAll(store: Store, date: string) {
  const { applied, reports } = await runImport(store, false, async tx => {
    const reports = [];
    for (const file of filesOf(date)) reports.push(await importSchools(tx, file, TIME));
    return reports;
  });
  expect(applied).toBe(true);
  return reports;
}

function urnsIn(files: readonly string[]): number[] {
  return files
    .flatMap(file => parse(readFileSync(file, 'latin1'), { columns: true }) as { URN: string }[])
    .map(row => Number(row.URN))
    .sort((a, b) => a - b);
}

const importSchool = (store: Store, file: string, options: Partial<ImportSchoolsOptions> = {}) =>
  importOne(store, tx => importSchools(tx, file, { ...TIME, ...options }));

/** A small file of schools in GIAS's way of writing. */
function csv(...rows: string[]): string {
  const heading =
    'URN,LA (code),LA (name),EstablishmentNumber,EstablishmentName,TypeOfEstablishment (name),EstablishmentStatus (name),OpenDate,PhaseOfEducation (name)';
  return [heading, ...rows].join('\r\n');
}
const school = (urn: number, estab: string, name: string, status = 'Open', open = '01-09-1990'): string =>
  `${urn},901,Exampleshire,${estab},${name},Community school,${status},${open},Primary`;

eachStore('importing schools', open => {
  test('of five authorities, a year apart: the second file is how it stands, and nothing is lost', async () => {
    const store = await open();
    const { db } = store;
    await importAll(store, '20250717');
    expect(
      (await db.school.findMany({ where: { status: { not: 'closed' } } })).map(row => row.urn).sort(),
    ).toEqual(urnsIn(filesOf('20250717')));
    const before = new Map((await db.school.findMany()).map(row => [row.urn, row]));
    const cluster = await db.partnership.create({ data: { slug: 'north', name: 'North', tier: 'cluster' } });
    const gone = before.get(102382);
    const converter = before.get(102423);
    for (const each of [gone, converter]) {
      await db.membership.create({
        data: { schoolId: each?.id ?? 0, partnershipId: cluster.id, from: '2025-09-01' },
      });
    }

    const reports = await importAll(store, '20260602');
    const openNow = await db.school.findMany({ where: { status: { in: ['open', 'openProposedToClose'] } } });
    expect(openNow.map(row => row.urn).sort((a, b) => a - b)).toEqual(urnsIn(filesOf('20260602')));
    expect(reports.map(report => report.counts.converted)).toEqual([1, 2, 4, 1, 0]);
    expect(reports.map(report => report.counts.closed)).toEqual([0, 3, 7, 1, 0]);
    expect(reports.map(report => report.counts.added)).toEqual([1, 2, 1, 1, 0]);

    const left = await db.school.findUniqueOrThrow({
      where: { urn: 102382 },
      include: { memberships: true },
    });
    expect(left).toMatchObject({ id: gone?.id, status: 'closed', missingSince: '2026-06-02' });
    expect(left.memberships).toHaveLength(1);
    const converted = await db.school.findUniqueOrThrow({
      where: { urn: 151809 },
      include: { memberships: true, urns: { orderBy: { urn: 'asc' } } },
    });
    expect(converted).toMatchObject({ id: converter?.id, status: 'open', type: 'Academy converter' });
    expect(converted.memberships).toHaveLength(1);
    expect(converted.urns).toEqual([
      { urn: 102423, schoolId: converter?.id, from: null, to: '2025-11-01', reason: 'imported' },
      { urn: 151809, schoolId: converter?.id, from: '2025-11-01', to: null, reason: 'sameLaEstab' },
    ]);

    const standing = await db.school.findMany({ orderBy: { id: 'asc' } });
    const again = await importAll(store, '20260602');
    for (const report of again) expect(counts(report)).toEqual({ unchanged: report.rows });
    expect(await db.school.findMany({ orderBy: { id: 'asc' } })).toEqual(standing);
    const older = await importAll(store, '20250717');
    for (const report of older)
      expect(report.counts).toMatchObject({ added: 0, changed: 0, closed: 0, reopened: 0 });
    expect(await db.school.findMany({ orderBy: { id: 'asc' } })).toEqual(standing);
    expect(sentences(older[1] ?? again[0]!)[0]).toBe(
      'note - -: A file newer than 2025-07-17 is known for 312. Of this older one only gaps were filled, and no school was marked as closed.',
    );
  });

  test('follows a link between URNs where the LAESTAB changed, and opens a school that comes back', async () => {
    const store = await open();
    const first = temporaryFile(
      'a-20260101.csv',
      csv(school(100001, '2001', 'Ashby'), school(100002, '2002', 'Birch')),
    );
    await importSchool(store, first);
    const links = temporaryFile(
      'links.csv',
      'URN,LinkURN,LinkName,LinkType,LinkEstablishedDate\n100001,200001,Ashby Academy,Successor,01-02-2026\n200001,100001,Ashby,Predecessor,01-02-2026\n',
    );
    const second = temporaryFile(
      'b-20260301.csv',
      csv(school(200001, '3001', 'Ashby Academy', 'Open', '01-02-2026')),
    );
    const report = await importSchool(store, second, { links });
    expect(counts(report)).toEqual({ converted: 1, closed: 1 });
    expect(report.changes).toEqual([
      'Ashby (URN 100001) goes on as Ashby Academy (URN 200001): GIAS links the two.',
      'Birch (URN 100002) is no longer in the file: marked as closed.',
    ]);
    expect(await store.db.schoolUrn.findUnique({ where: { urn: 200001 } })).toMatchObject({
      reason: 'link',
      from: '2026-02-01',
    });

    const third = temporaryFile(
      'c-20260401.csv',
      csv(school(200001, '3001', 'Ashby Academy', 'Open', '01-02-2026'), school(100002, '2002', 'Birch')),
    );
    expect(counts(await importSchool(store, third))).toEqual({ unchanged: 1, reopened: 1 });
    expect(await store.db.school.findUnique({ where: { urn: 100002 } })).toMatchObject({
      status: 'open',
      missingSince: null,
    });
  });

  test('links that come too late are pointed out, and move nothing', async () => {
    const store = await open();
    const both = csv(
      school(100001, '2001', 'Ashby', 'Closed'),
      school(200001, '3001', 'Ashby Academy', 'Open', '01-02-2026'),
    );
    await importSchool(store, temporaryFile('a-20260101.csv', csv(school(100001, '2001', 'Ashby'))));
    await importSchool(store, temporaryFile('b-20260301.csv', both));
    const links = temporaryFile('links.csv', 'URN,LinkURN,LinkType\n100001,200001,Successor\n');
    const late = await importSchool(store, temporaryFile('b-20260301.csv', both), { links });
    expect(counts(late)).toEqual({ unchanged: 2 });
    expect(sentences(late)).toEqual([
      expect.stringMatching(/^note 3 URN: Ashby Academy \(URN 200001\) goes on from Ashby \(URN 100001\)/),
    ]);
  });

  test('two schools that became one are closed, and the one is new', async () => {
    const store = await open();
    await importSchool(
      store,
      temporaryFile(
        'a-20260101.csv',
        csv(school(100001, '2001', 'Infants'), school(100002, '2002', 'Juniors')),
      ),
    );
    const links = temporaryFile(
      'links.csv',
      'URN,LinkURN,LinkName,LinkType\n100001,200001,Primary,Successor\n100002,200001,Primary,Successor\n',
    );
    const report = await importSchool(
      store,
      temporaryFile('b-20260301.csv', csv(school(200001, '2003', 'Primary'))),
      { links },
    );
    expect(counts(report)).toEqual({ added: 1, closed: 2 });
    expect(report.changes[0]).toBe(
      'Infants (URN 100001) is no longer in the file: marked as closed; GIAS names Primary (URN 200001) after it.',
    );
  });

  test('the whole register lists what a school was before: closed rows neither add nor close', async () => {
    const store = await open();
    await importSchool(store, temporaryFile('a-20260101.csv', csv(school(100001, '2001', 'Ashby'))));
    const report = await importSchool(
      store,
      temporaryFile(
        'b-20260301.csv',
        csv(
          school(100001, '2001', 'Ashby', 'Closed'),
          school(100009, '2009', 'Long gone', 'Closed'),
          school(200001, '2001', 'Ashby Academy'),
        ),
      ),
    );
    expect(counts(report)).toEqual({ converted: 1, skipped: 2 });
    expect(await store.db.school.findMany({ select: { urn: true, name: true, status: true } })).toEqual([
      { urn: 200001, name: 'Ashby Academy', status: 'open' },
    ]);
  });

  test('an extract of a few schools closes nobody unless it is said to be complete', async () => {
    const store = await open();
    await importSchool(store, HILLINGDON_2025);
    const few = temporaryFile(
      'few-20260602.csv',
      readFileSync(HILLINGDON_2026, 'latin1').split('\n').slice(0, 6).join('\n'),
    );
    const report = await importSchool(store, few);
    expect(report.counts.closed).toBe(0);
    expect(sentences(report)).toEqual([
      expect.stringMatching(
        /^note - -: 93 of the 98 open schools known in authority 312 are not in this file/,
      ),
    ]);
    expect((await importSchool(store, few, { complete: true })).counts.closed).toBe(93);
  });

  test('wide formats and windows-1252; a narrow file wipes nothing that a wide one said', async () => {
    const store = await open();
    const wide = path.join(GIAS, 'edubasealldata-133-columns.csv');
    await importSchool(store, wide, { date: '2018-10-01' });
    const aldgate = await store.db.school.findUniqueOrThrow({ where: { urn: 100492 } });
    expect(aldgate).toMatchObject({
      laEstab: '2073402',
      openDate: null,
      pupils: 237,
      percentFsm: 30,
      diocese: 'Diocese of London',
      easting: 524351,
      postcode: 'W10 5EF',
    });
    expect(await store.db.school.findUnique({ where: { urn: 100171 } })).toMatchObject({
      phase: 'All-through',
    });
    const narrow = temporaryFile(
      'n-20250101.csv',
      csv('100492,207,Kensington,3402,St Thomas,Voluntary aided school,Open,01-01-1900,Primary'),
    );
    await importSchool(store, narrow);
    expect(await store.db.school.findUniqueOrThrow({ where: { urn: 100492 } })).toMatchObject({
      name: 'St Thomas',
      openDate: null,
      pupils: 237,
      easting: 524351,
    });

    await importSchool(store, path.join(GIAS, 'encoding-windows-1252.csv'), { date: '2025-07-17' });
    expect((await store.db.school.findUniqueOrThrow({ where: { urn: 138950 } })).name).toBe(
      'St Thomas à Becket Catholic Secondary School, A Voluntary Academy',
    );
    const widest = await importSchool(store, path.join(GIAS, 'edubasealldata-139-columns.csv'), {
      date: '2024-01-01',
    });
    expect(counts(widest)).toEqual({ added: 1, skipped: 1 });
    expect(
      await store.db.school.findUniqueOrThrow({ where: { urn: 138130 }, include: { trust: true } }),
    ).toMatchObject({ trust: { uid: '5711', name: 'EXAMPLE ACADEMY TRUST' } });
  });

  test('a list of places merges into schools that are known, and adds none', async () => {
    const store = await open();
    await importSchool(store, HILLINGDON_2026);
    const places = path.join(GIAS, 'locations-312.csv');
    const refused = await importSchool(store, places);
    expect(refused.applied).toBe(false);
    expect(sentences(refused)[0]).toMatch(
      /^error 1 EstablishmentNumber: The file has no column "EstablishmentNumber", "EstablishmentStatus \(name\)", "PhaseOfEducation \(name\)"\. Take "Establishment fields CSV".* use --merge\.$/,
    );
    const merged = await importSchool(store, places, { merge: true });
    expect(merged.counts).toMatchObject({ added: 0, closed: 0 });
    expect(merged.counts.changed).toBeGreaterThan(85);
    expect(counts(await importSchool(store, places, { merge: true })).changed).toBeUndefined();
    expect(await store.db.school.findUnique({ where: { urn: 102365 } })).toMatchObject({
      easting: expect.any(Number),
      seenOn: '2026-06-02',
    });
  });

  test('a dry run reports all and keeps nothing', async () => {
    const store = await open();
    const report = await importOne(store, tx => importSchools(tx, HILLINGDON_2026, TIME), true);
    expect(report).toMatchObject({ applied: false, counts: { added: 97 } });
    expect(await store.db.school.count()).toBe(0);
    expect(await store.db.localAuthority.count()).toBe(0);
  });
});

describe('of schools a bad file gets its sentence and changes nothing', () => {
  const open = async (): Promise<Store> => (await withDatabase('sqlite')).open();
  const good = readFileSync(HILLINGDON_2026);
  const text = good.toString('latin1');
  const half = text.slice(0, 15_000);
  const cases: [name: string, content: string | Uint8Array, sentence: RegExp][] = [
    [
      'cut off in a row',
      half.slice(0, half.lastIndexOf('","') + 3),
      /^error \d+ -: (This row has \d+ columns where the heading has 33: the file was cut off here|The file ends inside a quoted text)/,
    ],
    [
      'cut off in a quoted text',
      half.slice(0, half.lastIndexOf('School')),
      /^error \d+ -: The file ends inside a quoted text: it was cut off, .* Download or save the file again/,
    ],
    [
      'UTF-16',
      Buffer.from(`\uFEFF${text}`, 'utf16le'),
      /^error - -: The file is in the encoding UTF-16 .* Save it as "CSV UTF-8/,
    ],
    ['binary', Buffer.from([1, 2, 0, 4, 5]), /^error - -: This is not a text file\./],
    ['a workbook', Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), /^error - -: This is an Excel workbook/],
    [
      'a missing column',
      text.replace('"PhaseOfEducation (name)"', '"Stage"'),
      /^error 1 PhaseOfEducation \(name\): The file has no column "PhaseOfEducation \(name\)"\. Take "Establishment fields CSV"/,
    ],
    [
      'a URN twice',
      `${text.trimEnd()}\n${text.split('\n')[3]}`,
      /^error 99 URN: The URN \d+ stands twice: in row 4 and in row 99\. Take one/,
    ],
    [
      'a web page',
      '<!DOCTYPE html>\n<html><head><title>Sign in</title>',
      /^error - -: This is a web page, not a list of schools.* the page was saved/,
    ],
    ['nothing', '', /^error - -: The file is empty\. Take "Establishment/],
    ['only a heading', text.split('\n')[0] ?? '', /^error - -: The file has a heading and no rows/],
    [
      'prose',
      'Dear colleague\nplease find attached',
      /^error - -: This is not a CSV file: its first line, "Dear colleague"/,
    ],
    [
      'a URN that is none',
      csv('10000X,901,Exampleshire,2001,Ashby,Community school,Open,,Primary'),
      /^error 2 URN: "10000X" is not a URN/,
    ],
    [
      'gzip cut off',
      readFileSync(
        path.join(import.meta.dirname, '../../bench/data/england-state-funded-20250717.csv.gz'),
      ).subarray(0, 20_000),
      /^error - -: The file is compressed and its end is missing/,
    ],
  ];
  test.each(cases)('%s', async (_name, content, sentence) => {
    const store = await open();
    await importSchool(store, HILLINGDON_2025);
    const before = await store.db.school.findMany({ orderBy: { id: 'asc' } });
    const report = await importSchool(store, temporaryFile('bad-20260602.csv', content));
    expect(report.applied).toBe(false);
    expect(sentences(report)[0]).toMatch(sentence);
    expect(await store.db.school.findMany({ orderBy: { id: 'asc' } })).toEqual(before);
  });

  test('no such file', async () => {
    const report = await importSchool(await open(), path.join(GIAS, 'absent.csv'));
    expect(sentences(report)).toEqual([
      'error - -: There is no such file. Check the name and the folder, and that you may read it.',
    ]);
  });
});
