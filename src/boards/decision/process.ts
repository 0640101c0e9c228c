import type { Process } from '../../workflow/process.js';
import { calendarOfBoard } from '../calendar.js';
import { decisionCard } from './cards.js';
import { decisionForm } from './forms.js';
import { decisionNotices } from './notices.js';
import type { DecisionRecord } from './record.js';
import { draftDecision, insertDecision, loadDecision, saveDecision } from './store.js';
import type { DecisionChanges } from './terms.js';
import { decisionWorkflow } from './workflow.js';

/** What boards are asked to decide, and what they decided. */
export const decisionProcess: Process<DecisionRecord, DecisionChanges> = {
  workflow: decisionWorkflow,
  notices: decisionNotices,
  load: loadDecision,
  draft: draftDecision,
  insert: insertDecision,
  save: saveDecision,
  calendars: async (tx, record) => ({ default: await calendarOfBoard(tx, record) }),
  touches: record => [
    { kind: 'board', id: record.boardId },
    ...record.meetings.slice(0, 2).map(({ id }) => ({ kind: 'meeting', id })),
  ],
  card: decisionCard,
  form: decisionForm,
};
