import { describe, expect, test } from 'vitest';
import {
  addressesOf,
  addressesOfChannel,
  bindAccount,
  markLeft,
  personOfAccount,
} from '../../src/network/accounts.js';
import {
  ancestors,
  brokeringNode,
  channelFor,
  membersOf,
  partnershipsOf,
} from '../../src/network/partnerships.js';
import { findPerson, headsOf, holdersOf, personNames, schoolsLedBy } from '../../src/network/people.js';
import { ensureReferenceData, shippedSpecialisms } from '../../src/network/reference.js';
import { phaseGroup } from '../../src/network/school.js';
import type { Store, Tx } from '../../src/store/open.js';
import { eachStore } from '../fakes/database.js';
import { addPartnership, addPerson, addSchool } from './makers.js';

const TODAY = '2026-06-03';

interface Post {
  readonly personId: number;
  readonly role: string;
  readonly schoolId?: number;
  readonly partnershipId?: number;
  readonly from?: string;
  readonly to?: string;
}
const hold = (tx: Tx, post: Post) => tx.roleAssignment.create({ data: { from: '2025-09-01', ...post } });

/** county > east > north (Ashby, Birch), and infants under county (Ashby). */
async function county(open: () => Promise<Store>) {
  const { db } = await open();
  const top = await addPartnership(db, 'county', 'strategic');
  const east = await addPartnership(db, 'east', 'district', top);
  const north = await addPartnership(db, 'north', 'cluster', east);
  const infants = await addPartnership(db, 'infants', 'cluster', top);
  const ashby = await addSchool(db, { name: 'Ashby' });
  const birch = await addSchool(db, { name: 'Birch' });
  for (const [schoolId, partnershipId] of [
    [ashby, north],
    [birch, north],
    [ashby, infants],
  ] as const) {
    await db.membership.create({ data: { schoolId, partnershipId, from: '2025-09-01' } });
  }
  const [ada, ben, cy] = [
    await addPerson(db, 'Ada Example', 'ada@example.org'),
    await addPerson(db, 'Ben Example'),
    await addPerson(db, 'Cy Sample'),
  ];
  return { db, top, east, north, infants, ashby, birch, ada, ben, cy };
}

