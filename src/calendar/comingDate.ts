import type { LocalDate } from './localDate.js';
import { readDate } from './readDate.js';

/**
 * A day to come as people type it in chat: "12 Jan", "12/1", "Tuesday 12 January 2027", "2027-01-12". Without a
 * year it is the next such day, today included. Null for what is no day.
 */
export function comingDate(written: string, today: LocalDate): LocalDate | null {
  const text = written.trim().replace(/\.$/, '');
  const whole = readDate(text);
  if ('date' in whole) return whole.date;
  const separator = /^\d{1,2}([/.-])\d{1,2}$/.exec(text)?.[1] ?? ' ';
  const year = Number(today.slice(0, 4));
  for (const candidate of [year, year + 1]) {
    const read = readDate(`${text}${separator}${candidate}`);
    if ('date' in read && read.date >= today) return read.date;
  }
  return null;
}
