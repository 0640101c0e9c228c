import type { Tx } from '../../store/open.js';
import { rechargeLines } from '../../support/money/lines.js';
import { loadBooks } from '../../support/money/load.js';
import type { Cells } from '../cells.js';
import { didYouMean } from '../nearest.js';
import { type ImportReport, ReportBuilder } from '../report.js';
import { readTable, type TableFormat } from '../table.js';

const COLUMNS = {
  payment: ['payment', 'reference', 'paymentreference', 'id'],
  line: ['line', 'rechargeline'],
  pounds: ['pounds', 'amount', 'paid'],
  on: ['on', 'date', 'paidon'],
} as const;

type Column = keyof typeof COLUMNS;

const FORMAT: TableFormat<Column> = {
  columns: COLUMNS,
  required: ['payment', 'line', 'pounds', 'on'],
  what: 'a list of payments',
  howToGet:
    'The first line must name the columns: payment,line,pounds,on. The payment is your own reference of it, which counts once; ' +
    'the line is the first column of the recharge schedule (npx convenor export recharge).',
};

const PENCE = 100;

/**
 * Imports what has been paid inside the caller's transaction: each payment, by finance's own reference, once and
 * for good. One that comes again with another amount is an error: a correction is a payment of its own.
 */
export async function importPayments(tx: Tx, file: string, now: Date): Promise<ImportReport> {
  const report = new ReportBuilder('payments', file);
  const { deployments } = await loadBooks(tx, null);
  const lines = deployments.flatMap(rechargeLines).map(line => line.key);
  const known = new Map((await tx.rechargePayment.findMany()).map(row => [row.key, row]));
  for (const cells of await readTable(file, FORMAT, report)) {
    const row = readRow(cells, lines);
    if (!row) continue;
    const before = known.get(row.key);
    if (before && (before.pence !== row.pence || before.line !== row.line || before.on !== row.on)) {
      cells.error(
        'payment',
        `The payment ${row.key} is known with other facts: ${before.line}, ${(before.pence / PENCE).toFixed(2)}, ${before.on}.`,
        'Write a correction as a payment of its own, below zero where it takes back.',
      );
      continue;
    }
    if (before) {
      report.counts.unchanged++;
      continue;
    }
    const created = await tx.rechargePayment.create({ data: { ...row, at: now } });
    known.set(row.key, created);
    report.counts.added++;
  }
  return report.done();
}

function readRow(cells: Cells<Column>, lines: readonly string[]) {
  const key = cells.needed('payment', 'The reference of the payment');
  const line = cells.needed('line', 'The line');
  if (line !== '' && !lines.includes(line))
    cells.error('line', `The schedule has no line "${line}".`, didYouMean(line, lines));
  const text = cells
    .needed('pounds', 'The amount')
    .replace(/^(-?)£/, '$1')
    .replaceAll(',', '');
  if (text !== '' && !/^-?\d{1,7}(\.\d{1,2})?$/.test(text))
    cells.error('pounds', `"${text}" is not an amount.`, 'Write it as 350 or -52.50.');
  const on = cells.date('on');
  if (!on && cells.text('on') === '') cells.error('on', 'The day is missing.', 'Write it as 2027-04-01.');
  if (cells.failed || !on) return null;
  return { key, line, pence: Math.round(Number(text) * PENCE), on };
}
