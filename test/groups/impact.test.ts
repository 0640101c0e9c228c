import { expect, test } from 'vitest';
import { groupsForBoard } from '../../src/groups/boardReport.js';
import { reportOf } from '../../src/groups/report/reportOf.js';
import { withDatabase } from '../fakes/database.js';
import { startedGroup } from './cast.js';

test('what a board accepts is chased until it is done, asked after at six and twelve months, and counted', async () => {
  const { world, id, lead } = await startedGroup(await (await withDatabase('sqlite')).open());
  const { db } = world.store;
  const byName = async (name: string) => (await db.person.findFirstOrThrow({ where: { name } })).id;
  const chair = await byName('Charity Chair');
  const sponsor = await byName('Sibyl Sponsor');
  const coordinator = await byName('Corin Coordinator');
  const owner = await world.person('Olive Owner');
  const give = (command: string, who: number, input = {}) => world.must('group', id, command, who, input);
  await give('beginReport', lead);
  await give('writeBackground', lead, { background: 'It began with data.', method: 'We tried it out.' });
  await give('writeFindings', lead, { issues: 'Late.', practice: 'Daily.', evidence: 'A report.' });
  await give('writeLessons', lead, { lessons: 'Ask early.' });
  await give('recommend', lead, { text: 'Name a lead in each school.', because: 'Six had one.' });
  await give('recommend', lead, { text: 'Assess in December.', because: 'June is too late.' });
  await give('sendForCheck', lead);
  await give('noteFact', coordinator, { section: 'issues', text: 'Say by how much.' });
  await give('sendToBoard', lead);
  const [first, second] = await db.recommendation.findMany({ orderBy: { number: 'asc' } });
  for (const each of [first, second]) {
    await world.must('recommendation', each?.id ?? 0, 'accept', chair);
    await world.must('recommendation', each?.id ?? 0, 'plan', sponsor, {
      ownerId: String(owner),
      dueOn: '2027-01-29',
      measure: 'Each of the 42 schools has one.',
      resource: 'none',
    });
  }
  const say = (command: string, who: number, input = {}) =>
    world.must('recommendation', first?.id ?? 0, command, who, input);
  const told = (personId: number) => world.told({ personId }, 'recommendation');
  const board = async () => {
    const { partnershipId, today } = world;
    const scope = { boardId: 0, takesUnassigned: true, partnershipId, partnershipIds: [partnershipId] };
    const report = await groupsForBoard(db, { ...scope, from: today, to: today, today });
    return {
      ...report,
      figures: Object.fromEntries(report.figures.map(({ label, value }) => [label, value])),
    };
  };
  const state = async () =>
    (await db.recommendation.findUniqueOrThrow({ where: { id: first?.id ?? 0 } })).state;

  expect((await board()).highlights[0]?.line).toBe('0 of 2 accepted recommendations are done');

  // Past its day it stands on the agenda by itself; a term on, its owner is asked how far it is.
  await world.untilInstant(new Date('2027-02-01T18:00:00Z'));
  expect(await told(owner)).toContain('overdue');
  expect(await told(sponsor)).toContain('overdue');
  expect((await board()).highlights[0]).toMatchObject({
    line: '0 of 2 accepted recommendations are done; 2 are overdue',
    attention: [
      'Recommendation 1 was to be done by Friday 29 January 2027 and is not.',
      'Recommendation 2 was to be done by Friday 29 January 2027 and is not.',
    ],
  });
  await world.daysPass(45);
  expect(await told(owner)).toContain('chased');
  await say('progress', owner, { text: 'Thirty schools have named one.' });
  await say('done', owner, { text: 'All 42 have one.' });
  expect((await board()).highlights[0]?.line).toBe('1 of 2 accepted recommendations is done; 1 is overdue');
  await give('close', chair);
  expect((await board()).highlights).toEqual([]);
  expect((await board()).figures).toMatchObject({ Accepted: 2, Done: 1, Overdue: 1 });

  // Six months on, in an answer that chair and sponsor hear of; twelve months on, in none.
  const doneOn = world.today;
  await world.daysPass(190);
  expect(await state()).toBe('impactAsked');
  expect(await told(owner)).toContain('impactAsked');
  await say('impact', owner, { impact: 'partly', text: 'Fewer children are behind.' });
  expect(await told(chair)).toContain('impactGiven');
  expect((await board()).figures).toMatchObject({
    'Asked after six months': 1,
    'Made a difference after six months': 1,
    'Asked after twelve months': 0,
  });
  await world.daysPass(180);
  expect(await state()).toBe('impactAsked');
  await world.daysPass(45);
  expect(await state()).toBe('settled');
  expect((await board()).figures).toMatchObject({ 'Asked after twelve months': 0 });

  const report = (await reportOf(db, 'TF-2026-0001', world.today)) ?? '';
  expect(report).toMatch(/- On \w+ \d+ March 2027: Thirty schools have named one\./);
  expect(report).toContain('- After six months: It made some difference. Fewer children are behind.');
  expect(doneOn < world.today).toBe(true);
});
