import type { Process } from '../../workflow/process.js';
import { calendarsOfGroup } from '../calendar.js';
import { checkInCard } from './cards.js';
import { checkInForm } from './forms.js';
import { loadCheckIn } from './load.js';
import { checkInNotices } from './notices.js';
import type { CheckInRecord } from './record.js';
import { draftCheckIn, insertCheckIn, saveCheckIn } from './store.js';
import type { CheckInChanges } from './terms.js';
import { checkInWorkflow } from './workflow.js';

/** The prompts of groups and their answers. */
export const checkInProcess: Process<CheckInRecord, CheckInChanges> = {
  workflow: checkInWorkflow,
  notices: checkInNotices,
  load: loadCheckIn,
  draft: draftCheckIn,
  insert: insertCheckIn,
  save: saveCheckIn,
  calendars: (tx, { group }) => calendarsOfGroup(tx, group),
  touches: ({ group }) => [{ kind: 'group', id: group.id }],
  card: checkInCard,
  form: checkInForm,
};
