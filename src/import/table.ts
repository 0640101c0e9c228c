import { Cells } from './cells.js';
import { Columns } from './columns.js';
import { type Expected, readCsv } from './csvFile.js';
import type { ReportBuilder } from './report.js';

/** What a kind of file must look like. */
export interface TableFormat<Name extends string> extends Expected {
  /** The columns, each under every name it goes by (plain, see plainName), the best first. */
  readonly columns: Readonly<Record<Name, readonly string[]>>;
  readonly required: readonly Name[];
}

/**
 * Reads a small CSV file whole. A heading that lacks a required column, and whatever makes it no CSV file, is
 * told to the report; then there are no rows.
 */
export async function readTable<Name extends string>(
  file: string,
  format: TableFormat<Name>,
  report: ReportBuilder,
): Promise<Cells<Name>[]> {
  let columns = new Columns<Name>([], format.columns);
  const csv = readCsv(file, format, report, heading => {
    columns = new Columns(heading, format.columns);
    const missing = format.required.filter(name => !columns.has(name));
    if (missing.length === 0) return true;
    const names = missing.map(name => `"${name}"`).join(', ');
    report.error(1, missing[0] ?? null, `The file has no column ${names}.`, format.howToGet);
    return false;
  });
  const rows: Cells<Name>[] = [];
  for await (const { line, cells } of csv) rows.push(new Cells(line, cells, columns, report));
  report.rows = rows.length;
  if (!report.failed && rows.length === 0) {
    report.error(null, null, 'The file has a heading and no rows.', format.howToGet);
  }
  return rows;
}
