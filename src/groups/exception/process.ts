import type { Process } from '../../workflow/process.js';
import { calendarsOfGroup } from '../calendar.js';
import { exceptionCard } from './cards.js';
import { exceptionForm } from './forms.js';
import { loadException } from './load.js';
import { exceptionNotices } from './notices.js';
import type { ExceptionChanges, ExceptionRecord } from './record.js';
import { draftException, insertException, saveException } from './store.js';
import { exceptionWorkflow } from './workflow.js';

/** Groups that leave their tolerance, and what is decided of it. */
export const exceptionProcess: Process<ExceptionRecord, ExceptionChanges> = {
  workflow: exceptionWorkflow,
  notices: exceptionNotices,
  load: loadException,
  draft: draftException,
  insert: insertException,
  save: saveException,
  calendars: (tx, { group }) => calendarsOfGroup(tx, group),
  touches: ({ group }) => [{ kind: 'group', id: group.id }],
  card: exceptionCard,
  form: exceptionForm,
};
