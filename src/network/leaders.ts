import { academicYear, type LocalDate, localDate } from '../calendar/localDate.js';
import type { Tx } from '../store/open.js';
import { slices } from '../store/slices.js';
import { currentOn, presentOn } from './current.js';

/** A school as far as ranking and distance need it. */
export interface HomeSchool {
  readonly id: number;
  readonly name: string;
  readonly laCode: string;
  /** In the words of GIAS. */
  readonly phase: string;
  readonly trustId: number | null;
  /** GIAS's code or name of the federation; null for a school that governs itself. */
  readonly federation: string | null;
  readonly religiousCharacter: string | null;
  /** Metres of the national grid; null where the location is not known. */
  readonly easting: number | null;
  readonly northing: number | null;
  readonly pupils: number | null;
  readonly percentFsm: number | null;
  readonly urbanRural: string | null;
}

/** A system leader who may be matched. */
export interface Leader {
  readonly designationId: number;
  readonly personId: number;
  readonly name: string;
  /** SLE, LLE …: the partnership's own list. */
  readonly typeCode: string;
  readonly body: string;
  /** The day on which the designation began. */
  readonly since: LocalDate;
  readonly home: HomeSchool;
  /** Slugs. */
  readonly specialisms: readonly string[];
  /** In the words of GIAS; empty when nothing was said, which means the home school's. */
  readonly phases: readonly string[];
  readonly capacity: Capacity;
}

/** One academic year's half days: offered, promised to agreements, and worked. */
interface Capacity {
  readonly academicYear: string;
  readonly halfDays: number;
  readonly booked: number;
  readonly used: number;
  readonly left: number;
}

/** What to select of a school that ranking looks at. */
export const HOME = {
  id: true,
  name: true,
  laCode: true,
  phase: true,
  trustId: true,
  federation: true,
  religiousCharacter: true,
  easting: true,
  northing: true,
  pupils: true,
  percentFsm: true,
  urbanRural: true,
} as const;

/** The academic year of a day as it is written and stored: '2026-27'. */
export function academicYearName(date: LocalDate): string {
  const begins = academicYear(date);
  return `${begins}-${String((begins + 1) % 100).padStart(2, '0')}`;
}

/** Which of the active leaders are asked for. */
export interface LeaderChoice {
  /** Designated for this area. */
  readonly area?: string;
  readonly designationId?: number;
  /** With a home school that is a member of one of these partnerships. */
  readonly within?: readonly number[] | undefined;
  /** A day of the academic year whose days count; today unless told. */
  readonly capacityOn?: LocalDate;
}

/**
 * The leaders who may be matched on a day: designated, active, not past their review (DOMAIN 3.1: expired
 * ones are hidden from new matches) and not gone; with the capacity of that day's academic year, or of another's.
 */
export async function activeLeaders(tx: Tx, today: LocalDate, choice: LeaderChoice = {}): Promise<Leader[]> {
  const year = academicYearName(choice.capacityOn ?? today);
  const where = countingOn(today, choice);
  const rows = await tx.designation.findMany({ where, orderBy: { id: 'asc' } });
  const designationIds = rows.map(row => row.id);
  const people = await inSlices(new Set(rows.map(row => row.personId)), ids =>
    tx.person.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } }),
  );
  const schools = await inSlices(new Set(rows.map(row => row.homeSchoolId)), ids =>
    tx.school.findMany({ where: { id: { in: ids } }, select: HOME }),
  );
  const specialisms = await inSlices(designationIds, ids =>
    tx.designationSpecialism.findMany({
      where: { designationId: { in: ids } },
      orderBy: { specialismSlug: 'asc' },
    }),
  );
  const years = await inSlices(designationIds, ids =>
    tx.capacityYear.findMany({ where: { academicYear: year, designationId: { in: ids } } }),
  );
  const nameOf = new Map(people.map(person => [person.id, person.name]));
  const homeOf = new Map(schools.map(school => [school.id, school]));
  const yearOf = new Map(years.map(each => [each.designationId, each]));
  const slugsOf = new Map<number, string[]>();
  for (const { designationId: id, specialismSlug } of specialisms) {
    const slugs = slugsOf.get(id);
    if (slugs) slugs.push(specialismSlug);
    else slugsOf.set(id, [specialismSlug]);
  }
  return rows.flatMap((row): Leader[] => {
    const home = homeOf.get(row.homeSchoolId);
    if (!home) return [];
    return [
      {
        designationId: row.id,
        personId: row.personId,
        name: nameOf.get(row.personId) ?? '',
        typeCode: row.typeCode,
        body: row.body,
        since: localDate(row.from),
        home,
        specialisms: slugsOf.get(row.id) ?? [],
        phases: texts(row.phases),
        capacity: capacityOf(year, yearOf.get(row.id), row.halfDaysPerYear),
      },
    ];
  });
}

/** How many there are of {@link activeLeaders}. */
export function countLeaders(tx: Tx, today: LocalDate, choice: LeaderChoice): Promise<number> {
  return tx.designation.count({ where: countingOn(today, choice) });
}

/** The ids of {@link activeLeaders}' designations. */
export async function leaderIds(
  tx: Tx,
  today: LocalDate,
  choice: LeaderChoice,
): Promise<ReadonlySet<number>> {
  const rows = await tx.designation.findMany({ where: countingOn(today, choice), select: { id: true } });
  return new Set(rows.map(row => row.id));
}

function countingOn(today: LocalDate, { area, designationId, within }: LeaderChoice) {
  return {
    status: 'active',
    from: { lte: today },
    OR: [{ reviewDue: null }, { reviewDue: { gte: today } }],
    person: presentOn(today),
    ...(area !== undefined && { specialisms: { some: { specialismSlug: area } } }),
    ...(designationId !== undefined && { id: designationId }),
    ...(within && { homeSchool: memberOf(within, today) }),
  };
}

/** The part of a query that keeps schools which are members of one of these partnerships on a day. */
export function memberOf(partnershipIds: readonly number[], today: LocalDate) {
  return { memberships: { some: { partnershipId: { in: [...partnershipIds] }, ...currentOn(today) } } };
}

/** A year of which nothing has been booked yet has no row: then it is the designation's own measure. */
function capacityOf(
  year: string,
  row: { halfDays: number; booked: number; used: number } | undefined,
  perYear: number,
): Capacity {
  const { halfDays, booked, used } = row ?? { halfDays: perYear, booked: 0, used: 0 };
  return { academicYear: year, halfDays, booked, used, left: Math.max(0, halfDays - booked - used) };
}

/** What queries for pieces of a list of ids find, together. */
async function inSlices<T>(ids: Iterable<number>, find: (some: number[]) => Promise<T[]>): Promise<T[]> {
  const found: T[] = [];
  for (const some of slices([...ids])) for (const each of await find(some)) found.push(each);
  return found;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter(each => typeof each === 'string') : [];
}
