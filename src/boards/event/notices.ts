import { formatDate } from '../../calendar/localDate.js';
import type { NoticeSpec } from '../../workflow/process.js';
import { EVIDENCE_DAYS, type EventRecord } from './record.js';
import type { EventNotice } from './terms.js';

/** What is said about a discussion. */
export const eventNotices: Readonly<Record<EventNotice, NoticeSpec<EventRecord>>> = {
  invited: {
    urgency: 'routine',
    text: record =>
      `${record.boardName} invites you to discuss "${record.issue}" on ${formatDate(record.on)} at ${record.startsAt}. Say whether you come; evidence is welcome by ${EVIDENCE_DAYS} school days before.`,
  },
  evidenceSoon: {
    urgency: 'routine',
    text: record =>
      `Evidence for "${record.issue}" (${formatDate(record.on)}) is wanted by ${EVIDENCE_DAYS} school days before: a title and a link. If you have none, nothing to do.`,
  },
  evidenceDue: {
    urgency: 'routine',
    text: record => {
      const sent = record.invitees.filter(each => each.evidence !== null).length;
      return `Evidence for "${record.issue}" was wanted by today: ${sent} of ${record.invitees.length} invited have sent some. What comes from outside, enter for them.`;
    },
  },
  tomorrow: {
    urgency: 'routine',
    text: record =>
      `"${record.issue}" is discussed on ${formatDate(record.on)} at ${record.startsAt}${record.place ? `, ${record.place}` : ''}. The evidence is on the card.`,
  },
  moved: {
    urgency: 'urgent',
    text: record =>
      `The discussion of "${record.issue}" is now on ${formatDate(record.on)} at ${record.startsAt}.`,
  },
  cancelled: {
    urgency: 'urgent',
    text: record => `The discussion of "${record.issue}" on ${formatDate(record.on)} is cancelled.`,
  },
  outcomesOwed: {
    urgency: 'routine',
    text: record =>
      `What came out of "${record.issue}"? Each outcome you record goes onto the next agenda of ${record.decision?.boardName ?? 'the board'}.`,
  },
  fedBack: {
    urgency: 'routine',
    text: record =>
      `What came out of "${record.issue}" is with ${record.decision?.boardName ?? 'the board that asked'}. Thank you for coming.`,
  },
};
