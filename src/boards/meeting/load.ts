import { addDays, type LocalDate, localDate } from '../../calendar/localDate.js';
import type { Prisma } from '../../generated/sqlite/client.js';
import { boardOffices } from '../../network/boards.js';
import { personNames } from '../../network/people.js';
import type { Tx } from '../../store/open.js';
import type { Reporter } from '../../workflow/boardReport.js';
import { agendaItems, boardFacts, person } from '../load.js';
import type { BoardFacts, Part } from '../record.js';
import { assemblePartA, boardsBelow, PartA } from './agenda.js';
import { DAYS_APART, type MeetingRecord, type MeetingState } from './record.js';

const WITH_ALL = {
  board: true,
  decisions: { orderBy: { id: 'asc' } },
  actions: { orderBy: [{ dueOn: 'asc' }, { id: 'asc' }] },
} as const satisfies Prisma.MeetingInclude;

type MeetingRow = Prisma.MeetingGetPayload<{ include: typeof WITH_ALL }>;

/** A meeting with its agenda as it stands on a day; null when there is none of that id. */
export async function loadMeeting(
  tx: Tx,
  reporter: Reporter,
  id: number,
  today: LocalDate,
): Promise<MeetingRecord | null> {
  const row = await tx.meeting.findUnique({ where: { id }, include: WITH_ALL });
  if (!row) return null;
  const board = await boardFacts(tx, row.board, today);
  const agenda =
    row.pack === null ? await assemblePartA(tx, reporter, board, row.id, today) : PartA.parse(row.pack);
  const items = await tx.agendaItem.findMany({
    where: {
      boardId: row.boardId,
      droppedAt: null,
      OR: [{ meetingId: row.id }, ...(row.state === 'planned' ? [{ meetingId: null }] : [])],
    },
    orderBy: { id: 'asc' },
  });
  return {
    ...board,
    id: row.id,
    reference: row.reference,
    state: row.state as MeetingState,
    version: row.version,
    enteredAt: row.enteredAt,
    enteredVersion: row.enteredVersion,
    on: localDate(row.on),
    startsAt: row.startsAt,
    place: row.place,
    agenda,
    packOn: row.packOn === null ? null : localDate(row.packOn),
    items: await agendaItems(tx, items),
    decisions: await decisionsOf(tx, row),
    actions: await actionsOf(tx, row),
    ...(await aroundOf(tx, board, row.id, agenda, today)),
  };
}

/** What a meeting's table knows of the boards below and of other meetings. */
export async function aroundOf(
  tx: Tx,
  board: BoardFacts,
  meetingId: number,
  agenda: PartA,
  today: LocalDate,
): Promise<Pick<MeetingRecord, 'below' | 'others'>> {
  const below: MeetingRecord['below'][number][] = [];
  for (const each of await boardsBelow(tx, board.boardId)) {
    if (!each.owes) continue;
    const { chairIds } = await boardOffices(tx, board.partnershipId, each.id, today);
    const paper = agenda.boards.find(part => part.owes && part.name === each.name)?.paper ?? null;
    below.push({ id: each.id, name: each.name, chairIds, owes: paper === null });
  }
  const self = await tx.board.findUniqueOrThrow({
    where: { id: board.boardId },
    select: { apartFromId: true },
  });
  const rows = await tx.meeting.findMany({
    where: {
      boardId: { in: [board.boardId, ...(self.apartFromId === null ? [] : [self.apartFromId])] },
      id: { not: meetingId },
      state: { not: 'cancelled' },
      on: { gte: addDays(today, -DAYS_APART) },
    },
    select: { reference: true, on: true, boardId: true },
    orderBy: [{ on: 'asc' }, { id: 'asc' }],
  });
  const others = rows.map(({ reference, on, boardId }) => ({
    reference,
    on: localDate(on),
    apart: boardId !== board.boardId,
  }));
  return { below, others };
}

/** What this meeting decided and, while it is to come or on, whatever waits for the board. */
async function decisionsOf(tx: Tx, row: MeetingRow): Promise<MeetingRecord['decisions']> {
  const open = row.state === 'closed' || row.state === 'cancelled' ? [] : await awaitingOf(tx, row.boardId);
  return [...open, ...row.decisions.filter(({ state }) => state === 'decided')].map(decision => ({
    id: decision.id,
    reference: decision.reference,
    state: decision.state,
    part: decision.part as Part,
    question: decision.question,
    outcome: decision.outcome,
    wording: decision.wording ?? '',
  }));
}

function awaitingOf(tx: Tx, boardId: number): Promise<MeetingRow['decisions']> {
  return tx.boardDecision.findMany({ where: { boardId, state: 'awaiting' }, orderBy: { id: 'asc' } });
}

async function actionsOf(tx: Tx, { actions }: MeetingRow): Promise<MeetingRecord['actions']> {
  const names = await personNames(
    tx,
    actions.map(action => action.ownerId),
  );
  return actions.map(({ id, reference, state, part, text, ownerId, dueOn }) => ({
    id,
    reference,
    state,
    part: part as Part,
    text,
    owner: person(ownerId, names),
    dueOn: localDate(dueOn),
  }));
}
