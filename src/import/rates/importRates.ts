import type { LocalDate } from '../../calendar/localDate.js';
import type { Tx } from '../../store/open.js';
import { BROKERAGE_MODES, PAYERS, TRIGGERS } from '../../support/money/price.js';
import { EVERY_ROLE } from '../../support/money/rates.js';
import type { Cells } from '../cells.js';
import { plainName } from '../columns.js';
import { didYouMean } from '../nearest.js';
import { type ImportReport, ReportBuilder } from '../report.js';
import { readTable, type TableFormat } from '../table.js';

const COLUMNS = {
  partnership: ['partnership', 'slug'],
  role: ['role', 'type', 'designation'],
  from: ['from', 'since'],
  to: ['to', 'until'],
  day: ['day', 'dayrate', 'pounds', 'daypounds'],
  brokerage: ['brokerage', 'mode'],
  percent: ['percent', 'brokeragepercent'],
  fixed: ['fixed', 'fixedpounds', 'brokeragepounds'],
  vat: ['vat', 'vatpercent'],
  payer: ['payer', 'paidby'],
  billing: ['billing', 'billed', 'trigger'],
} as const;

type Column = keyof typeof COLUMNS;

const FORMAT: TableFormat<Column> = {
  columns: COLUMNS,
  required: ['partnership', 'role', 'from'],
  what: 'a list of rates',
  howToGet:
    'The first line must name the columns: partnership,role,from,to,day,brokerage,percent,fixed,vat,payer,billing. ' +
    'A row gives the price of a day (day), how the broker is paid (brokerage and percent or fixed), or both; role * is every kind of leader.',
};

/** A percentage is kept in hundredths of a percent, pounds in pence: both have two decimals. */
const HUNDRED = 100;

/**
 * Imports rate cards and brokerage rules inside the caller's transaction. A card or rule of a partnership, a kind
 * of leader and a first day is written once and brought up to date by a later file; one from a later day follows
 * it, and what was charged before keeps its price.
 */
export async function importRates(tx: Tx, file: string): Promise<ImportReport> {
  const report = new ReportBuilder('rates', file);
  const partnerships = await tx.partnership.findMany({ select: { id: true, slug: true } });
  const types = (await tx.designationType.findMany({ select: { code: true } })).map(row => row.code);
  const rows: RateRow[] = [];
  for (const cells of await readTable(file, FORMAT, report)) {
    const row = readRow(cells, partnerships, types);
    if (row) rows.push(row);
  }
  if (report.failed) return report.done();
  for (const row of rows) report.counts[await writeRate(tx, row)]++;
  return report.done();
}

/** A price, a rule, or both, of one partnership and kind of leader from a day on. */
export interface RateRow {
  readonly partnershipId: number;
  readonly role: string;
  readonly from: LocalDate;
  readonly to: LocalDate | null;
  readonly dayPence: number | null;
  readonly rule: {
    readonly mode: string;
    readonly basisPoints: number | null;
    readonly fixedPence: number | null;
    readonly vatBasisPoints: number;
    readonly payer: string;
    readonly trigger: string;
  } | null;
}

function readRow(
  cells: Cells<Column>,
  partnerships: readonly { readonly id: number; readonly slug: string }[],
  types: readonly string[],
): RateRow | null {
  const slug = cells.needed('partnership', 'The partnership').toLowerCase();
  const partnership = partnerships.find(each => each.slug === slug);
  if (slug !== '' && !partnership) {
    const help = didYouMean(
      slug,
      partnerships.map(each => each.slug),
    );
    cells.error('partnership', `No partnership is known as "${slug}".`, help);
  }
  const text = cells.needed('role', 'The kind of leader');
  const role = text === EVERY_ROLE ? text : (types.find(each => plainName(each) === plainName(text)) ?? null);
  if (text !== '' && role === null)
    cells.error('role', `"${text}" is no kind of leader.`, `${didYouMean(text, types)} Or * for all.`);
  const from = cells.date('from');
  if (!from && cells.text('from') === '')
    cells.error('from', 'The first day is missing.', 'Write it as 2027-04-01.');
  const to = cells.date('to');
  if (from && to && to < from)
    cells.error('to', 'It ends before it begins.', 'Correct one of the two dates.');
  const dayPence = amount(cells, 'day');
  if (dayPence !== null && role === EVERY_ROLE)
    cells.error('day', 'A price belongs to one kind of leader.', 'Write a row for each of them.');
  const rule = readRule(cells);
  if (dayPence === null && !rule && !cells.failed)
    cells.error('day', 'The row gives neither a price nor a brokerage.', 'Fill one of them or take it out.');
  if (cells.failed || !partnership || role === null || !from) return null;
  return { partnershipId: partnership.id, role, from, to, dayPence, rule };
}

