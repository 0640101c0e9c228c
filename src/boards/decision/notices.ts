import type { NoticeSpec } from '../../workflow/process.js';
import { OUTCOME_WORDS } from '../words.js';
import type { DecisionRecord } from './record.js';
import type { DecisionNotice } from './terms.js';

/** What is said about a decision. Nothing of part B: a notice shows on a locked screen. */
export const decisionNotices: Readonly<Record<DecisionNotice, NoticeSpec<DecisionRecord>>> = {
  asked: {
    urgency: 'routine',
    text: record =>
      `${record.boardName} is asked to decide something${record.asker ? ` by ${record.asker.reference}` : ''}. It stands on the next agenda; record what is decided here, at the meeting or before.`,
  },
  takenBack: {
    urgency: 'routine',
    text: record =>
      `${record.asker?.reference ?? 'Whoever asked'} no longer asks ${record.boardName} to decide ${record.reference}. It is off the agenda; there is nothing for you to do.`,
  },
  recorded: {
    urgency: 'routine',
    text: record =>
      record.part === 'B' || !record.outcome
        ? `${record.boardName} has recorded a decision, ${record.reference}.`
        : `${record.boardName} has decided (${record.reference}): ${OUTCOME_WORDS[record.outcome].toLowerCase()}.`,
  },
};
