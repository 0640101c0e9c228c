import { type BankHoliday, bundledBankHolidays } from '../calendar/bankHolidays.js';
import {
  type BlockedWindow,
  BlockedWindowSchema,
  concerns,
  NATIONAL_WINDOWS,
} from '../calendar/blockedWindows.js';
import { type CalendarEntry, CalendarEntrySchema } from '../calendar/calendarEntry.js';
import { SchoolCalendar } from '../calendar/schoolCalendar.js';
import type { Tx } from '../store/open.js';
import { BANK_HOLIDAYS_DIGEST, keptBankHolidays } from './bankHolidays.js';

/** One calendar takes about 20 kB; a county has some ten that differ, plus the schools with one of their own. */
const KEPT_AT_MOST = 1000;

/** Built calendars by what they were built from, the one used last at the end. */
const kept = new Map<string, SchoolCalendar>();

interface Revision {
  readonly laCode: string;
  readonly phase: string | null;
  readonly authority: string;
  readonly own: string;
  readonly bankHolidays: string;
}

/**
 * When one school is open: its authority's entries with its own laid over them, bank holidays, and the
 * blocked windows that concern its phase (whatever phase is asked for afterwards). Quick when nothing has
 * changed since it was last asked for: one small query.
 *
 * @throws Error when there is no such school
 */
export async function calendarOfSchool(tx: Tx, schoolId: number): Promise<SchoolCalendar> {
  const [revision] = await tx.$queryRawUnsafe<Revision[]>(
    `SELECT s."laCode" AS "laCode", s."phase" AS "phase",
       ${revisionOf(`e."laCode" = s."laCode"`)} AS "authority",
       ${revisionOf(`e."schoolId" = s."id"`)} AS "own",
       ${BANK_HOLIDAYS_REVISION} AS "bankHolidays"
     FROM "School" s WHERE s."id" = ${Math.trunc(schoolId)}`,
  );
  if (!revision) throw new Error(`There is no school ${schoolId}.`);
  return remembered(revision, () => build(tx, revision, revision.own === NOTHING ? null : schoolId));
}

/** When an authority's schools are open that have no calendar of their own, and when its officers work. */
export async function calendarOfAuthority(tx: Tx, laCode: string): Promise<SchoolCalendar> {
  const code = /^[0-9A-Za-z]{1,8}$/.test(laCode) ? laCode : '';
  const [row] = await tx.$queryRawUnsafe<Revision[]>(
    `SELECT ${revisionOf(`e."laCode" = '${code}'`)} AS "authority", ${BANK_HOLIDAYS_REVISION} AS "bankHolidays"`,
  );
  const { authority = NOTHING, bankHolidays = NOTHING } = row ?? {};
  const revision = { laCode, phase: null, authority, own: NOTHING, bankHolidays };
  return remembered(revision, () => build(tx, revision, null));
}

/** What {@link revisionOf} says of no rows at all. */
const NOTHING = '0';

/**
 * SQL for a text that changes with the rows it stands for: their number, dates, kinds and titles, weighed so
 * that two edits do not cancel out. No table has to be told that the calendar changed, and several processes
 * on one database see each other's changes.
 */
function revisionOf(where: string): string {
  const digits = (column: string): string => `CAST(REPLACE(e."${column}", '-', '') AS BIGINT)`;
  const weight = `${digits('from')} * (e."id" % 97 + 1) + ${digits('to')} * (e."id" % 89 + 101)
    + LENGTH(e."kind") * 7 + LENGTH(e."title") * 3 + LENGTH(COALESCE(CAST(e."phases" AS TEXT), ''))
    + CASE WHEN e."hard" THEN 1 ELSE 0 END`;
  return `(SELECT CASE WHEN COUNT(*) = 0 THEN '${NOTHING}'
    ELSE CAST(COUNT(*) AS TEXT) || '.' || CAST(MAX(e."id") AS TEXT) || '.' || CAST(SUM(${weight}) AS TEXT) END
    FROM "CalendarEntry" e WHERE ${where})`;
}

const BANK_HOLIDAYS_REVISION = `COALESCE((SELECT CAST(s."value" AS TEXT) FROM "Setting" s WHERE s."key" = '${BANK_HOLIDAYS_DIGEST}'), '${NOTHING}')`;

async function remembered(revision: Revision, make: () => Promise<SchoolCalendar>): Promise<SchoolCalendar> {
  const { laCode, phase, authority, own, bankHolidays } = revision;
  const key = [laCode, phase, authority, own, bankHolidays].join('|');
  const calendar = kept.get(key) ?? (await make());
  kept.delete(key);
  kept.set(key, calendar);
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT_AT_MOST) break;
    kept.delete(oldest);
  }
  return calendar;
}

async function build(tx: Tx, revision: Revision, schoolId: number | null): Promise<SchoolCalendar> {
  const rows = await tx.calendarEntry.findMany({
    where: { OR: [{ laCode: revision.laCode }, ...(schoolId === null ? [] : [{ schoolId }])] },
    orderBy: [{ from: 'asc' }, { id: 'asc' }],
  });
  const blocked = rows.filter(row => row.kind === 'blocked');
  const stated = rows.filter(row => row.kind !== 'blocked');
  const windows = [...NATIONAL_WINDOWS, ...blocked.map(asWindow)];
  const bankHolidays: readonly BankHoliday[] = (await keptBankHolidays(tx)) ?? bundledBankHolidays();
  return new SchoolCalendar({
    entries: stated.filter(row => row.schoolId === null).map(asEntry),
    schoolEntries: stated.filter(row => row.schoolId !== null).map(asEntry),
    bankHolidays,
    blockedWindows: revision.phase === null ? windows : windowsOf(windows, revision.phase),
  });
}

/** The windows that concern a school of this phase, as windows of every phase: the choice is made. */
function windowsOf(windows: readonly BlockedWindow[], phase: string): BlockedWindow[] {
  return windows.filter(window => concerns(window, phase)).map(window => ({ ...window, phases: null }));
}

interface EntryRow {
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  readonly title: string;
  readonly hard: boolean;
  readonly phases: unknown;
}

function asEntry({ kind, from, to, title }: EntryRow): CalendarEntry {
  return CalendarEntrySchema.parse({ kind, from, to, title });
}

function asWindow({ from, to, title, hard, phases }: EntryRow): BlockedWindow {
  const strength = hard ? 'hard' : 'soft';
  return BlockedWindowSchema.parse({ name: title, from, to, strength, phases, provisional: false });
}
