import type { CalendarEntry, CalendarEntryKind } from './calendarEntry.js';
import { stretchesOfHolidays, stretchesOfTerms } from './knownRange.js';
import { dayNumber, fromDayNumber, type LocalDate, weekdayOfDayNumber } from './localDate.js';

/** Days laid out before the first and after the last entry, so that arithmetic near the ends stays quick. */
const MARGIN_DAYS = 400;

/**
 * Where term dates are missing, these are still taken as closed: a deadline on 16 August is nobody's. When
 * the last known term ends between `earliest` and `from`, the holiday begins on the day after it.
 */
const ASSUMED_SUMMER = { earliest: '07-01', from: '07-22', to: '08-31', why: 'summer holiday (assumed)' };
const ASSUMED_CHRISTMAS = {
  earliest: '12-10',
  from: '12-24',
  to: '01-01',
  why: 'Christmas holiday (assumed)',
};

/** Bank holidays by day number, with their titles. */
export type BankHolidayTitles = ReadonlyMap<number, string>;

/** Some years of a calendar, an element a day, beginning with the day number `first`. */
export interface PaintedDays {
  readonly first: number;
  /** 0 for an open day, else one more than the place of its reason in `reasons`. */
  readonly closed: Uint16Array;
  /** 1 where terms or holidays are stated that cover the day. */
  readonly known: Uint8Array;
  /** Why days are closed, to stand in a sentence. */
  readonly reasons: readonly string[];
}

/**
 * Lays a calendar on the days like paint, the weaker statement first, so that the stronger shows: assumed
 * holidays, terms, holidays, half terms, INSET days, bank holidays, weekends, and over all of them openings.
 */
export function paintDays(entries: readonly CalendarEntry[], bankHolidays: BankHolidayTitles): PaintedDays {
  const canvas = new Canvas(entries, bankHolidays);
  canvas.assumeHolidays();
  const byHolidays = stretchesOfHolidays(entries);
  const byTerms = stretchesOfTerms(entries);
  for (const { from, to } of [...byHolidays, ...byTerms]) canvas.know(from, to);
  for (const { from, to } of byHolidays) canvas.open(from, to);
  for (const { to } of byTerms) canvas.assumeHolidayAfter(to);
  for (const { from, to } of byTerms) canvas.close(from, to, 'outside term');

  const of = (kind: CalendarEntryKind) => stretchesOf(entries, kind);
  for (const { from, to } of of('term')) canvas.open(from, to);
  for (const { from, to, title } of of('holiday')) canvas.close(from, to, title || 'holiday');
  for (const { from, to } of of('halfTerm')) canvas.close(from, to, 'half term');
  for (const { from, to } of of('inset')) canvas.close(from, to, 'INSET day');
  for (const { from, to, title } of of('bankHoliday')) canvas.close(from, to, inWords(title));
  for (const [day, title] of bankHolidays) canvas.close(day, day, inWords(title));
  canvas.closeWeekends();
  for (const { from, to } of of('open')) {
    // A range opens its weekdays; a single day is meant as it is said, be it a Saturday.
    for (let day = from; day <= to; day++) if (from === to || !isWeekendDay(day)) canvas.open(day, day);
  }
  return canvas;
}

/** Why a day is closed where nothing at all is stated about it: weekend, bank holiday, assumed holiday. */
export function closedOnItsOwn(day: number, bankHolidays: BankHolidayTitles): string | null {
  if (isWeekendDay(day)) return 'weekend';
  const title = bankHolidays.get(day);
  if (title !== undefined) return inWords(title);
  const monthDay = monthAndDay(day);
  if (monthDay >= ASSUMED_SUMMER.from && monthDay <= ASSUMED_SUMMER.to) return ASSUMED_SUMMER.why;
  const christmas = monthDay >= ASSUMED_CHRISTMAS.from || monthDay <= ASSUMED_CHRISTMAS.to;
  return christmas ? ASSUMED_CHRISTMAS.why : null;
}

/** Whether the day number is of a Saturday or Sunday. */
export function isWeekendDay(day: number): boolean {
  return weekdayOfDayNumber(day) > 5;
}

class Canvas implements PaintedDays {
  readonly first: number;
  readonly closed: Uint16Array;
  readonly known: Uint8Array;
  readonly reasons: string[] = [];

  /** As long as what is stated and a margin on both sides; of a calendar without entries, its bank holidays. */
  constructor(entries: readonly CalendarEntry[], bankHolidays: BankHolidayTitles) {
    const days = entries.flatMap(entry => [dayNumber(entry.from), dayNumber(entry.to)]);
    const covered = days.length > 0 ? days : [...bankHolidays.keys()];
    const length =
      covered.length === 0 ? 0 : Math.max(...covered) - Math.min(...covered) + 1 + 2 * MARGIN_DAYS;
    this.first = covered.length === 0 ? 0 : Math.min(...covered) - MARGIN_DAYS;
    this.closed = new Uint16Array(length);
    this.known = new Uint8Array(length);
  }

  open(from: number, to: number): void {
    this.closed.fill(0, from - this.first, to + 1 - this.first);
  }

  close(from: number, to: number, why: string): void {
    let index = this.reasons.indexOf(why);
    if (index < 0) index = this.reasons.push(why) - 1;
    // A negative index would count from the end of the array.
    this.closed.fill(index + 1, Math.max(0, from - this.first), Math.max(0, to + 1 - this.first));
  }

  know(from: number, to: number): void {
    this.known.fill(1, from - this.first, to + 1 - this.first);
  }

  closeWeekends(): void {
    for (let i = 0; i < this.closed.length; i++) {
      const day = this.first + i;
      if (isWeekendDay(day)) this.close(day, day, 'weekend');
    }
  }

  assumeHolidays(): void {
    const lastYear = yearOf(this.first + this.closed.length);
    for (let year = yearOf(this.first); year <= lastYear + 1; year++) {
      const on = (monthDay: string, inYear: number): number =>
        dayNumber(`${inYear}-${monthDay}` as LocalDate);
      const { from, to, why } = ASSUMED_CHRISTMAS;
      this.close(on(from, year - 1), on(to, year), why);
      this.close(on(ASSUMED_SUMMER.from, year), on(ASSUMED_SUMMER.to, year), ASSUMED_SUMMER.why);
    }
  }

  assumeHolidayAfter(lastDay: number): void {
    for (const { earliest, from, why } of [ASSUMED_SUMMER, ASSUMED_CHRISTMAS]) {
      for (let day = lastDay + 1; monthAndDay(day) > earliest && monthAndDay(day) < from; day++) {
        if (this.known[day - this.first] === 0) this.close(day, day, why);
      }
    }
  }
}

function stretchesOf(
  entries: readonly CalendarEntry[],
  kind: CalendarEntryKind,
): { from: number; to: number; title: string }[] {
  return entries
    .filter(entry => entry.kind === kind)
    .map(({ from, to, title }) => ({ from: dayNumber(from), to: dayNumber(to), title }));
}

function monthAndDay(day: number): string {
  return fromDayNumber(day).slice(5);
}

function yearOf(day: number): number {
  return Number(fromDayNumber(day).slice(0, 4));
}

/** "bank holiday: Good Friday", but "Spring bank holiday": a title that says it is not told it twice. */
function inWords(title: string): string {
  if (title === '') return 'bank holiday';
  return /bank holiday/i.test(title) ? title : `bank holiday: ${title}`;
}
