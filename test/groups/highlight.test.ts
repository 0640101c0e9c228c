import { expect, test } from 'vitest';
import { atLondon } from '../../src/calendar/london.js';
import { groupProcesses } from '../../src/groups/processes.js';
import { draw } from '../../src/workflow/draw.js';
import { appoint, board, boardsFrom } from '../boards/cast.js';
import { withDatabase } from '../fakes/database.js';

/** A group of the primary partnership that has answered twice, and a meeting of its board to come. */
async function begin() {
  const store = await (await withDatabase('sqlite')).open();
  const { world, coordinator, boards } = await boardsFrom(store, 'northYorkshire', groupProcesses);
  const { db } = store;
  const boardId = board(boards, 'primary-ip');
  const chair = await world.person('Charity Chair');
  const sponsor = await world.officer('Sibyl Sponsor', 'laAdviser');
  const lead = await world.person('Lena Lead');
  await appoint(world, boardId, coordinator, chair);
  await world.must('board', boardId, 'nameOffices', coordinator, { chairId: String(chair) });
  const { id } = await world.must('group', null, 'start', coordinator, {
    ...{ title: 'Early reading', priority: 'Reading by six', purpose: 'Find what helps.' },
    ...{ leadId: String(lead), sponsorId: String(sponsor), endsOn: '2027-06-25' },
    ...{ firstMilestone: 'Twelve schools visited', firstMilestoneOn: '2027-06-01' },
  });
  await db.taskGroup.update({ where: { id }, data: { boardId } });
  const { id: meeting } = await world.must('meeting', null, 'plan', chair, {
    boardId: String(boardId),
    on: '2027-01-27',
  });
  const answer = async (done: string) => {
    const { id: checkIn, state } = await db.checkIn.findFirstOrThrow({ orderBy: { number: 'desc' } });
    await world.must('checkIn', checkIn, state === 'asked' ? 'answer' : 'answerLate', lead, {
      rag: 'amber',
      done,
      blocker: 'A secret',
    });
  };
  await world.untilInstant(atLondon('2026-11-25', '18:00'));
  await answer('Five schools visited');
  const newest = () => db.highlightReport.findFirst({ orderBy: { number: 'desc' } });
  const pack = async () =>
    JSON.stringify((await db.meeting.findUniqueOrThrow({ where: { id: meeting } })).pack);
  return { world, db, lead, sponsor, chair, id, answer, newest, pack };
}

test('ten school days before its board meets, the highlight report writes itself; the lead’s words go into the pack', async () => {
  const { world, db, lead, sponsor, newest, pack } = await begin();
  await world.untilInstant(atLondon('2027-01-12', '18:00'));
  expect(await newest()).toBeNull();
  // Ten school days before Wednesday 27 January.
  await world.untilInstant(atLondon('2027-01-13', '18:00'));
  const draft = await newest();
  expect(draft).toMatchObject({
    state: 'drafted',
    neededOn: '2027-01-27',
    summary: '- Five schools visited',
    editedById: null,
  });
  expect(JSON.stringify(draft)).not.toContain('A secret');
  expect(await world.told({ personId: lead }, 'highlight')).toEqual(['toEdit']);
  const entityId = draft?.id ?? 0;
  const drawing = { entityKind: 'highlight', entityId, notice: 'toEdit', personId: lead, channelId: null };
  expect((await draw(db, world.processes, drawing, world.now))?.text).toContain(
    "for the board's meeting on Wednesday 27 January 2027",
  );

  await world.must('highlight', entityId, 'change', lead, {
    summary: 'Five schools visited, all of them in the north',
    next: 'The south',
    risks: '',
  });
  await world.untilInstant(atLondon('2027-01-20', '18:00'));
  expect(await newest()).toMatchObject({ state: 'ready' });
  expect(await world.told({ personId: sponsor }, 'highlight')).toEqual(['ready']);
  expect(await pack()).toContain('Five schools visited, all of them in the north. Next: The south');
});

test('it is not written twice from the same check-ins, and again when there is news', async () => {
  const { world, db, lead, chair, id, answer } = await begin();
  const written = () => db.highlightReport.count();
  await world.must('group', id, 'writeHighlight', lead);
  await world.untilInstant(atLondon('2027-01-28', '18:00'));
  expect(await written()).toBe(1);
  const { boardId } = await db.taskGroup.findUniqueOrThrow({ where: { id } });
  // Planned at short notice it is asked for at once.
  await answer('Nine schools visited');
  await world.must('meeting', null, 'plan', chair, { boardId: String(boardId), on: '2027-02-05' });
  await world.daysPass(1);
  expect(await written()).toBe(2);
});
