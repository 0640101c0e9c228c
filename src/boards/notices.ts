import type { NoticeSpec } from '../workflow/process.js';
import type { BoardRecord } from './record.js';
import type { BoardNotice } from './terms.js';

/** What is said about a board itself. */
export const boardNotices: Readonly<Record<BoardNotice, NoticeSpec<BoardRecord>>> = {
  nowChair: {
    urgency: 'routine',
    text: record =>
      `You chair ${record.boardName}. I assemble its agendas, chase papers and actions, and send the pack five school days before a meeting. Type /board ${record.slug} to plan one.`,
  },
  dissolved: {
    urgency: 'routine',
    text: record => `${record.boardName} has been dissolved. Thank you for your time on it.`,
  },
};
