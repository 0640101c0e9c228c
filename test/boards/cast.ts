import { boardProcesses } from '../../src/boards/processes.js';
import type { Store } from '../../src/store/open.js';
import { reporterOf } from '../../src/workflow/boardReport.js';
import { type Process, Processes } from '../../src/workflow/process.js';
import { World } from '../fakes/world.js';
import { askerProcess } from './asker.js';

/** A world in which a template has been set up by its coordinator, with the boards by their short names. */
export async function boardsFrom(
  store: Store,
  template: string,
  others: readonly Process[] = [],
): Promise<{ world: World; coordinator: number; boards: ReadonlyMap<string, number> }> {
  const world = await World.create(store, [...others, ...boardProcesses(reporterOf(others))]);
  await world.school('Oakfield Primary School');
  const coordinator = await world.officer('Corin Coordinator', 'coordinator');
  await world.must('board', null, 'setUp', coordinator, { template });
  const rows = await store.db.board.findMany({ select: { id: true, slug: true }, orderBy: { id: 'asc' } });
  return { world, coordinator, boards: new Map(rows.map(row => [row.slug, row.id])) };
}

/** Appoints somebody to the first vacant seat of a board, and returns the seat. */
export async function appoint(world: World, boardId: number, by: number, personId: number): Promise<number> {
  const seat = await world.store.db.boardSeat.findFirstOrThrow({
    where: { boardId, state: 'vacant' },
    orderBy: { id: 'asc' },
  });
  await world.must('seat', seat.id, 'appoint', by, { personId: String(personId) });
  return seat.id;
}

/** The id of a board by its short name. */
export function board(boards: ReadonlyMap<string, number>, slug: string): number {
  const id = boards.get(slug);
  if (id === undefined) throw new Error(`There is no board "${slug}".`);
  return id;
}

/**
 * A strategic group at work, for looking at: asked to decide something, with a meeting planned, an action given and a
 * discussion with experts begun. The id of each, by its kind.
 */
export async function boardAtWork(store: Store) {
  const { world, coordinator, boards } = await boardsFrom(store, 'northYorkshire');
  const id = board(boards, 'slspg');
  const people = ['Charity Chair', 'Mark Member', 'Percy Primary', 'Ivy Invited'];
  const [chair = 0, member = 0, below = 0, invited = 0] = await Promise.all(
    people.map(name => world.person(name)),
  );
  const seat = await appoint(world, id, coordinator, chair);
  await appoint(world, id, coordinator, member);
  await world.must('board', id, 'nameOffices', coordinator, {
    chairId: String(chair),
    deputyId: String(member),
  });
  const primary = board(boards, 'primary-ip');
  await appoint(world, primary, coordinator, below);
  await world.must('board', primary, 'nameOffices', coordinator, { chairId: String(below) });
  const { process } = askerProcess(id, member);
  const all: readonly Process[] = [...boardProcesses(reporterOf([])), process];
  Object.assign(world, { processes: new Processes(all) });
  await world.must('plea', null, 'ask', member);
  const decision = await store.db.boardDecision.findFirstOrThrow({ orderBy: { id: 'desc' } });
  const boardId = String(id);
  await world.must('board', id, 'raise', member, { title: 'Place planning', note: 'Two schools are full.' });
  await world.must('board', id, 'raise', member, { title: 'Finances', part: 'B' });
  const { id: meeting } = await world.must('meeting', null, 'plan', chair, {
    boardId,
    on: '2026-12-16',
    startsAt: '15:30',
    place: 'County Hall',
  });
  const { id: action } = await world.must('action', null, 'minute', chair, {
    boardId,
    ownerId: String(member),
    text: 'Write to all heads',
    dueOn: '2026-12-01',
  });
  const { id: cited } = await world.must('decision', null, 'record', chair, {
    boardId,
    question: 'The next issue for experts is SEMH.',
  });
  const { reference } = await store.db.boardDecision.findUniqueOrThrow({ where: { id: cited } });
  const { id: event } = await world.must('event', null, 'plan', coordinator, {
    boardId: String(board(boards, 'ecg')),
    issue: 'SEMH in rural primaries',
    from: reference,
    on: '2026-12-15',
  });
  await world.must('event', event, 'invite', coordinator, { personId: String(invited) });
  await world.must('event', event, 'invite', coordinator, { name: 'Prof Outside', organisation: 'York' });
  return { world, board: id, seat, decision: decision.id, meeting, action, event };
}
