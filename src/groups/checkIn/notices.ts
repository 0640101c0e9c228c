import type { NoticeSpec } from '../../workflow/process.js';
import { leadName } from '../record.js';
import type { CheckInRecord } from './record.js';
import type { CheckInNotice } from './terms.js';

/** What is said about one check-in, to lead, deputy and cover only. */
export const checkInNotices: Readonly<Record<CheckInNotice, NoticeSpec<CheckInRecord>>> = {
  prompt: {
    urgency: 'routine',
    text: record => `How is "${record.group.title}" doing? Two taps if nothing has changed.`,
  },
  reminder: {
    urgency: 'routine',
    text: record => `A check-in for "${record.group.title}" is still open. Two taps if nothing has changed.`,
  },
  deputyAdded: {
    urgency: 'routine',
    text: record =>
      `${leadName(record.group)} has not been able to check in for "${record.group.title}". You can answer as deputy.`,
  },
  missed: {
    urgency: 'routine',
    text: record =>
      `The check-in for "${record.group.title}" was not answered in time. A late answer is welcome.`,
  },
};
