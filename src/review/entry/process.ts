import { calendarOfSchool } from '../../network/calendars.js';
import { buttons } from '../../workflow/buttons.js';
import type { Process } from '../../workflow/process.js';
import { entryCard } from './cards.js';
import { entryForm } from './forms.js';
import { loadEntry } from './load.js';
import { entryNotices } from './notices.js';
import type { EntryRecord } from './record.js';
import { draftEntry, insertEntry, saveEntry } from './store.js';
import type { EntryChanges } from './terms.js';
import { see } from './visibility.js';
import { entryWorkflow } from './workflow.js';

/** Schools' places in review cycles as the rest of the program sees them: the table with its rooms. */
export const entryProcess: Process<EntryRecord, EntryChanges> = {
  workflow: entryWorkflow,
  notices: entryNotices,
  load: loadEntry,
  draft: draftEntry,
  insert: insertEntry,
  save: saveEntry,
  async calendars(tx, record) {
    const school = await calendarOfSchool(tx, record.school.id);
    return { default: school, school };
  },
  touches: record => [{ kind: 'cycle', id: record.cycle.id }],
  card: (record, viewer) => entryCard(see(record, viewer), buttons(entryWorkflow, record, viewer)),
  form: entryForm,
};
