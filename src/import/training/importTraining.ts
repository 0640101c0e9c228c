import { addDays, type LocalDate } from '../../calendar/localDate.js';
import type { Tx } from '../../store/open.js';
import type { Cells } from '../cells.js';
import { type ImportReport, ReportBuilder } from '../report.js';
import { readTable, type TableFormat } from '../table.js';

/** A training that says nothing else holds for three years: what designations hold too (DOMAIN 3.1), in days. */
const VALID_DAYS = 3 * 365;

const COLUMNS = {
  email: ['email', 'emailaddress', 'mail'],
  completedOn: ['completedon', 'completed', 'date', 'trainedon'],
  validTo: ['validto', 'valid', 'expires', 'expireson', 'until'],
} as const;

type Column = keyof typeof COLUMNS;

const FORMAT: TableFormat<Column> = {
  columns: COLUMNS,
  required: ['email', 'completedOn'],
  what: 'a list of reviewers’ training',
  howToGet: 'The first line must name the columns: email,completed_on,valid_to.',
};

interface TrainingRow {
  readonly cells: Cells<Column>;
  readonly personId: number;
  readonly completedOn: LocalDate;
  readonly validTo: LocalDate;
}

/**
 * Imports when reviewers were trained and until when that holds, inside the caller's transaction. A training is
 * known by the person and the day; a row with both brings its end up to date, and the same file again changes
 * nothing. Without an end it holds for three years.
 */
export async function importTraining(tx: Tx, file: string): Promise<ImportReport> {
  const report = new ReportBuilder('training', file);
  const people = await tx.person.findMany({
    where: { email: { not: null } },
    select: { id: true, email: true },
  });
  const byEmail = new Map(people.map(({ id, email }) => [email, id]));
  const rows: TrainingRow[] = [];
  for (const cells of await readTable(file, FORMAT, report)) {
    const email = cells.needed('email', 'The e-mail address').toLowerCase();
    const personId = byEmail.get(email);
    if (email !== '' && personId === undefined)
      cells.error('email', `Nobody is known with the address ${email}.`, 'Import people first.');
    cells.needed('completedOn', 'The day of the training');
    const completedOn = cells.date('completedOn');
    const validTo = cells.date('validTo');
    if (completedOn && validTo && validTo < completedOn)
      cells.error('validTo', 'The training ends before it took place.', 'Look at both dates again.');
    if (personId !== undefined && completedOn)
      rows.push({ cells, personId, completedOn, validTo: validTo ?? addDays(completedOn, VALID_DAYS) });
  }
  if (report.failed) return report.done();
  for (const row of rows) report.counts[await writeRow(tx, row)]++;
  return report.done();
}

async function writeRow(
  tx: Tx,
  { personId, completedOn, validTo }: TrainingRow,
): Promise<'added' | 'changed' | 'unchanged'> {
  const key = { personId_completedOn: { personId, completedOn } };
  const known = await tx.reviewerTraining.findUnique({ where: key });
  if (known?.validTo === validTo) return 'unchanged';
  await tx.reviewerTraining.upsert({
    where: key,
    create: { personId, completedOn, validTo },
    update: { validTo },
  });
  return known ? 'changed' : 'added';
}
