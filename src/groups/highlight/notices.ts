import { formatDate } from '../../calendar/localDate.js';
import type { NoticeSpec } from '../../workflow/process.js';
import type { HighlightNotice, HighlightRecord } from './record.js';

/** What is said about a highlight report, to people alone. */
export const highlightNotices: Readonly<Record<HighlightNotice, NoticeSpec<HighlightRecord>>> = {
  toEdit: {
    urgency: 'routine',
    text: ({ group, neededOn }) =>
      `The highlight report of "${group.title}"${neededOn ? ` for the board's meeting on ${formatDate(neededOn)}` : ''} is made from your check-ins. Change it or send it; in five school days it goes as it is.`,
  },
  reminder: {
    urgency: 'routine',
    text: ({ group }) =>
      `The highlight report of "${group.title}" goes to the board in two school days as it is.`,
  },
  ready: {
    urgency: 'routine',
    text: ({ group }) => `The highlight report of "${group.title}" is ready for the board. You see it first.`,
  },
};
