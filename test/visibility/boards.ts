import { boardProcesses } from '../../src/boards/processes.js';
import { atLondon } from '../../src/calendar/london.js';
import { coverProcess } from '../../src/cover/process.js';
import { reporterOf } from '../../src/workflow/boardReport.js';
import type { World } from '../fakes/world.js';
import { mark, type Stage, type Subject } from './subject.js';

const M = {
  board: mark('board'),
  itemA: mark('itemA'),
  minuteA: mark('minuteA'),
  paper: mark('paper'),
  decision: mark('decision'),
  actionA: mark('actionA'),
  itemB: mark('itemB'),
  minuteB: mark('minuteB'),
  decisionB: mark('decisionB'),
  actionB: mark('actionB'),
  issue: mark('issue'),
  evidence: mark('evidence'),
  outcome: mark('outcome'),
};

/**
 * A strategic group with a board below it and a consultative group: part A and part B from raising to the closed
 * minutes, and a discussion whose outcome comes back.
 */
export const boardSubject: Subject = {
  name: 'boards',
  processes: [...boardProcesses(reporterOf([])), coverProcess],

  async stage(world: World): Promise<Stage> {
    const oakfield = await world.school('Oakfield Primary');
    const { db } = world.store;
    const coordinator = await world.officer('Corin Coordinator', 'coordinator');
    const chair = await world.person('Charity Chair');
    const deputyChair = await world.person('Dora Deputy');
    const member = await world.head('Mark Member', oakfield);
    // Acts for the member throughout, and reads for them all but part B.
    const memberDeputy = await world.person('Casey Cover');
    await world.role(memberDeputy, 'seniorLeader', { schoolId: oakfield });
    const chairBelow = await world.person('Percy Primary');
    const owner = await world.person('Olive Owner');
    const invited = await world.person('Ivy Invited');
    const ids = { board: 0, below: 0, experts: 0, meeting: 0, event: 0, cited: '' };

    const found = async (name: string, slug: string, kind: string, more: Record<string, string> = {}) => {
      const { id } = await world.must('board', null, 'create', coordinator, { name, slug, kind, ...more });
      return id;
    };
    const seat = async (boardId: number, people: readonly number[]) => {
      const count = String(people.length);
      await world.must('board', boardId, 'addSeats', coordinator, { constituency: 'Heads', count });
      const seats = await db.boardSeat.findMany({ where: { boardId }, orderBy: { id: 'asc' } });
      for (const [n, { id }] of seats.entries())
        await world.must('seat', id, 'appoint', coordinator, { personId: String(people[n]) });
    };
    const row = <T>(rows: readonly T[]): T => {
      const last = rows.at(-1);
      if (last === undefined) throw new Error('The story has not come so far.');
      return last;
    };

    return {
      people: { coordinator, chair, deputyChair, member, memberDeputy, chairBelow, owner, invited },
      names: [],
      typed: BOARD_LINES.flatMap(line => [`/board top ${line}`, `/board primary ${line}`]),
      commands: ['/board', '/me'],
      channels: { board: world.boardChannelId },
      // What a board is called, and what its consultative group discusses, is said in invitations.
      lockScreen: [M.board, M.issue],
      works: async () => {
        const all = await Promise.all([
          db.board.findMany({ select: { id: true, slug: true } }),
          db.boardSeat.findMany({ select: { id: true } }),
          db.meeting.findMany({ select: { id: true, reference: true } }),
          db.boardDecision.findMany({ select: { id: true, reference: true } }),
          db.boardAction.findMany({ select: { id: true, reference: true } }),
          db.consultativeEvent.findMany({ select: { id: true, reference: true } }),
          db.cover.findMany({ select: { id: true, reference: true } }),
        ]);
        const [boards, seats, ...others] = all;
        const kinds = ['meeting', 'decision', 'action', 'event', 'cover'];
        return [
          ...boards.map(({ id, slug }) => ({ kind: 'board', id, reference: slug })),
          ...seats.map(({ id }) => ({ kind: 'seat', id, reference: `seat ${id}` })),
          ...others.flatMap((rows, n) => rows.map(each => ({ ...each, kind: kinds[n] ?? '' }))),
        ];
      },
      scenes: [
        {
          name: 'setUp',
          play: async () => {
            ids.board = await found(`Strategic group ${M.board}`, 'top', 'strategicGroup', {
              twoPart: 'true',
            });
            const above = { reportsToId: String(ids.board) };
            ids.below = await found('Primary partnership', 'primary', 'improvementPartnership', above);
            ids.experts = await found('Expert group', 'experts', 'consultativeGroup', above);
            await seat(ids.board, [chair, deputyChair, member]);
            await world.must('cover', null, 'begin', member, {
              deputyId: String(memberDeputy),
              to: '2026-12-31',
            });
            await seat(ids.below, [chairBelow]);
            await world.must('board', ids.board, 'nameOffices', coordinator, {
              chairId: String(chair),
              deputyId: String(deputyChair),
            });
            await world.must('board', ids.below, 'nameOffices', coordinator, { chairId: String(chairBelow) });
          },
        },
        {
          name: 'raised',
          play: async () => {
            const boardId = String(ids.board);
            await world.must('board', ids.board, 'raise', member, { title: `Places ${M.itemA}` });
            await world.must('board', ids.board, 'raise', member, { title: `Money ${M.itemB}`, part: 'B' });
            await world.must('action', null, 'minute', chair, {
              boardId,
              ownerId: String(owner),
              text: `Write ${M.actionA}`,
              dueOn: '2026-12-01',
            });
            await world.must('action', null, 'minute', chair, {
              boardId,
              ownerId: String(member),
              text: `Ask ${M.actionB}`,
              dueOn: '2026-12-01',
              part: 'B',
            });
            const { id } = await world.must('decision', null, 'record', chair, {
              boardId,
              question: `Discuss ${M.decision}`,
            });
            ids.cited = (await db.boardDecision.findUniqueOrThrow({ where: { id } })).reference;
            await world.must('decision', null, 'record', member, {
              boardId,
              question: `Between us ${M.decisionB}`,
              part: 'B',
            });
          },
        },
        {
          name: 'planned',
          play: async () => {
            const { id } = await world.must('meeting', null, 'plan', chair, {
              boardId: String(ids.board),
              on: '2026-12-09',
            });
            ids.meeting = id;
            const text = `Phonics is up ${M.paper}`;
            await world.must('meeting', id, 'paper', chairBelow, { text });
            ids.event = (
              await world.must('event', null, 'plan', coordinator, {
                boardId: String(ids.experts),
                issue: `Rural schools ${M.issue}`,
                from: ids.cited,
                on: '2026-12-02',
              })
            ).id;
            await world.must('event', ids.event, 'invite', coordinator, { personId: String(invited) });
            await world.must('event', ids.event, 'evidence', invited, { evidence: `A study ${M.evidence}` });
          },
        },
        {
          name: 'packOut',
          play: async () => {
            await world.untilInstant(atLondon('2026-12-02', '18:00'));
            await world.must('event', ids.event, 'hold', coordinator);
            await world.must('event', ids.event, 'outcome', coordinator, {
              title: `Share staff ${M.outcome}`,
            });
            await world.must('event', ids.event, 'close', coordinator);
          },
        },
        {
          name: 'held',
          play: async () => {
            await world.untilInstant(atLondon('2026-12-09', '18:00'));
            await world.must('meeting', ids.meeting, 'hold', chair);
            const items = await db.agendaItem.findMany({ where: { kind: 'raised' } });
            const idOf = (part: string) => String(row(items.filter(item => item.part === part)).id);
            await world.must('meeting', ids.meeting, 'minute', coordinator, {
              itemId: idOf('A'),
              text: `Agreed ${M.minuteA}`,
            });
            await world.must('meeting', ids.meeting, 'minute', member, {
              itemId: idOf('B'),
              text: `Agreed ${M.minuteB}`,
            });
          },
        },
        { name: 'closed', play: () => world.must('meeting', ids.meeting, 'close', chair) },
      ],
      // DOMAIN 1.4: part A for the board and its secretariat, part B for members alone.
      rules: {
        [M.board]: {
          ...everybody('setUp'),
          chairBelow: 'setUp',
          owner: 'raised',
          invited: 'planned',
          // Whoever may set boards up reads in the form what the others are called.
          boardChair: 'setUp',
          tenantAdmin: 'setUp',
        },
        [M.itemA]: everybody('raised'),
        [M.decision]: everybody('raised'),
        [M.actionA]: { ...everybody('raised'), owner: 'raised' },
        [M.paper]: everybody('planned'),
        [M.minuteA]: everybody('held'),
        [M.outcome]: { ...everybody('packOut'), invited: 'packOut' },
        [M.itemB]: members('raised'),
        [M.decisionB]: members('raised'),
        [M.actionB]: members('raised'),
        [M.minuteB]: members('held'),
        [M.issue]: { coordinator: 'planned', invited: 'planned' },
        [M.evidence]: { coordinator: 'planned', invited: 'planned' },
      },
    };
  },
};

/** What can be said to a board without changing anything: the words of src/boards/commands.ts that only look. */
const BOARD_LINES = [
  'show',
  'agenda',
  'agenda 2026-12-09',
  'plan',
  'next',
  'actions',
  'decisions',
  'seats',
  'representation',
  'partB',
  'pack',
  'pack 2026-27 HT2',
];

/** Everybody around the table. */
function members(since: string) {
  return { chair: since, deputyChair: since, member: since };
}

/** The same with whoever covers for one, and their secretariat. */
function everybody(since: string) {
  return { ...members(since), memberDeputy: since, coordinator: since };
}
