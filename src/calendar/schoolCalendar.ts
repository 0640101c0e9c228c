import type { BankHoliday } from './bankHolidays.js';
import { bankHolidaysKnownUntil } from './bankHolidays.js';
import { type BlockedWindow, concerns } from './blockedWindows.js';
import type { CalendarEntry, CalendarEntryKind } from './calendarEntry.js';
import { DayTable } from './dayTable.js';
import { stretchesOfHolidays, stretchesOfTerms } from './knownRange.js';
import { dayNumber, fromDayNumber, type LocalDate, weekdayOfDayNumber } from './localDate.js';
import { overlay } from './overlay.js';

/** Days laid out before the first and after the last entry, so that arithmetic near the ends stays quick. */
const MARGIN_DAYS = 400;

/** Where term dates are missing, these are still taken as closed: a deadline on 16 August is nobody's. */
const ASSUMED_SUMMER = { from: '07-22', to: '08-31', earliest: '07-01', why: 'summer holiday (assumed)' };
const ASSUMED_CHRISTMAS = {
  from: '12-24',
  to: '01-01',
  earliest: '12-10',
  why: 'Christmas holiday (assumed)',
};

/** What a calendar is built from; all of it plain data. */
export interface CalendarData {
  /** The authority's calendar, or the only one. */
  readonly entries: readonly CalendarEntry[];
  /** The school's own calendar, laid over it as {@link overlay} says. */
  readonly schoolEntries?: readonly CalendarEntry[];
  /** Of England and Wales, earliest first. */
  readonly bankHolidays: readonly BankHoliday[];
  readonly blockedWindows?: readonly BlockedWindow[];
}

/**
 * When one school is open, and what its authority's officers work. Built once, then read in microseconds;
 * it never changes, so build another when the data does.
 *
 * Beyond the known term dates a school day is a weekday that is no bank holiday and lies in none of the
 * assumed summer and Christmas holidays; {@link isKnown} is false there, and what is computed from it is
 * provisional.
 */
export class SchoolCalendar {
  readonly #first: number;
  /** Why the day `#first + i` is closed: 0 open, else `#reasons[#closed[i] - 1]`. */
  readonly #closed: Uint16Array;
  readonly #reasons: string[] = [];
  readonly #known: Uint8Array;
  readonly #bankHolidays = new Map<number, string>();
  readonly #bankHolidaysUntil: number;
  readonly #windows: readonly BlockedWindow[];
  readonly #schoolDays: DayTable;
  readonly #workingDays: DayTable;

