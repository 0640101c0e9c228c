import { type CalendarEntry, CalendarEntrySchema } from './calendarEntry.js';
import { type CalendarProblem, type ReadCalendar, savedPage } from './calendarProblem.js';
import { classifyTitle, plainTitle } from './classifyTitle.js';
import { type IcsProperty, icsProperties, icsText } from './icsLines.js';
import { icsLastDay, icsMoment } from './icsMoment.js';
import { type Edge, pairEdges } from './pairEdges.js';

/** A term is longer than this, in days; a shorter event that says "term" means something else. */
const SHORTEST_TERM_DAYS = 10;

/**
 * The term dates, holidays, INSET days and so on of an iCalendar text (RFC 5545, only events are read).
 * Titles are understood by the rules of classifyTitle; an event that they do not cover, that repeats, or
 * that is damaged comes back as a problem at its line and is not guessed at. Times are taken to the day
 * they fall on in England; an end is exclusive, as the standard says.
 *
 * Written here because the parsers that fit the licence skip what they cannot read and give no lines.
 */
export function readIcs(text: string): ReadCalendar {
  const nothing = (problem: CalendarProblem): ReadCalendar => ({
    entries: [],
    ofSchools: [],
    problems: [problem],
  });
  const page = savedPage(text);
  if (page !== null) return nothing(page);
  const { properties, strays } = icsProperties(text);
  if (!properties.some(isMark('BEGIN', 'VCALENDAR'))) {
    return nothing({
      row: 1,
      column: null,
      problem: 'This is not an iCalendar file: it has no line BEGIN:VCALENDAR.',
      whatToDo: 'Download the calendar as an .ics file, or write its dates as a CSV file.',
    });
  }

  const { events, problems } = eventsOf(properties);
  const entries: CalendarEntry[] = [];
  const edges: Edge[] = [];
  for (const event of events) {
    const read = readEvent(event);
    if ('problem' in read) problems.push(read.problem);
    else if ('edge' in read) edges.push(read.edge);
    else entries.push(read.entry);
  }
  const paired = pairEdges(edges);
  problems.push(...paired.problems, ...strays.map(stray));
  if (events.length === 0 && problems.length === 0) {
    return nothing({
      row: 1,
      column: null,
      problem: 'The calendar holds no events.',
      whatToDo: 'Export it again with the term dates included.',
    });
  }
  return {
    entries: unique([...entries, ...paired.entries]),
    ofSchools: [],
    problems: problems.sort((a, b) => a.row - b.row),
  };
}

/** An event: the line where it begins and its properties, those of alarms within it left out. */
interface IcsEvent {
  row: number;
  properties: Map<string, IcsProperty>;
}

function eventsOf(properties: readonly IcsProperty[]): { events: IcsEvent[]; problems: CalendarProblem[] } {
  const events: IcsEvent[] = [];
  const problems: CalendarProblem[] = [];
  const within: string[] = [];
  let event: IcsEvent | null = null;
  for (const property of properties) {
    const mark = property.value.trim().toUpperCase();
    if (property.name === 'BEGIN') {
      if (event !== null && mark === 'VEVENT') problems.push(cutOff(event));
      if (mark === 'VEVENT') event = { row: property.row, properties: new Map() };
      else within.push(mark);
    } else if (property.name === 'END') {
      if (mark === 'VEVENT' && event !== null) {
        events.push(event);
        event = null;
      } else if (within.includes(mark)) within.splice(within.lastIndexOf(mark));
    } else if (event !== null && within.at(-1) === 'VCALENDAR') {
      if (!event.properties.has(property.name)) event.properties.set(property.name, property);
    }
  }
  if (event !== null) problems.push(cutOff(event));
  if (within.includes('VCALENDAR')) {
    problems.push({
      row: properties.at(-1)?.row ?? 1,
      column: null,
      problem: 'The file breaks off before END:VCALENDAR, so events at its end may be missing.',
      whatToDo: 'Download it again, and compare the last date with the page it came from.',
    });
  }
  return { events, problems };
}

type ReadEvent = { entry: CalendarEntry } | { edge: Edge } | { problem: CalendarProblem };

