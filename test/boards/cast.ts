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

/** A board with a chair and a member that has been asked to decide something: its ids. */
export async function decidingBoard(store: Store) {
  const { world, coordinator, boards } = await boardsFrom(store, 'northYorkshire');
  const id = board(boards, 'slspg');
  const [chair, member] = [await world.person('Charity Chair'), await world.person('Mark Member')];
  const seat = await appoint(world, id, coordinator, chair);
  await appoint(world, id, coordinator, member);
  await world.must('board', id, 'nameOffices', coordinator, { chairId: String(chair) });
  const { process } = askerProcess(id, member);
  Object.assign(world, { processes: new Processes([...boardProcesses(), process]) });
  await world.must('plea', null, 'ask', member);
  const decision = await store.db.boardDecision.findFirstOrThrow({ orderBy: { id: 'desc' } });
  return { world, board: id, seat, decision: decision.id };
}
