import { readFileSync } from 'node:fs';
import path from 'node:path';
import { addDays, type LocalDate, weekday } from '../../src/calendar/localDate.js';

// Days counted the slow and obvious way, from the files themselves: what the program's calendar is checked against.

const DATA = path.resolve(import.meta.dirname, '../../src/calendar/data');

interface Entry {
  readonly kind: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

const entries = (
  JSON.parse(readFileSync(path.join(DATA, 'hillingdon-2025-27.json'), 'utf8')) as { entries: Entry[] }
).entries;

const bankHolidays = new Set(
  (
    JSON.parse(readFileSync(path.join(DATA, 'bank-holidays.json'), 'utf8')) as Record<
      string,
      { events: { date: string }[] }
    >
  )['england-and-wales']?.events.map(event => event.date),
);

const lies = (day: LocalDate, kind: (kind: string) => boolean): boolean =>
  entries.some(entry => kind(entry.kind) && entry.from <= day && day <= entry.to);

export function isWorkingDay(day: LocalDate): boolean {
  return weekday(day) < 6 && !bankHolidays.has(day);
}

/** Whether a school with these days of its own (INSET) is open. */
export function isSchoolDay(day: LocalDate, closed: readonly LocalDate[] = []): boolean {
  return (
    isWorkingDay(day) &&
    lies(day, kind => kind === 'term') &&
    !lies(day, kind => kind === 'halfTerm' || kind === 'holiday') &&
    !closed.includes(day)
  );
}

/** Steps day by day, counting those that count; negative n goes back. */
export function step(from: LocalDate, n: number, counts: (day: LocalDate) => boolean): LocalDate {
  let day = from;
  for (let left = Math.abs(n); left > 0; ) {
    day = addDays(day, Math.sign(n));
    if (counts(day)) left--;
  }
  return day;
}
