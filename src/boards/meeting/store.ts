import type { Tx } from '../../store/open.js';
import { Refused, type StartRequest, type Transition } from '../../workflow/process.js';
import { nextReference } from '../../workflow/reference.js';
import { NEW } from '../../workflow/workflow.js';
import { boardFactsOf } from '../load.js';
import { aroundOf } from './load.js';
import type { MeetingRecord } from './record.js';
import type { MeetingChanges } from './terms.js';

/** The running series of meetings: 'BM-2027-0003'. */
const SERIES = 'BM';

const NO_AGENDA = { boards: [], decisions: [], overdue: [], outcomes: [], raised: [] };

/** The meeting-to-be of a board. @throws Refused when there is no such board, or it no longer sits */
export async function draftMeeting(tx: Tx, start: StartRequest): Promise<MeetingRecord> {
  const { values, now, today } = start;
  const boardId = Number(values.boardId) || 0;
  const row = await tx.board.findUnique({ where: { id: boardId }, select: { state: true } });
  const board = await boardFactsOf(tx, boardId, today);
  if (!row || !board) throw new Refused('There is no such board. /board list shows those you belong to.');
  if (row.state !== 'active') throw new Refused(`${board.boardName} no longer sits.`);
  return {
    ...board,
    id: 0,
    reference: 'New meeting',
    state: NEW,
    version: 0,
    enteredAt: now,
    enteredVersion: 0,
    on: today,
    startsAt: '',
    place: '',
    agenda: NO_AGENDA,
    packOn: null,
    items: [],
    decisions: [],
    actions: [],
    ...(await aroundOf(tx, board, 0, NO_AGENDA, today)),
  };
}

/** Writes a new meeting and returns its id. */
export async function insertMeeting(
  tx: Tx,
  draft: MeetingRecord,
  to: Transition,
  changes: MeetingChanges,
): Promise<number> {
  const { on = draft.on, startsAt = '', place = '' } = changes.fields ?? {};
  const { id } = await tx.meeting.create({
    data: {
      reference: await nextReference(tx, SERIES, to.now),
      boardId: draft.boardId,
      on,
      startsAt,
      place,
      ...written(to),
    },
  });
  return id;
}

/** Writes a state and its changes where the version is still the record's; false when somebody was faster. */
export async function saveMeeting(
  tx: Tx,
  record: MeetingRecord,
  to: Transition,
  changes: MeetingChanges | undefined,
): Promise<boolean> {
  const { fields, issue, minute, release } = changes ?? {};
  const { count } = await tx.meeting.updateMany({
    where: { id: record.id, version: record.version },
    data: { ...written(to), ...fields, ...(issue && { pack: issue.pack, packOn: to.today }) },
  });
  if (count === 0) return false;
  if (issue) {
    await tx.agendaItem.updateMany({
      where: { id: { in: [...issue.itemIds] } },
      data: { meetingId: record.id },
    });
  }
  if (minute) {
    await tx.agendaItem.update({
      where: { id: minute.itemId, meetingId: record.id },
      data: { minute: minute.text },
    });
  }
  // Papers were for this meeting; what people raised is still to be discussed.
  if (release) {
    await tx.agendaItem.updateMany({
      where: { meetingId: record.id, kind: { not: 'paper' } },
      data: { meetingId: null },
    });
  }
  return true;
}

function written({ state, version, enteredAt, enteredVersion }: Transition) {
  return { state, version, enteredAt, enteredVersion };
}
