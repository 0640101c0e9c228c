import { expect, test } from 'vitest';
import { formatDate } from '../../src/calendar/localDate.js';
import { londonDate, londonTime } from '../../src/calendar/london.js';
import type { Card } from '../../src/chat/card.js';
import { cardText } from '../../src/chat/plainText.js';
import { groupProcesses } from '../../src/groups/processes.js';
import { storyOnEachStore } from '../fakes/database.js';
import { World } from '../fakes/world.js';

storyOnEachStore('a task-and-finish group', open => {
  async function begin() {
    const world = await World.create(await open(), groupProcesses);
    const school = await world.school('Oakfield Primary School');
    const people = {
      coordinator: await world.officer('Corin Coordinator', 'coordinator'),
      chair: await world.officer('Charity Chair', 'boardChair'),
      sponsor: await world.officer('Sibyl Sponsor', 'boardMember'),
      lead: await world.person('Lena Lead'),
      deputy: await world.person('Dale Deputy'),
      stranger: await world.head('Stan Stranger', school),
    };
    await world.role(people.lead, 'deputy', { schoolId: school });
    const { id } = await world.must('group', null, 'start', people.coordinator, {
      title: 'Early reading',
      priority: 'Reading by six',
      purpose: 'Find what helps children who missed the phonics standard.',
      leadId: String(people.lead),
      deputyId: String(people.deputy),
      sponsorId: String(people.sponsor),
      endsOn: '2027-06-25',
      firstMilestone: 'Twelve schools visited',
      firstMilestoneOn: '2027-01-15',
    });
    return { world, id, ...people };
  }

  async function openCheckIn(world: World) {
    const row = await world.store.db.checkIn.findFirst({ orderBy: { number: 'desc' } });
    if (!row) throw new Error('no check-in was asked for');
    return row;
  }

  test('asks the lead every ten school days, on a Tuesday to Thursday at 15:45, and never in a holiday', async () => {
    const { world, lead, id } = await begin();
    const prompts: string[] = [];
    for (let round = 0; round < 6; round++) {
      const timer = await world.store.db.timer.findFirstOrThrow({
        where: { entityKind: 'group', name: 'prompt', status: 'pending' },
      });
      prompts.push(`${formatDate(londonDate(timer.dueAt), 'short')} ${londonTime(timer.dueAt)}`);
      await world.untilInstant(timer.dueAt);
      const checkIn = await openCheckIn(world);
      await world.must('checkIn', checkIn.id, 'answer', lead, {
        rag: 'green',
        done: `Round ${round}`,
        daysUsed: '0.5',
      });
    }
    // From Mon 9 Nov 2026: 23 Nov is a Monday, so the 24th; over Christmas only school days count.
    expect(prompts).toMatchInlineSnapshot(`
      [
        "Tue 24 Nov 2026 15:45",
        "Tue 8 Dec 2026 15:45",
        "Tue 5 Jan 2027 15:45",
        "Tue 19 Jan 2027 15:45",
        "Tue 2 Feb 2027 15:45",
        "Tue 23 Feb 2027 15:45",
      ]
    `);
    expect(await world.told({ personId: lead }, 'checkIn')).toEqual(Array(6).fill('prompt'));
    expect(
      (await world.told({ channelId: world.boardChannelId })).every(notice => notice === 'highlight'),
    ).toBe(true);
    expect(cardText((await world.card('group', id, lead))!)).toContain('Done: Round 5');
  });

  test('two taps: no change is kept once, and refused the second time', async () => {
    const { world, lead } = await begin();
    await world.daysPass(16);
    const first = await openCheckIn(world);
    const offered = async (id: number) =>
      (await world.card('checkIn', id, lead))?.actions.map(({ label }) => label) ?? [];
    // A button that would refuse is not shown.
    expect(await offered(first.id)).toEqual(['Answer']);
    expect(await world.give('checkIn', first.id, 'noChange', lead)).toMatchObject({
      type: 'refused',
      text: expect.stringContaining('first check-in'),
    });
    await world.must('checkIn', first.id, 'answer', lead, {
      rag: 'amber',
      done: 'Visits begun',
      blocker: 'No data from 3 schools',
    });
    expect(
      await world.give('checkIn', first.id, 'answer', lead, { rag: 'red', done: 'Again' }),
    ).toMatchObject({ type: 'refused', why: 'notNow' });
    await world.daysPass(16);
    const second = await openCheckIn(world);
    expect(await offered(second.id)).toEqual(['Answer', 'No change']);
    await world.must('checkIn', second.id, 'noChange', lead);
    expect(
      await world.store.db.checkIn.findUnique({ where: { id: second.id }, include: { answers: true } }),
    ).toMatchObject({
      state: 'answered',
      answers: [{ rag: 'amber', done: 'Visits begun', unchanged: true, halfDaysUsed: 0 }],
    });
    await world.daysPass(30);
    const third = await openCheckIn(world);
    expect(third.number).toBe(3);
    expect(await offered(third.id)).not.toContain('No change');
    expect(await world.give('checkIn', third.id, 'noChange', lead)).toMatchObject({
      type: 'refused',
      why: 'rule',
    });
  });

  test('an answer that was red is corrected to another colour only with a sentence', async () => {
    const { world, lead } = await begin();
    await world.daysPass(16);
    const { id } = await openCheckIn(world);
    await world.must('checkIn', id, 'answer', lead, { rag: 'red', done: 'Stuck' });
    const again = { rag: 'amber', done: 'Stuck' };
    expect(await world.give('checkIn', id, 'correct', lead, again)).toMatchObject({
      why: 'rule',
      text: expect.stringContaining('why it no longer is'),
    });
    await world.must('checkIn', id, 'correct', lead, { ...again, fromRed: 'The data came today' });
    expect((await world.store.db.checkInAnswer.findMany()).map(({ rag }) => rag)).toEqual(['red', 'amber']);
  });

  test('misses stay private: deputy on the fourth day, the sponsor after two, the chair after three', async () => {
    const { world, id, lead, deputy, sponsor, chair, stranger } = await begin();
    await world.daysPass(60);
    const checkIns = await world.store.db.checkIn.findMany({ orderBy: { number: 'asc' } });
    expect(checkIns.slice(0, 2).map(row => row.state)).toEqual(['missed', 'missed']);
    expect(await world.told({ personId: deputy }, 'checkIn')).toContain('deputyAdded');
    expect(await world.told({ personId: sponsor }, 'group')).toContain('twoMissed');
    expect(await world.told({ channelId: world.boardChannelId })).toEqual([]);
    await world.daysPass(21);
    expect(await world.told({ personId: chair }, 'group')).toContain('threeMissed');
    expect(cardText((await world.card('group', id, sponsor))!)).toMatch(
      /Grey: no valid check-in[\s\S]*Missed in a row: \d/,
    );
    // From two on it is on the chair's list.
    expect(cardText((await world.card('group', id, chair))!)).toMatch(/Missed in a row: \d/);
    expect(await world.card('group', id, stranger)).toBeNull();

    // What the channel shows of it does not change colour either.
    const channel = await world.channelCard('group', id, world.boardChannelId);
    expect(cardText(channel)).not.toMatch(/Missed|In the way/);

    const latest = checkIns[1]!;
    await world.must('checkIn', latest.id, 'answerLate', lead, { rag: 'green', done: 'Caught up' });
    expect(
      await world.store.db.checkIn.findUnique({ where: { id: latest.id }, include: { answers: true } }),
    ).toMatchObject({ state: 'answered', answers: [{ late: true }] });
    expect(await world.store.db.taskGroup.findUnique({ where: { id } })).toMatchObject({ missesInARow: 0 });
  });

  test('a line in the channel keeps the colour of its answer when misses follow', async () => {
    const { world, id, lead, sponsor } = await begin();
    await world.daysPass(16);
    await world.must('checkIn', (await openCheckIn(world)).id, 'answer', lead, {
      rag: 'amber',
      done: 'Begun',
    });
    await world.daysPass(70);
    const shown = async (card: Promise<Card | null>) => (await card)?.status?.text;
    expect(await shown(world.card('group', id, sponsor))).toContain('Grey');
    expect(await shown(world.channelCard('group', id, world.boardChannelId))).toContain('Amber');
  });

  test('an overdue milestone is never shown green', async () => {
    const { world, id, lead, sponsor } = await begin();
    await world.daysPass(16);
    await world.must('checkIn', (await openCheckIn(world)).id, 'answer', lead, {
      rag: 'green',
      done: 'Fine',
    });
    expect((await world.card('group', id, sponsor))?.status?.text).toContain('Green');
    await world.daysPass(60);
    expect((await world.card('group', id, sponsor))?.status?.text).not.toContain('Green');
    const milestone = await world.store.db.milestone.findFirstOrThrow();
    await world.must('group', id, 'milestoneDone', lead, { milestoneId: String(milestone.id) });
    expect((await world.card('group', id, sponsor))?.status?.text).toContain('Blue');
    expect(
      await world.give('group', id, 'milestoneDone', lead, { milestoneId: String(milestone.id) }),
    ).toMatchObject({ type: 'refused', why: 'rule' });
  });

  test('only its own people act, and only a coordinator or the chair begins one', async () => {
    const { world, id, lead, stranger, sponsor } = await begin();
    expect(await world.give('group', null, 'start', stranger, {})).toMatchObject({
      type: 'refused',
      text: expect.stringContaining('coordinator'),
    });
    expect(await world.give('group', id, 'stop', stranger, { reason: 'No' })).toMatchObject({
      type: 'refused',
      why: 'unknown',
    });
    expect(await world.give('group', id, 'stop', lead, { reason: 'No' })).toMatchObject({
      type: 'refused',
      why: 'notYours',
    });
    await world.must('group', id, 'stop', sponsor, { reason: 'It has served its turn' });
    expect(await world.store.db.timer.count({ where: { entityKind: 'group', status: 'pending' } })).toBe(0);
  });
});
