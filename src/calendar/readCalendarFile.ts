import { decodeText, notText } from '../import/decodeText.js';
import type { ReadCalendar } from './calendarProblem.js';
import { readCalendarCsv } from './readCalendarCsv.js';
import { readIcs } from './readIcs.js';

/**
 * Reads a calendar file, iCalendar or CSV: what is in it decides, and its name only where that leaves a
 * doubt. Never throws; what cannot be read comes back as problems.
 */
export function readCalendarFile(bytes: Uint8Array, fileName: string): ReadCalendar {
  const other = notText(bytes);
  if (other !== null) return { entries: [], ofSchools: [], problems: [{ row: 1, column: null, ...other }] };
  const { text } = decodeText(bytes);
  const isIcs = /^\s*BEGIN:VCALENDAR/i.test(text) || /\.(ics|ical|ifb)$/i.test(fileName);
  return isIcs ? readIcs(text) : readCalendarCsv(text);
}