eachStore('the network', open => {
  test('heads are those of the day, the headteacher first; leavers are none', async () => {
    const { db, ashby, birch, ada, ben, cy } = await county(open);
    await hold(db, { personId: ben, role: 'executiveHead', schoolId: ashby });
    await hold(db, { personId: ada, role: 'headteacher', schoolId: ashby, to: TODAY });
    await hold(db, { personId: cy, role: 'headteacher', schoolId: ashby, from: '2026-06-04' });
    await hold(db, { personId: ben, role: 'executiveHead', schoolId: birch });
    await hold(db, { personId: cy, role: 'deputy', schoolId: birch });
    expect(await headsOf(db, ashby, TODAY)).toEqual([ada, ben]);
    expect(await headsOf(db, ashby, '2026-06-04')).toEqual([cy, ben]);
    expect((await schoolsLedBy(db, ben, TODAY)).map(school => school.name)).toEqual(['Ashby', 'Birch']);
    expect(await schoolsLedBy(db, cy, TODAY)).toEqual([]);
    await db.school.update({ where: { id: birch }, data: { status: 'closed' } });
    expect((await schoolsLedBy(db, ben, TODAY)).map(school => school.name)).toEqual(['Ashby']);
    await markLeft(db, ben, TODAY);
    expect(await headsOf(db, ashby, TODAY)).toEqual([ada]);
  });

  test('a role is held at the node, or at the nearest one above', async () => {
    const { db, top, east, north, infants, ashby, ada, ben } = await county(open);
    expect(await brokeringNode(db, ashby, TODAY)).toBeNull();
    await hold(db, { personId: ada, role: 'coordinator', partnershipId: top });
    expect(await holdersOf(db, 'coordinator', north, TODAY)).toEqual([ada]);
    expect((await brokeringNode(db, ashby, TODAY))?.slug).toBe('county');
    await hold(db, { personId: ben, role: 'coordinator', partnershipId: east });
    expect(await holdersOf(db, 'coordinator', north, TODAY)).toEqual([ben]);
    expect(await holdersOf(db, 'coordinator', infants, TODAY)).toEqual([ada]);
    expect(await holdersOf(db, 'sponsor', north, TODAY)).toEqual([]);
    expect((await brokeringNode(db, ashby, TODAY))?.slug).toBe('east');
    expect(await brokeringNode(db, ashby, '2025-08-31')).toBeNull();
  });

  test('memberships count upwards, members downwards', async () => {
    const { db, top, east, north, ashby, birch } = await county(open);
    expect((await partnershipsOf(db, ashby, TODAY)).map(node => node.slug)).toEqual([
      'north',
      'infants',
      'east',
      'county',
    ]);
    expect((await ancestors(db, north)).map(node => node.slug)).toEqual(['east', 'county']);
    expect((await membersOf(db, top, TODAY)).map(school => school.id)).toEqual([ashby, birch]);
    await db.school.update({ where: { id: birch }, data: { status: 'closed' } });
    expect((await membersOf(db, east, TODAY)).map(school => school.id)).toEqual([ashby]);
    expect(await membersOf(db, east, '2025-08-31')).toEqual([]);
  });

  test('a circle in the tree hangs nothing', async () => {
    const { db, top, north } = await county(open);
    await db.partnership.update({ where: { id: top }, data: { parentId: north } });
    expect((await ancestors(db, north)).map(node => node.slug)).toEqual(['east', 'county']);
  });

  test('a channel is the node’s own, or the nearest above', async () => {
    const { db, top, east, north } = await county(open);
    const channel = (partnershipId: number) =>
      db.channel.create({ data: { purpose: 'brokering', name: 'brokering', partnershipId } });
    expect(await channelFor(db, north, 'brokering')).toBeNull();
    const above = await channel(top);
    expect(await channelFor(db, north, 'brokering')).toBe(above.id);
    const near = await channel(east);
    expect(await channelFor(db, north, 'brokering')).toBe(near.id);
    expect(await channelFor(db, north, 'board')).toBeNull();
    await db.channelAddress.create({
      data: { channelId: near.id, platform: 'slack', tenant: 'T1', externalId: 'C1' },
    });
    expect(await addressesOfChannel(db, near.id, 'slack')).toEqual([
      { platform: 'slack', tenant: 'T1', externalId: 'C1', reference: null, direct: false },
    ]);
    expect(await addressesOfChannel(db, near.id, 'teams')).toEqual([]);
  });

  test('accounts are bound by an administrator, and the one used last is written to first', async () => {
    const { db, ada, ben } = await county(open);
    const slack = { platform: 'slack', tenant: 'T1', externalId: 'U1' };
    const teams = { platform: 'teams', tenant: 'X', externalId: 'a-b' };
    expect(await personOfAccount(db, 'slack', 'T1', 'U1')).toBeNull();
    expect(await bindAccount(db, { ...slack, personId: ada })).toEqual({ type: 'bound' });
    expect(await bindAccount(db, { ...slack, personId: ada })).toEqual({ type: 'unchanged' });
    expect(await bindAccount(db, { ...slack, personId: ben })).toEqual({ type: 'taken', by: ada });
    await bindAccount(db, { ...teams, personId: ada });
    await db.account.updateMany({
      where: { externalId: 'a-b' },
      data: { usedAt: new Date('2026-06-01T09:00:00Z') },
    });
    const names = async (...platforms: string[]) =>
      (await addressesOf(db, ada, platforms)).map(address => `${address.platform}:${address.externalId}`);
    expect(await names('slack', 'teams', 'web')).toEqual(['teams:a-b', 'slack:U1', `web:${ada}`]);
    expect(await names('slack')).toEqual(['slack:U1']);
    expect(await personOfAccount(db, 'slack', 'T1', 'U1')).toBe(ada);
    expect(await personOfAccount(db, 'slack', 'T2', 'U1')).toBeNull();
    expect(await personOfAccount(db, 'web', '', String(ben))).toBe(ben);
    await markLeft(db, ada, TODAY);
    expect(await names('slack', 'teams', 'web')).toEqual([]);
    expect(await personOfAccount(db, 'slack', 'T1', 'U1')).toBeNull();
    expect(await personOfAccount(db, 'web', '', String(ada))).toBeNull();
    expect(await bindAccount(db, { ...slack, personId: ben })).toEqual({ type: 'bound' });
  });

  test('people are found by address, name, or words of it', async () => {
    const { db, ada, ben, cy } = await county(open);
    const ids = async (text: string) => (await findPerson(db, text)).map(person => person.id);
    expect(await ids(' ADA@example.org ')).toEqual([ada]);
    expect(await ids('ada  example')).toEqual([ada]);
    expect(await ids('exam')).toEqual([ada, ben]);
    expect(await ids('sample cy')).toEqual([cy]);
    expect(await ids('nobody')).toEqual([]);
    expect(await ids('  ')).toEqual([]);
    expect(await personNames(db, [cy, ada, 0])).toEqual(
      new Map([
        [ada, 'Ada Example'],
        [cy, 'Cy Sample'],
      ]),
    );
  });

  test('reference data is added once, and what a partnership renamed stays', async () => {
    const { db } = await open();
    await ensureReferenceData(db);
    await db.specialism.update({ where: { slug: 'maths' }, data: { title: 'Mathematics' } });
    await ensureReferenceData(db);
    expect(await db.specialism.count()).toBe(shippedSpecialisms().length);
    expect(await db.specialism.findUnique({ where: { slug: 'maths' } })).toMatchObject({
      title: 'Mathematics',
    });
    expect(await db.designationType.count()).toBe(5);
  });
});

describe('phases', () => {
  test.each([
    ['Nursery', 'primary'],
    ['Middle deemed secondary', 'secondary'],
    ['All-through', 'allThrough'],
    ['Not applicable', 'special'],
  ])('%s is %s', (phase, group) => expect(phaseGroup(phase)).toBe(group));
});
