import { expect, test } from 'vitest';
import { atLondon } from '../../src/calendar/london.js';
import { cardText } from '../../src/chat/plainText.js';
import { storyOnEachStore } from '../fakes/database.js';
import { appoint, board, boardsFrom } from './cast.js';

storyOnEachStore('a discussion with experts', open => {
  async function begin() {
    const { world, coordinator, boards } = await boardsFrom(await open(), 'northYorkshire');
    const slspg = board(boards, 'slspg');
    const ecg = board(boards, 'ecg');
    const chair = await world.person('Charity Chair');
    const head = await world.person('Hana Head');
    await appoint(world, slspg, coordinator, chair);
    await world.must('board', slspg, 'nameOffices', coordinator, { chairId: String(chair) });
    const plan = (from: string, more: Record<string, string> = {}) =>
      world.give('event', null, 'plan', coordinator, {
        boardId: String(ecg),
        issue: 'SEMH in rural primaries',
        from,
        on: '2027-01-27',
        ...more,
      });
    return { world, coordinator, slspg, ecg, chair, head, plan };
  }

  test('is planned only where the strategic group has decided so', async () => {
    const { world, coordinator, slspg, chair, plan } = await begin();
    expect(await plan('BD-2026-0099')).toMatchObject({
      type: 'refused',
      text: expect.stringContaining('"BD-2026-0099" is no such decision'),
    });
    // A decision of part B, or one that still waits, is none to cite.
    await world.must('decision', null, 'record', chair, {
      boardId: String(slspg),
      question: 'Between us',
      part: 'B',
    });
    expect(await plan('BD-2026-0001')).toMatchObject({ type: 'refused' });
    await world.must('decision', null, 'record', chair, {
      boardId: String(slspg),
      question: 'The next issue is SEMH',
    });
    expect(await plan('bd-2026-0002', { boardId: String(slspg) })).toMatchObject({
      type: 'refused',
      text: expect.stringContaining('no consultative group'),
    });
    expect(await plan('bd-2026-0002', { on: '2027-02-16' })).toMatchObject({
      type: 'refused',
      text: expect.stringContaining('half term'),
    });
    expect(await plan('bd-2026-0002')).toMatchObject({ type: 'done' });
    expect(await world.told({ personId: coordinator }, 'event')).toEqual([]);
  });

  test('people are invited, send evidence, and what comes out is traced to what was done', async () => {
    const { world, coordinator, slspg, chair, head, plan } = await begin();
    const { db } = world.store;
    await world.must('decision', null, 'record', chair, { boardId: String(slspg), question: 'SEMH next' });
    const planned = await plan('BD-2026-0001');
    if (planned.type !== 'done') throw new Error(planned.text);
    const { id } = planned.entity;
    await world.must('event', id, 'invite', coordinator, { personId: String(head) });
    expect(await world.give('event', id, 'invite', coordinator, { personId: String(head) })).toMatchObject({
      type: 'refused',
      text: 'They are invited already.',
    });
    await world.must('event', id, 'invite', coordinator, { name: 'Prof Outside', organisation: 'York' });
    expect(await world.give('event', id, 'invite', coordinator, {})).toMatchObject({ why: 'input' });
    expect(await world.told({ personId: head }, 'event')).toEqual(['invited']);
    // Who is invited, and who answers what, is for those who plan it.
    expect(cardText((await world.card('event', id, head))!)).not.toContain('Outside');
    await world.must('event', id, 'answer', head, { answer: 'comes' });

    // Fifteen and ten school days before 27 January: 5 and 13 January.
    await world.untilInstant(atLondon('2027-01-13', '18:00'));
    expect(await world.told({ personId: head }, 'event')).toEqual([
      'invited',
      'evidenceSoon',
      'evidenceSoon',
    ]);
    expect(await world.told({ personId: coordinator }, 'event')).toEqual(['evidenceDue']);
    await world.must('event', id, 'evidence', head, { evidence: 'Our nurture room, a page: example.org/n' });
    const outsider = await db.eventInvitee.findFirstOrThrow({ where: { personId: null } });
    await world.must('event', id, 'evidence', coordinator, {
      inviteeId: String(outsider.id),
      evidence: 'A review of studies (https://studies.example/2026?q=1)',
    });
    const drawn = (await world.card('event', id, head))!;
    expect(drawn.body).toContainEqual({
      type: 'link',
      label: 'Prof Outside: A review of studies',
      url: 'https://studies.example/2026?q=1',
    });
    const card = cardText(drawn);
    expect(card).toContain('Hana Head: Our nurture room');
    expect(card).toContain('Prof Outside: A review of studies');

    expect(await world.give('event', id, 'hold', coordinator)).toMatchObject({ type: 'refused' });
    await world.untilInstant(atLondon('2027-01-27', '18:00'));
    await world.must('event', id, 'hold', coordinator);
    expect(await world.give('event', id, 'close', coordinator)).toMatchObject({
      type: 'refused',
      text: expect.stringContaining('at least one outcome'),
    });
    await world.must('event', id, 'outcome', coordinator, { title: 'Share a nurture lead' });
    await world.must('event', id, 'outcome', coordinator, { title: 'Ask the EEF', note: 'By Easter.' });
    await world.must('event', id, 'close', coordinator);
    expect((await world.told({ personId: head }, 'event')).at(-1)).toBe('fedBack');

    // Both stand on the strategic group's next agenda by themselves, and are traced from there.
    const items = await db.agendaItem.findMany({
      where: { boardId: slspg, part: 'A' },
      orderBy: { id: 'asc' },
    });
    expect(items.map(item => item.title)).toEqual(['Share a nurture lead', 'Ask the EEF']);
    const { id: action } = await world.must('action', null, 'minute', chair, {
      boardId: String(slspg),
      ownerId: String(head),
      text: 'Find the lead',
      dueOn: '2027-03-01',
      itemId: String(items[0]?.id),
    });
    await world.must('action', action, 'finish', head, { result: 'Hired in April.' });
    const process = world.processes.get('event');
    const record = await process.load(db, id, world.today);
    const viewer = { personId: coordinator, channelId: null, roles: ['officers'] };
    const trace = await process.show?.(db, 'trace', record!, viewer, { now: world.now, today: world.today });
    expect(cardText(trace!)).toContain(
      'Share a nurture lead | not discussed yet | BA-2027-0001 done: Hired in April.',
    );
  });
});
