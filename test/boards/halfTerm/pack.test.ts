import { expect, test } from 'vitest';
import { boardProcesses } from '../../../src/boards/processes.js';
import type { AttachedFile } from '../../../src/chat/card.js';
import { supportForBoard } from '../../../src/support/boardReport.js';
import type { Reporter } from '../../../src/workflow/boardReport.js';
import { eachStore } from '../../fakes/database.js';
import { World } from '../../fakes/world.js';

const reporter: Reporter = supportForBoard;

eachStore('the figures of a half term', open => {
  test('add up to the rows of the store, and hide what speaks of fewer than five', async () => {
    const world = await World.create(await open(), boardProcesses(reporter));
    const { db } = world.store;
    const coordinator = await world.officer('Corin Coordinator', 'coordinator');
    const { id: board } = await world.must('board', null, 'create', coordinator, {
      name: '=SI Board',
      slug: 'si',
      kind: 'schoolImprovementBoard',
    });
    const home = await world.school('Home Primary');
    const sle = await world.leader('Sally Sle', home, { specialisms: ['phonics'] });
    const lle = await world.leader('Lucy Lle', home, { specialisms: ['maths'], type: 'LLE' });
    let halfDays = 0;
    let requests = 0;
    for (let n = 1; n <= 7; n++) {
      const schoolId = await world.school(`Receiving ${n}`);
      const requester = await world.head(`Head ${n}`, schoolId);
      // Six schools are helped by the specialist, one by the local leader; the last one after the half term.
      const leader = n === 1 ? lle : sle;
      const on = n === 7 ? '2027-01-20' : `2026-11-${9 + n}`;
      const request = await db.supportRequest.create({
        data: {
          reference: `SR-2026-${n}`,
          state: 'active',
          version: 1,
          enteredAt: world.now,
          enteredVersion: 1,
          schoolId,
          partnershipId: world.partnershipId,
          requesterId: requester,
          area: 'phonics',
          need: 'A secret need',
          timing: 'soon',
          ratePence: 35_000,
          createdAt: world.now,
        },
      });
      requests++;
      const approach = await db.approach.create({
        data: {
          requestId: request.id,
          designationId: leader.designationId,
          homeSchoolId: home,
          status: 'accepted',
          askedAt: world.now,
        },
      });
      await db.visit.create({
        data: {
          requestId: request.id,
          approachId: approach.id,
          homeSchoolId: home,
          personId: leader.personId,
          on,
          halfDays: n,
          summary: 'A secret summary',
          at: world.now,
        },
      });
      if (n < 7) halfDays += n;
      await db.evaluation.create({
        data: {
          requestId: request.id,
          party: 'receivingHead',
          personId: requester,
          rating: n === 7 ? 'tooEarly' : n < 5 ? 'effective' : 'notEffective',
          comment: 'A secret comment',
          at: world.now,
        },
      });
    }
    const process = world.processes.get('board');
    const record = await process.load(db, board, world.today);
    const viewer = { personId: coordinator, channelId: null, roles: ['coordinators'] };
    const card = await process.show?.(db, 'halfTerm', record!, viewer, {
      now: world.now,
      today: world.today,
    });
    const facts = card!.body.flatMap(each => (each.type === 'facts' ? each.facts : []));
    const shown = Object.fromEntries(facts.map(({ label, value }) => [label, value]));
    const hidden = 'hidden (fewer than 5, or worked out from such)';
    expect(shown).toEqual({
      'Requests made': String(requests),
      'Deployments with a visit': '6',
      'Deployments by LLE': hidden,
      'Deployments by SLE': hidden,
      'Days given': `${halfDays / 2} days`,
      'Days by LLE': hidden,
      'Days by SLE': hidden,
      'Cost of these days': '£3,675.00',
      'Schools that rate it effective or very effective': '67% of 6',
    });
    const files = card!.body.filter((each): each is AttachedFile => each.type === 'file');
    expect(files.map(file => file.name)).toEqual(['si-2026-27-ht2.md', 'si-2026-27-ht2.csv']);
    expect(files[1]?.text).toContain(
      '2026-27 HT2,School-to-school support,Cost of these days,3675.00,pounds\r\n',
    );
    expect(files[1]?.text).toContain('Days by LLE,hidden,days');
    expect(JSON.stringify(card)).not.toContain('secret');
  });
});
