import { type BankHoliday, bankHolidaysKnownUntil } from './bankHolidays.js';
import { type BlockedWindow, concerns } from './blockedWindows.js';
import type { CalendarEntry, CalendarEntryKind } from './calendarEntry.js';
import { DayTable } from './dayTable.js';
import { datesBetween, dayNumber, fromDayNumber, type LocalDate } from './localDate.js';
import { overlay } from './overlay.js';
import { closedOnItsOwn, isWeekendDay, type PaintedDays, paintDays } from './paintDays.js';

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
  readonly #days: PaintedDays;
  readonly #bankHolidays = new Map<number, string>();
  readonly #bankHolidaysUntil: number;
  readonly #windows: readonly BlockedWindow[];
  readonly #schoolDays: DayTable;
  readonly #workingDays: DayTable;

  constructor(data: CalendarData) {
    const entries = overlay(data.entries, data.schoolEntries ?? []);
    for (const [day, title] of stated(data.entries)) this.#bankHolidays.set(day, title);
    for (const { date, title } of data.bankHolidays) this.#bankHolidays.set(dayNumber(date), title);
    const until = bankHolidaysKnownUntil(data.bankHolidays);
    this.#bankHolidaysUntil = until === null ? Number.NEGATIVE_INFINITY : dayNumber(until);
    this.#windows = [...(data.blockedWindows ?? []), ...entries.filter(ofKind('blocked')).map(asWindow)];

    this.#days = paintDays(entries, this.#bankHolidays);
    const { first, closed } = this.#days;
    const open = new Uint8Array(closed.length);
    const worked = new Uint8Array(closed.length);
    closed.forEach((reason, i) => {
      if (reason === 0) open[i] = 1;
      if (this.#isWorked(first + i)) worked[i] = 1;
    });
    this.#schoolDays = new DayTable(first, open, day => closedOnItsOwn(day, this.#bankHolidays) === null);
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
    const { first, closed, reasons } = this.#days;
    const reason = closed[dayNumber(date) - first];
    if (reason === undefined) return closedOnItsOwn(dayNumber(date), this.#bankHolidays);
    return reason === 0 ? null : (reasons[reason - 1] ?? null);
  }

  /** Whether term dates or holidays that cover that day have been imported. */
  isKnown(date: LocalDate): boolean {
    return this.#isKnownDay(dayNumber(date));
  }

  /** Whether every day from `from` to `to`, in either order, is known. */
  isKnownThroughout(from: LocalDate, to: LocalDate): boolean {
    const last = dayNumber(from < to ? to : from);
    for (let day = dayNumber(from < to ? from : to); day <= last; day++) {
      if (!this.#isKnownDay(day)) return false;
    }
    return true;
  }

  /** Whether bank holidays are on file for that day: working days after it are provisional. */
  knowsBankHolidays(date: LocalDate): boolean {
    return dayNumber(date) <= this.#bankHolidaysUntil;
  }

  /** The first and last day of what is known, gaps within it disregarded; null when nothing is. */
  knownRange(): { from: LocalDate; to: LocalDate } | null {
    const { first, known } = this.#days;
    if (!known.includes(1)) return null;
    const to = fromDayNumber(first + known.lastIndexOf(1));
    return { from: fromDayNumber(first + known.indexOf(1)), to };
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

  #isKnownDay(day: number): boolean {
    return this.#days.known[day - this.#days.first] === 1;
  }

  #isWorked(day: number): boolean {
    return !isWeekendDay(day) && !this.#bankHolidays.has(day);
  }
}

function step(table: DayTable, date: LocalDate, n: number): LocalDate {
  const day = dayNumber(date);
  if (n < 0) return fromDayNumber(table.before(day, -n));
  return fromDayNumber(n === 0 ? table.after(day - 1, 1) : table.after(day, n));
}

/** Weekdays of the bank holidays that the authority states itself: a late proclamation may come that way first. */
function stated(entries: readonly CalendarEntry[]): [number, string][] {
  return entries
    .filter(ofKind('bankHoliday'))
    .flatMap(({ from, to, title }) =>
      datesBetween(from, to).map((date): [number, string] => [dayNumber(date), title]),
    );
}

function ofKind(kind: CalendarEntryKind): (entry: CalendarEntry) => boolean {
  return entry => entry.kind === kind;
}

function asWindow({ title, from, to, strength }: CalendarEntry): BlockedWindow {
  return { name: title, from, to, strength: strength ?? 'hard', phases: null, provisional: false };
}
