import { expect, test } from 'vitest';
import { importPeople } from '../../src/import/people/importPeople.js';
import { addressesOf, personOfAccount } from '../../src/network/accounts.js';
import { headsOf } from '../../src/network/people.js';
import type { Store } from '../../src/store/open.js';
import { eachStore } from '../fakes/database.js';
import { addPartnership, addSchool } from '../network/makers.js';
import { counts, importOne, sentences, temporaryFile } from './files.js';

const TODAY = '2026-06-03';

function importText(store: Store, ...lines: string[]) {
  const file = temporaryFile('people.csv', lines.join('\n'));
  return importOne(store, tx => importPeople(tx, file, { today: TODAY }));
}

async function prepared(open: () => Promise<Store>) {
  const store = await open();
  const ashby = await addSchool(store.db, { urn: 100001, name: 'Ashby' });
  await store.db.school.update({ where: { id: ashby }, data: { laEstab: '3122001' } });
  const north = await addPartnership(store.db, 'north', 'cluster');
  return { store, ashby, north };
}

const HEADING = 'Name,E-mail address,Role,School,Partnership,From,To,Left,Slack_user,Teams AAD id';

eachStore('importing people', open => {
  test('roles by URN, LAESTAB and slug, with accounts; the same file again changes nothing', async () => {
    const { store, ashby, north } = await prepared(open);
    const lines = [
      HEADING,
      'Ada Example,Ada@Example.org,Head teacher,100001,,01/09/2025,,,U0ADA111,',
      'Ada Example,ada@example.org,lead reviewer,,north,,,,,',
      'Ben Example,ben@example.org,deputy,312/2001,,,,,,00000000-0000-0000-0000-0000000000AB',
      'Cy Example,cy@example.org,Coordinator,,North,2026-01-01,,,,',
    ];
    expect(counts(await importText(store, ...lines))).toEqual({ added: 4 });
    const roles = await store.db.roleAssignment.findMany({
      orderBy: { id: 'asc' },
      select: { role: true, schoolId: true, partnershipId: true, from: true, to: true },
    });
    expect(roles).toEqual([
      { role: 'headteacher', schoolId: ashby, partnershipId: null, from: '2025-09-01', to: null },
      { role: 'leadReviewer', schoolId: null, partnershipId: north, from: TODAY, to: null },
      { role: 'deputy', schoolId: ashby, partnershipId: null, from: TODAY, to: null },
      { role: 'coordinator', schoolId: null, partnershipId: north, from: '2026-01-01', to: null },
    ]);
    const ada = await store.db.person.findUniqueOrThrow({ where: { email: 'ada@example.org' } });
    expect(await personOfAccount(store.db, 'slack', 'T1', 'U0ADA111')).toBe(ada.id);
    expect(counts(await importText(store, ...lines))).toEqual({ unchanged: 4 });
    expect(await store.db.roleAssignment.count()).toBe(4);
  });

  test('a last day ends a role, a leaver is gone and stays gone, and comes back when a row says so', async () => {
    const { store, ashby } = await prepared(open);
    const ada = 'Ada Example,ada@example.org,headteacher,100001,,2025-09-01';
    await importText(store, HEADING, `${ada},,,U0ADA111,`);
    const { id } = await store.db.person.findUniqueOrThrow({ where: { email: 'ada@example.org' } });
    expect(counts(await importText(store, HEADING, `${ada},2026-07-20,,,`))).toEqual({ added: 1 });
    expect(await headsOf(store.db, ashby, '2026-07-20')).toEqual([id]);
    expect(await headsOf(store.db, ashby, '2026-07-21')).toEqual([]);

    const left = `${ada},,2026-06-01,,`;
    expect(counts(await importText(store, HEADING, left))).toEqual({ changed: 1 });
    expect(await headsOf(store.db, ashby, TODAY)).toEqual([]);
    expect(await personOfAccount(store.db, 'slack', 'T1', 'U0ADA111')).toBeNull();
    expect(await addressesOf(store.db, id, ['slack', 'web'])).toEqual([]);
    expect(counts(await importText(store, HEADING, left))).toEqual({ unchanged: 1 });

    const old = await importText(store, HEADING, `${ada},,,U0ADA111,`);
    expect(counts(old)).toEqual({ skipped: 1 });
    expect(sentences(old)).toEqual([
      'note 2 E-mail address: Ada Example is marked as gone since 2026-06-01, so this row was left out. If they are back, give the day they came back in "from".',
    ]);
    await importText(store, HEADING, 'Ada Example,ada@example.org,deputy,100001,,2026-06-02,,,U0ADA111,');
    expect(await personOfAccount(store.db, 'slack', 'T1', 'U0ADA111')).toBe(id);
  });

  test('a second headteacher is taken in and pointed out', async () => {
    const { store } = await prepared(open);
    await importText(store, HEADING, 'Ada Example,ada@example.org,head,100001,,2020-09-01,,,,');
    const report = await importText(
      store,
      HEADING,
      'Ben Example,ben@example.org,head,100001,,2026-05-01,,,,',
    );
    expect(sentences(report)).toEqual([
      'note 2 Role: Ashby now has 2 people as headteacher: Ada Example, Ben Example. If one has left, import a row for them with the last day in "to".',
    ]);
  });

  test('every row that is wrong is told of at once, with its column, and nothing is kept', async () => {
    const { store } = await prepared(open);
    const report = await importText(
      store,
      HEADING,
      'Ada Example,ada at example,head,100001,,,,,,',
      'Ben Example,ben@example.org,hedteacher,100001,,,,,,',
      'Cy Example,cy@example.org,head,999999,,,,,,',
      'Di Example,di@example.org,coordinator,,nort,,,,,',
      'Ed Example,ed@example.org,coordinator,100001,,,,,,',
      'Fay Example,fay@example.org,head,100001,,31/02/2026,,,,',
      'Gus Example,gus@example.org,,,,,,,gus,',
      'Other Name,gus@example.org,,,,,,,,',
      'Hal Example,hal@example.org,,,,,,2026-12-31,,',
    );
    expect(report.applied).toBe(false);
    expect(sentences(report)).toEqual([
      expect.stringMatching(/^error 2 E-mail address: "ada at example" is not an e-mail address\./),
      expect.stringMatching(/^error 3 Role: "hedteacher" is no role\. Did you mean "headteacher"\?/),
      'error 4 School: No school is known as "999999". Give its URN or LAESTAB; import schools first.',
      'error 5 Partnership: No partnership is known as "nort". Did you mean "north"? Known are north.',
      expect.stringMatching(/^error 6 Partnership: A coordinator is that at a partnership\./),
      expect.stringMatching(/^error 7 From: "31\/02\/2026"/),
      expect.stringMatching(/^error 8 Slack_user: "gus" is not a Slack member id\./),
      expect.stringMatching(
        /^error 9 Name: gus@example.org is "Gus Example" in row 8 and "Other Name" in row 9\./,
      ),
      expect.stringMatching(/^error 10 Left: 2026-12-31 is still to come\./),
    ]);
    expect(await store.db.person.count()).toBe(0);
  });

  test('an account that is somebody else’s stays theirs', async () => {
    const { store } = await prepared(open);
    await importText(store, HEADING, 'Ada Example,ada@example.org,,,,,,,U0ADA111,');
    const report = await importText(store, HEADING, 'Ben Example,ben@example.org,,,,,,,U0ADA111,');
    expect(sentences(report)).toEqual([
      'error 2 Slack_user: The account U0ADA111 belongs to Ada Example. Correct the id, or mark its owner as left first.',
    ]);
    expect(await store.db.person.count()).toBe(1);
  });
});
