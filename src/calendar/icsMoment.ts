import { Temporal } from 'temporal-polyfill';
import type { IcsProperty } from './icsLines.js';
import { addDays, type LocalDate, parseLocalDate } from './localDate.js';
import { londonDate, londonTime } from './london.js';

/** A moment in a calendar file: the day in England, and the minute unless it is a whole day. */
export interface IcsMoment {
  date: LocalDate;
  time: string | null;
}

/** When a DTSTART or DTEND is; null when it is no date or no time. */
export function icsMoment({ value, parameters }: IcsProperty): IcsMoment | null {
  const match = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?$/.exec(value.trim());
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, utc] = match;
  const date = parseLocalDate(`${year}-${month}-${day}`);
  if (date === null) return null;
  if (hour === undefined || parameters.get('VALUE') === 'DATE') return { date, time: null };
  const clock = `${hour}:${minute}:${second}`;
  try {
    const zone = utc === 'Z' ? 'UTC' : parameters.get('TZID');
    // A floating time, and one in a zone that only the file defines, is a time in England.
    if (zone === undefined || !isZone(zone)) {
      return { date, time: Temporal.PlainTime.from(clock).toString({ smallestUnit: 'minute' }) };
    }
    const zoned = Temporal.PlainDateTime.from(`${date}T${clock}`).toZonedDateTime(zone);
    const instant = new Date(zoned.epochMilliseconds);
    return { date: londonDate(instant), time: londonTime(instant) };
  } catch {
    return null;
  }
}

/** The last day of an event, included; null when its end cannot be read. */
export function icsLastDay(from: IcsMoment, properties: ReadonlyMap<string, IcsProperty>): LocalDate | null {
  const end = properties.get('DTEND');
  if (end !== undefined) {
    const to = icsMoment(end);
    if (to === null) return null;
    // Some programs write the same day twice for an event of one day, against the standard.
    if (to.date === from.date) return to.date;
    return to.time === null || to.time === '00:00' ? addDays(to.date, -1) : to.date;
  }
  const duration = properties.get('DURATION');
  if (duration === undefined) return from.date;
  try {
    const start = Temporal.PlainDateTime.from(`${from.date}T${from.time ?? '00:00'}`);
    const last = start.add(Temporal.Duration.from(duration.value.trim())).subtract({ minutes: 1 });
    const date = parseLocalDate(last.toPlainDate().toString());
    return date !== null && date < from.date && duration.value.trim() === 'PT0S' ? from.date : date;
  } catch {
    return null;
  }
}

function isZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}