function readRule(cells: Cells<Column>): RateRow['rule'] {
  const mode = cells.text('brokerage');
  if (mode === '') return null;
  const known = choice(cells, 'brokerage', BROKERAGE_MODES);
  const basisPoints = amount(cells, 'percent');
  const fixedPence = amount(cells, 'fixed');
  if (known === 'none' && (basisPoints !== null || fixedPence !== null))
    cells.error('brokerage', 'Brokerage "none" takes neither percent nor pounds.', 'Clear them, or say how.');
  if (known && known !== 'none' && (basisPoints === null) === (fixedPence === null))
    cells.error(
      'percent',
      'Give the brokerage as a percentage or in pounds a day: one of the two.',
      'Fill one of the cells.',
    );
  return {
    mode: known ?? mode,
    basisPoints,
    fixedPence,
    vatBasisPoints: amount(cells, 'vat') ?? 0,
    payer: choice(cells, 'payer', PAYERS) ?? 'school',
    trigger: choice(cells, 'billing', TRIGGERS) ?? 'monthlyByVisit',
  };
}

function choice<T extends string>(cells: Cells<Column>, column: Column, known: readonly T[]): T | null {
  const text = cells.text(column);
  const found = known.find(each => plainName(each) === plainName(text));
  if (text !== '' && !found)
    cells.error(column, `"${text}" is not one of ${known.join(', ')}.`, didYouMean(text, known));
  return found ?? null;
}

/** Pounds or percent with up to two decimals, in pence or hundredths of a percent. */
function amount(cells: Cells<Column>, column: Column): number | null {
  const text = cells.text(column).replace(/^£|%$/g, '').replaceAll(',', '');
  if (text === '') return null;
  if (!/^\d{1,6}(\.\d{1,2})?$/.test(text)) {
    cells.error(column, `"${cells.text(column)}" is not an amount.`, 'Write it as 350 or 52.50.');
    return null;
  }
  return Math.round(Number(text) * HUNDRED);
}

/** Writes a price and a rule; what stands already with the same day is brought up to date. */
export async function writeRate(tx: Tx, row: RateRow): Promise<'added' | 'changed' | 'unchanged'> {
  const { partnershipId, role, from, to, dayPence, rule } = row;
  const key = { partnershipId, role, from };
  const done: ('added' | 'changed' | 'unchanged')[] = [];
  if (dayPence !== null) {
    const where = { partnershipId_role_from: key };
    const known = await tx.rateCard.findUnique({ where });
    done.push(!known ? 'added' : known.dayPence === dayPence && known.to === to ? 'unchanged' : 'changed');
    await tx.rateCard.upsert({ where, create: { ...key, to, dayPence }, update: { to, dayPence } });
  }
  if (rule) {
    const where = { partnershipId_role_from: key };
    const known = await tx.brokerageRule.findUnique({ where });
    const same =
      known !== null &&
      Object.entries({ to, ...rule }).every(([name, value]) => known[name as keyof typeof known] === value);
    done.push(!known ? 'added' : same ? 'unchanged' : 'changed');
    await tx.brokerageRule.upsert({ where, create: { ...key, to, ...rule }, update: { to, ...rule } });
  }
  return done.includes('changed') ? 'changed' : done.includes('added') ? 'added' : 'unchanged';
}
