import { expect, test } from 'vitest';
import { importConcerns } from '../../src/import/concerns/importConcerns.js';
import { importTies } from '../../src/import/ties/importTies.js';
import { declaredWith, schoolsOfConcern } from '../../src/network/conflicts.js';
import type { Store } from '../../src/store/open.js';
import { eachStore } from '../fakes/database.js';
import { addPerson, addSchool } from '../network/makers.js';
import { bringTo, castOf } from '../support/cast.js';
import { counts, importOne, sentences, TIME, temporaryFile } from './files.js';

function ties(store: Store, lines: string[], dryRun = false) {
  const file = temporaryFile('ties.csv', ['email,school,kind,from,to', ...lines].join('\n'));
  return importOne(store, tx => importTies(tx, file, TIME), dryRun);
}

function concerns(store: Store, lines: string[], dryRun = false) {
  const file = temporaryFile('concerns.csv', ['school,from,to', ...lines].join('\n'));
  return importOne(store, tx => importConcerns(tx, file, TIME), dryRun);
}

eachStore('importing what keeps leaders from a school', open => {
  test('ties: in plain words, once each, with days that may change, and nothing from a dry run', async () => {
    const store = await open();
    const school = await addSchool(store.db, { urn: 100001, name: 'Ashby' });
    const ada = await addPerson(store.db, 'Ada Example', 'ada@example.org');
    const file = [
      'ADA@example.org,100001,Governor,2024-09-01,',
      'ada@example.org,100001,worked there,,31/8/2022',
    ];
    expect(counts(await ties(store, file, true))).toEqual({ added: 2 });
    expect(await store.db.conflictDeclaration.count()).toBe(0);
    expect(counts(await ties(store, file))).toEqual({ added: 2 });
    expect(counts(await ties(store, file))).toEqual({ unchanged: 2 });
    const found = await declaredWith(store.db, school, TIME.today);
    expect(found.get(ada)).toEqual([
      { kind: 'governs', until: null },
      { kind: 'employed', until: '2022-08-31' },
    ]);
    expect(counts(await ties(store, ['ada@example.org,100001,governs,2024-09-01,2026-05-31']))).toEqual({
      changed: 1,
    });
    expect((await declaredWith(store.db, school, TIME.today)).get(ada)).toEqual([
      { kind: 'employed', until: '2022-08-31' },
    ]);
  });

  test('ties: each wrong row says where and what to do, and nothing is kept', async () => {
    const store = await open();
    await addSchool(store.db, { urn: 100001, name: 'Ashby' });
    await addPerson(store.db, 'Ada Example', 'ada@example.org');
    const report = await ties(store, [
      'ada@example.org,100001,governs,,',
      'bob@example.org,100009,friend,2026-02-01,2026-01-01',
      'ada@example.org,100001,governor,,',
    ]);
    expect(report.applied).toBe(false);
    expect(sentences(report)).toEqual([
      'error 3 email: Nobody is known with the address bob@example.org. Import people first.',
      'error 3 school: No school is known as "100009". Write its URN, or import schools first.',
      'error 3 kind: "friend" is no kind of tie. Write one of: employed, governs, related, manages, interest, candidate, complaint.',
      'error 3 to: The tie ends before it began. Look at both dates again.',
      'error 4 kind: Line 2 has this tie already. Keep one of the two.',
    ]);
    expect(await store.db.conflictDeclaration.count()).toBe(0);
  });

  test('concerns: by school and first day, ended by a day', async () => {
    const store = await open();
    const school = await addSchool(store.db, { urn: 100001, name: 'Ashby' });
    expect(counts(await concerns(store, ['100001,2026-01-12,'], true))).toEqual({ added: 1 });
    expect(counts(await concerns(store, ['100001,2026-01-12,']))).toEqual({ added: 1 });
    expect(counts(await concerns(store, ['100001,2026-01-12,']))).toEqual({ unchanged: 1 });
    expect(await schoolsOfConcern(store.db, TIME.today)).toEqual(new Set([school]));
    expect(counts(await concerns(store, ['100001,2026-01-12,2026-06-01']))).toEqual({ changed: 1 });
    expect(await schoolsOfConcern(store.db, TIME.today)).toEqual(new Set());
    expect(sentences(await concerns(store, ['100001,,', '100007,2026-01-01,']))).toEqual([
      'error 2 from: The first day is missing. Fill the cell or take the row out.',
      'error 3 school: No school is known as "100007". Write its URN, or import schools first.',
    ]);
  });

  test('a leader with a tie, or of a school of concern, is not asked for the request', async () => {
    const store = await open();
    const cast = await castOf(store);
    const { world, receiving, home, jo, sam, priya } = cast;
    const { db } = store;
    const id = await bringTo(cast, 'matching');
    await db.person.update({ where: { id: sam.personId }, data: { email: 'sam@example.org' } });
    const urnOf = async (school: number) =>
      (await db.school.findUniqueOrThrow({ where: { id: school } })).urn;
    const ask = (designationId: number) => world.give('support', id, 'approach', priya, { designationId });

    await ties(store, [`sam@example.org,${await urnOf(receiving)},governs,,`]);
    await concerns(store, [`${await urnOf(home)},2026-01-12,`]);
    for (const each of [sam, jo])
      expect(await ask(each.designationId)).toMatchObject({ type: 'refused', why: 'rule' });

    await concerns(store, [`${await urnOf(home)},2026-01-12,2026-06-01`]);
    expect(await ask(jo.designationId)).toMatchObject({ type: 'done' });
  });
});
