import { formatDate } from '../../calendar/localDate.js';
import type { NoticeSpec } from '../../workflow/process.js';
import type { MeetingRecord } from './record.js';
import type { MeetingNotice } from './terms.js';

/** What is said about a meeting: when, and what is wanted. Never what stands on its agenda. */
export const meetingNotices: Readonly<Record<MeetingNotice, NoticeSpec<MeetingRecord>>> = {
  planned: {
    urgency: 'routine',
    text: record =>
      `${record.boardName} meets on ${formatDate(record.on)} at ${record.startsAt}${record.place ? `, ${record.place}` : ''}. Raise what should be discussed with /board ${record.slug} raise; the pack comes five school days before.`,
  },
  moved: {
    urgency: 'urgent',
    text: record =>
      `The meeting of ${record.boardName} is now on ${formatDate(record.on)} at ${record.startsAt}${record.place ? `, ${record.place}` : ''}.`,
  },
  cancelled: {
    urgency: 'urgent',
    text: record =>
      `The meeting of ${record.boardName} on ${formatDate(record.on)} is cancelled. What was raised waits for the next.`,
  },
  paperWanted: {
    urgency: 'routine',
    text: (record, viewer) => {
      const boards = record.below
        .filter(board => board.chairIds.includes(viewer.personId ?? 0))
        .map(board => board.name);
      return `${record.boardName} meets on ${formatDate(record.on)}. The report of ${boards.join(' and ') || 'your board'} is wanted for its pack: a few sentences are enough (Send a paper).`;
    },
  },
  papersOwed: {
    urgency: 'routine',
    text: record => {
      const owing = record.below.filter(board => board.owes).map(board => board.name);
      return owing.length > 0
        ? `${record.boardName} meets on ${formatDate(record.on)}; papers are still owed by ${owing.join(', ')}. Their chairs have been asked.`
        : `${record.boardName} meets on ${formatDate(record.on)}; all papers are in.`;
    },
  },
  pack: {
    urgency: 'routine',
    text: record =>
      `The pack for ${record.boardName} on ${formatDate(record.on)} at ${record.startsAt} is out. Press The pack to read it or to take it away.`,
  },
  today: {
    urgency: 'urgent',
    text: record =>
      `${record.boardName} meets today at ${record.startsAt}${record.place ? `, ${record.place}` : ''}.`,
  },
  wasItHeld: {
    urgency: 'routine',
    text: record =>
      `Has ${record.boardName} met on ${formatDate(record.on)}? Press The meeting is on and record what was decided, or move it.`,
  },
  minutesOwed: {
    urgency: 'routine',
    text: record =>
      `The minutes of ${record.boardName} of ${formatDate(record.on)} are still open. Record what is missing and close them.`,
  },
  minutesClosed: {
    urgency: 'routine',
    text: record => `The minutes of ${record.boardName} of ${formatDate(record.on)} are closed.`,
  },
};
