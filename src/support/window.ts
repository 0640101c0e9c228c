import { academicYear, type LocalDate } from '../calendar/localDate.js';

/** The three terms of a year, as people name them. */
export const TERMS = ['Autumn', 'Spring', 'Summer'] as const;
export type Term = (typeof TERMS)[number];

/** The first days of the three terms, as far as reports sort by them: school calendars differ by days. */
const BEGINS: Readonly<Record<Term, string>> = { Autumn: '09-01', Spring: '01-01', Summer: '04-16' };

/** A term of a calendar year: 'Spring term 2027'. */
export interface TermOfYear {
  readonly term: Term;
  readonly year: number;
}

/** The term in which a day lies; the holidays belong to the term before them, August to the summer. */
export function termOf(day: LocalDate): TermOfYear {
  const monthDay = day.slice(5);
  const term = monthDay >= BEGINS.Autumn ? 'Autumn' : monthDay >= BEGINS.Summer ? 'Summer' : 'Spring';
  return { term, year: Number(day.slice(0, 4)) };
}

/** The first day of a term, for sorting and for the academic year in which it lies. */
export function termBegins({ term, year }: TermOfYear): LocalDate {
  return `${year}-${BEGINS[term]}` as LocalDate;
}

/** The term that words name ('Spring term 2027', 'spring 2027', 'spring'), the next such one; null for none. */
export function readTerm(text: string, today: LocalDate): TermOfYear | null {
  const [, word = '', year] = /^\s*([a-z]+)(?:\s+term)?(?:\s+(20\d\d))?\s*$/i.exec(text) ?? [];
  const term = TERMS.find(each => each.toLowerCase() === word.toLowerCase());
  if (!term) return null;
  if (year) return { term, year: Number(year) };
  const begins = academicYear(today);
  const next = { term, year: term === 'Autumn' ? begins : begins + 1 };
  const now = termOf(today);
  return termBegins(next) < termBegins(now) ? { term, year: next.year + 1 } : next;
}

/** The day from which a request's time counts: its term's first day, or today for one that is wanted now. */
export function windowFrom(timing: string, today: LocalDate): LocalDate {
  const term = readTerm(timing, today);
  if (!term) return today;
  const begins = termBegins(term);
  return begins > today ? begins : today;
}
/** The term in words: 'Spring term 2027'. */
export function termName({ term, year }: TermOfYear): string {
  return `${term} term ${year}`;
}

/** The term in which a request wants its days; the present one where it said "as soon as possible". */
export function termWanted(timing: string, askedOn: LocalDate): TermOfYear {
  return readTerm(timing, askedOn) ?? termOf(askedOn);
}
