import { type LocalDate, localDate } from '../../calendar/localDate.js';
import type { BoardDecision } from '../../generated/sqlite/client.js';
import { personNames } from '../../network/people.js';
import type { Tx } from '../../store/open.js';
import type { BoardOutcome } from '../../workflow/boardQuestion.js';
import { Refused, type StartRequest, type Transition } from '../../workflow/process.js';
import { nextReference } from '../../workflow/reference.js';
import { NEW } from '../../workflow/workflow.js';
import { boardFactsOf, person } from '../load.js';
import type { Part } from '../record.js';
import type { DecisionRecord, DecisionState, MeetingName } from './record.js';
import type { DecisionChanges } from './terms.js';

/** The running series of decisions: 'BD-2026-0004'. */
const SERIES = 'BD';

/** Meetings among which the one is found at which something was decided. */
const MEETINGS_LOOKED_AT = 12;

/** A decision with its board as of a day; null when there is none of that id. */
export async function loadDecision(tx: Tx, id: number, today: LocalDate): Promise<DecisionRecord | null> {
  const row = await tx.boardDecision.findUnique({ where: { id } });
  const board = row && (await boardFactsOf(tx, row.boardId, today));
  if (!row || !board) return null;
  const meetings = await meetingsOf(tx, row.boardId);
  const names = await personNames(tx, row.decidedById === null ? [] : [row.decidedById]);
  const { askerKind, askerId, askerReference } = row;
  return {
    ...board,
    id: row.id,
    reference: row.reference,
    state: row.state as DecisionState,
    version: row.version,
    enteredAt: row.enteredAt,
    enteredVersion: row.enteredVersion,
    part: row.part as Part,
    question: row.question,
    detail: row.detail,
    asker:
      askerKind !== null && askerId !== null
        ? { kind: askerKind, id: askerId, reference: askerReference ?? '' }
        : null,
    subject: row.subject ?? '',
    outcome: row.outcome as BoardOutcome | null,
    wording: row.wording ?? '',
    decidedOn: row.decidedOn === null ? null : localDate(row.decidedOn),
    decidedBy: row.decidedById === null ? null : person(row.decidedById, names),
    meeting: meetings.find(meeting => meeting.id === row.meetingId) ?? null,
    meetings,
    olderIds: await olderOf(tx, row),
  };
}

async function olderOf(tx: Tx, { id, askerKind, askerId, subject }: BoardDecision): Promise<number[]> {
  if (askerKind === null) return [];
  const rows = await tx.boardDecision.findMany({
    where: { id: { lt: id }, askerKind, askerId, subject, state: 'awaiting' },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return rows.map(row => row.id);
}

async function meetingsOf(tx: Tx, boardId: number): Promise<MeetingName[]> {
  const rows = await tx.meeting.findMany({
    where: { boardId, state: { not: 'cancelled' } },
    select: { id: true, reference: true, on: true },
    orderBy: [{ on: 'desc' }, { id: 'desc' }],
    take: MEETINGS_LOOKED_AT,
  });
  return rows.map(row => ({ ...row, on: localDate(row.on) }));
}

/** The decision-to-be of a board. @throws Refused when there is no such board, or it no longer sits */
export async function draftDecision(tx: Tx, start: StartRequest): Promise<DecisionRecord> {
  const { values, now, today } = start;
  const boardId = Number(values.boardId) || 0;
  const row = await tx.board.findUnique({ where: { id: boardId }, select: { state: true } });
  const board = await boardFactsOf(tx, boardId, today);
  if (!row || !board) throw new Refused('There is no such board. /board list shows those you belong to.');
  if (row.state !== 'active') throw new Refused(`${board.boardName} no longer sits.`);
  return {
    ...board,
    id: 0,
    reference: 'New decision',
    state: NEW,
    version: 0,
    enteredAt: now,
    enteredVersion: 0,
    part: 'A',
    question: '',
    detail: '',
    asker: null,
    subject: '',
    outcome: null,
    wording: '',
    decidedOn: null,
    decidedBy: null,
    meeting: null,
    meetings: await meetingsOf(tx, boardId),
    olderIds: [],
  };
}

/** Writes a new decision and returns its id. */
export async function insertDecision(
  tx: Tx,
  draft: DecisionRecord,
  to: Transition,
  { fields }: DecisionChanges,
): Promise<number> {
  const { state, version, enteredAt, enteredVersion } = to;
  const { id } = await tx.boardDecision.create({
    data: {
      reference: await nextReference(tx, SERIES, to.now),
      boardId: draft.boardId,
      part: draft.part,
      question: draft.question,
      detail: draft.detail,
      ...fields,
      state,
      version,
      enteredAt,
      enteredVersion,
    },
  });
  return id;
}

/** Writes a state and its changes where the version is still the record's; false when somebody was faster. */
export async function saveDecision(
  tx: Tx,
  record: DecisionRecord,
  to: Transition,
  changes: DecisionChanges | undefined,
): Promise<boolean> {
  const { state, version, enteredAt, enteredVersion } = to;
  const { count } = await tx.boardDecision.updateMany({
    where: { id: record.id, version: record.version },
    data: { state, version, enteredAt, enteredVersion, ...changes?.fields },
  });
  return count > 0;
}
