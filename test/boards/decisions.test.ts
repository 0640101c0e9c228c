import { expect, test } from 'vitest';
import { boardProcesses } from '../../src/boards/processes.js';
import { cardText } from '../../src/chat/plainText.js';
import { reporterOf } from '../../src/workflow/boardReport.js';
import { type Process, Processes } from '../../src/workflow/process.js';
import { eachStore } from '../fakes/database.js';
import { askerProcess } from './asker.js';
import { appoint, board, boardsFrom } from './cast.js';

eachStore('what a board decides', open => {
  async function begin() {
    const { world, coordinator, boards } = await boardsFrom(await open(), 'northYorkshire');
    const slspg = board(boards, 'slspg');
    const [chair, member] = [await world.person('Charity Chair'), await world.person('Mark Member')];
    await appoint(world, slspg, coordinator, chair);
    await appoint(world, slspg, coordinator, member);
    await world.must('board', slspg, 'nameOffices', coordinator, { chairId: String(chair) });
    const { process, answers } = askerProcess(slspg, member);
    const all: readonly Process[] = [...boardProcesses(reporterOf([])), process];
    Object.assign(world, { processes: new Processes(all) });
    const waiting = () =>
      world.store.db.boardDecision.findFirstOrThrow({
        where: { state: 'awaiting' },
        orderBy: { id: 'desc' },
      });
    return { world, coordinator, slspg, chair, member, answers, waiting };
  }

  test('a question of another process waits for the board, and the answer goes back word for word', async () => {
    const { world, chair, member, answers, waiting } = await begin();
    const { id: plea } = await world.must('plea', null, 'ask', member);
    const { id } = await waiting();
    expect(await world.told({ personId: chair }, 'decision')).toEqual(['asked']);
    expect(cardText((await world.card('decision', id, member))!)).toContain('Purpose: find what helps.');
    expect(await world.give('decision', id, 'decide', member, { outcome: 'accepted' })).toMatchObject({
      type: 'refused',
      why: 'notYours',
    });
    expect(await world.give('decision', id, 'decide', chair, { outcome: 'amended' })).toMatchObject({
      type: 'refused',
      why: 'input',
      fields: { wording: expect.stringContaining('word for word') },
    });
    expect(
      await world.give('decision', id, 'decide', chair, { outcome: 'accepted', on: '2026-12-24' }),
    ).toMatchObject({ type: 'refused', text: expect.stringContaining('still to come') });
    await world.must('decision', id, 'decide', chair, { outcome: 'amended', wording: 'By Easter.' });
    expect(answers).toEqual([
      {
        subject: 'terms',
        outcome: 'amended',
        wording: 'By Easter.',
        decidedOn: '2026-11-09',
        decisionReference: 'BD-2026-0001',
        meetingReference: null,
      },
    ]);
    expect(await world.give('plea', plea, 'ask', member)).toMatchObject({ why: 'notNow' });
    expect(await world.give('decision', id, 'decide', chair, { outcome: 'accepted' })).toMatchObject({
      why: 'notNow',
    });
  });

  test('accepted as it stands it needs no words', async () => {
    const { world, chair, member, answers, waiting } = await begin();
    await world.must('plea', null, 'ask', member);
    await world.must('decision', (await waiting()).id, 'decide', chair, { outcome: 'accepted' });
    expect(answers).toMatchObject([{ outcome: 'accepted', wording: '' }]);
  });

  test('asked again it replaces the older question; an asker that has gone holds nothing up', async () => {
    const { world, chair, member, answers, waiting } = await begin();
    const { id: plea } = await world.must('plea', null, 'ask', member);
    const older = await waiting();
    await world.must('plea', plea, 'ask', member);
    const newer = await waiting();
    expect(newer.id).not.toBe(older.id);
    expect(await world.store.db.boardDecision.findUnique({ where: { id: older.id } })).toMatchObject({
      state: 'withdrawn',
    });
    await world.must('plea', plea, 'leave', member);
    await world.must('decision', newer.id, 'decide', chair, { outcome: 'rejected', wording: 'Too late.' });
    expect(answers).toEqual([]);
  });

  test('what somebody waits for is decided, and not simply taken off the agenda', async () => {
    const { world, chair, member, answers, waiting } = await begin();
    await world.must('plea', null, 'ask', member);
    const { id } = await waiting();
    const refused = await world.give('decision', id, 'withdraw', chair);
    expect(refused).toMatchObject({ why: 'rule', text: expect.stringContaining('"Record the decision"') });
    const card = await world.card('decision', id, chair);
    expect(card?.actions.map(({ verb }) => verb)).toEqual(['decision.decide']);
    await world.must('decision', id, 'decide', chair, { outcome: 'rejected', wording: 'Not for us.' });
    expect(answers).toMatchObject([{ outcome: 'rejected', wording: 'Not for us.' }]);
  });

  test('what part B decides is for members alone, and of it a card shows only that it is', async () => {
    const { world, coordinator, slspg, member } = await begin();
    const secret = 'Talk to the two schools first';
    expect(
      await world.give('decision', null, 'record', coordinator, {
        boardId: String(slspg),
        question: secret,
        part: 'B',
      }),
    ).toMatchObject({ type: 'refused' });
    const { id } = await world.must('decision', null, 'record', member, {
      boardId: String(slspg),
      question: secret,
      part: 'B',
    });
    expect(await world.card('decision', id, coordinator)).toBeNull();
    expect(cardText((await world.card('decision', id, member))!)).not.toContain(secret);
    expect(await world.told({ personId: coordinator }, 'decision')).toEqual([]);
  });
});
