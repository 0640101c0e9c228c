import { formatDate } from '../../calendar/localDate.js';
import type { NoticeSpec } from '../../workflow/process.js';
import type { SeatRecord } from './record.js';
import type { SeatNotice } from './terms.js';

const until = ({ to }: SeatRecord): string => (to ? ` until ${formatDate(to)}` : '');

/** What is said about one seat. */
export const seatNotices: Readonly<Record<SeatNotice, NoticeSpec<SeatRecord>>> = {
  appointed: {
    urgency: 'routine',
    text: record =>
      `You sit on ${record.boardName} for ${record.constituency}${until(record)}. The pack comes five school days before each meeting; type /board ${record.slug} for the rest. If this is a mistake, press Vacate the seat.`,
  },
  renewed: {
    urgency: 'routine',
    text: record => `Your term on ${record.boardName} has been renewed${until(record)}.`,
  },
  termEnding: {
    urgency: 'routine',
    text: record =>
      `Your term on ${record.boardName} ends${record.to ? ` on ${formatDate(record.to)}` : ' soon'}. The chair and the coordinator know; nothing to do now.`,
  },
  termEndingForChair: {
    urgency: 'routine',
    text: record =>
      `${record.holder?.name ?? 'Somebody who has left'} sits on ${record.boardName} for ${record.constituency} until ${record.to ? formatDate(record.to) : 'soon'}. Renew the term, or find a successor.`,
  },
  termEnded: {
    urgency: 'routine',
    text: record => `Your term on ${record.boardName} has ended. Thank you for your time on it.`,
  },
  vacated: {
    urgency: 'routine',
    text: record =>
      `The seat for ${record.constituency} on ${record.boardName} is vacant. Appoint somebody when it is clear who.`,
  },
};
