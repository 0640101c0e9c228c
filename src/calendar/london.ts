import { Temporal } from 'temporal-polyfill';
import { isLocalDate, type LocalDate } from './localDate.js';

/** Every school and officer of a partnership lives in this zone; instants are kept in UTC (DOMAIN 6). */
const ZONE = 'Europe/London';

/** An hour in milliseconds. */
const HOUR_MS = 3_600_000;

/** A time of day on the clock in England, `08:00` to `23:59`. */
export type TimeOfDay = `${number}:${number}`;

/** Whether the text is a time of day written `HH:MM` on the 24-hour clock. */
export function isTimeOfDay(text: string): text is TimeOfDay {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/** The hour of which {@link londonDate} was asked last, and its day. */
let last: { readonly hour: number; readonly date: LocalDate } | undefined;

/** The day that an instant falls on in England. */
export function londonDate(instant: Date): LocalDate {
  // England's clock is off UTC by whole hours, so within one hour it is one day: reckoned once for all who ask in it.
  const hour = Math.floor(instant.getTime() / HOUR_MS);
  if (last?.hour !== hour) last = { hour, date: reckonedDate(instant) };
  return last.date;
}

function reckonedDate(instant: Date): LocalDate {
  const date = inLondon(instant).toPlainDate().toString();
  if (isLocalDate(date)) return date;
  throw new RangeError(`${instant.toISOString()} lies outside the years that the calendar can hold.`);
}

/** The time on the clock in England at an instant, `HH:MM`, seconds dropped. */
export function londonTime(instant: Date): TimeOfDay {
  const { hour, minute } = inLondon(instant);
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` as TimeOfDay;
}

/**
 * The instant at which the clock in England shows a time on a day. A time that the clock skips in March is
 * taken one hour later (01:30 becomes 02:30 BST); of the two in October the first (BST) is meant.
 * @throws RangeError when the date or the time is not one.
 */
export function atLondon(date: LocalDate, time: TimeOfDay): Date {
  const zoned = Temporal.PlainDate.from(date).toZonedDateTime({
    timeZone: ZONE,
    plainTime: Temporal.PlainTime.from(time),
  });
  return new Date(zoned.epochMilliseconds);
}

function inLondon(instant: Date): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(ZONE);
}
