import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { importBankHolidays } from '../../src/import/calendar/importBankHolidays.js';
import { type ImportCalendarOptions, importCalendar } from '../../src/import/calendar/importCalendar.js';
import { calendarOfSchool } from '../../src/network/calendars.js';
import type { Store } from '../../src/store/open.js';
import { eachStore } from '../fakes/database.js';
import { addSchool } from '../network/makers.js';
import { counts, importOne, sentences, temporaryFile } from './files.js';

const YEAR = [
  'kind,from,to,title',
  'term,2026-09-02,2026-12-18,Autumn',
  'half term,2026-10-26,2026-10-30,',
  'term,2027-01-04,2027-03-25,Spring',
  'half term,2027-02-15,2027-02-19,',
  'term,2027-04-12,2027-07-20,Summer',
  'half term,2027-05-31,2027-06-04,',
];

function importText(store: Store, name: string, lines: readonly string[], options: ImportCalendarOptions) {
  const file = temporaryFile(name, lines.join('\n'));
  return importOne(store, tx => importCalendar(tx, file, options));
}

eachStore('importing calendars', open => {
  test('an authority’s year, corrected by a newer file; what was entered in chat stays', async () => {
    const store = await open();
    const school = await addSchool(store.db, { urn: 100001 });
    const first = await importText(store, 'a.csv', YEAR, { authority: '312' });
    expect(counts(first)).toEqual({ added: 6 });
    expect(first.changes).toEqual(['2026-27: 193 school days.']);
    expect(counts(await importText(store, 'a.csv', YEAR, { authority: '312' }))).toEqual({ unchanged: 6 });
    await store.db.calendarEntry.create({
      data: {
        laCode: '312',
        kind: 'holiday',
        from: '2026-11-13',
        to: '2026-11-13',
        title: 'fair',
        source: 'chat',
      },
    });

    const corrected = YEAR.map(line => line.replace('2026-10-26,2026-10-30', '2026-10-19,2026-10-30'));
    const report = await importText(store, 'b.csv', corrected, { authority: '312' });
    expect(counts(report)).toEqual({ added: 1, removed: 1, unchanged: 5 });
    const calendar = await calendarOfSchool(store.db, school);
    expect(calendar.isSchoolDay('2026-10-20')).toBe(false);
    expect(calendar.isSchoolDay('2026-11-13')).toBe(false);
  });

  test('training days of one school lie over it, and of several in one file', async () => {
    const store = await open();
    const [ashby, birch] = [
      await addSchool(store.db, { urn: 100001, name: 'Ashby' }),
      await addSchool(store.db, { urn: 100002, name: 'Birch' }),
    ];
    await importText(store, 'a.csv', YEAR, { authority: '312' });
    const inset = ['kind,from,title', 'INSET,2026-11-27,'];
    expect(counts(await importText(store, 'inset.csv', inset, { school: '100001' }))).toEqual({ added: 1 });
    expect((await calendarOfSchool(store.db, ashby)).closedBecause('2026-11-27')).toBe('INSET day');
    expect((await calendarOfSchool(store.db, birch)).isSchoolDay('2026-11-27')).toBe(true);
    const several = ['school,kind,from', '100001,INSET,2026-11-26', 'Birch,INSET,2026-11-25'];
    await importText(store, 'inset.csv', several, { authority: '312' });
    expect((await calendarOfSchool(store.db, ashby)).isSchoolDay('2026-11-27')).toBe(true);
    expect((await calendarOfSchool(store.db, ashby)).isSchoolDay('2026-11-26')).toBe(false);
    expect((await calendarOfSchool(store.db, birch)).isSchoolDay('2026-11-25')).toBe(false);
  });

  test('what is wrong gets its sentence and changes nothing', async () => {
    const store = await open();
    await addSchool(store.db, { urn: 100001 });
    const wrong = [...YEAR, 'term,2027-09-02,2027-08-01,Autumn', 'picnic,2027-09-02,,'];
    const report = await importText(store, 'a.csv', wrong, { authority: '312' });
    expect(report.applied).toBe(false);
    expect(sentences(report)).toHaveLength(2);
    expect(sentences(report)[0]).toMatch(/^error 8 to: The last day, 2027-08-01, is before the first/);
    expect(await store.db.calendarEntry.count()).toBe(0);
    const nobody = await importText(store, 'a.csv', YEAR, { authority: '999' });
    expect(sentences(nobody)[0]).toMatch(/^error - -: No authority is known as "999"\./);
    const both = await importText(store, 'a.csv', YEAR, {});
    expect(sentences(both)[0]).toMatch(/Give either --authority CODE or --school URN\.$/);
    const few = await importText(
      store,
      'a.csv',
      YEAR.map(line => line.replace('2027-07-20', '2027-09-20')),
      {
        authority: '312',
      },
    );
    expect(sentences(few)[0]).toMatch(
      /^note - -: 2026-27 has 2\d\d school days\. Schools are open for about 190/,
    );
  });

  test('bank holidays from a file; a list that ends earlier is refused', async () => {
    const store = await open();
    const school = await addSchool(store.db, {});
    const text = readFileSync(
      path.join(import.meta.dirname, '../../src/calendar/data/bank-holidays.json'),
      'utf8',
    );
    const run = (content: string) => {
      const file = temporaryFile('bank-holidays.json', content);
      return importOne(store, tx =>
        importBankHolidays(tx, file, () => Promise.reject(new Error('no network'))),
      );
    };
    expect((await run(text)).counts).toMatchObject({ added: 0, removed: 0 });
    const moved = await run(text.replaceAll('2027-05-31', '2027-06-03'));
    expect(moved.changes).toEqual([
      'New: Spring bank holiday on Thursday 3 June 2027.',
      'Gone: Spring bank holiday on Monday 31 May 2027.',
    ]);
    expect((await calendarOfSchool(store.db, school)).isWorkingDay('2027-06-03')).toBe(false);
    const shorter = await run(text.replaceAll('"2028-', '"2012-'));
    expect(sentences(shorter)[0]).toMatch(/^error - -: GOV.UK's list ends in 2027/);
    expect(sentences(await run('<html>'))[0]).toMatch(/not the bank holiday file/);
  });
});
