import { londonDate } from '../../calendar/london.js';
import { calendarOfAuthority } from '../../network/calendars.js';
import { membersOf } from '../../network/partnerships.js';
import { buttons } from '../../workflow/buttons.js';
import type { Process } from '../../workflow/process.js';
import { programmeCard } from './cards.js';
import { programmeForm } from './forms.js';
import { loadProgramme } from './load.js';
import { programmeNotices } from './notices.js';
import type { ProgrammeRecord } from './record.js';
import { draftProgramme, insertProgramme, saveProgramme } from './store.js';
import type { ProgrammeChanges } from './terms.js';
import { see } from './visibility.js';
import { programmeWorkflow } from './workflow.js';

/** Programmes of peer reviews as the rest of the program sees them: the table with its rooms. */
export const programmeProcess: Process<ProgrammeRecord, ProgrammeChanges> = {
  workflow: programmeWorkflow,
  notices: programmeNotices,
  load: loadProgramme,
  draft: draftProgramme,
  insert: insertProgramme,
  save: saveProgramme,
  lendsParties: true,
  async calendars(tx, record) {
    const [school] = await membersOf(tx, record.partnership.id, londonDate(record.enteredAt));
    return { default: await calendarOfAuthority(tx, school?.laCode ?? '') };
  },
  card: (record, viewer) => programmeCard(see(record, viewer), buttons(programmeWorkflow, record, viewer)),
  form: programmeForm,
};
