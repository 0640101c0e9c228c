import { formatDate } from '../../calendar/localDate.js';
import type { NoticeSpec } from '../../workflow/process.js';
import type { ActionRecord } from './record.js';
import type { ActionNotice } from './terms.js';

/** What is said about an action: that it is there and by when. What it is stands on the card. */
export const actionNotices: Readonly<Record<ActionNotice, NoticeSpec<ActionRecord>>> = {
  given: {
    urgency: 'routine',
    text: record =>
      `${record.boardName} asks you to do something by ${formatDate(record.dueOn)} (${record.reference}). Press Done when it is; ask the chair if the day will not do.`,
  },
  changed: {
    urgency: 'routine',
    text: (record, viewer) =>
      record.owner?.id === viewer.personId
        ? `Your action for ${record.boardName} (${record.reference}) is now due on ${formatDate(record.dueOn)}.`
        : `${record.reference} of ${record.boardName} is with somebody else now. Nothing is left for you to do.`,
  },
  soon: {
    urgency: 'routine',
    text: record =>
      `Your action for ${record.boardName} (${record.reference}) is due on ${formatDate(record.dueOn)}. Press Done when it is.`,
  },
  due: {
    urgency: 'routine',
    text: record => `Your action for ${record.boardName} (${record.reference}) is due today. Is it done?`,
  },
  late: {
    urgency: 'routine',
    text: record =>
      `Your action for ${record.boardName} (${record.reference}) was due on ${formatDate(record.dueOn)}. Press Done, or tell the chair what stands in the way. It stands on the next agenda until it is done.`,
  },
  lateForChair: {
    urgency: 'routine',
    text: record =>
      `${record.reference} of ${record.boardName} was due on ${formatDate(record.dueOn)} and is not done${record.owner ? '' : '; whoever had it has left'}. It stands on the next agenda.`,
  },
  done: {
    urgency: 'routine',
    text: record => `${record.reference} of ${record.boardName} is done.`,
  },
  dropped: {
    urgency: 'routine',
    text: record =>
      `${record.reference} of ${record.boardName} is dropped. Nothing is left for you to do; the chair can tell you why.`,
  },
};
