import { readFile } from 'node:fs/promises';
import { bundledBankHolidays, type FetchText, refreshBankHolidays } from '../../calendar/bankHolidays.js';
import { formatDate } from '../../calendar/localDate.js';
import { keepBankHolidays, keptBankHolidays } from '../../network/bankHolidays.js';
import type { Tx } from '../../store/open.js';
import { type ImportReport, ReportBuilder } from '../report.js';

/** Said instead of a file's name to fetch it. */
const GOV_UK = 'gov.uk';

/**
 * Takes in GOV.UK's bank holidays, from a file or from there. A list that ends earlier than what is known or
 * has a thin year is refused, and what is on file stays.
 */
export async function importBankHolidays(tx: Tx, file: string, fetchText: FetchText): Promise<ImportReport> {
  const report = new ReportBuilder('bank holidays', file);
  const current = (await keptBankHolidays(tx)) ?? bundledBankHolidays();
  const refreshed = await refreshBankHolidays(file === GOV_UK ? fetchText : fromFile(file), current);
  if (!refreshed.ok) {
    report.error(null, null, refreshed.problem, '');
    return report.done();
  }
  const { holidays, added, removed } = refreshed;
  report.rows = holidays.length;
  report.counts.added = added.length;
  report.counts.removed = removed.length;
  report.counts.unchanged = holidays.length - added.length;
  for (const { date, title } of added) report.changes.push(`New: ${title} on ${formatDate(date)}.`);
  for (const { date, title } of removed) report.changes.push(`Gone: ${title} on ${formatDate(date)}.`);
  if (added.length + removed.length > 0) await keepBankHolidays(tx, holidays);
  return report.done();
}

/** A file on disk, asked as if it were fetched. */
function fromFile(file: string): FetchText {
  return async () => ({ ok: true, status: 200, text: () => readFile(file, 'utf8') });
}
