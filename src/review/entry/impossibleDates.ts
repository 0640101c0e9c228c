import {
  addDays,
  datesBetween,
  formatDate,
  type LocalDate,
  parseLocalDate,
  weekday,
} from '../../calendar/localDate.js';

/** A stretch of days as written; without a year, the cycle's window says which. */
export interface WrittenDays {
  readonly from: DayOfYear;
  readonly to: DayOfYear;
}

interface DayOfYear {
  readonly day: number;
  readonly month: number;
  readonly year: number | null;
}

export type ReadDays =
  | { readonly ok: true; readonly days: readonly WrittenDays[] }
  | { readonly ok: false; readonly problem: string };

const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);

/** A leap year: 29 February exists until a year is known. */
const ANY_YEAR = 2028;

/** Longest stretch taken for meant, in days: a half term and its weekends; longer ones are slips. */
const LONGEST_STRETCH = 31;

const NAMES = 'mon|tue|wed|thu|fri|sat|sun';
const WEEKDAY = new RegExp(`\\b(?:${NAMES})[a-z]*\\.?,?\\s+(?=\\d)`, 'gi');
const NOTHING = /^(none|no|nothing|n\/?a|-|—)?\.?$/i;

/**
 * Days as a head writes them: "3 Feb, 10-12 Feb and 28 February to 2 March 2027", "3/2", "2027-02-03", with or
 * without weekday, "th" and year. Nothing, or "none", is no day. What cannot be read comes back in a sentence.
 */
export function readImpossibleDays(text: string): ReadDays {
  const days: WrittenDays[] = [];
  if (NOTHING.test(text.trim())) return { ok: true, days };
  const parts = text
    .replaceAll(WEEKDAY, '')
    .split(/[,;\n]|\band\b|&/i)
    .map(part => part.trim().replace(/\.$/, ''))
    .filter(part => part !== '');
  // "3, 5 and 9 Feb": a bare number takes the month of the next day that has one.
  let following: DayOfYear | null = null;
  for (const part of parts.toReversed()) {
    const read = readPart(part, following);
    if (!read)
      return { ok: false, problem: `I could not read "${part}". Write days like 3 Feb, or 10-12 Feb.` };
    following = read.from;
    days.unshift(read);
  }
  return { ok: true, days };
}

/** The days meant, within or next to a window: a day without a year takes the year that lies in it. */
export function daysMeant(
  written: readonly WrittenDays[],
  window: { readonly from: LocalDate; readonly to: LocalDate },
): readonly LocalDate[] {
  const firstYear = Number(window.from.slice(0, 4));
  const lastYear = Number(window.to.slice(0, 4));
  const years = Array.from({ length: lastYear - firstYear + 1 }, (_, n) => firstYear + n);
  const found = new Set<LocalDate>();
  for (const { from, to } of written) {
    for (const year of from.year === null ? years : [from.year]) {
      const first = inYear(from, year);
      const last = inYear(to, to.year ?? (isLater(from, to) ? year + 1 : year));
      if (!first || !last) continue;
      for (const date of datesBetween(first, last))
        if (window.from <= date && date <= window.to) found.add(date);
    }
  }
  return [...found].sort();
}

function readPart(part: string, following: DayOfYear | null): WrittenDays | null {
  const single = readDay(part, following);
  if (single) return { from: single, to: single };
  const [, first = '', last = ''] = /^(.+?)\s*(?:-|–|—|\bto\b|\buntil\b|\btill\b)\s*(.+)$/i.exec(part) ?? [];
  const to = readDay(last, following);
  const from = to && readDay(first, to);
  if (!from || !to) return null;
  const length = stretch(from, to);
  return length > 0 && length <= LONGEST_STRETCH ? { from, to } : null;
}

function readDay(text: string, context: DayOfYear | null): DayOfYear | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return existing(Number(iso[3]), Number(iso[2]), Number(iso[1]));
  const numbers = /^(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}))?$/.exec(text);
  if (numbers)
    return existing(Number(numbers[1]), Number(numbers[2]), numbers[3] ? Number(numbers[3]) : null);
  const turned = text.replace(/^([a-z]{3,9})\.?\s+(\d{1,2})(?=$|st|nd|rd|th|\s)/i, '$2 $1');
  const words = /^(\d{1,2})(?:st|nd|rd|th)?(?:\s+(?:of\s+)?([a-z]{3,9})\.?)?(?:,?\s+(\d{4}))?$/i.exec(turned);
  if (!words) return null;
  const name = words[2]?.toLowerCase();
  const month = name ? MONTHS.findIndex(each => each.startsWith(name)) + 1 : (context?.month ?? 0);
  return existing(
    Number(words[1]),
    month,
    words[3] ? Number(words[3]) : name ? null : (context?.year ?? null),
  );
}

function existing(day: number, month: number, year: number | null): DayOfYear | null {
  const found = { day, month, year };
  return inYear(found, year ?? ANY_YEAR) ? found : null;
}

function inYear({ day, month }: DayOfYear, year: number): LocalDate | null {
  return parseLocalDate(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
}

function isLater(a: DayOfYear, b: DayOfYear): boolean {
  return a.month > b.month || (a.month === b.month && a.day > b.day);
}

function stretch(from: DayOfYear, to: DayOfYear): number {
  const year = from.year ?? to.year ?? ANY_YEAR;
  const first = inYear(from, year);
  const last = inYear(to, to.year ?? (isLater(from, to) ? year + 1 : year));
  return first && last ? datesBetween(first, last).length : 0;
}

const FRIDAY = 5;

/** From so many on, days in a row are said by their first and last. */
const STRETCH = 3;

/** 'Tue 9 Mar 2027, Mon 15 Mar 2027 to Fri 19 Mar 2027': days in their order, a week in a row said as one. */
export function daysInWords(days: readonly LocalDate[]): string {
  const stretches: LocalDate[][] = [];
  for (const day of days) {
    const last = stretches.at(-1);
    const before = last?.at(-1);
    if (last && before && (day === addDays(before, 1) || day === nextWeekday(before))) last.push(day);
    else stretches.push([day]);
  }
  return stretches
    .flatMap(stretch => {
      const said = stretch.map(day => formatDate(day, 'short'));
      return said.length < STRETCH ? said : [`${said[0]} to ${said.at(-1)}`];
    })
    .join(', ');
}

/** The next day that is not of a weekend. */
function nextWeekday(day: LocalDate): LocalDate {
  const next = addDays(day, 1);
  return weekday(next) > FRIDAY ? nextWeekday(next) : next;
}
