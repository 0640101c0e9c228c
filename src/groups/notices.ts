import { formatDate } from '../calendar/localDate.js';
import type { NoticeSpec } from '../workflow/process.js';
import type { CheckInRecord, GroupRecord } from './record.js';
import type { CheckInNotice, GroupNotice } from './terms.js';
import { seeGroup } from './visibility.js';
import { milestoneWords, RAG_WORDS } from './words.js';

/** What is said about a group. The board's line carries nothing of misses or blockers. */
export const groupNotices: Readonly<Record<GroupNotice, NoticeSpec<GroupRecord>>> = {
  started: {
    urgency: 'routine',
    text: record =>
      `You are part of the group "${record.title}". Every ${record.cadence} school days I ask the lead for a check-in; two taps are enough.`,
  },
  startedForSponsor: {
    urgency: 'routine',
    text: record =>
      `You sponsor the group "${record.title}". I tell you, and nobody else, when check-ins stop coming; nothing to do now.`,
  },
  highlight: {
    urgency: 'routine',
    text: (record, viewer, { today }) => {
      const seen = seeGroup(record, viewer, today);
      return seen
        ? `${seen.title}: ${RAG_WORDS[seen.rag]}. Next milestone: ${milestoneWords(seen.milestones, today)}.`
        : record.reference;
    },
  },
  twoMissed: {
    urgency: 'urgent',
    text: record =>
      `"${record.title}" has missed ${record.missesInARow} check-ins in a row. Only you are told. A word with ${record.lead.name} usually settles it.`,
  },
  threeMissed: {
    urgency: 'routine',
    text: record =>
      `"${record.title}" has missed ${record.missesInARow} check-ins in a row; its sponsor knows. It belongs on the next agenda.`,
  },
  endNear: {
    urgency: 'routine',
    text: record =>
      `"${record.title}" is to report by ${formatDate(record.endsOn)}. Ask your sponsor now if that will not do.`,
  },
  endReached: {
    urgency: 'routine',
    text: record => `Today "${record.title}" is to report. The sponsor or the chair closes it when it has.`,
  },
  closed: {
    urgency: 'routine',
    text: record => `The group "${record.title}" is closed. Thank you to everybody in it.`,
  },
  stopped: {
    urgency: 'routine',
    text: record => `The group "${record.title}" has been stopped. Its sponsor can tell you why.`,
  },
};

/** What is said about one check-in, to lead and deputy only. */
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
      `${record.group.lead.name} has not been able to check in for "${record.group.title}". You can answer as deputy.`,
  },
  missed: {
    urgency: 'routine',
    text: record =>
      `The check-in for "${record.group.title}" was not answered in time. A late answer is welcome.`,
  },
};
