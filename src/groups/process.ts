import type { Process } from '../workflow/process.js';
import { groupsForBoard } from './boardReport.js';
import { calendarsOfGroup } from './calendar.js';
import { groupCard, termsCard } from './cards.js';
import { groupForm } from './forms.js';
import { groupHome, groupMine } from './home.js';
import { loadGroup } from './load.js';
import { moreCard } from './more.js';
import { groupNotices } from './notices.js';
import type { GroupRecord } from './record.js';
import { reportCard } from './report/card.js';
import { draftGroup, insertGroup, saveGroup } from './store.js';
import type { GroupChanges } from './terms.js';
import { groupWorkflow } from './workflow.js';

/** Task-and-finish groups. */
export const groupProcess: Process<GroupRecord, GroupChanges> = {
  workflow: groupWorkflow,
  notices: groupNotices,
  load: loadGroup,
  draft: draftGroup,
  insert: insertGroup,
  save: saveGroup,
  lendsParties: true,
  calendars: calendarsOfGroup,
  card: groupCard,
  form: groupForm,
  boardReport: groupsForBoard,
  mine: groupMine,
  home: groupHome,

  async show(tx, name, record, viewer, at) {
    if (name === 'report') return reportCard(tx, record, viewer, at);
    return name === 'terms' ? termsCard(record, viewer, at) : moreCard(record, viewer);
  },
};
