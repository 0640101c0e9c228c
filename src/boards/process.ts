import type { Reporter } from '../workflow/boardReport.js';
import type { Process } from '../workflow/process.js';
import { calendarOfBoard } from './calendar.js';
import { boardCard } from './cards.js';
import { boardForm } from './forms.js';
import { loadBoard } from './load.js';
import { boardNotices } from './notices.js';
import type { BoardRecord } from './record.js';
import { boardShow } from './shows.js';
import { draftBoard, insertBoard, saveBoard } from './store.js';
import type { BoardChanges } from './terms.js';
import { boardWorkflow } from './workflow.js';

/** Boards. `reporter` asks the other processes what they report to a board. */
export function boardProcess(reporter: Reporter): Process<BoardRecord, BoardChanges> {
  return {
    workflow: boardWorkflow,
    notices: boardNotices,
    load: loadBoard,
    draft: draftBoard,
    insert: insertBoard,
    save: saveBoard,
    lendsParties: true,
    calendars: async (tx, record) => ({ default: await calendarOfBoard(tx, record) }),
    card: boardCard,
    form: boardForm,
    show: boardShow(reporter),
  };
}
