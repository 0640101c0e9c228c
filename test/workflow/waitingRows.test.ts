import { expect, test } from 'vitest';
import { atLondon } from '../../src/calendar/london.js';
import { waitsOn } from '../../src/workflow/waiting.js';
import { rolesChanged, settleWaiting } from '../../src/workflow/waitingRows.js';
import { storyOnEachStore } from '../fakes/database.js';
import type { World } from '../fakes/world.js';
import { startedGroup } from '../groups/cast.js';
import { bringTo, castOf, submit } from '../support/cast.js';

const listed = async ({ store, processes, today }: World, personId: number) =>
  (await waitsOn(store.db, processes, personId, today)).map(({ kind, id }) => `${kind} ${id}`);
const settle = ({ store, processes, now }: World) => settleWaiting(store, processes, now);

storyOnEachStore('whom work waits on', open => {
  test('follows the offices: who comes has it, who goes has not, and nobody is told in between', async () => {
    const cast = await castOf(await open());
    const { world, rita, priya } = cast;
    const { db } = world.store;
    await submit(cast, rita);
    await settle(world);
    expect(await listed(world, priya)).toEqual(['support 1']);
    const since = (await db.waiting.findFirstOrThrow({ where: { personId: priya } })).since;

    const nina = await world.officer('Nina New', 'coordinator');
    await db.roleAssignment.updateMany({ where: { personId: priya }, data: { to: '2026-11-08' } });
    await rolesChanged(db);
    expect(await listed(world, priya)).toEqual([]);
    expect(await settle(world)).toBe(1);
    expect(await listed(world, nina)).toEqual(['support 1']);
    expect(await listed(world, priya)).toEqual([]);
    // Whom it waited on before is waited on as long as before.
    await db.roleAssignment.updateMany({ where: { personId: nina }, data: { from: world.today } });
    await rolesChanged(db);
    await settle(world);
    const rows = await db.waiting.findMany();
    expect(rows.filter(row => row.personId === cast.colin).map(row => row.since)).toEqual([since]);
    expect(await settle(world)).toBe(0);
  });

  test('is looked at with every day, for roles begin and end by date', async () => {
    const cast = await castOf(await open());
    const { world, rita, priya } = cast;
    await submit(cast, rita);
    await world.store.db.roleAssignment.updateMany({
      where: { personId: priya },
      data: { to: world.today },
    });
    await settle(world);
    expect(await listed(world, priya)).toEqual(['support 1']);
    world.now = new Date(world.now.getTime() + 24 * 3_600_000);
    await settle(world);
    expect(await listed(world, priya)).toEqual([]);
    expect(await world.store.db.waiting.count({ where: { personId: priya } })).toBe(0);
  });

  test('who takes over a group’s part has the check-in that is open', async () => {
    const { world, id, lead } = await startedGroup(await open());
    await world.untilInstant(atLondon('2026-12-08', '18:00'));
    await settle(world);
    const [asked = ''] = await listed(world, lead);
    expect(asked).toMatch(/^checkIn /);
    const casey = await world.person('Casey Cover');
    await world.must('group', id, 'cover', lead, { personId: String(casey), until: '2027-01-12' });
    await settle(world);
    expect(await listed(world, casey)).toEqual([asked]);
    expect(await listed(world, lead)).toEqual([]);
  });

  test('work that cannot be read holds up no other, and a stop is heard', async () => {
    const cast = await castOf(await open());
    const { world } = cast;
    const { store, processes, now } = world;
    const first = await submit(cast, cast.rita);
    await bringTo(cast, 'shortlisted');
    await rolesChanged(store.db);
    await store.db.supportRequest.update({ where: { id: first }, data: { state: 'nonsense' } });
    expect(await settleWaiting(store, processes, now, () => true)).toBe(0);
    await expect(settle(world)).rejects.toThrow('nonsense');
    const states = await store.db.waiting.findMany({ select: { entityId: true, state: true } });
    for (const { entityId, state } of states) expect(state).toBe(entityId === first ? '' : 'shortlisted');
  });
});
