import { expect, test } from 'vitest';
import { londonTime } from '../../src/calendar/london.js';
import { allElements, type Card } from '../../src/chat/card.js';
import { createRouter } from '../../src/chat/router.js';
import { groupCommands } from '../../src/groups/commands.js';
import { handleAction } from '../../src/workflow/handle.js';
import { withDatabase } from '../fakes/database.js';
import { startedGroup } from './cast.js';

async function begin() {
  const { world, id, lead } = await startedGroup(await (await withDatabase('sqlite')).open());
  const { db } = world.store;
  const byName = async (name: string) => (await db.person.findFirstOrThrow({ where: { name } })).id;
  const [sponsor = 0, chair = 0, coordinator = 0] = await Promise.all(
    ['Sibyl Sponsor', 'Charity Chair', 'Corin Coordinator'].map(byName),
  );
  return { world, id, lead, sponsor, chair, coordinator };
}

test('the lead is asked at the hour that suits, from the next check-in on', async () => {
  const { world, id, lead } = await begin();
  const next = () =>
    world.store.db.timer.findFirstOrThrow({
      where: { entityKind: 'group', name: 'prompt', status: 'pending' },
    });
  expect(londonTime((await next()).dueAt)).toBe('15:45');
  await world.must('group', id, 'rhythm', lead, { cadence: '10', promptTime: '07:45' });
  const { dueAt } = await next();
  expect(londonTime(dueAt)).toBe('07:45');
  await world.untilInstant(dueAt);
  expect(await world.told({ personId: lead }, 'checkIn')).toEqual(['prompt', 'prompt']);
  expect(londonTime((await next()).dueAt)).toBe('07:45');
});

test('/group portfolio shows sponsor, chair and coordinator the same colours, and misses only to whom they are told', async () => {
  const { world, sponsor, chair, coordinator } = await begin();
  const router = createRouter(groupCommands(world.store, world.processes), action =>
    handleAction(world.store, world.processes, action),
  );
  let lines = 0;
  const portfolio = async (personId: number): Promise<Card> => {
    const key = `line:${++lines}`;
    const text = '/group portfolio';
    const answer = await router({ type: 'command', key, at: world.now, platform: 'test', personId, text });
    if (answer.type !== 'card') throw new Error(JSON.stringify(answer));
    return answer.card;
  };
  const parts = (card: Card) => {
    const elements = allElements(card);
    const image = elements.find(each => each.type === 'image');
    const table = elements.find(each => each.type === 'table');
    if (image?.type !== 'image' || table?.type !== 'table') throw new Error('Something is not shown.');
    return { alt: image.alt, svg: 'svg' in image ? image.svg : '', columns: table.columns, rows: table.rows };
  };

  // One answer so far: the picture and its words say the same to everybody.
  for (const each of [sponsor, chair, coordinator]) {
    const { alt, svg, rows } = parts(await portfolio(each));
    expect(alt).toBe('Early reading: amber 24 November; 0.5 of 25 days used.');
    expect(svg).toContain('Early reading');
    const [row] = rows;
    expect(row?.slice(0, 4)).toEqual([
      'Early reading (TF-2026-0001)',
      'Amber: slipping, in hand',
      'none due',
      '0.5 of 25',
    ]);
  }

  // Two misses: the sponsor sees when, the chair how many, the coordinator only that no answer is valid any more.
  await world.daysPass(70);
  const [ofSponsor, ofChair, ofCoordinator] = [
    parts(await portfolio(sponsor)),
    parts(await portfolio(chair)),
    parts(await portfolio(coordinator)),
  ];
  expect(ofSponsor.alt).toMatch(/amber 24 November, missed/);
  expect(ofSponsor.columns).toContain('Missed in a row');
  expect(ofChair.columns).toContain('Missed in a row');
  expect(ofCoordinator.columns).not.toContain('Missed in a row');
  for (const { alt, rows } of [ofChair, ofCoordinator]) {
    expect(alt).not.toContain('missed');
    expect(rows[0]?.[1]).toBe('Grey: no valid check-in');
  }
});
