import type { LocalDate } from '../../calendar/localDate.js';
import { londonDate } from '../../calendar/london.js';
import { lookAtDesignations } from '../../network/designations.js';
import type { Tx } from '../../store/open.js';
import type { Cells } from '../cells.js';
import { type ImportReport, ReportBuilder } from '../report.js';
import { SchoolFinder } from '../schoolFinder.js';
import { readTable, type TableFormat } from '../table.js';

const COLUMNS = {
  school: ['school', 'urn', 'schoolurn'],
  from: ['from', 'since', 'start'],
  to: ['to', 'until', 'end'],
} as const;

type Column = keyof typeof COLUMNS;

const FORMAT: TableFormat<Column> = {
  columns: COLUMNS,
  required: ['school', 'from'],
  what: 'a list of schools in a category of concern',
  howToGet: 'The first line must name the columns: school,from,to.',
};

interface ConcernRow {
  readonly schoolId: number;
  readonly from: LocalDate;
  readonly to: LocalDate | null;
}

/**
 * Imports which schools are in a category of concern since when and until when, inside the caller's transaction.
 * Matching leaves their leaders out (DOMAIN 3.5), and nobody but coordinators is shown it (DOMAIN 5): which category
 * it is, is not kept. A concern is known by the school and its first day; the same file again changes nothing.
 */
export async function importConcerns(
  tx: Tx,
  file: string,
  { now }: { readonly now: Date },
): Promise<ImportReport> {
  const report = new ReportBuilder('concerns', file);
  const table = await readTable(file, FORMAT, report);
  const schools = await SchoolFinder.of(
    tx,
    table.map(cells => cells.text('school')),
  );
  const rows: ConcernRow[] = [];
  const lines = new Map<string, number>();
  for (const cells of table) {
    const row = readRow(cells, schools);
    if (!row) continue;
    const key = `${row.schoolId}:${row.from}`;
    const before = lines.get(key);
    if (before !== undefined)
      cells.error('from', `Line ${before} has this school and day already.`, 'Keep one of the two.');
    lines.set(key, cells.line);
    rows.push(row);
  }
  if (report.failed) return report.done();
  for (const row of rows) {
    const change = await writeRow(tx, row, now);
    report.counts[change]++;
    if (change !== 'unchanged') await lookAtDesignations(tx, { homeSchoolId: row.schoolId }, londonDate(now));
  }
  return report.done();
}

function readRow(cells: Cells<Column>, schools: SchoolFinder): ConcernRow | null {
  const named = cells.needed('school', 'The school');
  const school = schools.find(named);
  if (named !== '' && !school)
    cells.error('school', `No school is known as "${named}".`, 'Write its URN, or import schools first.');
  cells.needed('from', 'The first day');
  const from = cells.date('from');
  const to = cells.date('to');
  if (from && to && to < from)
    cells.error('to', 'The concern ends before it began.', 'Look at both dates again.');
  return cells.failed || !school || !from ? null : { schoolId: school.id, from, to };
}

async function writeRow(
  tx: Tx,
  { schoolId, from, to }: ConcernRow,
  at: Date,
): Promise<'added' | 'changed' | 'unchanged'> {
  const key = { schoolId_from: { schoolId, from } };
  const known = await tx.schoolConcern.findUnique({ where: key });
  if (known && known.to === to) return 'unchanged';
  await tx.schoolConcern.upsert({ where: key, create: { schoolId, from, to, at }, update: { to, at } });
  return known ? 'changed' : 'added';
}
