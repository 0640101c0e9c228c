import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boardCommands } from '../../src/boards/commands.js';
import { offeredDays } from '../../src/boards/meeting/days.js';
import { bundledBankHolidays } from '../../src/calendar/bankHolidays.js';
import { demonstrationCalendar } from '../../src/calendar/demonstrationCalendar.js';
import { addDays, daysFrom, weekday } from '../../src/calendar/localDate.js';
import { SchoolCalendar } from '../../src/calendar/schoolCalendar.js';
import { cardText } from '../../src/chat/plainText.js';
import { createRouter } from '../../src/chat/router.js';
import { handleAction } from '../../src/workflow/handle.js';
import { eachStore } from '../fakes/database.js';
import { board, boardsFrom } from './cast.js';

const SEED = Number(process.env.SEED ?? 1);
const RUNS = { seed: SEED, numRuns: 200 };

const calendar = new SchoolCalendar({
  entries: demonstrationCalendar(),
  bankHolidays: bundledBankHolidays(),
});
const dayIn = fc.integer({ min: 0, max: 400 }).map(n => addDays('2026-09-01', n));

test(`the days offered are in term, and two weeks from either neighbour (seed ${SEED})`, () => {
  const others = fc.array(fc.record({ on: dayIn, apart: fc.boolean() }), { maxLength: 8 });
  fc.assert(
    fc.property(dayIn, others, (today, near) => {
      const meeting = {
        reference: 'BM-2026-0009',
        others: near.map((each, index) => ({ ...each, reference: `BM-2026-000${index}` })),
      };
      const days = offeredDays(meeting, today, calendar);
      for (const day of days) {
        expect(calendar.closedBecause(day)).toBeNull();
        expect([2, 3, 4]).toContain(weekday(day));
        for (const { on, apart } of near) {
          expect(Math.abs(daysFrom(on, day))).toBeGreaterThanOrEqual(apart ? 14 : 1);
        }
      }
    }),
    RUNS,
  );
});

eachStore('a board that meets between the meetings of another', open => {
  test('the district is offered, and may plan, only days two weeks from either network meeting', async () => {
    const { world, coordinator } = await boardsFrom(await open(), 'northYorkshire');
    const router = createRouter(boardCommands(world), action =>
      handleAction(world.store, world.processes, action),
    );
    let lines = 0;
    const types = async (text: string) => {
      const key = `line:${++lines}`;
      const answer = await router({
        type: 'command',
        key,
        at: world.now,
        platform: 'test',
        personId: coordinator,
        text,
      });
      return answer.type === 'card' ? cardText(answer.card) : JSON.stringify(answer);
    };
    for (const [slug, name] of [
      ['pln', 'Primary Learning Network'],
      ['scarborough', 'Scarborough system leaders'],
    ])
      await world.must('board', null, 'create', coordinator, { slug, name, kind: 'forum' });
    const rows = await world.store.db.board.findMany();
    const boards = new Map(rows.map(row => [row.slug, row.id]));
    const [pln, district] = [board(boards, 'pln'), board(boards, 'scarborough')];
    await world.must('board', district, 'edit', coordinator, {
      name: 'Scarborough system leaders',
      apartFromId: String(pln),
      termYears: '2',
    });
    const plan = (boardId: number, on: string) =>
      world.give('meeting', null, 'plan', coordinator, { boardId: String(boardId), on, startsAt: '15:30' });
    for (const on of ['2026-12-03', '2027-01-13'])
      expect(await plan(pln, on)).toMatchObject({ type: 'done' });

    // From 9 November fifteen school days' notice is 30 November; 17 December is two weeks after the 3rd, and the
    // Christmas holiday begins on the 19th; two weeks after 13 January is the 27th.
    expect(await types('/board scarborough next')).toMatch(
      /Thursday 17 December 2026[\s\S]*Wednesday 27 January 2027[\s\S]*Thursday 28 January 2027/,
    );
    expect(await plan(district, '2026-12-16')).toMatchObject({
      type: 'refused',
      text: expect.stringMatching(
        /at least two weeks from either, and BM-2026-0001 is on Thursday 3 December/,
      ),
    });
    expect(await plan(district, '2026-12-17')).toMatchObject({ type: 'done' });
    // Its neighbour is moved by nobody: the network meets as it likes.
    expect(await plan(pln, '2026-12-10')).toMatchObject({ type: 'done' });
  });
});
