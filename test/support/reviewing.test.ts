import { expect, test } from 'vitest';
import { leadersFor } from '../../src/support/queries.js';
import type { SupportRecord } from '../../src/support/record.js';
import { storyOnEachStore } from '../fakes/database.js';
import { castOf, submit } from './cast.js';

storyOnEachStore('leaders at a peer review of the school (DOMAIN 3.5)', open => {
  test('whoever reviews it does not support it until the report is there; whoever watches and learns may', async () => {
    const cast = await castOf(await open());
    const { world, receiving, home, paul, jo, sam } = cast;
    const { db } = world.store;
    const id = await submit(cast, cast.rita);
    const { id: cycleId } = await db.reviewCycle.create({
      data: {
        reference: 'RC-2026-0001',
        name: 'Peer reviews',
        partnershipId: world.partnershipId,
        clusterIds: [world.partnershipId],
        leadId: paul,
        state: 'running',
        version: 1,
        enteredAt: world.now,
        enteredVersion: 1,
        answersBy: '2026-10-16',
        windowFrom: '2026-11-01',
        windowTo: '2027-03-19',
        rules: {},
        createdAt: world.now,
      },
    });
    await db.review.create({
      data: {
        reference: 'RV-2026-0001',
        cycleId,
        hostSchoolId: receiving,
        state: 'scheduled',
        version: 1,
        enteredAt: world.now,
        enteredVersion: 1,
        halfDays: 2,
        why: [],
        refusedDates: [],
        team: {
          create: [
            { personId: sam.personId, schoolId: home, role: 'peerReviewer' },
            { personId: jo.personId, schoolId: home, role: 'observer' },
          ],
        },
      },
    });
    const record = (await world.processes.get('support').load(db, id, world.today)) as SupportRecord;
    const leaders = await leadersFor(db, record, world.today);
    const reviewsThere = (personId: number) =>
      leaders.find(leader => leader.personId === personId)?.reviewsThere;
    expect([reviewsThere(sam.personId), reviewsThere(jo.personId)]).toEqual([true, false]);
  });
});
