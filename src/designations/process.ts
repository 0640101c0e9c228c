import { calendarOfSchool } from '../network/calendars.js';
import { buttons } from '../workflow/buttons.js';
import type { Process } from '../workflow/process.js';
import { designationCard } from './cards.js';
import { designationForm } from './forms.js';
import { designationHome, designationMine } from './home.js';
import { loadDesignation } from './load.js';
import { designationNotices } from './notices.js';
import type { DesignationChanges, DesignationRecord } from './record.js';
import { draftDesignation, insertDesignation, saveDesignation } from './store.js';
import { see } from './visibility.js';
import { designationWorkflow } from './workflow.js';

/** The designations of system leaders as the rest of the program sees them: the table with its rooms. */
export const designationProcess: Process<DesignationRecord, DesignationChanges> = {
  workflow: designationWorkflow,
  notices: designationNotices,
  load: loadDesignation,
  draft: draftDesignation,
  insert: insertDesignation,
  save: saveDesignation,
  calendars: async (tx, record) => ({ default: await calendarOfSchool(tx, record.home.id) }),
  // What they are deployed to shows the coordinator that the designation does not count any more.
  touches: record => record.deployments.map(({ id }) => ({ kind: 'support', id })),
  card: (record, viewer) =>
    designationCard(see(record, viewer), buttons(designationWorkflow, record, viewer)),
  form: designationForm,
  mine: designationMine,
  home: designationHome,
};
