import type { CalendarEntry } from './calendarEntry.js';

/** Something in a file that was not taken in, said so that the person who made the file can mend it. */
export interface CalendarProblem {
  /** The line of the file, from 1. */
  readonly row: number;
  /** The column of a CSV or the property of an iCalendar event; null when it is the whole row or file. */
  readonly column: string | null;
  readonly problem: string;
  readonly whatToDo: string;
}

/** What a calendar file said; the rows in `problems` are the only ones that were left out. */
export interface ReadCalendar {
  readonly entries: CalendarEntry[];
  /** Rows that name a school (a URN or a name, as written): for that school only. */
  readonly ofSchools: { school: string; row: number; entry: CalendarEntry }[];
  readonly problems: CalendarProblem[];
}

/** A page saved from the browser instead of the file behind it, whatever it was named; else null. */
export function savedPage(text: string): CalendarProblem | null {
  if (!/^\s*(<!doctype html|<html|<head|<\?xml)/i.test(text)) return null;
  return {
    row: 1,
    column: null,
    problem: 'This is a web page, not a calendar file.',
    whatToDo: 'On the page, right-click the calendar link, choose "Save link as", and import that file.',
  };
}
