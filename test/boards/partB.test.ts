import { expect, test } from 'vitest';
import { boardProcesses } from '../../src/boards/processes.js';
import { londonDate } from '../../src/calendar/london.js';
import type { Answer } from '../../src/chat/answer.js';
import { coverProcess } from '../../src/cover/process.js';
import { reporterOf } from '../../src/workflow/boardReport.js';
import { handleAction } from '../../src/workflow/handle.js';
import { Processes } from '../../src/workflow/process.js';
import { withDatabase } from '../fakes/database.js';
import { boardAtWork } from './cast.js';

const said = (answer: Answer): string => JSON.stringify(answer);

/** A strategic group whose chair is away, with somebody who acts for the chair and sits on no board. */
async function withDeputyOfTheChair() {
  const { world, board, meeting } = await boardAtWork(await (await withDatabase('sqlite')).open());
  Object.assign(world, { processes: new Processes([...boardProcesses(reporterOf([])), coverProcess]) });
  const { db } = world.store;
  const { chairId } = await db.board.findUniqueOrThrow({ where: { id: board } });
  const chair = chairId ?? 0;
  const { id: schoolId } = await db.school.findFirstOrThrow();
  const deputy = await world.person('Casey Cover');
  for (const person of [chair, deputy]) await world.role(person, 'seniorLeader', { schoolId });
  await world.must('cover', null, 'begin', chair, { deputyId: String(deputy), to: '2026-12-31' });
  const press = (kind: string, id: number, command: string, values = {}, submitted = false) =>
    handleAction(world.store, world.processes, {
      type: 'action',
      key: `${kind}.${command}.${submitted}.${JSON.stringify(values)}`,
      at: world.now,
      platform: 'test',
      personId: deputy,
      verb: `${kind}.${command}`,
      submitted,
      values,
      entity: { kind, id },
    });
  return { world, board, meeting, chair, deputy, press };
}

test('whoever acts for a member raises and reads part A for them, and nothing of part B', async () => {
  const { world, board, meeting, chair, press } = await withDeputyOfTheChair();
  const { db } = world.store;

  expect(said(await press('board', board, 'raise', { title: 'Buses', part: 'A' }, true))).toContain(
    'Thank you',
  );
  const refused = await press('board', board, 'raise', { title: 'Buses', part: 'B' }, true);
  expect(said(refused)).toContain('members of the board themselves');
  for (const [kind, id] of [
    ['board', board],
    ['meeting', meeting],
  ] as const)
    expect(said(await press(kind, id, 'partB'))).toContain('members of the board themselves');
  expect(JSON.stringify(await press('board', board, 'raise'))).not.toContain('Part B');

  const item = await db.agendaItem.findFirstOrThrow({ where: { part: 'B' } });
  const itemId = String(item.id);
  const drop = await press('board', board, 'dropItem', { itemId }, true);
  expect(said(drop)).toContain('no longer waits');

  await db.meeting.update({ where: { id: meeting }, data: { state: 'held' } });
  await db.agendaItem.updateMany({ data: { meetingId: meeting } });
  expect(JSON.stringify(await press('meeting', meeting, 'minute'))).not.toContain('Finances');
  const minute = await press('meeting', meeting, 'minute', { itemId, text: 'Said' }, true);
  expect(said(minute)).toContain('not on this agenda');
  expect((await world.give('meeting', meeting, 'minute', chair, { itemId, text: 'Said' })).type).toBe('done');
});

test('what part B decides or gives a member to do reaches nobody who acts for them', async () => {
  const { world, board, chair, deputy } = await withDeputyOfTheChair();
  const boardId = String(board);
  const told = await world.told({ personId: deputy });
  const { id: decision } = await world.must('decision', null, 'record', chair, {
    boardId,
    question: 'Between us',
    part: 'B',
  });
  const { id: action } = await world.must('action', null, 'minute', chair, {
    boardId,
    ownerId: String(chair),
    text: 'Ask quietly',
    dueOn: '2026-12-01',
    part: 'B',
  });
  expect(await world.card('decision', decision, deputy)).toBeNull();
  expect(await world.card('action', action, deputy)).toBeNull();
  await world.daysPass(14);
  const later = (await world.told({ personId: deputy }, 'action')).concat(
    await world.told({ personId: deputy }, 'decision'),
  );
  expect(later.filter(notice => !told.includes(notice))).toEqual([]);
  expect(londonDate(world.now) > '2026-11-20').toBe(true);
});
