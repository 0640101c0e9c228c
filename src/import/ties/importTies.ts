import type { LocalDate } from '../../calendar/localDate.js';
import { type ConflictKind, isConflictKind } from '../../network/conflicts.js';
import type { Tx } from '../../store/open.js';
import type { Cells } from '../cells.js';
import { plainName } from '../columns.js';
import { type ImportReport, ReportBuilder } from '../report.js';
import { SchoolFinder } from '../schoolFinder.js';
import { readTable, type TableFormat } from '../table.js';

const COLUMNS = {
  email: ['email', 'emailaddress', 'mail'],
  school: ['school', 'urn', 'schoolurn'],
  kind: ['kind', 'tie', 'type'],
  from: ['from', 'since', 'start'],
  to: ['to', 'until', 'end'],
} as const;

type Column = keyof typeof COLUMNS;

const FORMAT: TableFormat<Column> = {
  columns: COLUMNS,
  required: ['email', 'school', 'kind'],
  what: 'a list of people’s ties with schools',
  howToGet: 'The first line must name the columns: email,school,kind,from,to.',
};

/** Each kind of tie under the words that people write, plain; the kind itself is always one of them. */
const WORDS: Readonly<Record<ConflictKind, readonly string[]>> = {
  employed: ['workedthere', 'formeremployee', 'employee', 'formerstaff'],
  governs: ['governor', 'trustee', 'governance'],
  related: ['relative', 'family', 'partner'],
  manages: ['linemanager', 'manager'],
  interest: ['declaredinterest', 'business', 'financial'],
  candidate: ['applicant', 'applied'],
  complaint: ['activecomplaint'],
};

/** What the cell may say, for the error. */
const KINDS = Object.keys(WORDS).join(', ');

interface TieRow {
  readonly cells: Cells<Column>;
  readonly personId: number;
  readonly schoolId: number;
  readonly kind: ConflictKind;
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
}

/**
 * Imports the ties that keep people from working for a school (DOMAIN 3.5), inside the caller's transaction. A tie
 * is known by the person, the school and its kind: a row with all three brings its days up to date, and the same
 * file again changes nothing. Nobody's tie is removed for not being in a file: a day "to" ends it.
 */
export async function importTies(
  tx: Tx,
  file: string,
  { now }: { readonly now: Date },
): Promise<ImportReport> {
  const report = new ReportBuilder('ties', file);
  const table = await readTable(file, FORMAT, report);
  const people = await tx.person.findMany({
    where: { email: { not: null } },
    select: { id: true, email: true },
  });
  const byEmail = new Map(people.map(({ id, email }) => [email, id]));
  const schools = await SchoolFinder.of(
    tx,
    table.map(cells => cells.text('school')),
  );
  const rows: TieRow[] = [];
  const lines = new Map<string, number>();
  for (const cells of table) {
    const row = readRow(cells, byEmail, schools);
    if (!row) continue;
    const key = `${row.personId}:${row.schoolId}:${row.kind}`;
    const before = lines.get(key);
    if (before !== undefined)
      cells.error('kind', `Line ${before} has this tie already.`, 'Keep one of the two.');
    lines.set(key, cells.line);
    rows.push(row);
  }
  if (report.failed) return report.done();
  for (const row of rows) report.counts[await writeRow(tx, row, now)]++;
  return report.done();
}

function readRow(
  cells: Cells<Column>,
  byEmail: ReadonlyMap<string | null, number>,
  schools: SchoolFinder,
): TieRow | null {
  const email = cells.needed('email', 'The e-mail address').toLowerCase();
  const personId = byEmail.get(email);
  if (email !== '' && personId === undefined)
    cells.error('email', `Nobody is known with the address ${email}.`, 'Import people first.');
  const named = cells.needed('school', 'The school');
  const school = schools.find(named);
  if (named !== '' && !school)
    cells.error('school', `No school is known as "${named}".`, 'Write its URN, or import schools first.');
  const said = cells.needed('kind', 'The kind of tie');
  const kind = kindOf(said);
  if (said !== '' && !kind) cells.error('kind', `"${said}" is no kind of tie.`, `Write one of: ${KINDS}.`);
  const from = cells.date('from');
  const to = cells.date('to');
  if (from && to && to < from)
    cells.error('to', 'The tie ends before it began.', 'Look at both dates again.');
  if (cells.failed || personId === undefined || !school || !kind) return null;
  return { cells, personId, schoolId: school.id, kind, from, to };
}

function kindOf(text: string): ConflictKind | null {
  const plain = plainName(text);
  if (isConflictKind(plain)) return plain;
  const found = Object.entries(WORDS).find(([, words]) => words.includes(plain))?.[0] ?? '';
  return isConflictKind(found) ? found : null;
}

async function writeRow(
  tx: Tx,
  { personId, schoolId, kind, from, to }: TieRow,
  at: Date,
): Promise<'added' | 'changed' | 'unchanged'> {
  const key = { personId_schoolId_kind: { personId, schoolId, kind } };
  const known = await tx.conflictDeclaration.findUnique({ where: key });
  if (known && known.from === from && known.to === to) return 'unchanged';
  await tx.conflictDeclaration.upsert({
    where: key,
    create: { personId, schoolId, kind, from, to, at },
    update: { from, to, at },
  });
  return known ? 'changed' : 'added';
}
