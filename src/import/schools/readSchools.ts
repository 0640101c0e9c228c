import { Columns, plainName } from '../columns.js';
import { readCsv } from '../csvFile.js';
import type { ReportBuilder } from '../report.js';
import { EXPECTED, REQUIRED_COLUMNS, SCHOOL_COLUMNS, type SchoolColumn } from './columns.js';
import { type SchoolRow, SchoolRowReader } from './schoolRow.js';

/** Types that the register also holds and that have no pupils of their own, or not in England. */
const NO_SCHOOLS = /children.?s cent|welsh|offshore|british schools overseas|higher education|universities/i;

/** What of a file is wanted. */
export interface ReadSchoolsOptions {
  /** Only rows of these authorities; undefined means all. */
  readonly authorities: readonly string[] | undefined;
  /** Any list with a URN and some known columns will do, since it only adds to schools that are known. */
  readonly merge: boolean;
}

/**
 * Reads a file of schools whole, before anything is written: what is wrong with it goes to the report, among
 * it a URN that stands in two rows. Rows that are not wanted are counted as skipped.
 */
export async function readSchools(
  file: string,
  options: ReadSchoolsOptions,
  report: ReportBuilder,
): Promise<SchoolRow[]> {
  let columns = new Columns<SchoolColumn>([], SCHOOL_COLUMNS);
  const csv = readCsv(file, EXPECTED, report, heading => {
    columns = new Columns(heading, SCHOOL_COLUMNS);
    return isListOfSchools(heading, columns, options.merge, report);
  });
  const lines = new Map<number, number>();
  const rows: SchoolRow[] = [];
  let reader: SchoolRowReader | null = null;
  for await (const csvRow of csv) {
    reader ??= new SchoolRowReader(columns, report);
    report.rows++;
    const row = reader.read(csvRow);
    if (!row) continue;
    const other = lines.get(row.urn);
    if (other !== undefined) {
      report.error(
        row.line,
        columns.title('urn'),
        `The URN ${row.urn} stands twice: in row ${other} and in row ${row.line}.`,
        'Take one of the two rows out, or download the file again.',
      );
      continue;
    }
    lines.set(row.urn, row.line);
    if (isWanted(row, options)) rows.push(row);
    else report.counts.skipped++;
  }
  if (!report.failed && report.rows === 0) {
    report.error(null, null, 'The file has a heading and no rows.', EXPECTED.howToGet);
  }
  return rows;
}

function isListOfSchools(
  heading: readonly string[],
  columns: Columns<SchoolColumn>,
  merge: boolean,
  report: ReportBuilder,
): boolean {
  const required = merge ? REQUIRED_COLUMNS.slice(0, 1) : REQUIRED_COLUMNS;
  const missing = required.filter(([column]) => !columns.has(column));
  const nothingToMerge = merge && missing.length === 0 && columns.found < 2;
  if (missing.length === 0 && !nothingToMerge) return true;
  if (nothingToMerge) {
    report.error(1, null, 'Beside the URN the file has no column that is known.', EXPECTED.howToGet);
    return false;
  }
  const names = missing.map(([, title]) => `"${title}"`).join(', ');
  const has = heading.slice(0, 6).map(plainName).filter(Boolean).length;
  const howTo =
    columns.has('urn') && !merge ? ' To add single columns to schools that are known, use --merge.' : '';
  report.error(
    1,
    missing[0]?.[1] ?? null,
    `The file has no column ${names}${has === 0 ? ', and its first row names no columns at all' : ''}.`,
    `${EXPECTED.howToGet}${howTo}`,
  );
  return false;
}

function isWanted({ facts }: SchoolRow, { authorities, merge }: ReadSchoolsOptions): boolean {
  if (authorities && facts.laCode !== undefined && !authorities.includes(facts.laCode)) return false;
  return merge || !NO_SCHOOLS.test(`${facts.type ?? ''} ${facts.typeGroup ?? ''}`);
}
