import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { CALENDAR_ENTRY_KINDS, type CalendarEntry, type CalendarEntryKind } from './calendarEntry.js';
import { type CalendarProblem, type ReadCalendar, savedPage } from './calendarProblem.js';
import { classifyTitle, plainTitle } from './classifyTitle.js';
import type { LocalDate } from './localDate.js';
import { readDate } from './readDate.js';

/** The names under which a column is found, compared in small letters without spaces and signs. */
const COLUMNS = {
  from: ['from', 'start', 'startdate', 'firstday', 'date', 'begins', 'starts'],
  to: ['to', 'end', 'enddate', 'lastday', 'until', 'ends'],
  kind: ['kind', 'type', 'category'],
  title: ['title', 'name', 'description', 'event', 'summary', 'term', 'subject'],
  school: ['school', 'urn', 'schoolurn', 'schoolname'],
} as const;

/** What csv-parse gives with `info`, which its types leave out; `lines` is where a record ends. */
const RecordsSchema = z.array(
  z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }),
);

type Column = keyof typeof COLUMNS;

const KINDS_IN_WORDS = 'term, half term, holiday, INSET, bank holiday, blocked or open';
const AN_EXAMPLE = 'The first line must name the columns: kind,from,to,title';

/** A row of the file with the line it begins on, its cells found by what they mean. */
interface Row {
  row: number;
  cell(column: Column): string;
}

/**
 * The entries of a CSV file with the columns `kind` (term, half term, holiday, INSET, bank holiday, blocked,
 * open), `from`, `to` (the last day, included; empty for one day), `title` and, where a row is for one school
 * only, `school`. Other usual names of columns are known, commas, semicolons and tabs are accepted, and
 * without a kind the title is asked. Dates are read by readDate. A row with any fault is left out and its
 * faults are returned; the others are read.
 */
export function readCalendarCsv(text: string): ReadCalendar {
  const page = savedPage(text);
  if (page !== null) return { entries: [], ofSchools: [], problems: [page] };
  const { rows, problems, names } = rowsOf(text);
  const read: ReadCalendar = { entries: [], ofSchools: [], problems };
  for (const row of rows) {
    const { entry, faults } = readRow(row, names);
    read.problems.push(...faults);
    const school = row.cell('school');
    if (entry === null) continue;
    if (school === '') read.entries.push(entry);
    else read.ofSchools.push({ school, row: row.row, entry });
  }
  return read;
}

type ColumnNames = Partial<Record<Column, string>>;

function rowsOf(text: string): { rows: Row[]; problems: CalendarProblem[]; names: ColumnNames } {
  const refuse = (row: number, problem: string, whatToDo: string) => ({
    rows: [],
    problems: [{ row, column: null, problem, whatToDo }],
    names: {},
  });
  let records: z.infer<typeof RecordsSchema>;
  try {
    const parsed: unknown = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    });
    records = RecordsSchema.parse(parsed);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number(error.lines) || 1;
    return refuse(
      line,
      'A quotation mark on or before this line is not closed, so the file cannot be read.',
      'Remove it, or write it twice ("") inside a quoted text.',
    );
  }
  const [header, ...body] = records;
  if (header === undefined) return refuse(1, 'The file is empty.', AN_EXAMPLE);

  const index: Partial<Record<Column, number>> = {};
  const names: ColumnNames = {};
  header.record.forEach((name, i) => {
    const column = columnOf(name);
    if (column !== null && index[column] === undefined) {
      index[column] = i;
      names[column] = name;
    }
  });
  if (index.from === undefined) return refuse(1, 'There is no column "from" with the first day.', AN_EXAMPLE);
  if (index.kind === undefined && index.title === undefined) {
    return refuse(1, 'There is no column "kind" or "title" that says what each row is.', AN_EXAMPLE);
  }
  const rows = body
    .map(({ record, info }) => ({
      row: info.lines - record.reduce((breaks, cell) => breaks + cell.split('\n').length - 1, 0),
      blank: record.every(cell => cell === ''),
      cell: (column: Column) => record[index[column] ?? -1] ?? '',
    }))
    .filter(row => !row.blank);
  if (rows.length === 0) return refuse(1, 'The file has a heading and no rows.', 'Add a row for each term.');
  return { rows, problems: [], names };
}

function readRow(row: Row, names: ColumnNames): { entry: CalendarEntry | null; faults: CalendarProblem[] } {
  const faults: CalendarProblem[] = [];
  const fault = (column: Column, problem: string, whatToDo: string): null => {
    faults.push({ row: row.row, column: names[column] ?? column, problem, whatToDo });
    return null;
  };
  const dateIn = (column: 'from' | 'to'): LocalDate | null => {
    const read = readDate(row.cell(column));
    return 'date' in read ? read.date : fault(column, read.problem, read.whatToDo);
  };

  const from = dateIn('from');
  const to = row.cell('to') === '' ? from : dateIn('to');
  const title = row.cell('title');
  const written = row.cell('kind');
  const meaning = kindOf(written) ?? (written === '' ? classified(title) : classified(written));
  if (meaning === null) {
    const column = written === '' ? 'title' : 'kind';
    const said = row.cell(column);
    fault(
      column,
      said === '' ? 'Nothing says what this row is.' : `"${said}" is no kind of calendar entry.`,
      `Write one of ${KINDS_IN_WORDS} in the column "kind".`,
    );
  }
  if (from !== null && to !== null && to < from) {
    fault('to', `The last day, ${to}, is before the first, ${from}.`, 'Correct one of the two dates.');
  }
  if (faults.length > 0 || from === null || to === null || meaning === null) return { entry: null, faults };
  return { entry: { ...meaning, from, to, title: plainTitle(title) }, faults };
}

type Meaning = { kind: CalendarEntryKind; strength?: 'hard' | 'soft' };

/** A kind written as the file format has it: "half term", "halfTerm", "soft blocked". */
function kindOf(written: string): Meaning | null {
  const plain = letters(written);
  const kind = CALENDAR_ENTRY_KINDS.find(known => known.toLowerCase() === plain);
  if (kind !== undefined) return { kind };
  if (plain === 'softblocked' || plain === 'blockedsoft' || plain === 'avoid') {
    return { kind: 'blocked', strength: 'soft' };
  }
  return null;
}

function classified(text: string): Meaning | null {
  const meaning = classifyTitle(text);
  if (meaning === null || meaning.is === 'edge') return null;
  return { kind: meaning.kind, ...(meaning.strength && { strength: meaning.strength }) };
}

function columnOf(name: string): Column | null {
  const plain = letters(name);
  for (const [column, known] of Object.entries(COLUMNS) as [Column, readonly string[]][]) {
    if (known.includes(plain)) return column;
  }
  return null;
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[^a-z]/g, '');
}

/** Excel in other regions, and "Unicode text", use other signs than the comma. */
function delimiterOf(text: string): string {
  const header = text.split(/\r\n|\n|\r/, 1)[0] ?? '';
  const count = (sign: string): number => header.split(sign).length;
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}
