import { type LocalDate, localDate } from '../../calendar/localDate.js';
import { calendarOfSchool } from '../../network/calendars.js';
import { presentOn } from '../../network/current.js';
import type { Tx } from '../../store/open.js';
import { Refused, type StartRequest, type Transition } from '../../workflow/process.js';
import { nextReference } from '../../workflow/reference.js';
import { type Calendars, NEW } from '../../workflow/workflow.js';
import { calendarOfBoard } from '../calendar.js';
import { boardFactsOf } from '../load.js';
import type { Part } from '../record.js';
import type { ActionRecord, ActionState } from './record.js';
import type { ActionChanges } from './terms.js';

/** The running series of actions: 'BA-2027-0012'. */
const SERIES = 'BA';

/** An action with its board as of a day; null when there is none of that id. */
export async function loadAction(tx: Tx, id: number, today: LocalDate): Promise<ActionRecord | null> {
  const row = await tx.boardAction.findUnique({
    where: { id },
    include: { meeting: { select: { id: true, reference: true } } },
  });
  const board = row && (await boardFactsOf(tx, row.boardId, today));
  if (!row || !board) return null;
  const owner = await tx.person.findFirst({
    where: { id: row.ownerId, ...presentOn(today) },
    select: { id: true, name: true },
  });
  return {
    ...board,
    id: row.id,
    reference: row.reference,
    state: row.state as ActionState,
    version: row.version,
    enteredAt: row.enteredAt,
    enteredVersion: row.enteredVersion,
    part: row.part as Part,
    text: row.text,
    owner,
    dueOn: localDate(row.dueOn),
    result: row.result ?? '',
    doneOn: row.doneOn === null ? null : localDate(row.doneOn),
    meeting: row.meeting,
    currentMeetingId: null,
  };
}

/** The action-to-be of a board. @throws Refused when there is no such board, or it no longer sits */
export async function draftAction(tx: Tx, start: StartRequest): Promise<ActionRecord> {
  const { values, now, today } = start;
  const boardId = Number(values.boardId) || 0;
  const row = await tx.board.findUnique({ where: { id: boardId }, select: { state: true } });
  const board = await boardFactsOf(tx, boardId, today);
  if (!row || !board) throw new Refused('There is no such board. /board list shows those you belong to.');
  if (row.state !== 'active') throw new Refused(`${board.boardName} no longer sits.`);
  const meeting = await tx.meeting.findFirst({
    where: { boardId, state: { in: ['packIssued', 'held'] }, on: { lte: today } },
    orderBy: [{ on: 'desc' }, { id: 'desc' }],
    select: { id: true, reference: true },
  });
  return {
    ...board,
    id: 0,
    reference: 'New action',
    state: NEW,
    version: 0,
    enteredAt: now,
    enteredVersion: 0,
    part: 'A',
    text: '',
    owner: null,
    dueOn: today,
    result: '',
    doneOn: null,
    meeting: null,
    currentMeetingId: meeting?.id ?? null,
  };
}

/** Writes a new action and returns its id. @throws Refused when its person is not on record */
export async function insertAction(
  tx: Tx,
  draft: ActionRecord,
  to: Transition,
  { fields }: ActionChanges,
): Promise<number> {
  const { ownerId = 0, text = '', part = 'A', dueOn = to.today, meetingId = null, itemId = null } = fields;
  await mustBeHere(tx, ownerId, to.today);
  const { id } = await tx.boardAction.create({
    data: {
      reference: await nextReference(tx, SERIES, to.now),
      boardId: draft.boardId,
      part,
      text,
      ownerId,
      dueOn,
      meetingId,
      itemId,
      createdOn: to.today,
      ...written(to),
    },
  });
  return id;
}

/**
 * Writes a state and its changes where the version is still the record's; false when somebody was faster.
 * @throws Refused when its new person is not on record
 */
export async function saveAction(
  tx: Tx,
  record: ActionRecord,
  to: Transition,
  changes: ActionChanges | undefined,
): Promise<boolean> {
  const { ownerId } = changes?.fields ?? {};
  if (ownerId !== undefined) await mustBeHere(tx, ownerId, to.today);
  const { count } = await tx.boardAction.updateMany({
    where: { id: record.id, version: record.version },
    data: { ...written(to), ...changes?.fields },
  });
  return count > 0;
}

/** The days in which an action is owed: those of the school its owner works at, else the board's. */
export async function calendarsOfAction(tx: Tx, record: ActionRecord): Promise<Calendars> {
  const post = await tx.roleAssignment.findFirst({
    where: { personId: record.owner?.id ?? 0, schoolId: { not: null }, to: null },
    select: { schoolId: true },
    orderBy: { id: 'asc' },
  });
  if (post?.schoolId) return { default: await calendarOfSchool(tx, post.schoolId) };
  return { default: await calendarOfBoard(tx, record) };
}

async function mustBeHere(tx: Tx, personId: number, today: LocalDate): Promise<void> {
  const there = await tx.person.findFirst({
    where: { id: personId, ...presentOn(today) },
    select: { id: true },
  });
  if (!there)
    throw new Refused('That person is not on record here. Open the form again and choose from the list.');
}

function written({ state, version, enteredAt, enteredVersion }: Transition) {
  return { state, version, enteredAt, enteredVersion };
}
