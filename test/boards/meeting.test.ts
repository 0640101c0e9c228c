import { expect, test } from 'vitest';
import { boardCommands } from '../../src/boards/commands.js';
import type { LocalDate } from '../../src/calendar/localDate.js';
import { atLondon } from '../../src/calendar/london.js';
import type { Answer } from '../../src/chat/answer.js';
import { allElements } from '../../src/chat/card.js';
import { cardText, formText } from '../../src/chat/plainText.js';
import { createRouter } from '../../src/chat/router.js';
import { groupProcesses } from '../../src/groups/processes.js';
import { handleAction } from '../../src/workflow/handle.js';
import { waitsOn } from '../../src/workflow/waiting.js';
import { storyOnEachStore } from '../fakes/database.js';
import type { World } from '../fakes/world.js';
import { appoint, board, boardsFrom } from './cast.js';

const MEETING: LocalDate = '2027-02-10';

/** Types a line to the bot as somebody, and gives what it answers as text. */
function typist(world: World) {
  const commands = boardCommands(world);
  const router = createRouter(commands, action => handleAction(world.store, world.processes, action));
  let lines = 0;
  return async (personId: number, text: string): Promise<string> => {
    const key = `line:${++lines}`;
    return answerText(
      await router({ type: 'command', key, at: world.now, platform: 'test', personId, text }),
    );
  };
}

function answerText(answer: Answer): string {
  if (answer.type === 'notice') return answer.card ? `${answer.text}\n${cardText(answer.card)}` : answer.text;
  if (answer.type === 'card') return cardText(answer.card);
  return `FORM ${formText(answer.form)} ${JSON.stringify(answer.form.values ?? {})}`;
}