function readEvent(event: IcsEvent): ReadEvent {
  const { row, properties } = event;
  const summary = properties.get('SUMMARY');
  const title = icsText(summary?.value ?? '');
  const named = title === '' ? 'This event' : `"${title}"`;
  const refuse = (problem: string, whatToDo: string, at: IcsProperty | undefined): ReadEvent => ({
    problem: { row: at?.row ?? row, column: at?.name ?? null, problem, whatToDo },
  });

  if (properties.get('STATUS')?.value.trim().toUpperCase() === 'CANCELLED') {
    return refuse(
      `${named} is marked as cancelled, so it was left out.`,
      'Nothing, if that is right.',
      properties.get('STATUS'),
    );
  }
  const repeats = properties.get('RRULE') ?? properties.get('RDATE');
  if (repeats !== undefined) {
    return refuse(
      `${named} repeats, and repeating events are not read.`,
      'Write each of its dates as an event.',
      repeats,
    );
  }
  const start = properties.get('DTSTART');
  if (start === undefined)
    return refuse(`${named} has no start.`, 'Add DTSTART, or leave the event out.', summary);
  const from = icsMoment(start);
  if (from === null)
    return refuse(
      `${named} starts on "${start.value}", which is not a date.`,
      'Correct it, as 20261026.',
      start,
    );
  const to = icsLastDay(from, properties);
  if (to === null) {
    const end = properties.get('DTEND') ?? properties.get('DURATION');
    return refuse(
      `${named} has an end that cannot be read: "${end?.value ?? ''}".`,
      'Correct it, as 20261031.',
      end,
    );
  }
  if (to < from.date) {
    return refuse(`${named} ends before it starts.`, 'Correct its dates.', properties.get('DTEND'));
  }

  const meaning = classifyTitle(title);
  if (meaning === null) {
    return refuse(
      `${named} is not clearly a term, half term, holiday, INSET day, bank holiday or test week.`,
      'If it matters, give it such a title and import again; otherwise leave it.',
      summary,
    );
  }
  const length = (Date.parse(to) - Date.parse(from.date)) / 86_400_000 + 1;
  if (meaning.is === 'edge' && length < SHORTEST_TERM_DAYS && !(meaning.of === 'halfTerm' && length > 1)) {
    return { edge: { of: meaning.of, edge: meaning.edge, date: from.date, title: plainTitle(title), row } };
  }
  const kind = meaning.is === 'edge' ? meaning.of : meaning.kind;
  if (kind === 'term' && length < SHORTEST_TERM_DAYS) {
    return refuse(
      `${named} says "term" but lasts ${length} day${length === 1 ? '' : 's'}.`,
      'Say "term starts" or "term ends", or let the event last for the whole term.',
      summary,
    );
  }
  const strength = meaning.is === 'entry' ? meaning.strength : undefined;
  const entry = { kind, from: from.date, to, title: plainTitle(title), ...(strength && { strength }) };
  return { entry: CalendarEntrySchema.parse(entry) };
}

function isMark(name: 'BEGIN' | 'END', value: string): (property: IcsProperty) => boolean {
  return property => property.name === name && property.value.trim().toUpperCase() === value;
}

function cutOff(event: IcsEvent): CalendarProblem {
  const title = icsText(event.properties.get('SUMMARY')?.value ?? '');
  return {
    row: event.row,
    column: null,
    problem: `The event${title === '' ? '' : ` "${title}"`} that begins here has no end, so it was left out.`,
    whatToDo: 'The file is damaged here. Download it again.',
  };
}

function stray({ row, line }: { row: number; line: string }): CalendarProblem {
  const shown = line.length > 60 ? `${line.slice(0, 60)}…` : line;
  return {
    row,
    column: null,
    problem: `This line is no part of a calendar: "${shown}".`,
    whatToDo: 'Download the file again; a program that opened it may have changed it.',
  };
}

/** Feeds cut the summer at 31 August and say some days in both years: the same statement counts once. */
function unique(entries: CalendarEntry[]): CalendarEntry[] {
  const byStatement = new Map(entries.map(entry => [`${entry.kind} ${entry.from} ${entry.to}`, entry]));
  return [...byStatement.values()].sort((a, b) => a.from.localeCompare(b.from));
}
