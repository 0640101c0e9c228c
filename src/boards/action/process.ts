import type { Process } from '../../workflow/process.js';
import { actionCard } from './cards.js';
import { actionForm } from './forms.js';
import { actionNotices } from './notices.js';
import type { ActionRecord } from './record.js';
import { calendarsOfAction, draftAction, insertAction, loadAction, saveAction } from './store.js';
import type { ActionChanges } from './terms.js';
import { actionWorkflow } from './workflow.js';

/** What meetings of boards give people to do. */
export const actionProcess: Process<ActionRecord, ActionChanges> = {
  workflow: actionWorkflow,
  notices: actionNotices,
  load: loadAction,
  draft: draftAction,
  insert: insertAction,
  save: saveAction,
  calendars: calendarsOfAction,
  touches: record => [
    { kind: 'board', id: record.boardId },
    ...(record.meeting ? [{ kind: 'meeting', id: record.meeting.id }] : []),
  ],
  card: actionCard,
  form: actionForm,
};
