import { addDays, type LocalDate } from './localDate.js';
import { atLondon, londonDate, type TimeOfDay } from './london.js';
import type { SchoolCalendar } from './schoolCalendar.js';
import type { DaySpan, Span } from './units.js';

/** A deadline that is owed by the end of a day falls due when the send window closes (DOMAIN 6). */
const END_OF_DAY: TimeOfDay = '17:30';

const MS_PER_HOUR = 3_600_000;

/**
 * A day computed from a calendar. `provisional` says that part of the way lies beyond the term dates (or,
 * for working days, beyond the bank holidays) on file: say so to people, and compute it again after an import.
 */
export interface DueDate {
  readonly date: LocalDate;
  readonly provisional: boolean;
}

/** `after`: 5 working days after the visit. `before`: 10 school days before it. */
export type Direction = 'after' | 'before';

/**
 * The day that lies a span after or before a day. The day itself is never counted: one school day after
 * a Friday is the Monday. Zero school or working days is that day, or the next that is one. Calendar days
 * are counted as they are; where such a deadline is owed by a school, pass it to {@link rollToSchoolDay}.
 */
export function dueDate(
  from: LocalDate,
  span: DaySpan,
  calendar: SchoolCalendar,
  direction: Direction = 'after',
): DueDate {
  const n = direction === 'after' ? span.n : -span.n;
  switch (span.unit) {
    case 'calendarDays':
      return { date: addDays(from, n), provisional: false };
    case 'workingDays': {
      const date = calendar.addWorkingDays(from, n);
      return { date, provisional: !calendar.knowsBankHolidays(date) };
    }
    case 'schoolDays': {
      const date = calendar.addSchoolDays(from, n);
      return { date, provisional: !calendar.isKnownThroughout(from, date) };
    }
  }
}

/**
 * That day if the school is open, else the next school day (or, with `before`, the last one before it).
 * What was provisional stays so.
 */
export function rollToSchoolDay(
  due: DueDate | LocalDate,
  calendar: SchoolCalendar,
  direction: Direction = 'after',
): DueDate {
  const { date, provisional } = typeof due === 'string' ? { date: due, provisional: false } : due;
  const rolled = direction === 'after' ? calendar.nextSchoolDay(date) : calendar.previousSchoolDay(date);
  return { date: rolled, provisional: provisional || !calendar.isKnownThroughout(date, rolled) };
}

/**
 * The day on which a school is told of what it owes a span before a day. Work for a visit after a holiday is owed
 * before the holiday: the deadline is moved back to the last school day, and a reminder counts from there.
 *
 * @param ahead how long before the deadline, in units of the span, which holds them too; 0 is the deadline itself,
 * and less than 0 is after it
 * @returns null when there is no such school day left before the day itself
 */
export function owedBefore(
  day: LocalDate,
  span: DaySpan,
  ahead: number,
  calendar: SchoolCalendar,
): LocalDate | null {
  const back = (from: LocalDate, n: number): LocalDate =>
    rollToSchoolDay(dueDate(from, { unit: span.unit, n }, calendar, 'before'), calendar, 'before').date;
  const deadline = back(day, span.n - ahead);
  if (ahead === 0) return deadline;
  if (ahead > 0) return back(deadline, ahead);
  const late = rollToSchoolDay(dueDate(deadline, { unit: span.unit, n: -ahead }, calendar), calendar).date;
  return late < day ? late : null;
}

/** The instant at which something due on a day falls due, by the clock in England. */
export function dueInstant(date: LocalDate, time: TimeOfDay = END_OF_DAY): Date {
  return atLondon(date, time);
}

/**
 * The instant that lies a span after or before an instant: hours by the clock, whatever the day; days
 * from the day in England to `time` (the end of the day unless told) on the day that {@link dueDate} gives.
 */
export function dueFrom(
  instant: Date,
  span: Span,
  calendar: SchoolCalendar,
  direction: Direction = 'after',
  time: TimeOfDay = END_OF_DAY,
): { at: Date; provisional: boolean } {
  if (span.unit === 'hours') {
    const ms = span.n * MS_PER_HOUR;
    return { at: new Date(instant.getTime() + (direction === 'after' ? ms : -ms)), provisional: false };
  }
  const { date, provisional } = dueDate(londonDate(instant), span, calendar, direction);
  return { at: dueInstant(date, time), provisional };
}
