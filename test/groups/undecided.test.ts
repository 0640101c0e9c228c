import { expect, test } from 'vitest';
import { groupProcesses } from '../../src/groups/processes.js';
import { appoint, board, boardsFrom } from '../boards/cast.js';
import { withDatabase } from '../fakes/database.js';
import { startedGroup } from './cast.js';

/** A group whose lead has asked its sponsor to decide, with the chair and a sponsor beside. */
async function undecided() {
  const { world, id, lead } = await startedGroup(await (await withDatabase('sqlite')).open());
  const { db } = world.store;
  const { sponsorId: sponsor } = await db.taskGroup.findUniqueOrThrow({ where: { id } });
  const chair = (await db.person.findFirstOrThrow({ where: { name: 'Charity Chair' } })).id;
  await world.must('group', id, 'raiseException', lead, { reason: 'Three schools share no data' });
  const exception = async () => db.groupException.findFirstOrThrow();
  return { world, id, lead, sponsor, chair, exception };
}

test('a group that is stopped leaves nothing to decide behind', async () => {
  const { world, id, sponsor, chair, exception } = await undecided();
  await world.daysPass(12);
  expect((await exception()).state).toBe('withChair');
  await world.must('group', id, 'stop', sponsor, { reason: 'It has served its turn' });
  const { id: exceptionId, state } = await exception();
  expect(state).toBe('lapsed');
  expect(await world.told({ personId: chair }, 'exception')).toEqual(['withChair', 'lapsed']);
  expect((await world.card('exception', exceptionId, chair))?.status?.text).toContain('No longer needs');
  await world.daysPass(30);
  expect(await world.told({ personId: chair }, 'exception')).toEqual(['withChair', 'lapsed']);
  expect(await world.store.db.waiting.count({ where: { entityKind: 'exception' } })).toBe(0);
});

test('nor does one whose report goes out for its facts to be checked', async () => {
  const { world, id, lead, sponsor, chair, exception } = await undecided();
  const give = (command: string, input = {}) => world.must('group', id, command, lead, input);
  await give('beginReport');
  await give('writeBackground', { background: 'It began with data.', method: 'We tried it out.' });
  await give('writeFindings', { issues: 'Late.', practice: 'Daily.', evidence: 'A report.' });
  await give('writeLessons', { lessons: 'Ask early.' });
  await give('recommend', { text: 'Help schools lead early reading.', because: 'Six did.' });
  expect((await exception()).state).toBe('raised');
  await give('sendForCheck');
  expect((await exception()).state).toBe('lapsed');
  expect(await world.told({ personId: sponsor }, 'exception')).toEqual(['raised', 'lapsed']);
  await world.daysPass(20);
  expect(await world.told({ personId: chair }, 'exception')).toEqual([]);
});

test('terms that the sponsor takes back leave the agenda, and come back with the next sending', async () => {
  const store = await (await withDatabase('sqlite')).open();
  const { world, coordinator, boards } = await boardsFrom(store, 'northYorkshire', groupProcesses);
  const { db } = store;
  const boardId = board(boards, 'primary-ip');
  const chair = await world.person('Charity Chair');
  await appoint(world, boardId, coordinator, chair);
  await world.must('board', boardId, 'nameOffices', coordinator, { chairId: String(chair) });
  const sponsor = await world.officer('Sibyl Sponsor', 'laAdviser');
  const lead = await world.person('Lena Lead');
  const proposer = await world.head('Petra Proposer', await world.school('Elm Primary School'));
  const { id } = await world.must('group', null, 'propose', proposer, {
    title: 'Early reading',
    priority: 'Every child a reader by seven',
    purpose: 'Find what helps.',
    sponsorId: String(sponsor),
    boardId: String(boardId),
  });
  await db.taskGroup.update({ where: { id }, data: { boardId } });
  const give = (command: string, who: number, input = {}) => world.must('group', id, command, who, input);
  await give('acceptProposal', sponsor, { leadId: String(lead), endsOn: '2027-06-25' });
  await give('draftProblem', lead, { baseline: '27 % missed it.', enquiry: 'What helps?', success: '20 %.' });
  await give('draftScope', lead, { inScope: 'Reception to Year 2', outOfScope: 'Special schools' });
  await give('addMilestone', lead, { title: 'Data read', dueOn: '2027-01-29' });
  const questions = () =>
    db.boardDecision.findMany({ orderBy: { id: 'asc' }, select: { id: true, state: true } });

  await give('sendTerms', lead);
  expect(await questions()).toMatchObject([{ state: 'awaiting' }]);
  await give('returnTerms', sponsor, { reason: 'Say what it costs' });
  expect(await questions()).toMatchObject([{ state: 'withdrawn' }]);
  expect(await world.told({ personId: chair }, 'decision')).toEqual(['asked', 'takenBack']);
  await give('sendTerms', lead);
  const [, again] = await questions();
  expect(again?.state).toBe('awaiting');
  await world.must('decision', again?.id ?? 0, 'decide', chair, { outcome: 'accepted' });
  expect((await db.taskGroup.findUniqueOrThrow({ where: { id } })).state).toBe('active');
});
