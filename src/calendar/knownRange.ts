import type { CalendarEntry } from './calendarEntry.js';
import { dayNumber } from './localDate.js';

/**
 * The longest gap, in days, that is a holiday between two known terms; a longer one means that the dates
 * of a term are missing. The longest summer is 46 days, the shortest missing term leaves 59.
 */
const LONGEST_HOLIDAY_DAYS = 56;

/**
 * The longest stretch, in days, between two known holidays; a longer one means that a holiday is missing.
 * The longest half of a term is about nine weeks, a missing half term leaves twelve or more.
 */
const LONGEST_STRETCH_DAYS = 77;

/** A stretch of days, as day numbers, both ends included. */
export interface Stretch {
  from: number;
  to: number;
}

/** The stretches that terms describe: between their ends a day outside every term is closed. */
export function stretchesOfTerms(entries: readonly CalendarEntry[]): Stretch[] {
  return chain(stretches(entries, ['term']), LONGEST_HOLIDAY_DAYS);
}

/** The stretches that a list of holidays describes: between them a weekday outside every one is open. */
export function stretchesOfHolidays(entries: readonly CalendarEntry[]): Stretch[] {
  return chain(stretches(entries, ['holiday', 'halfTerm']), LONGEST_STRETCH_DAYS);
}

/** Joins stretches that lie within `gap` days of each other. */
function chain(parts: Stretch[], gap: number): Stretch[] {
  const chains: Stretch[] = [];
  for (const part of parts) {
    const last = chains.at(-1);
    if (last !== undefined && part.from - last.to - 1 <= gap) last.to = Math.max(last.to, part.to);
    else chains.push({ ...part });
  }
  return chains;
}

function stretches(entries: readonly CalendarEntry[], kinds: readonly CalendarEntry['kind'][]): Stretch[] {
  return entries
    .filter(entry => kinds.includes(entry.kind))
    .map(entry => ({ from: dayNumber(entry.from), to: dayNumber(entry.to) }))
    .sort((a, b) => a.from - b.from);
}
