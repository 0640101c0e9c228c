import { academicYear, addDays, daysFrom, type LocalDate, localDate } from '../../calendar/localDate.js';
import type { SchoolCalendar } from '../../calendar/schoolCalendar.js';

/** One of the half terms of an academic year; together they cover it, so that every day belongs to one. */
export interface HalfTerm {
  /** '2026-27 HT2'. */
  readonly name: string;
  readonly from: LocalDate;
  /** Its last day, with the holiday that follows it. */
  readonly to: LocalDate;
}

/** Calendar days between two school days from which on a holiday divides two half terms: a week and its weekends. */
const HOLIDAY = 8;

/** The half terms of the academic year that begins in that September, as the calendar has its holidays. */
export function halfTermsOf(year: number, calendar: SchoolCalendar): readonly HalfTerm[] {
  const first = localDate(`${year}-09-01`);
  const last = localDate(`${year + 1}-08-31`);
  const starts: LocalDate[] = [first];
  let before = calendar.nextSchoolDay(first);
  for (let day = calendar.addSchoolDays(before, 1); day <= last; day = calendar.addSchoolDays(day, 1)) {
    if (daysFrom(before, day) >= HOLIDAY) starts.push(day);
    before = day;
  }
  return starts.map((from, at) => {
    const next = starts[at + 1];
    return {
      name: `${year}-${String(year + 1).slice(2)} HT${at + 1}`,
      from,
      to: next ? addDays(next, -1) : last,
    };
  });
}

/** The half term of a day. */
export function halfTermOn(day: LocalDate, calendar: SchoolCalendar): HalfTerm {
  const terms = halfTermsOf(academicYear(day), calendar);
  const found = terms.find(term => term.from <= day && day <= term.to);
  if (!found) throw new Error(`${day} is in none of the half terms of its own year.`);
  return found;
}

const TYPED = /^(?:(\d{4})[-/](?:\d{2}|\d{4})\s*)?(?:ht|half\s*term)?\s*([1-9])$/i;

/**
 * The half term that somebody names: '2026-27 HT2', 'HT2' or '2' of the present year; nothing is the present one.
 * Null when there is none of that name.
 */
export function halfTermNamed(typed: string, today: LocalDate, calendar: SchoolCalendar): HalfTerm | null {
  if (typed.trim() === '') return halfTermOn(today, calendar);
  const [, year, number] = TYPED.exec(typed.trim()) ?? [];
  if (!number) return null;
  const terms = halfTermsOf(year ? Number(year) : academicYear(today), calendar);
  return terms[Number(number) - 1] ?? null;
}
