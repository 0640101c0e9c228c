import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { CalendarEntry } from '../../calendar/calendarEntry.js';
import { academicYear, type LocalDate } from '../../calendar/localDate.js';
import { readCalendarFile } from '../../calendar/readCalendarFile.js';
import { calendarOfAuthority, calendarOfSchool } from '../../network/calendars.js';
import type { Tx } from '../../store/open.js';
import { didYouMean } from '../nearest.js';
import { type ImportReport, ReportBuilder } from '../report.js';
import { SchoolFinder } from '../schoolFinder.js';
import { type CalendarOwner, replaceEntries } from './replaceEntries.js';

/** Fewer or more school days in a year than this, and the dates are probably wrong (DOMAIN 6: 190 and up to 195). */
const SCHOOL_DAYS = { fewest: 180, most: 200 };

export interface ImportCalendarOptions {
  /** Whose calendar it is: an authority (three digits), or one school (URN or LAESTAB). */
  readonly authority?: string | undefined;
  readonly school?: string | undefined;
}

/**
 * Imports term dates, training days and blocked windows, iCalendar or CSV, inside the caller's transaction: an
 * authority's, or one school's that lies over it. What earlier files said of the same academic year gives way;
 * what was entered in chat stays. The same file again changes nothing.
 */
export async function importCalendar(
  tx: Tx,
  file: string,
  options: ImportCalendarOptions,
): Promise<ImportReport> {
  const report = new ReportBuilder('calendar entries', file);
  const owner = await findOwner(tx, options, report);
  const bytes = await readBytes(file, report);
  if (!owner || !bytes) return report.done();

  const read = readCalendarFile(bytes, path.basename(file));
  report.rows = read.entries.length + read.ofSchools.length + read.problems.length;
  for (const { row, column, problem, whatToDo } of read.problems)
    report.error(row, column, problem, whatToDo);
  const bySchool = await entriesOfSchools(tx, read.ofSchools, report);
  if (!report.failed && report.rows === 0) {
    report.error(
      null,
      null,
      'The file has no dates in it.',
      'Take the file with the term dates and import that.',
    );
  }
  if (report.failed) return report.done();

  const source = path.basename(file);
  if (read.entries.length > 0) await replaceEntries(tx, owner, read.entries, source, report);
  for (const [schoolId, entries] of bySchool) await replaceEntries(tx, { schoolId }, entries, source, report);
  await countSchoolDays(tx, owner, read.entries, report);
  return report.done();
}

async function findOwner(
  tx: Tx,
  { authority, school }: ImportCalendarOptions,
  report: ReportBuilder,
): Promise<CalendarOwner | null> {
  if ((authority === undefined) === (school === undefined)) {
    report.error(
      null,
      null,
      'It is not said whose calendar this is.',
      'Give either --authority CODE or --school URN.',
    );
    return null;
  }
  if (school !== undefined) {
    const found = (await SchoolFinder.of(tx, [school])).find(school);
    if (found) return { schoolId: found.id };
    report.error(
      null,
      null,
      `No school is known as "${school}".`,
      'Give its URN or LAESTAB; import schools first.',
    );
    return null;
  }
  const authorities = await tx.localAuthority.findMany({ orderBy: { code: 'asc' } });
  const found = authorities.find(each => each.code === authority || each.name === authority);
  if (found) return { laCode: found.code };
  const help = didYouMean(
    authority ?? '',
    authorities.map(each => each.name),
  );
  report.error(null, null, `No authority is known as "${authority}".`, `${help} Import its schools first.`);
  return null;
}

async function readBytes(file: string, report: ReportBuilder): Promise<Uint8Array | null> {
  try {
    return await readFile(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const problem = code === 'ENOENT' ? 'There is no such file.' : `The file cannot be read (${code}).`;
    report.error(null, null, problem, 'Check the name and the folder, and that you may read it.');
    return null;
  }
}

/** The rows of a CSV that are each about one school, by school. */
async function entriesOfSchools(
  tx: Tx,
  rows: readonly { school: string; row: number; entry: CalendarEntry }[],
  report: ReportBuilder,
): Promise<Map<number, CalendarEntry[]>> {
  const finder = await SchoolFinder.of(
    tx,
    rows.map(row => row.school),
  );
  const bySchool = new Map<number, CalendarEntry[]>();
  for (const { school, row, entry } of rows) {
    const found = finder.find(school) ?? (await schoolNamed(tx, school));
    if (found) bySchool.set(found.id, [...(bySchool.get(found.id) ?? []), entry]);
    else report.error(row, 'school', `No one school is known as "${school}".`, 'Give its URN or LAESTAB.');
  }
  return bySchool;
}

/** The open school of that name, when there is just one: names repeat. */
async function schoolNamed(tx: Tx, name: string): Promise<{ id: number } | null> {
  const named = await tx.school.findMany({
    where: { name, status: { not: 'closed' } },
    select: { id: true },
    take: 2,
  });
  return named.length === 1 ? (named[0] ?? null) : null;
}

/** Says how many school days each academic year now has, so that a wrong date shows at once. */
async function countSchoolDays(
  tx: Tx,
  owner: CalendarOwner,
  entries: readonly CalendarEntry[],
  report: ReportBuilder,
): Promise<void> {
  const stated = entries.filter(entry => entry.kind === 'term' || entry.kind === 'holiday');
  if (stated.length === 0) return;
  const calendar =
    'laCode' in owner
      ? await calendarOfAuthority(tx, owner.laCode)
      : await calendarOfSchool(tx, owner.schoolId);
  for (const year of [...new Set(stated.map(entry => academicYear(entry.from)))].sort()) {
    // Beyond the dates on file every weekday would count.
    const known = calendar.knownRange();
    const [, from] = [`${year}-09-01`, known?.from ?? ''].sort();
    const [to] = [`${year + 1}-08-31`, known?.to ?? ''].sort();
    const days = calendar.countSchoolDays(from as LocalDate, to as LocalDate);
    const name = `${year}-${String((year + 1) % 100).padStart(2, '0')}`;
    // Every school is back by 10 September and open until 10 July.
    if (!calendar.isKnownThroughout(`${year}-09-10`, `${year + 1}-07-10`)) {
      report.changes.push(`${name}: the dates of the whole year are not known yet.`);
      continue;
    }
    report.changes.push(`${name}: ${days} school days.`);
    if (days < SCHOOL_DAYS.fewest || days > SCHOOL_DAYS.most) {
      const usual = 'Schools are open for about 190 to 195 days: check the dates of its terms and holidays.';
      report.note(null, null, `${name} has ${days} school days.`, usual);
    }
  }
}
