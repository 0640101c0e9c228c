import { type LocalDate, localDate } from '../../calendar/localDate.js';
import { presentOn } from '../../network/current.js';
import type { Tx } from '../../store/open.js';
import { Refused, type Transition } from '../../workflow/process.js';
import { boardFactsOf } from '../load.js';
import type { SeatRecord, SeatState } from './record.js';
import type { SeatChanges } from './terms.js';

/** A seat with its board as of a day; null when there is none of that id. */
export async function loadSeat(tx: Tx, id: number, today: LocalDate): Promise<SeatRecord | null> {
  const row = await tx.boardSeat.findUnique({
    where: { id },
    include: { board: { select: { termYears: true } } },
  });
  const board = row && (await boardFactsOf(tx, row.boardId, today));
  if (!row || !board) return null;
  const holder =
    row.holderId === null
      ? null
      : await tx.person.findFirst({
          where: { id: row.holderId, ...presentOn(today) },
          select: { id: true, name: true },
        });
  return {
    ...board,
    id: row.id,
    reference: `seat ${row.id} of ${board.boardName}`,
    state: row.state as SeatState,
    version: row.version,
    enteredAt: row.enteredAt,
    enteredVersion: row.enteredVersion,
    constituency: row.constituency,
    phase: row.phase,
    holder,
    from: row.from === null ? null : localDate(row.from),
    to: row.to === null ? null : localDate(row.to),
    termYears: row.board.termYears,
  };
}

/** Seats are made with their board: nobody begins one by itself. @throws Refused always */
export async function draftSeat(): Promise<SeatRecord> {
  throw new Refused('Seats are added on the board’s own card: press Add seats.');
}

/** As {@link draftSeat}. */
export async function insertSeat(): Promise<number> {
  throw new Refused('Seats are added on the board’s own card: press Add seats.');
}

/**
 * Writes a state and its changes where the version is still the record's; false when somebody was faster. Whoever
 * takes a seat gets a term in its history, which ends when they give it up.
 * @throws Refused when the person is not on record
 */
export async function saveSeat(
  tx: Tx,
  record: SeatRecord,
  to: Transition,
  changes: SeatChanges | undefined,
): Promise<boolean> {
  const { fields, endsTerm } = changes ?? {};
  const { count } = await tx.boardSeat.updateMany({
    where: { id: record.id, version: record.version },
    data: { ...written(to), ...fields },
  });
  if (count === 0) return false;
  const term = { seatId: record.id, endedOn: null };
  if (endsTerm) await tx.seatTerm.updateMany({ where: term, data: { endedOn: to.today } });
  else if (fields?.holderId)
    await beginTerm(tx, record.id, { ...fields, holderId: fields.holderId }, to.today);
  else if (fields?.to) await tx.seatTerm.updateMany({ where: term, data: { to: fields.to } });
  return true;
}

async function beginTerm(
  tx: Tx,
  seatId: number,
  term: { readonly holderId: number; readonly from?: LocalDate | null; readonly to?: LocalDate | null },
  today: LocalDate,
): Promise<void> {
  const { holderId, from, to } = term;
  const there = await tx.person.findFirst({
    where: { id: holderId, ...presentOn(today) },
    select: { id: true },
  });
  if (!there)
    throw new Refused('That person is not on record here. Open the form again and choose from the list.');
  const before = await tx.seatTerm.count({ where: { personId: holderId } });
  await tx.seatTerm.create({
    data: { seatId, personId: holderId, from: from ?? today, to: to ?? today, first: before === 0 },
  });
}

function written({ state, version, enteredAt, enteredVersion }: Transition) {
  return { state, version, enteredAt, enteredVersion };
}
