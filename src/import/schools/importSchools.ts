import type { LocalDate } from '../../calendar/localDate.js';
import type { Tx } from '../../store/open.js';
import { type ImportReport, ReportBuilder } from '../report.js';
import { contentsOf } from './fileContents.js';
import { fileDate } from './fileDate.js';
import { Links, readLinks } from './links.js';
import { closeMissing } from './missing.js';
import { readSchools } from './readSchools.js';
import type { SchoolRow } from './schoolRow.js';
import { Trusts } from './trusts.js';
import { WriteSchools } from './writeSchools.js';

export interface ImportSchoolsOptions {
  readonly now: Date;
  readonly today: LocalDate;
  /** The day that the file tells of, where its name does not say it. */
  readonly date?: LocalDate | undefined;
  /** GIAS's file of links between URNs. */
  readonly links?: string | undefined;
  /** Only schools of these authorities (three digits); absent means all. */
  readonly authorities?: readonly string[] | undefined;
  /** Only adds what a list says (locations, trusts) to schools that are known. */
  readonly merge?: boolean | undefined;
  /** The file is a whole register of its authorities, however many known schools it lacks. */
  readonly complete?: boolean | undefined;
  /** Told how many of the rows are done. */
  onProgress?(done: number, total: number): void;
}

/**
 * Imports one file of schools inside the caller's transaction. Every row is read and judged before anything is
 * written; when the report has an error, nothing was. What an absent column or a blank cell would say is left
 * as it is known. A school with a new URN and the LAESTAB of one that is gone, or linked to it, is that school:
 * it keeps its row, memberships and history. A school that a newer file of its authority lacks is closed and
 * never deleted. A file older than what is known fills gaps only. The same file again changes nothing.
 */
export async function importSchools(
  tx: Tx,
  file: string,
  options: ImportSchoolsOptions,
): Promise<ImportReport> {
  const { merge = false, authorities } = options;
  const report = new ReportBuilder('schools', file);
  const asOf = fileDate(file, options.date, options.today);
  report.asOf = merge ? null : asOf;
  const links = options.links === undefined ? new Links() : await readLinks(options.links, report);
  const groups = byAuthority(await readSchools(file, { authorities, merge }, report));
  if (asOf.date > options.today) {
    report.note(
      null,
      null,
      `The file is taken to tell of ${asOf.date}, a day to come.`,
      'Say its day with --date.',
    );
  }
  if (report.failed) return report.done();

  const contents = contentsOf(groups.values());
  const context = { links, date: asOf.date, now: options.now, merge, report, contents };
  const trusts = await Trusts.ensure(tx, contents.trusts);
  const writing = new WriteSchools(tx, { ...context, trusts });
  await writing.prepare();
  const total = contents.openByUrn.size;
  let done = 0;
  for (const [code, group] of groups) {
    await writing.write(group);
    // What is written may go: all England at once is a great deal of text.
    groups.delete(code);
    done += group.length;
    options.onProgress?.(done, total);
  }
  await writing.rememberUrns();
  if (!merge) {
    await closeMissing(tx, {
      ...context,
      kept: writing.kept,
      older: writing.olderAuthorities,
      complete: options.complete ?? false,
    });
  }
  return report.done();
}

/** Authority by authority, so that one look at the store serves a hundred rows or two. */
function byAuthority(rows: readonly SchoolRow[]): Map<string, SchoolRow[]> {
  const groups = new Map<string, SchoolRow[]>();
  for (const row of rows) {
    const code = row.facts.laCode ?? '';
    const group = groups.get(code);
    if (group) group.push(row);
    else groups.set(code, [row]);
  }
  return groups;
}
