import { expect, test } from 'vitest';
import { assemblePartA } from '../../src/boards/meeting/agenda.js';
import { atLondon } from '../../src/calendar/london.js';
import { allElements } from '../../src/chat/card.js';
import { cardText } from '../../src/chat/plainText.js';
import { createRouter } from '../../src/chat/router.js';
import { groupCommands } from '../../src/groups/commands.js';
import { groupProcesses } from '../../src/groups/processes.js';
import { reporterOf } from '../../src/workflow/boardReport.js';
import { draw } from '../../src/workflow/draw.js';
import { handleAction } from '../../src/workflow/handle.js';
import { appoint, board, boardsFrom } from '../boards/cast.js';
import { storyOnEachStore } from '../fakes/database.js';
import type { World } from '../fakes/world.js';

/** What would give a miss away, in whatever words. */
const OF_A_MISS = /miss|in a row|not (been )?answered|grey|no valid|silent|reminded|\blate\b/i;

storyOnEachStore('misses of a group', open => {
  /** A group of the primary partnership that has checked in once, in amber. */
  async function begin() {
    const { world, coordinator, boards } = await boardsFrom(await open(), 'northYorkshire', groupProcesses);
    const { db } = world.store;
    const primary = board(boards, 'primary-ip');
    const school = await world.school('Elm Primary School');
    const sponsor = await world.officer('Sibyl Sponsor', 'laAdviser');
    const lead = await world.person('Lena Lead');
    await world.role(lead, 'deputy', { schoolId: school });
    const deputy = await world.person('Dale Deputy');
    const member = await world.person('Mel Member');
    const chair = await world.person('Charity Chair');
    await appoint(world, primary, coordinator, chair);
    await world.must('board', primary, 'nameOffices', coordinator, { chairId: String(chair) });
    const { id } = await world.must('group', null, 'start', coordinator, {
      title: 'Early reading',
      priority: 'Reading by six',
      purpose: 'Find what helps.',
      leadId: String(lead),
      deputyId: String(deputy),
      sponsorId: String(sponsor),
      endsOn: '2027-06-25',
      firstMilestone: 'Twelve schools visited',
      firstMilestoneOn: '2027-06-01',
    });
    await db.taskGroup.update({ where: { id }, data: { boardId: primary } });
    await world.must('group', id, 'addMember', lead, { personId: String(member) });
    await world.untilInstant(atLondon('2026-11-25', '18:00'));
    await world.must('checkIn', (await db.checkIn.findFirstOrThrow()).id, 'answer', lead, {
      rag: 'amber',
      done: 'Five schools visited',
    });
    return { world, coordinator, boards, sponsor, lead, deputy, member, chair, id };
  }

  /** Moves on until a check-in has been missed as often as said, and a little: the day's notices are written. */
  async function untilMissed(world: World, id: number, times: number): Promise<void> {
    for (let day = 0; day < 120; day++) {
      const { missesInARow } = await world.store.db.taskGroup.findUniqueOrThrow({ where: { id } });
      if (missesInARow >= times) return;
      await world.daysPass(1);
    }
    throw new Error(`The group was not silent ${times} times.`);
  }

  test('each goes to whom DOMAIN 4.4 names, to nobody else, and never to a channel', async () => {
    const { world, coordinator, boards, sponsor, lead, deputy, member, chair, id } = await begin();
    const { db } = world.store;
    const others = { coordinator, member };
    const reporter = reporterOf(groupProcesses);
    const router = createRouter(groupCommands(world.store, world.processes), action =>
      handleAction(world.store, world.processes, action),
    );
    let lines = 0;
    const list = async (personId: number) => {
      const key = `line:${++lines}`;
      const at = world.now;
      const answer = await router({ type: 'command', key, at, platform: 'test', personId, text: '/group' });
      return answer.type === 'card' ? cardText(answer.card) : JSON.stringify(answer);
    };
    /** What the primary board, and the strategic group above it, would find on their agenda today. */
    const agenda = async (slug: string) => {
      const { name, partnershipId } = await db.board.findFirstOrThrow({ where: { slug } });
      const of = { boardId: board(boards, slug), boardName: name, partnershipId };
      return JSON.stringify(await assemblePartA(db, reporter, of, null, world.today));
    };
    const inChannel = async () => {
      const card = await world.channelCard('group', id, world.boardChannelId);
      return `${cardText(card)} ${JSON.stringify(allElements(card))}`;
    };
    const line = await inChannel();
    const toldOfMiss = async (personId: number) =>
      (await world.told({ personId }, 'group')).filter(notice => notice.endsWith('Missed'));
    const urgencyOf = (notice: string) => world.processes.get('group').notices[notice]?.urgency;
    const said = await db.message.count({ where: { channelId: { not: null } } });

    await untilMissed(world, id, 1);
    expect(await toldOfMiss(sponsor)).toEqual(['oneMissed']);
    // With the day's other news: nobody is woken for a first one.
    expect(urgencyOf('oneMissed')).toBe('routine');
    expect(await toldOfMiss(chair)).toEqual([]);
    expect(await list(chair)).not.toMatch(OF_A_MISS);
    expect(await agenda('primary-ip')).not.toMatch(OF_A_MISS);
    expect(await world.told({ personId: lead }, 'checkIn')).toContain('missed');
    expect(await world.told({ personId: deputy }, 'checkIn')).toEqual(['deputyAdded', 'missed']);

    await untilMissed(world, id, 2);
    expect(await toldOfMiss(sponsor)).toEqual(['oneMissed', 'twoMissed']);
    expect(urgencyOf('twoMissed')).toBe('urgent');
    expect(await toldOfMiss(chair)).toEqual([]);
    expect(await list(chair)).toContain('2 check-ins missed in a row.');
    expect(await agenda('primary-ip')).not.toMatch(/in a row/);

    await untilMissed(world, id, 3);
    expect(await toldOfMiss(sponsor)).toEqual(['oneMissed', 'twoMissed', 'twoMissed']);
    expect(await toldOfMiss(chair)).toEqual(['threeMissed']);
    expect(await list(chair)).toContain('3 check-ins missed in a row.');
    for (const slug of ['primary-ip', 'slspg']) {
      expect(await agenda(slug)).toContain('3 check-ins in a row have not been answered; its sponsor knows.');
    }

    // Nobody else is told, and their lists and cards count nothing.
    for (const [who, personId] of Object.entries(others)) {
      expect(await toldOfMiss(personId), who).toEqual([]);
      expect(await list(personId), who).not.toMatch(/in a row/);
      const card = await world.card('group', id, personId);
      expect(card ? cardText(card) : '', who).not.toMatch(/in a row/i);
    }

    // The channel: not a word was said, and what it shows has not changed by a letter.
    expect(await db.message.count({ where: { channelId: { not: null } } })).toBe(said);
    expect(await inChannel()).toBe(line);
    expect(line).not.toMatch(OF_A_MISS);
    for (const { entityKind, entityId, notice, channelId } of await db.message.findMany({
      where: { channelId: { not: null } },
    })) {
      const drawing = { entityKind, entityId, notice, personId: null, channelId };
      const drawn = await draw(db, world.processes, drawing, world.now);
      expect(`${drawn?.text} ${drawn ? cardText(drawn.card) : ''}`).not.toMatch(OF_A_MISS);
    }

    // A late answer, given by the deputy, is stamped for the sponsor; the channel hears the progress alone.
    const missed = await db.checkIn.findFirstOrThrow({
      where: { state: 'missed' },
      orderBy: { number: 'desc' },
    });
    await world.must('checkIn', missed.id, 'answerLate', deputy, { rag: 'green', done: 'Eight visited' });
    expect(cardText((await world.card('checkIn', missed.id, sponsor))!)).toContain('(late)');
    expect(await list(chair)).not.toMatch(/in a row/);
    expect(await agenda('primary-ip')).not.toMatch(/in a row/);
    expect(await inChannel()).not.toMatch(OF_A_MISS);
    expect(await inChannel()).toContain('Eight visited');
  });
});
