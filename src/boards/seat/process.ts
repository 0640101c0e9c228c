import type { Process } from '../../workflow/process.js';
import { calendarOfBoard } from '../calendar.js';
import { seatCard } from './cards.js';
import { seatForm } from './forms.js';
import { seatNotices } from './notices.js';
import type { SeatRecord } from './record.js';
import { draftSeat, insertSeat, loadSeat, saveSeat } from './store.js';
import type { SeatChanges } from './terms.js';
import { seatWorkflow } from './workflow.js';

/** The seats of boards and the terms of those who hold them. */
export const seatProcess: Process<SeatRecord, SeatChanges> = {
  workflow: seatWorkflow,
  notices: seatNotices,
  load: loadSeat,
  draft: draftSeat,
  insert: insertSeat,
  save: saveSeat,
  calendars: async (tx, record) => ({ default: await calendarOfBoard(tx, record) }),
  lendsParties: true,
  touches: record => [{ kind: 'board', id: record.boardId }],
  card: seatCard,
  form: seatForm,
};
