import { formatDate, type LocalDate, parseLocalDate, weekday } from './localDate.js';

const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const HOW = 'Write it as 26/10/2026 or 2026-10-26.';

export type ReadDate = { date: LocalDate } | { problem: string; whatToDo: string };

/**
 * A date as people write it: `2026-10-26`, `26/10/2026` (day first; also with dots or dashes), or `Monday
 * 26 October 2026`, where a weekday that is stated must be the right one: published calendars do get that
 * wrong, and then nobody knows which half to believe. Two-digit years are refused.
 */
export function readDate(written: string): ReadDate {
  const text = written.trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00.*)?$/.exec(text);
  if (iso) return existing(text, iso[1], iso[2], iso[3]);
  const numbers = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  if (numbers) return existing(text, numbers[3], numbers[2], numbers[1]);

  const words =
    /^(?:([a-z]{3,9}),?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([a-z]{3,9}),?\s+(\d{4})$/i.exec(text);
  if (words) {
    const name = (words[3] ?? '').toLowerCase();
    const month = MONTHS.findIndex(known => known.startsWith(name)) + 1;
    const read = existing(text, words[4], String(month), words[2]);
    const said = words[1];
    if (!('date' in read) || said === undefined) return read;
    if (WEEKDAYS.indexOf(said.slice(0, 3).toLowerCase()) + 1 === weekday(read.date)) return read;
    return {
      problem: `"${text}" does not agree with itself: that day is ${formatDate(read.date)}.`,
      whatToDo: 'Find out whether the weekday or the date is meant, and correct the other.',
    };
  }
  if (/^\d{1,2}[/.-]\d{1,2}[/.-]\d{2}$/.test(text)) {
    return { problem: `"${text}" has a year of two digits.`, whatToDo: `Write all four. ${HOW}` };
  }
  return { problem: text === '' ? 'The date is missing.' : `"${text}" is not a date.`, whatToDo: HOW };
}

function existing(text: string, year = '', month = '', day = ''): ReadDate {
  const date = parseLocalDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  if (date !== null) return { date };
  return { problem: `"${text}" is a day that does not exist.`, whatToDo: `Correct the date. ${HOW}` };
}
