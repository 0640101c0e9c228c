import { calendarOfAuthority } from '../network/calendars.js';
import { buttons } from '../workflow/buttons.js';
import type { Process } from '../workflow/process.js';
import { coverCard } from './cards.js';
import { idsOfDeputiesFor } from './deputies.js';
import { coverForm } from './forms.js';
import { coverHome, coverMine } from './home.js';
import { loadCover } from './load.js';
import { coverNotices } from './notices.js';
import type { CoverChanges, CoverRecord } from './record.js';
import { draftCover, insertCover, saveCover } from './store.js';
import { see } from './visibility.js';
import { coverWorkflow } from './workflow.js';

/** Covers as the rest of the program sees them: the table with its rooms. */
export const coverProcess: Process<CoverRecord, CoverChanges> = {
  workflow: coverWorkflow,
  notices: coverNotices,
  load: loadCover,
  draft: draftCover,
  insert: insertCover,
  save: saveCover,
  // Its days are calendar days, so whose term it is makes no difference.
  calendars: async tx => ({ default: await calendarOfAuthority(tx, '') }),
  card: (record, viewer, at) => coverCard(see(record, viewer), buttons(coverWorkflow, record, viewer), at),
  form: coverForm,
  mine: coverMine,
  mayBegin: idsOfDeputiesFor,
  home: coverHome,
};
