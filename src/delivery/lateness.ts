import { daysFrom, formatDate } from '../calendar/localDate.js';
import { londonDate } from '../calendar/london.js';
import type { Delivering } from './deps.js';

/** What is later than this says so. A day is also how long the one-routine-message rule may hold one back. */
export const LATE_MS = 24 * 3_600_000;

interface Told {
  readonly personId: number | null;
  readonly urgency: string;
  /** When it had to be said. */
  readonly createdAt: Date;
}

/**
 * The sentence that a late message ends with, or '' when it is not late: it leaves more than a day after it
 * could have. Nights, weekends and holidays do not count, they are meant.
 */
export async function latenessOf(deps: Delivering, message: Told, now: Date): Promise<string> {
  if (now.getTime() - message.createdAt.getTime() <= LATE_MS) return '';
  const latest = new Date((await dueToLeave(deps, message, message.createdAt)).getTime() + LATE_MS);
  if (now <= (await dueToLeave(deps, message, latest))) return '';
  const due = londonDate(message.createdAt);
  const days = Math.max(1, daysFrom(due, londonDate(now)));
  return ` (This is ${days} ${days === 1 ? 'day' : 'days'} late: it was due on ${formatDate(due, 'long')}.)`;
}

async function dueToLeave(deps: Delivering, { personId, urgency }: Told, from: Date): Promise<Date> {
  return personId !== null && urgency === 'routine' ? deps.sendTime(personId, from) : from;
}
