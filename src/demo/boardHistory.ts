import type { LocalDate } from '../calendar/localDate.js';
import type { Store } from '../store/open.js';
import type { DemoCast } from './partnership.js';

/** Gives a command under a key that is the same whenever the past is played, and returns the id of the work. */
export type Give = (
  kind: string,
  id: number | null,
  command: string,
  personId: number,
  input?: object,
) => Promise<number>;

/** Sets up the boards of the demonstration: the school improvement board has its chair and three members. */
export async function setUpBoards(store: Store, give: Give, cast: DemoCast): Promise<number> {
  const board = await give('board', null, 'setUp', cast.coordinatorId, { template: 'hillingdon' });
  const seats = await store.db.boardSeat.findMany({ where: { boardId: board }, orderBy: { id: 'asc' } });
  for (const [constituency, personId] of [
    ['Independent chair', cast.chairId],
    ['Primary Forum', cast.reviewClusterLeadId],
    ['Local authority: education improvement and partnerships', cast.sponsorId],
  ] as const) {
    const seat = seats.find(each => each.constituency === constituency);
    if (!seat) throw new Error(`The board of the demonstration has no seat for "${constituency}".`);
    await give('seat', seat.id, 'appoint', cast.coordinatorId, { personId });
  }
  await give('board', board, 'nameOffices', cast.coordinatorId, {
    chairId: cast.chairId,
    deputyId: cast.sponsorId,
  });
  await give('board', board, 'edit', cast.coordinatorId, {
    name: 'School Improvement Board',
    twoPart: true,
    termYears: 2,
  });
  return board;
}

/** Plans the board's meeting: when the demonstration begins its pack is out, and an action of the last one overdue. */
export async function planMeeting(
  give: Give,
  cast: DemoCast,
  boardId: number,
  days: { readonly meeting: LocalDate; readonly actionDue: LocalDate },
): Promise<void> {
  await give('meeting', null, 'plan', cast.chairId, {
    boardId,
    on: days.meeting,
    startsAt: '15:30',
    place: 'Civic Centre',
  });
  await give('board', boardId, 'raise', cast.reviewClusterLeadId, {
    title: 'Cover for heads who review',
    note: 'Two small schools could not send anybody this term.',
  });
  await give('board', boardId, 'raise', cast.sponsorId, { title: 'Next year’s funding', part: 'B' });
  await give('action', null, 'minute', cast.chairId, {
    boardId,
    ownerId: cast.sponsorId,
    text: 'Send every school the dates of the peer reviews.',
    dueOn: days.actionDue,
  });
}
