import { formatDate } from '../../calendar/localDate.js';
import type { NoticeSpec } from '../../workflow/process.js';
import type { ExceptionNotice, ExceptionRecord } from './record.js';
import { DECIDED_WORDS } from './words.js';

/** What is said about an exception: to the lead's side, the sponsors and, when it is late, the chair. Never why. */
export const exceptionNotices: Readonly<Record<ExceptionNotice, NoticeSpec<ExceptionRecord>>> = {
  raised: {
    urgency: 'urgent',
    text: ({ group }) =>
      `"${group.title}" needs a decision from you within five working days. Accept it, replan, extend or stop: four buttons.`,
  },
  stillOpen: {
    urgency: 'urgent',
    text: ({ group, raisedOn }) =>
      `"${group.title}" has waited since ${formatDate(raisedOn)} for your decision. In two working days the chair is asked.`,
  },
  withChair: {
    urgency: 'urgent',
    text: ({ group, raisedOn }) =>
      `"${group.title}" has waited since ${formatDate(raisedOn)} for a decision. Its sponsor has not answered, so it is with you.`,
  },
  passedOn: {
    urgency: 'routine',
    text: ({ group }) =>
      `The decision on "${group.title}" is now with the chair as well. You can still take it.`,
  },
  decided: {
    urgency: 'urgent',
    text: ({ group, decision }) =>
      `Decided for "${group.title}": ${decision ? DECIDED_WORDS[decision] : 'nothing'}.`,
  },
  lapsed: {
    urgency: 'routine',
    text: ({ group }) =>
      `"${group.title}" no longer needs your decision: ${group.state === 'stopped' ? 'it was stopped' : 'its report is written'}. There is nothing for you to do.`,
  },
};
