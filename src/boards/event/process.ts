import type { Process } from '../../workflow/process.js';
import { calendarOfBoard } from '../calendar.js';
import { eventCard, eventShow } from './cards.js';
import { eventForm } from './forms.js';
import { eventNotices } from './notices.js';
import type { EventRecord } from './record.js';
import { draftEvent, insertEvent, loadEvent, saveEvent } from './store.js';
import type { EventChanges } from './terms.js';
import { eventWorkflow } from './workflow.js';

/** Discussions of consultative groups. */
export const eventProcess: Process<EventRecord, EventChanges> = {
  workflow: eventWorkflow,
  notices: eventNotices,
  load: loadEvent,
  draft: draftEvent,
  insert: insertEvent,
  save: saveEvent,
  calendars: async (tx, record) => ({ default: await calendarOfBoard(tx, record) }),
  touches: record => [{ kind: 'board', id: record.boardId }],
  card: eventCard,
  form: eventForm,
  show: async (_tx, name, record, viewer) => eventShow(name, record, viewer),
};
