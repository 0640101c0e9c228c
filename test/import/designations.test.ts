import { expect, test } from 'vitest';
import { importDesignations } from '../../src/import/designations/importDesignations.js';
import { activeLeaders } from '../../src/network/leaders.js';
import type { Store } from '../../src/store/open.js';
import { eachStore } from '../fakes/database.js';
import { addPerson, addSchool } from '../network/makers.js';
import { counts, importOne, sentences, temporaryFile } from './files.js';

const TODAY = '2026-06-03';
const HEADING = 'email,name,type,body,home school,phases,specialisms,days per year,from,review due';
const ADA =
  'ada@example.org,,SLE,Example Alliance,100001,Primary; middle deemed primary,Mathematics; EYFS,7.5,2026-01-05,';

function importText(store: Store, lines: string[], options: object = {}) {
  const file = temporaryFile('designations.csv', lines.join('\n'));
  return importOne(store, tx => importDesignations(tx, file, { today: TODAY, ...options }));
}

async function prepared(open: () => Promise<Store>) {
  const store = await open();
  await addSchool(store.db, { urn: 100001, name: 'Ashby' });
  await addSchool(store.db, { urn: 100002, name: 'Birch' });
  await addPerson(store.db, 'Ada Example', 'ada@example.org');
  return store;
}

eachStore('importing designations', open => {
  test('a leader with specialisms under any name, half days, and a review in three years', async () => {
    const store = await prepared(open);
    expect(counts(await importText(store, [HEADING, ADA]))).toEqual({ added: 1 });
    expect(await activeLeaders(store.db, TODAY)).toMatchObject([
      {
        name: 'Ada Example',
        typeCode: 'SLE',
        body: 'Example Alliance',
        home: { name: 'Ashby' },
        specialisms: ['early-years', 'maths'],
        phases: ['Primary', 'Middle deemed primary'],
        capacity: { academicYear: '2025-26', halfDays: 15, booked: 0, used: 0, left: 15 },
      },
    ]);
    expect(await store.db.designation.findFirst()).toMatchObject({
      reviewDue: '2029-01-05',
      status: 'active',
    });
    expect(await activeLeaders(store.db, '2029-01-06')).toEqual([]);
    expect(counts(await importText(store, [HEADING, ADA]))).toEqual({ unchanged: 1 });
  });

  test('a row with changes brings the designation and this year’s days up to date', async () => {
    const store = await prepared(open);
    await importText(store, [HEADING, ADA]);
    const { id } = await store.db.designation.findFirstOrThrow();
    await store.db.capacityYear.create({
      data: { designationId: id, academicYear: '2025-26', halfDays: 15, booked: 4 },
    });
    const moved = await importText(store, [
      HEADING,
      'ada@example.org,,SLE,Example Alliance,100002,Primary,Maths,10,,',
    ]);
    expect(counts(moved)).toEqual({ changed: 1 });
    expect(sentences(moved)).toEqual([
      'note 2 home school: The leader has moved from Ashby. The coordinator is asked to look at the designation: a move calls for a review.',
    ]);
    expect(await activeLeaders(store.db, TODAY)).toMatchObject([
      { home: { name: 'Birch' }, specialisms: ['maths'], capacity: { halfDays: 20, booked: 4, left: 16 } },
    ]);
    expect(await store.db.designation.findFirst()).toMatchObject({ from: '2026-01-05' });
  });

  test('what is not known is told with the nearest that is; types and specialisms can be added', async () => {
    const store = await prepared(open);
    const rows = [
      HEADING,
      'ada@example.org,,SEL,Example Alliance,100001,Primry,Mats; Beekeeping,7.3,,',
      'ben@example.org,,SLE,Example Alliance,100009,,Maths,5,2026-01-05,2025-01-05',
      'cy@example.org,Cy Example,SLE,Example Alliance,100001,,Maths,200,,',
      'cy@example.org,Cy Example,SLE,Example Alliance,100001,,Maths,2,,',
    ];
    const report = await importText(store, rows);
    expect(report.applied).toBe(false);
    expect(sentences(report)).toEqual([
      expect.stringMatching(
        /^error 2 type: "SEL" is no type of designation\. .*LLE.* To add one: --add-type/,
      ),
      expect.stringMatching(/^error 2 phases: "Primry" is no phase\. Did you mean "Primary"\?/),
      expect.stringMatching(/^error 2 specialisms: "Mats" is no specialism\. Did you mean "Maths"\?/),
      expect.stringMatching(/^error 2 specialisms: "Beekeeping" is no specialism\./),
      expect.stringMatching(
        /^error 2 days per year: "7\.3" is not a number of days\. Write full or half days/,
      ),
      expect.stringMatching(/^error 3 review due: The review, 2025-01-05, is due before/),
      expect.stringMatching(/^error 3 home school: No school is known as "100009"/),
      expect.stringMatching(/^error 3 email: Nobody is known with the address ben@example\.org\./),
      expect.stringMatching(/^error 4 days per year: "200"/),
      expect.stringMatching(
        /^error 5 email: cy@example\.org as SLE of Example Alliance stands twice: in row 4 and in row 5\./,
      ),
    ]);
    expect(await store.db.designationType.count()).toBe(0);

    const added = await importText(
      store,
      [HEADING, 'cy@example.org,Cy Example,LSL,Example Alliance,100001,,Beekeeping,0.5,,'],
      {
        addTypes: [{ code: 'LSL', title: 'Local subject lead' }],
        addSpecialisms: ['Beekeeping'],
      },
    );
    expect(counts(added)).toEqual({ added: 1 });
    expect(await activeLeaders(store.db, TODAY)).toMatchObject([
      {
        name: 'Cy Example',
        typeCode: 'LSL',
        specialisms: ['beekeeping'],
        phases: [],
        capacity: { halfDays: 1 },
      },
    ]);
  });
});