  constructor(data: CalendarData) {
    const entries = overlay(data.entries, data.schoolEntries ?? []);
    for (const { date, title } of data.bankHolidays) this.#bankHolidays.set(dayNumber(date), title);
    const until = bankHolidaysKnownUntil(data.bankHolidays);
    this.#bankHolidaysUntil = until === null ? Number.NEGATIVE_INFINITY : dayNumber(until);
    this.#windows = [...(data.blockedWindows ?? []), ...entries.filter(ofKind('blocked')).map(asWindow)];

    const { first, length } = layout(entries, data.bankHolidays);
    this.#first = first;
    this.#closed = new Uint16Array(length);
    this.#known = new Uint8Array(length);
    this.#paint(entries);

    const open = this.#closed.map(reason => (reason === 0 ? 1 : 0));
    this.#schoolDays = new DayTable(first, Uint8Array.from(open), day => this.#whyClosedBeyond(day) === null);
    const worked = new Uint8Array(length).map((_, i) => (this.#isWorked(first + i) ? 1 : 0));
    this.#workingDays = new DayTable(first, worked, day => this.#isWorked(day));
  }

  /** Whether the school is open to pupils on that day. */
  isSchoolDay(date: LocalDate): boolean {
    return this.#schoolDays.isOpen(dayNumber(date));
  }

  /** Whether officers work on that day: Monday to Friday and no bank holiday of England and Wales. */
  isWorkingDay(date: LocalDate): boolean {
    return this.#isWorked(dayNumber(date));
  }

  /**
   * Why the school is closed on that day, to stand in a sentence: "weekend", "half term", "INSET day",
   * "bank holiday: Good Friday", "Christmas holiday", "outside term". Null when it is open.
   */
  closedBecause(date: LocalDate): string | null {
    const i = dayNumber(date) - this.#first;
    const reason = this.#closed[i];
    if (reason === undefined) return this.#whyClosedBeyond(dayNumber(date));
    return reason === 0 ? null : (this.#reasons[reason - 1] ?? null);
  }

  /** Whether term dates or holidays that cover that day have been imported. */
  isKnown(date: LocalDate): boolean {
    return this.#known[dayNumber(date) - this.#first] === 1;
  }

  /** Whether every day from `from` to `to`, in either order, is known. */
  isKnownThroughout(from: LocalDate, to: LocalDate): boolean {
    const last = dayNumber(from < to ? to : from);
    for (let day = dayNumber(from < to ? from : to); day <= last; day++) {
      if (this.#known[day - this.#first] !== 1) return false;
    }
    return true;
  }

  /** Whether bank holidays are on file for that day: working days after it are provisional. */
  knowsBankHolidays(date: LocalDate): boolean {
    return dayNumber(date) <= this.#bankHolidaysUntil;
  }

  /** The first and last day of what is known, gaps within it disregarded; null when nothing is. */
  knownRange(): { from: LocalDate; to: LocalDate } | null {
    const first = this.#known.indexOf(1);
    if (first < 0) return null;
    const last = this.#known.lastIndexOf(1);
    return { from: fromDayNumber(this.#first + first), to: fromDayNumber(this.#first + last) };
  }

  /** That day if it is a school day, else the next one. */
  nextSchoolDay(date: LocalDate): LocalDate {
    return fromDayNumber(this.#schoolDays.after(dayNumber(date) - 1, 1));
  }

  /** That day if it is a school day, else the one before. */
  previousSchoolDay(date: LocalDate): LocalDate {
    return fromDayNumber(this.#schoolDays.before(dayNumber(date) + 1, 1));
  }

  /** The `n`th school day after that day, or before it when `n` is negative; 0 is {@link nextSchoolDay}. */
  addSchoolDays(date: LocalDate, n: number): LocalDate {
    return step(this.#schoolDays, date, n);
  }

  /** As {@link addSchoolDays}, in officers' working days. */
  addWorkingDays(date: LocalDate, n: number): LocalDate {
    return step(this.#workingDays, date, n);
  }

  /** How many school days lie from `from` to `to`, both included. */
  countSchoolDays(from: LocalDate, to: LocalDate): number {
    return this.#schoolDays.count(dayNumber(from), dayNumber(to));
  }

  /** How many working days lie from `from` to `to`, both included. */
  countWorkingDays(from: LocalDate, to: LocalDate): number {
    return this.#workingDays.count(dayNumber(from), dayNumber(to));
  }

  /** The blocked windows on that day for a school of this phase (in GIAS's words), hard ones first. */
  blockedBy(date: LocalDate, phase: string | null): BlockedWindow[] {
    return this.#windows
      .filter(window => window.from <= date && date <= window.to && concerns(window, phase))
      .sort((a, b) => a.strength.localeCompare(b.strength));
  }

  /** Lays the calendar on the days like paint, the weaker statement first, so that the stronger shows. */
  #paint(entries: readonly CalendarEntry[]): void {
    const last = this.#first + this.#closed.length - 1;
    const lastYear = Number(fromDayNumber(last).slice(0, 4));
    for (let year = Number(fromDayNumber(this.#first).slice(0, 4)); year <= lastYear; year++) {
      const at = (monthDay: string, inYear = year): number => dayNumber(`${inYear}-${monthDay}` as LocalDate);
      this.#close(at(ASSUMED_SUMMER.from), at(ASSUMED_SUMMER.to), ASSUMED_SUMMER.why);
      this.#close(at(ASSUMED_CHRISTMAS.from, year - 1), at(ASSUMED_CHRISTMAS.to), ASSUMED_CHRISTMAS.why);
    }
    const byHolidays = stretchesOfHolidays(entries);
    const byTerms = stretchesOfTerms(entries);
    for (const { from, to } of [...byHolidays, ...byTerms])
      this.#known.fill(1, from - this.#first, to + 1 - this.#first);
    for (const { from, to } of byHolidays) this.#open(from, to);
    for (const { to } of byTerms) this.#assumeAfterTerm(to);
    for (const { from, to } of byTerms) this.#close(from, to, 'outside term');
    for (const { from, to } of days(entries, 'term')) this.#open(from, to);
    for (const { from, to, title } of days(entries, 'holiday')) this.#close(from, to, title || 'holiday');
    for (const { from, to } of days(entries, 'halfTerm')) this.#close(from, to, 'half term');
    for (const { from, to } of days(entries, 'inset')) this.#close(from, to, 'INSET day');
    for (const { from, to, title } of days(entries, 'bankHoliday')) this.#close(from, to, bankHoliday(title));
    for (const [day, title] of this.#bankHolidays) this.#close(day, day, bankHoliday(title));
    for (let day = this.#first; day <= last; day++) if (isWeekendDay(day)) this.#close(day, day, 'weekend');
    for (const { from, to } of days(entries, 'open')) {
      // A range opens its weekdays; a single day is meant as it is said, be it a Saturday.
      for (let day = from; day <= to; day++) if (from === to || !isWeekendDay(day)) this.#open(day, day);
    }
  }

  /** When the last known term ends in July or before Christmas, the assumed holiday begins on the next day. */
  #assumeAfterTerm(lastDay: number): void {
    const ends = fromDayNumber(lastDay).slice(5);
    for (const { earliest, from, why } of [ASSUMED_SUMMER, ASSUMED_CHRISTMAS]) {
      if (ends < earliest || ends >= from) continue;
      for (let day = lastDay + 1; fromDayNumber(day).slice(5) < from; day++) {
        if (this.#known[day - this.#first] === 0) this.#close(day, day, why);
      }
    }
  }

  #open(from: number, to: number): void {
    this.#closed.fill(0, from - this.#first, to + 1 - this.#first);
  }

  #close(from: number, to: number, why: string): void {
    let index = this.#reasons.indexOf(why);
    if (index < 0) index = this.#reasons.push(why) - 1;
    // A negative index would count from the end of the array.
    this.#closed.fill(index + 1, Math.max(0, from - this.#first), Math.max(0, to + 1 - this.#first));
  }

  #isWorked(day: number): boolean {
    return !isWeekendDay(day) && !this.#bankHolidays.has(day);
  }

  /** Of a day outside the table, where only weekends, bank holidays and the assumed holidays close. */
  #whyClosedBeyond(day: number): string | null {
    if (isWeekendDay(day)) return 'weekend';
    const title = this.#bankHolidays.get(day);
    return title === undefined ? assumedHoliday(day) : bankHoliday(title);
  }
}

function step(table: DayTable, date: LocalDate, n: number): LocalDate {
  const day = dayNumber(date);
  if (n < 0) return fromDayNumber(table.before(day, -n));
  return fromDayNumber(n === 0 ? table.after(day - 1, 1) : table.after(day, n));
}

/** The days that the table covers: what is stated, with a margin on both sides. */
function layout(
  entries: readonly CalendarEntry[],
  bankHolidays: readonly BankHoliday[],
): { first: number; length: number } {
  const starts = entries.map(entry => dayNumber(entry.from));
  const ends = entries.map(entry => dayNumber(entry.to));
  if (entries.length === 0) {
    for (const { date } of bankHolidays) starts.push(dayNumber(date));
    ends.push(...starts);
  }
  if (starts.length === 0) return { first: 0, length: 0 };
  const first = Math.min(...starts) - MARGIN_DAYS;
  return { first, length: Math.max(...ends) + MARGIN_DAYS + 1 - first };
}

function days(
  entries: readonly CalendarEntry[],
  kind: CalendarEntryKind,
): { from: number; to: number; title: string }[] {
  return entries
    .filter(ofKind(kind))
    .map(({ from, to, title }) => ({ from: dayNumber(from), to: dayNumber(to), title }));
}

function ofKind(kind: CalendarEntryKind): (entry: CalendarEntry) => boolean {
  return entry => entry.kind === kind;
}

function asWindow({ title, from, to, strength }: CalendarEntry): BlockedWindow {
  return { name: title, from, to, strength: strength ?? 'hard', phases: null, provisional: false };
}

function isWeekendDay(day: number): boolean {
  return weekdayOfDayNumber(day) > 5;
}

function assumedHoliday(day: number): string | null {
  const monthDay = fromDayNumber(day).slice(5);
  if (monthDay >= ASSUMED_SUMMER.from && monthDay <= ASSUMED_SUMMER.to) return ASSUMED_SUMMER.why;
  const christmas = monthDay >= ASSUMED_CHRISTMAS.from || monthDay <= ASSUMED_CHRISTMAS.to;
  return christmas ? ASSUMED_CHRISTMAS.why : null;
}

/** "bank holiday: Good Friday", but "Spring bank holiday": a title that says it is not told it twice. */
function bankHoliday(title: string): string {
  if (title === '') return 'bank holiday';
  return /bank holiday/i.test(title) ? title : `bank holiday: ${title}`;
}
