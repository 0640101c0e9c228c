import { expect, test } from 'vitest';
import { addDays } from '../../src/calendar/localDate.js';
import { atLondon } from '../../src/calendar/london.js';
import { cardText } from '../../src/chat/plainText.js';
import { groupProcesses } from '../../src/groups/processes.js';
import { appoint, board, boardsFrom } from '../boards/cast.js';
import { withDatabase } from '../fakes/database.js';

test('left to the clock a group is warned of its end, drafts its report, is checked, and is decided by its board', async () => {
  const store = await (await withDatabase('sqlite')).open();
  const { world, coordinator, boards } = await boardsFrom(store, 'northYorkshire', groupProcesses);
  const { db } = store;
  const boardId = board(boards, 'primary-ip');
  const chair = await world.person('Charity Chair');
  const boardMember = await world.person('Bo Boardmember');
  const sponsor = await world.officer('Sibyl Sponsor', 'laAdviser');
  const lead = await world.head('Lena Lead', await world.school('Elm Primary School'));
  const member = await world.person('Mel Member');
  await appoint(world, boardId, coordinator, chair);
  await appoint(world, boardId, coordinator, boardMember);
  await world.must('board', boardId, 'nameOffices', coordinator, { chairId: String(chair) });
  const { id } = await world.must('group', null, 'start', coordinator, {
    ...{ title: 'Early reading', priority: 'Reading by six', purpose: 'Find what helps.' },
    ...{ leadId: String(lead), sponsorId: String(sponsor), endsOn: '2027-04-30' },
    ...{ firstMilestone: 'Twelve schools visited', firstMilestoneOn: '2027-04-23' },
  });
  await db.taskGroup.update({ where: { id }, data: { boardId } });
  await world.must('group', id, 'addMember', lead, { personId: String(member) });
  const give = (command: string, who: number, input = {}) => world.must('group', id, command, who, input);
  const state = async () => (await db.taskGroup.findUniqueOrThrow({ where: { id } })).state;
  const alerts = async (personId: number) =>
    (await world.told({ personId }, 'group')).filter(notice => /^(end|report)/.test(notice));
  const alertedOn = async () =>
    (
      await db.timer.findMany({
        where: {
          entityKind: 'group',
          status: 'fired',
          name: { in: ['end40', 'end20', 'report', 'end10', 'end'] },
        },
        orderBy: { dueAt: 'asc' },
      })
    ).map(({ name, dueAt }) => `${name} ${dueAt.toISOString().slice(0, 10)}`);

  // ---------------------------------------------------------------- to its end
  await world.untilInstant(atLondon('2027-03-01', '18:00'));
  expect(await state()).toBe('active');
  await world.untilInstant(atLondon('2027-04-30', '18:00'));
  // Forty, twenty, fifteen and ten school days before the last of April, Easter left out; and the day itself.
  expect(await alertedOn()).toMatchInlineSnapshot(`
    [
      "end40 2027-02-11",
      "end20 2027-03-18",
      "report 2027-03-25",
      "end10 2027-04-16",
      "end 2027-04-30",
    ]
  `);
  expect(await state()).toBe('draftReport');
  for (const each of [lead, sponsor])
    expect(await alerts(each)).toEqual(['endNear', 'endNear', 'reportBegun', 'endNear', 'endReached']);
  expect(await db.checkIn.count({ where: { state: 'asked' } })).toBe(0);

  // ---------------------------------------------------------------- checked
  await give('writeBackground', lead, { background: 'It began with data.', method: 'We tried it out.' });
  await give('writeFindings', lead, { issues: 'Late.', practice: 'Daily.', evidence: 'A report.' });
  await give('writeLessons', lead, { lessons: 'Ask early.' });
  for (const text of ['Name a lead in each school.', 'Assess in December.', 'Buy a scheme.'])
    await give('recommend', lead, { text, because: 'Six did.' });
  await give('sendForCheck', lead);
  expect(await world.told({ personId: member }, 'group')).toContain('factsToCheck');
  expect(await world.give('group', id, 'sendToBoard', lead)).toMatchObject({
    why: 'rule',
    text: expect.stringContaining('five working days'),
  });
  await world.untilInstant(atLondon(addDays(world.today, 10), '18:00'));
  expect(await world.told({ personId: lead }, 'group')).toContain('factsChecked');
  await give('sendToBoard', lead);

  // ---------------------------------------------------------------- decided
  expect(await state()).toBe('boardReview');
  const { id: meeting } = await world.must('meeting', null, 'plan', chair, {
    boardId: String(boardId),
    on: '2027-06-16',
  });
  await world.untilInstant(atLondon('2027-06-16', '18:00'));
  const pack = JSON.stringify((await db.meeting.findUniqueOrThrow({ where: { id: meeting } })).pack);
  expect(pack).toContain('recommendation 1: Name a lead in each school.');
  expect(pack).toContain('/group report TF-2026-0001');
  // Whoever sits on the board can read what the pack names.
  const card = await world.card('group', id, boardMember);
  expect(card?.actions.map(({ verb }) => verb)).toEqual(['group.report']);
  expect(cardText(card!)).not.toMatch(/miss/i);

  await world.must('meeting', meeting, 'hold', chair);
  const questions = await db.boardDecision.findMany({ orderBy: { id: 'asc' } });
  expect(questions.map(each => each.state)).toEqual(['awaiting', 'awaiting', 'awaiting']);
  const decide = (at: number, outcome: string, wording = '') =>
    world.must('decision', questions[at]?.id ?? 0, 'decide', chair, { outcome, wording });
  await decide(0, 'accepted');
  await decide(1, 'amended', 'Assess in December and March.');
  expect(await state()).toBe('boardReview');
  await decide(2, 'rejected', 'No money for it.');
  expect(await state()).toBe('implementing');
  expect(await db.recommendation.findMany({ orderBy: { number: 'asc' } })).toMatchObject([
    { state: 'toPlan', outcome: 'accepted', decidedOn: '2027-06-16' },
    { state: 'toPlan', outcome: 'amended', wording: 'Assess in December and March.' },
    { state: 'rejected', wording: 'No money for it.' },
  ]);
  expect(await world.told({ personId: member }, 'group')).toContain('decided');
});
