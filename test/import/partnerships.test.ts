import { expect, test } from 'vitest';
import { importPartnerships } from '../../src/import/partnerships/importPartnerships.js';
import { membersOf, partnershipsOf } from '../../src/network/partnerships.js';
import type { Store } from '../../src/store/open.js';
import { eachStore } from '../fakes/database.js';
import { addSchool } from '../network/makers.js';
import { counts, importOne, sentences, temporaryFile } from './files.js';

const TODAY = '2026-06-03';
const HEADING = 'slug,name,tier,parent,school,from,to';
const TREE = [
  HEADING,
  'north,North Cluster,cluster,east,100001,2025-09-01,',
  'north,,,,100002,,',
  'east,East District,District,county,,,',
  'county,The County,strategic,,,,',
  'infants,Infant schools,cluster,county,100001,2025-09-01,2026-07-31',
];

function importText(store: Store, lines: readonly string[]) {
  const file = temporaryFile('partnerships.csv', lines.join('\n'));
  return importOne(store, tx => importPartnerships(tx, file, { today: TODAY }));
}

eachStore('importing partnerships', open => {
  test('a tree in any order, and schools in several of its nodes', async () => {
    const store = await open();
    const ashby = await addSchool(store.db, { urn: 100001, name: 'Ashby' });
    await addSchool(store.db, { urn: 100002, name: 'Birch' });
    expect(counts(await importText(store, TREE))).toEqual({ added: 5 });
    const slugs = async (date: '2026-06-03' | '2026-09-01') =>
      (await partnershipsOf(store.db, ashby, date)).map(node => node.slug);
    expect(await slugs(TODAY)).toEqual(['north', 'infants', 'east', 'county']);
    expect(await slugs('2026-09-01')).toEqual(['north', 'east', 'county']);
    const county = await store.db.partnership.findUniqueOrThrow({ where: { slug: 'county' } });
    expect((await membersOf(store.db, county.id, TODAY)).map(school => school.name)).toEqual([
      'Ashby',
      'Birch',
    ]);
    expect(counts(await importText(store, TREE))).toEqual({ unchanged: 5 });
    const renamed = await importText(store, [HEADING, 'north,Northern Cluster,,,100002,,2026-06-30']);
    expect(counts(renamed)).toEqual({ changed: 1 });
    expect(await store.db.membership.count({ where: { to: '2026-06-30' } })).toBe(1);
  });

  test('what is wrong gets its sentence and changes nothing', async () => {
    const store = await open();
    const report = await importText(store, [
      HEADING,
      'north,North,clutser,east,,,',
      'south,,,,,,',
      'a,A,cluster,b,,,',
      'b,B,cluster,a,100001,,',
      'East End,E,district,,,2026-02-01,2026-01-01',
    ]);
    expect(report.applied).toBe(false);
    expect(sentences(report)).toEqual([
      expect.stringMatching(/^error 2 tier: "clutser" is no tier\. Did you mean "cluster"\?/),
      expect.stringMatching(/^error 2 parent: No partnership is known as "east"/),
      expect.stringMatching(/^error 3 name: The partnership "south" is new and its name is missing\./),
      'error 4 parent: "a" would lie inside itself. Name as its parent the partnership that it is part of.',
      'error 5 parent: "b" would lie inside itself. Name as its parent the partnership that it is part of.',
      'error 5 school: No school is known as "100001". Give its URN or LAESTAB; import schools first.',
      expect.stringMatching(/^error 6 slug: "east end" is not a slug\./),
      expect.stringMatching(/^error 6 to: The last day, 2026-01-01, is before/),
    ]);
    expect(await store.db.partnership.count()).toBe(0);
  });
});
