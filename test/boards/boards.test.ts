import { describe, expect, test } from 'vitest';
import { termEnd } from '../../src/boards/seat/workflow.js';
import { TEMPLATE_NAMES, TEMPLATES } from '../../src/boards/templates.js';
import { cardText } from '../../src/chat/plainText.js';
import { eachStore } from '../fakes/database.js';
import { appoint, board, boardsFrom } from './cast.js';

describe('templates', () => {
  test.each(TEMPLATE_NAMES)('%s names each board once, and those above before those below', name => {
    const seen: string[] = [];
    for (const { slug, reportsTo } of TEMPLATES[name].boards as readonly {
      slug: string;
      reportsTo?: string;
    }[]) {
      if (reportsTo) expect(seen).toContain(reportsTo);
      expect(seen).not.toContain(slug);
      seen.push(slug);
    }
  });

  test('the county alliance has the seats of Cumbria', () => {
    const casl = TEMPLATES.cumbria.boards[0];
    expect(casl.seats.reduce((sum, { count }) => sum + count, 0)).toBe(17);
  });

  test('a term of two years ends on the day before its anniversary', () => {
    expect(termEnd('2026-09-01', 2)).toBe('2028-08-31');
    expect(termEnd('2028-02-29', 1)).toBe('2029-02-28');
    expect(termEnd('2024-02-29', 4)).toBe('2028-02-28');
  });
});

eachStore('boards', open => {
  test('North Yorkshire is set up by one command, with its seats and reporting lines', async () => {
    const { world, coordinator, boards } = await boardsFrom(await open(), 'northYorkshire');
    const { db } = world.store;
    const slspg = board(boards, 'slspg');
    expect([...boards.keys()]).toEqual([
      'slspg',
      'early-years-ip',
      'primary-ip',
      'secondary-ip',
      'special-ip',
      'ecg',
    ]);
    expect(await db.board.count({ where: { reportsToId: slspg } })).toBe(5);
    expect(await db.boardSeat.count({ where: { boardId: slspg, state: 'vacant' } })).toBe(6);
    expect(await db.boardSeat.count({ where: { boardId: board(boards, 'primary-ip') } })).toBe(6);
    expect(
      await world.give('board', null, 'setUp', coordinator, { template: 'northYorkshire' }),
    ).toMatchObject({ type: 'refused', text: expect.stringContaining('already set up') });
    // Sister boards of another template may stand beside them.
    await world.must('board', null, 'setUp', coordinator, { template: 'hillingdon' });
    expect(await db.board.count()).toBe(10);
    const card = cardText((await world.card('board', slspg, coordinator))!);
    expect(card).toContain('Report to it: Early Years Improvement Partnership');
    expect(card).toContain('Seats: 0 of 6 held');
  });

  test('boards are set up by those who coordinate, and seen by those who sit or coordinate', async () => {
    const { world, coordinator, boards } = await boardsFrom(await open(), 'hillingdon');
    const si = board(boards, 'si');
    const stranger = await world.person('Stan Stranger');
    expect(await world.give('board', null, 'setUp', stranger, { template: 'cumbria' })).toMatchObject({
      type: 'refused',
      text: expect.stringContaining('coordinator'),
    });
    expect(await world.card('board', si, stranger)).toBeNull();
    expect(await world.give('board', si, 'edit', stranger, { name: 'Mine' })).toMatchObject({
      type: 'refused',
      why: 'unknown',
    });
    await world.must('board', null, 'create', coordinator, {
      name: 'Place Planning Board',
      slug: 'Place-Planning',
      kind: 'forum',
      reportsToId: String(si),
    });
    await world.must('board', si, 'edit', coordinator, { name: 'SI Board', twoPart: 'true', termYears: '3' });
    const card = cardText((await world.card('board', si, coordinator))!);
    expect(card).toContain('SI Board');
    expect(card).toContain('Report to it: Place Planning Board');
  });

  test('a seat is held for two years, warned of, renewed or left; the chair goes with the seat', async () => {
    const { world, coordinator, boards } = await boardsFrom(await open(), 'hillingdon');
    const si = board(boards, 'si');
    const [anna, bert] = [await world.person('Anna Able'), await world.person('Bert Bold')];
    const first = await appoint(world, si, coordinator, anna);
    const second = await appoint(world, si, coordinator, bert);
    const { db } = world.store;
    expect(await db.boardSeat.findUnique({ where: { id: first } })).toMatchObject({
      from: '2026-11-09',
      to: '2028-11-08',
    });
    // One person sits once; a deputy is not the chair.
    const vacant = await db.boardSeat.findFirstOrThrow({ where: { boardId: si, state: 'vacant' } });
    expect(
      await world.give('seat', vacant.id, 'appoint', coordinator, { personId: String(anna) }),
    ).toMatchObject({ type: 'refused', text: expect.stringContaining('already') });
    expect(
      await world.give('board', si, 'nameOffices', coordinator, {
        chairId: String(anna),
        deputyId: String(anna),
      }),
    ).toMatchObject({ type: 'refused' });
    await world.must('board', si, 'nameOffices', coordinator, {
      chairId: String(anna),
      deputyId: String(bert),
    });

    await world.must('seat', second, 'renew', anna, { to: '2030-11-08' });
    await world.daysPass(730 - 60);
    expect(await world.told({ personId: anna }, 'seat')).toEqual(['appointed', 'termEnding']);
    expect(await world.told({ personId: coordinator }, 'seat')).toEqual(['termEndingForChair']);
    await world.daysPass(61);
    expect(await db.boardSeat.findUnique({ where: { id: first } })).toMatchObject({
      state: 'vacant',
      holderId: null,
    });
    expect((await world.told({ personId: anna }, 'seat')).at(-1)).toBe('termEnded');
    expect(await world.card('board', si, anna)).toBeNull();
    // The deputy now acts as chair.
    await world.must('board', si, 'addSeats', bert, { constituency: 'Governors', count: '2' });
    expect(await db.boardSeat.count({ where: { constituency: 'Governors' } })).toBe(2);
    const terms = await db.seatTerm.findMany({ orderBy: { id: 'asc' } });
    expect(terms.map(({ personId, endedOn, first }) => ({ personId, endedOn, first }))).toEqual([
      { personId: anna, endedOn: '2028-11-09', first: true },
      { personId: bert, endedOn: null, first: true },
    ]);
    const again = await appoint(world, si, bert, anna);
    expect(await db.seatTerm.findFirst({ where: { seatId: again, endedOn: null } })).toMatchObject({
      first: false,
    });
  });
});
