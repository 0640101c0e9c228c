import { z } from 'zod';

/**
 * A day in England as ISO text, `2026-11-10`. It is a plain string: it compares with `<`, is safe in
 * JSON and in a database column, and never passes through a time zone. A literal may be written as it is;
 * text from outside goes through {@link parseLocalDate} or {@link localDate}.
 */
export type LocalDate = `${number}-${number}-${number}`;

/** Monday is 1, Sunday is 7, as in ISO 8601. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const MS_PER_DAY = 86_400_000;
const SHAPE = /^\d{4}-\d{2}-\d{2}$/;

/** Whether the text is an existing day written `YYYY-MM-DD`; 31 February is not. */
export function isLocalDate(text: string): text is LocalDate {
  return SHAPE.test(text) && fromDayNumber(dayNumber(text as LocalDate)) === text;
}

/** The text as a day, or null when it is not an existing day written `YYYY-MM-DD`. */
export function parseLocalDate(text: string): LocalDate | null {
  return isLocalDate(text) ? text : null;
}

/** As {@link parseLocalDate}, for text that ought to be right already: throws a RangeError when it is not. */
export function localDate(text: string): LocalDate {
  if (isLocalDate(text)) return text;
  throw new RangeError(`"${text}" is not a date. Write the year, month and day as 2026-11-10.`);
}

/** A zod schema for a day written `YYYY-MM-DD`, for forms and stored plans. */
export const LocalDateSchema = z.custom<LocalDate>(
  value => typeof value === 'string' && isLocalDate(value),
  'Write the date as 2026-11-10.',
);

/** Days since 1 January 1970: the form in which arithmetic is quick. */
export function dayNumber(date: LocalDate): number {
  return Date.UTC(+date.slice(0, 4), +date.slice(5, 7) - 1, +date.slice(8, 10)) / MS_PER_DAY;
}

/** The inverse of {@link dayNumber}. */
export function fromDayNumber(day: number): LocalDate {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10) as LocalDate;
}

/** The day `n` calendar days later, or earlier when `n` is negative. */
export function addDays(date: LocalDate, n: number): LocalDate {
  return fromDayNumber(dayNumber(date) + n);
}

/** The same day of the month so many months later, or that month's last day when it has none such. */
export function addMonths(date: LocalDate, n: number): LocalDate {
  const months = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + n;
  const lastDay = new Date(Date.UTC(Math.floor(months / 12), (months % 12) + 1, 0)).getUTCDate();
  const day = Math.min(Number(date.slice(8, 10)), lastDay);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${Math.floor(months / 12)}-${two((months % 12) + 1)}-${two(day)}` as LocalDate;
}

/** How many calendar days lie from `from` to `to`; negative when `to` is the earlier. */
export function daysFrom(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** The day of the week, 1 for Monday to 7 for Sunday. */
export function weekday(date: LocalDate): Weekday {
  return weekdayOfDayNumber(dayNumber(date));
}

/** As {@link weekday}, of a day number. 1 January 1970 was a Thursday. */
export function weekdayOfDayNumber(day: number): Weekday {
  return (((((day + 3) % 7) + 7) % 7) + 1) as Weekday;
}

/** Every day from `from` to `to`, both included; empty when `to` is earlier. */
export function datesBetween(from: LocalDate, to: LocalDate): LocalDate[] {
  const last = dayNumber(to);
  const dates: LocalDate[] = [];
  for (let day = dayNumber(from); day <= last; day++) dates.push(fromDayNumber(day));
  return dates;
}

/** The year in which the academic year of a day began: 2026 for 1 September 2026 to 31 August 2027. */
export function academicYear(date: LocalDate): number {
  const year = Number(date.slice(0, 4));
  return date.slice(5) >= '09-01' ? year : year - 1;
}

const DAY_NAMES = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');
const MONTH_NAMES =
  'January February March April May June July August September October November December'.split(' ');

/**
 * The day in words: `long` is "Tuesday 10 November 2026", `short` "Tue 10 Nov 2026", `day` "10 November".
 * Not by Intl, so that messages do not change with the version of Node.
 */
export function formatDate(date: LocalDate, style: 'long' | 'short' | 'day' = 'long'): string {
  const name = DAY_NAMES[weekday(date) - 1] ?? '';
  const month = MONTH_NAMES[Number(date.slice(5, 7)) - 1] ?? '';
  const day = Number(date.slice(8, 10));
  const year = date.slice(0, 4);
  if (style === 'day') return `${day} ${month}`;
  return style === 'short'
    ? `${name.slice(0, 3)} ${day} ${month.slice(0, 3)} ${year}`
    : `${name} ${day} ${month} ${year}`;
}
