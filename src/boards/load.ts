import { type LocalDate, localDate } from '../calendar/localDate.js';
import type { Prisma } from '../generated/sqlite/client.js';
import { type BoardKind, boardOffices } from '../network/boards.js';
import { currentOn, presentOn } from '../network/current.js';
import { selfAndAncestors } from '../network/partnerships.js';
import { personNames } from '../network/people.js';
import type { Tx } from '../store/open.js';
import type { AgendaItem, BoardFacts, BoardRecord, BoardState, Part, PersonFacts, Seat } from './record.js';

const WITH_ALL = {
  partnership: { select: { name: true } },
  reportsTo: { select: { name: true } },
  below: {
    where: { state: 'active' },
    select: { id: true, slug: true, name: true },
    orderBy: { id: 'asc' },
  },
  seats: { where: { state: { not: 'abolished' } }, orderBy: { id: 'asc' } },
  items: { where: { meetingId: null, droppedAt: null }, orderBy: { id: 'asc' } },
  meetings: {
    where: { state: { in: ['planned', 'packIssued'] } },
    select: { id: true, reference: true, on: true },
    orderBy: [{ on: 'asc' }, { id: 'asc' }],
    take: 1,
  },
  _count: { select: { decisions: { where: { state: 'awaiting' } } } },
} as const satisfies Prisma.BoardInclude;

/** A board with its parties as they are on a day; null when there is none of that id. */
export async function loadBoard(tx: Tx, id: number, today: LocalDate): Promise<BoardRecord | null> {
  const row = await tx.board.findUnique({ where: { id }, include: WITH_ALL });
  if (!row) return null;
  const facts = await boardFacts(tx, row, today);
  const present = await presentPeople(
    tx,
    [row.chairId, row.deputyId, ...row.seats.map(seat => seat.holderId)],
    today,
  );
  const [meeting] = row.meetings;
  const sitting = (personId: number | null) =>
    personId !== null && facts.memberIds.includes(personId) ? (present.get(personId) ?? null) : null;
  return {
    ...facts,
    id: row.id,
    reference: row.slug,
    state: row.state as BoardState,
    version: row.version,
    enteredAt: row.enteredAt,
    enteredVersion: row.enteredVersion,
    kind: row.kind as BoardKind,
    phase: row.phase,
    partnershipName: row.partnership.name,
    reportsToName: row.reportsTo?.name ?? null,
    apartFromId: row.apartFromId,
    chair: sitting(row.chairId),
    deputy: sitting(row.deputyId),
    termYears: row.termYears,
    seats: row.seats.map(seat => toSeat(seat, present)),
    below: row.below,
    waiting: await agendaItems(tx, row.items),
    nextMeeting: meeting ? { ...meeting, on: localDate(meeting.on) } : null,
    awaitingDecisions: row._count.decisions,
  };
}

/** What the work of a board knows of it: a row of boards with the holders of its offices on a day. */
export async function boardFacts(
  tx: Tx,
  row: {
    readonly id: number;
    readonly slug: string;
    readonly name: string;
    readonly partnershipId: number;
    readonly twoPart: boolean;
    readonly reportsToId: number | null;
  },
  today: LocalDate,
): Promise<BoardFacts> {
  return {
    boardId: row.id,
    slug: row.slug,
    boardName: row.name,
    partnershipId: row.partnershipId,
    twoPart: row.twoPart,
    reportsToId: row.reportsToId,
    ...(await boardOffices(tx, row.partnershipId, row.id, today)),
  };
}

/** The same by the board's id; null when there is no such board. */
export async function boardFactsOf(tx: Tx, boardId: number, today: LocalDate): Promise<BoardFacts | null> {
  const row = await tx.board.findUnique({ where: { id: boardId } });
  return row && boardFacts(tx, row, today);
}

/** Who may set boards up at a partnership: those who coordinate, chair or administer it, or a node above. */
export async function foundersAt(tx: Tx, partnershipId: number, today: LocalDate): Promise<number[]> {
  const nodes = await selfAndAncestors(tx, partnershipId);
  const rows = await tx.roleAssignment.findMany({
    where: {
      role: { in: [...FOUNDING_ROLES] },
      partnershipId: { in: nodes.map(node => node.id) },
      ...currentOn(today),
      person: presentOn(today),
    },
    select: { personId: true },
    orderBy: { id: 'asc' },
  });
  return [...new Set(rows.map(row => row.personId))];
}

/** Roles at a partnership that let somebody set its boards up. */
export const FOUNDING_ROLES = ['coordinator', 'boardChair', 'tenantAdmin'] as const;

type ItemRow = Prisma.AgendaItemGetPayload<object>;

/** Agenda items with the names of those who raised them. */
export async function agendaItems(tx: Tx, rows: readonly ItemRow[]): Promise<AgendaItem[]> {
  const names = await personNames(
    tx,
    rows.flatMap(row => row.raisedById ?? []),
  );
  return rows.map(row => ({
    id: row.id,
    part: row.part as Part,
    kind: row.kind as AgendaItem['kind'],
    title: row.title,
    note: row.note,
    raisedBy: row.raisedById === null ? null : person(row.raisedById, names),
    sourceReference: row.sourceReference,
    fromBoardId: row.sourceKind === 'board' ? row.sourceId : null,
    minute: row.minute,
  }));
}

/** A person as work names them, whoever has since left. */
export function person(id: number, names: ReadonlyMap<number, string>): PersonFacts {
  return { id, name: names.get(id) ?? 'somebody who has left' };
}

async function presentPeople(
  tx: Tx,
  ids: readonly (number | null)[],
  today: LocalDate,
): Promise<Map<number, PersonFacts>> {
  const people = await tx.person.findMany({
    where: { id: { in: ids.filter(id => id !== null) }, ...presentOn(today) },
    select: { id: true, name: true },
  });
  return new Map(people.map(each => [each.id, each]));
}

function toSeat(
  row: {
    readonly id: number;
    readonly version: number;
    readonly constituency: string;
    readonly phase: string | null;
    readonly holderId: number | null;
    readonly from: string | null;
    readonly to: string | null;
  },
  present: ReadonlyMap<number, PersonFacts>,
): Seat {
  const holder = present.get(row.holderId ?? 0) ?? null;
  return {
    id: row.id,
    version: row.version,
    constituency: row.constituency,
    phase: row.phase,
    holder,
    from: holder && row.from !== null ? localDate(row.from) : null,
    to: holder && row.to !== null ? localDate(row.to) : null,
  };
}