storyOnEachStore('a two-part meeting', open => {
  async function begin() {
    const store = await open();
    const { world, coordinator, boards } = await boardsFrom(store, 'northYorkshire', [...groupProcesses]);
    const slspg = board(boards, 'slspg');
    const primary = board(boards, 'primary-ip');
    const [chair, director, primaryChair, stranger, lead, sponsor] = await Promise.all(
      ['Charity Chair', 'Dora Director', 'Percy Primary', 'Stan Stranger', 'Lena Lead', 'Sibyl Sponsor'].map(
        name => world.person(name),
      ),
    );
    const people = { chair: chair!, director: director!, primaryChair: primaryChair!, stranger: stranger! };
    await appoint(world, slspg, coordinator, people.chair);
    await appoint(world, slspg, coordinator, people.director);
    await appoint(world, slspg, coordinator, people.primaryChair);
    await world.must('board', slspg, 'nameOffices', coordinator, { chairId: String(people.chair) });
    await appoint(world, primary, coordinator, people.primaryChair);
    await world.must('board', primary, 'nameOffices', coordinator, { chairId: String(people.primaryChair) });
    const { id: groupId } = await world.must('group', null, 'start', coordinator, {
      title: 'Early reading',
      priority: 'Reading by six',
      purpose: 'Find what helps children who missed the phonics standard.',
      leadId: String(lead),
      sponsorId: String(sponsor),
      endsOn: '2027-06-25',
      firstMilestone: 'Twelve schools visited',
      firstMilestoneOn: '2027-01-15',
    });
    await store.db.taskGroup.update({ where: { id: groupId }, data: { boardId: primary } });
    const types = typist(world);
    return { world, coordinator, slspg, primary, groupId, lead: lead!, types, ...people };
  }

  test('its agenda is assembled from what the store holds, chased, sent, minuted and closed', async () => {
    const { world, coordinator, slspg, groupId, lead, types, chair, director, primaryChair } = await begin();
    const { db } = world.store;

    // Not in half term; then on the day of the acceptance.
    expect(await types(chair, '/board slspg plan 2027-02-17')).toContain('FORM Plan a meeting');
    expect(
      await world.give('meeting', null, 'plan', chair, { boardId: String(slspg), on: '2027-02-17' }),
    ).toMatchObject({ type: 'refused', text: expect.stringContaining('half term') });
    const { id } = await world.must('meeting', null, 'plan', chair, {
      boardId: String(slspg),
      on: MEETING,
      startsAt: '15:30',
      place: 'County Hall',
    });
    expect(await world.told({ personId: director }, 'meeting')).toEqual(['planned']);

    // A group of the primary partnership checks in, then falls silent past its milestone.
    await world.daysPass(16);
    const checkIn = await db.checkIn.findFirstOrThrow({ where: { groupId } });
    await world.must('checkIn', checkIn.id, 'answer', lead, {
      rag: 'green',
      done: 'Five schools visited',
      blocker: 'A secret blocker',
    });
    await types(primaryChair, '/board slspg raise “Place planning in Selby”');
    await types(coordinator, '/board slspg action @chair "Write to all heads" due:2027-01-12');
    await world.untilInstant(atLondon('2027-01-22', '18:00'));
    expect(await world.told({ personId: chair }, 'action')).toEqual(['given', 'soon', 'due', 'late']);

    // Ten school days before: 27 January. The primary chair owes a paper, so do boards without a chair.
    await world.untilInstant(atLondon('2027-01-27', '18:00'));
    expect(await world.told({ personId: primaryChair }, 'meeting')).toEqual(['planned', 'paperWanted']);
    expect((await world.told({ personId: coordinator }, 'meeting')).at(-1)).toBe('papersOwed');
    await types(primaryChair, '/board primary-ip paper "Phonics is up in nine of twelve schools."');
    await types(primaryChair, '/board primary-ip paper "Phonics is up in ten of twelve schools."');

    const early = await types(director, '/board slspg agenda 2027-02-10');
    expect(early).toContain('the agenda so far');
    // Five school days before: 3 February.
    await world.untilInstant(atLondon('2027-02-03', '18:00'));
    expect(await db.meeting.findUnique({ where: { id } })).toMatchObject({
      state: 'packIssued',
      packOn: '2027-02-03',
    });
    expect((await world.told({ personId: director }, 'meeting')).at(-1)).toBe('pack');
    const pack = await types(director, '/board slspg agenda 2027-02-10');
    expect(pack).toContain('Phonics is up in ten of twelve schools.');
    expect(pack).not.toContain('nine of twelve');
    expect(pack).toContain(
      'Early reading (TF-2026-0001): Grey: no valid check-in. Done by Wed 27 Jan 2027: Five schools visited. Next milestone: Twelve',
    );
    expect(pack).toMatch(/Early reading: \d+ check-ins in a row have not been answered/);
    expect(pack).toContain('The milestone "Twelve schools visited" was due on Friday 15 January 2027');
    expect(pack).toContain('BA-2026-0001, Charity Chair, was due Tuesday 12 January 2027');
    expect(pack).toContain('Place planning in Selby (Percy Primary)');
    expect(pack).toContain('Special Improvement Partnership\n- No paper has come in.');
    expect(pack).not.toContain('secret blocker');

    // What happens later does not change what was sent; what is raised later waits.
    await types(director, '/board slspg raise "Too late for the pack"');
    expect(await types(director, '/board slspg agenda')).not.toContain('Too late');

    expect(await world.give('meeting', id, 'hold', chair)).toMatchObject({
      type: 'refused',
      text: expect.stringContaining('It is on Wednesday 10 February 2027'),
    });
    await world.untilInstant(atLondon(MEETING, '17:00'));
    expect((await world.told({ personId: director }, 'meeting')).at(-1)).toBe('today');
    await world.must('meeting', id, 'hold', chair);
    const item = await db.agendaItem.findFirstOrThrow({ where: { title: 'Place planning in Selby' } });
    await world.must('meeting', id, 'minute', coordinator, {
      itemId: String(item.id),
      text: 'The director brings figures.',
    });
    expect(await types(coordinator, '/board slspg decide "The next issue for experts is SEMH"')).toContain(
      'decided at BM-2026-0001',
    );
    expect(await types(chair, '/board action slspg @Dora "Bring the figures" due:3/3/2027')).toContain(
      'Minuted as BA-2027-0001: Dora Director by Wednesday 3 March 2027',
    );
    const waits = await waitsOn(world.store.db, world.processes, director, world.today);
    expect(waits.map(each => each.reference)).toEqual(['BA-2027-0001']);
    await world.untilInstant(atLondon('2027-02-17', '18:00'));
    expect((await world.told({ personId: chair }, 'meeting')).at(-1)).toBe('minutesOwed');
    await world.must('meeting', id, 'close', chair);
    const card = cardText((await world.card('meeting', id, director))!);
    expect(card).toContain('Place planning in Selby: The director brings figures.');
    expect(card).toContain('BA-2027-0001: Dora Director, by Wednesday 3 March 2027: Bring the figures');
    const action = await db.boardAction.findFirstOrThrow({ where: { reference: 'BA-2027-0001' } });
    expect(action.meetingId).toBe(id);
    await world.must('action', action.id, 'finish', director, { result: 'Sent on 1 March.' });
    expect(await world.told({ personId: chair }, 'action')).toContain('done');
    const log = await types(chair, '/board slspg actions');
    expect(log).toContain('Actions done: 1 of 2');
    expect(log).toContain('Open: 1, of which 1 overdue');
  });

  test('part B reaches members, and nobody else by any path', async () => {
    const { world, coordinator, slspg, types, chair, director, stranger } = await begin();
    const { db } = world.store;
    const secret = 'Zanzibar finances';
    const { id } = await world.must('meeting', null, 'plan', chair, {
      boardId: String(slspg),
      on: '2026-12-09',
      startsAt: '15:30',
    });
    const raised = await types(director, `/board slspg raise "${secret}" part:B`);
    expect(raised).toContain('Only members see it.');
    expect(raised).not.toContain('Zanzibar');
    expect(
      await types(director, `/board slspg action @chair "Ask about ${secret}" due:2026-12-01 part:b`),
    ).toContain('Minuted as');
    const action = await db.boardAction.findFirstOrThrow();

    // Members read it when they ask.
    expect(await types(chair, '/board slspg partb')).toContain(secret);
    expect(await types(chair, '/board slspg partb')).toContain(`Ask about ${secret}`);
    // A coordinator who is no member, however they ask; and a stranger, who learns not even that there is a board.
    for (const line of ['partb', 'agenda', 'actions', 'decisions', 'pack', 'seats', '']) {
      expect(await types(coordinator, `/board slspg ${line}`)).not.toContain('Zanzibar');
      expect(await types(stranger, `/board slspg ${line}`)).toContain('You sit on no board');
    }
    expect(await types(coordinator, '/board list')).not.toContain('Zanzibar');
    expect(await world.give('board', slspg, 'raise', coordinator, { title: 'x', part: 'B' })).toMatchObject({
      type: 'refused',
      text: expect.stringContaining('members'),
    });
    // A guessed reference.
    expect(await world.card('action', action.id, coordinator)).toBeNull();
    expect(await world.give('action', action.id, 'finish', coordinator, {})).toMatchObject({
      why: 'unknown',
    });
    for (const kind of ['meeting', 'board', 'action'] as const) {
      const look = await handleAction(world.store, world.processes, {
        type: 'action',
        key: `look:${kind}`,
        at: world.now,
        platform: 'test',
        personId: coordinator,
        verb: `${kind}.partB`,
        entity: { kind, id: kind === 'action' ? action.id : kind === 'board' ? slspg : id },
        submitted: false,
      });
      expect(answerText(look)).not.toContain('Zanzibar');
    }
    const item = await db.agendaItem.findFirstOrThrow({ where: { part: 'B' } });
    expect(
      await world.give('board', slspg, 'dropItem', coordinator, { itemId: String(item.id) }),
    ).toMatchObject({ type: 'refused', text: expect.not.stringContaining('Zanzibar') });

    // A part B action is for members alone.
    expect(await types(director, '/board slspg action @Stan "Help" due:2026-12-01 part:B')).toContain(
      'for members alone',
    );

    // The pack, and what was ever written about it: cards as posted to anybody, also to members and channels.
    await world.untilInstant(atLondon('2026-12-09', '18:00'));
    await world.must('meeting', id, 'hold', chair);
    await world.must('meeting', id, 'minute', director, {
      itemId: String(item.id),
      text: `${secret}: agreed`,
    });
    expect(
      await world.give('meeting', id, 'minute', coordinator, { itemId: String(item.id), text: 'x' }),
    ).toMatchObject({ type: 'refused' });
    const shown = await types(chair, '/board slspg agenda 2026-12-09');
    expect(shown).not.toContain('Zanzibar');
    for (const who of [chair, director, coordinator]) {
      for (const [kind, of] of [
        ['meeting', id],
        ['board', slspg],
        ['action', action.id],
      ] as const) {
        const card = await world.card(kind, of, who);
        expect(card ? cardText(card) : '').not.toContain('Zanzibar');
        expect(JSON.stringify(card ? allElements(card) : '')).not.toContain('Zanzibar');
      }
    }
    const channel = await world.channelCard('meeting', id, world.boardChannelId);
    expect(cardText(channel)).not.toMatch(/Zanzibar|Part A/);
    // Notices, audit, receipts, waiting, timers: nothing of the words stays anywhere but in its own rows.
    const kept = JSON.stringify([
      await db.auditEntry.findMany(),
      await db.receipt.findMany(),
      await db.message.findMany(),
      await db.timer.findMany(),
      await db.waiting.findMany(),
      (await db.meeting.findMany()).map(row => row.pack),
    ]);
    expect(kept).not.toContain('Zanzibar');
    for (const row of await db.message.findMany()) {
      const process = world.processes.get(row.entityKind);
      const record = await process.load(db, row.entityId, world.today);
      const viewer = {
        personId: row.personId,
        channelId: row.channelId,
        roles: ['members', 'chair', 'owner'],
      };
      const at = { now: world.now, today: world.today };
      expect(process.notices[row.notice]?.text(record!, viewer, at)).not.toContain('Zanzibar');
    }
    // A member who leaves the board no longer reads it.
    const seat = await db.boardSeat.findFirstOrThrow({ where: { holderId: director } });
    await world.must('seat', seat.id, 'vacate', coordinator);
    expect(await types(director, '/board slspg partb')).toContain('You sit on no board');
  });
});
