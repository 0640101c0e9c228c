import type { CalendarEntry } from './calendarEntry.js';
import { academicYear, addDays } from './localDate.js';

/** A year cut into five or six terms has its half terms in the gaps and states none. */
const TERMS_WITHOUT_HALF_TERMS = 5;

/**
 * A school's own calendar laid over its authority's (DOMAIN 6: foundation and voluntary aided schools,
 * academies, and the training days that each head chooses). In an academic year for which the school
 * states terms, the authority's terms and holidays give way to them; a closure in the middle of one of
 * these terms, which is the half term, stays unless the school states half terms of its own or cuts the
 * year into five terms or more. The school's INSET days, closures, blocked windows and openings are added.
 */
export function overlay(
  authority: readonly CalendarEntry[],
  school: readonly CalendarEntry[],
): readonly CalendarEntry[] {
  const terms = school.filter(entry => entry.kind === 'term');
  if (terms.length === 0) return [...authority, ...school];
  const termsIn = (year: number): number => terms.filter(term => yearOf(term) === year).length;
  const ownHalfTerms = new Set(
    school.filter(entry => entry.kind === 'halfTerm').map(entry => academicYear(entry.from)),
  );

  const kept = authority.flatMap((entry): CalendarEntry[] => {
    if (entry.kind === 'inset' || entry.kind === 'bankHoliday') return [entry];
    if (entry.kind === 'blocked' || entry.kind === 'open') return [entry];
    const year = yearOf(entry);
    const own = termsIn(year);
    if (own === 0) return entry.kind === 'term' ? [entry] : cutShort(entry, terms);
    const isHalfTerm =
      entry.kind !== 'term' && terms.some(term => term.from < entry.from && entry.to < term.to);
    return isHalfTerm && own < TERMS_WITHOUT_HALF_TERMS && !ownHalfTerms.has(year) ? [entry] : [];
  });
  return [...kept, ...school];
}

/** A term may begin in the last days of August and a holiday reach into September: the other end tells. */
function yearOf({ kind, from, to }: CalendarEntry): number {
  return academicYear(kind === 'term' ? to : from);
}

/** The authority's summer holiday ends when the school's own term begins, even if that is in a later year. */
function cutShort(holiday: CalendarEntry, terms: readonly CalendarEntry[]): CalendarEntry[] {
  const begins = terms
    .map(term => term.from)
    .filter(from => holiday.from <= from && from <= holiday.to)
    .sort()[0];
  if (begins === undefined) return [holiday];
  return begins === holiday.from ? [] : [{ ...holiday, to: addDays(begins, -1) }];
}
