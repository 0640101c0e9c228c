import type { Process } from '../../workflow/process.js';
import { calendarsOfGroup } from '../calendar.js';
import { highlightCard } from './cards.js';
import { highlightForm } from './forms.js';
import { highlightNotices } from './notices.js';
import type { HighlightChanges, HighlightRecord } from './record.js';
import { draftHighlight, insertHighlight, loadHighlight, saveHighlight } from './store.js';
import { highlightWorkflow } from './workflow.js';

/** One-page reports of groups for their board. */
export const highlightProcess: Process<HighlightRecord, HighlightChanges> = {
  workflow: highlightWorkflow,
  notices: highlightNotices,
  load: loadHighlight,
  draft: draftHighlight,
  insert: insertHighlight,
  save: saveHighlight,
  calendars: (tx, { group }) => calendarsOfGroup(tx, group),
  touches: ({ group }) => [{ kind: 'group', id: group.id }],
  card: highlightCard,
  form: highlightForm,
};
