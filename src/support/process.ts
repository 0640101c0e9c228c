import { calendarOfSchool } from '../network/calendars.js';
import { buttons } from '../workflow/buttons.js';
import type { Process } from '../workflow/process.js';
import { supportForBoard } from './boardReport.js';
import { candidatesCard } from './candidatesCard.js';
import { panelPackCard, supportCard } from './cards.js';
import { draftSupport } from './draft.js';
import { supportForm } from './forms.js';
import { supportHome, supportMine } from './home.js';
import { loadSupport } from './load.js';
import { supportNotices } from './notices.js';
import { panelPack } from './panelPack.js';
import { candidatesFor } from './queries.js';
import { openApproaches, type SupportRecord } from './record.js';
import { insertSupport, saveSupport } from './store.js';
import type { Changes } from './terms.js';
import { see } from './visibility.js';
import { supportWorkflow } from './workflow.js';

/** Support requests as the rest of the program sees them: the table with its rooms. */
export const supportProcess: Process<SupportRecord, Changes> = {
  workflow: supportWorkflow,
  notices: supportNotices,
  load: loadSupport,
  draft: draftSupport,
  insert: insertSupport,
  save: saveSupport,

  /** Heads answer in their own school's days: the receiving school's, and for a release the home school's. */
  async calendars(tx, record) {
    const receiving = await calendarOfSchool(tx, record.school.id);
    const asked = openApproaches(record).at(-1);
    const home = asked && (await calendarOfSchool(tx, (asked.newHome?.school ?? asked.homeSchool).id));
    return { default: receiving, ...(home && { home }) };
  },

  card: (record, viewer) => supportCard(see(record, viewer), buttons(supportWorkflow, record, viewer)),
  form: supportForm,
  formsGuardThemselves: true,
  mine: supportMine,
  home: supportHome,
  boardReport: supportForBoard,

  async show(tx, name, record, viewer, at) {
    const seen = see(record, viewer);
    if (name === 'candidates') {
      const ranking = await candidatesFor(tx, record, at.today);
      return candidatesCard(seen, ranking, record.settings.releaseCheck);
    }
    if (name === 'panelPack') return panelPackCard(seen, await panelPack(tx, record, viewer, at.today));
    return supportCard(seen, buttons(supportWorkflow, record, viewer));
  },
};
