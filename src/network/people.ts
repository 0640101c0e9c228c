import type { LocalDate } from '../calendar/localDate.js';
import { Prisma } from '../generated/sqlite/client.js';
import type { Sql } from '../store/idsOfEach.js';
import type { Tx } from '../store/open.js';
import { cached } from '../store/readCache.js';
import { currentOn, currentSql, presentOn, presentSql } from './current.js';
import { selfAndAncestors } from './partnerships.js';
import { HEAD_ROLES, type Role } from './role.js';
import { OPEN_STATUSES, type SchoolName } from './school.js';

/** A person as found by {@link findPerson}. */
export interface PersonName {
  readonly id: number;
  readonly name: string;
  readonly email: string | null;
}

/** More people than this with a name like that is no answer. */
const FOUND_AT_MOST = 10;

/** The people who answer for a school on a day (headteacher, executive head), the headteacher first. */
export async function headsOf(tx: Tx, schoolId: number, today: LocalDate): Promise<number[]> {
  return (await headsOfEach(tx, [schoolId], today)).get(schoolId) ?? [];
}

/** The same for several schools at once, by school; one that nobody answers for is missing. */
export async function headsOfEach(
  tx: Tx,
  schoolIds: readonly number[],
  today: LocalDate,
): Promise<Map<number, number[]>> {
  const rows = await tx.roleAssignment.findMany({
    where: {
      schoolId: { in: distinct(schoolIds) },
      role: { in: [...HEAD_ROLES] },
      ...currentOn(today),
      person: presentOn(today),
    },
    select: { schoolId: true, personId: true, role: true },
    orderBy: { id: 'asc' },
  });
  const rank = (role: string): number => (HEAD_ROLES as readonly string[]).indexOf(role);
  const found = new Map<number, number[]>();
  for (const { schoolId, personId } of rows.toSorted((a, b) => rank(a.role) - rank(b.role))) {
    if (schoolId !== null) found.set(schoolId, distinct([...(found.get(schoolId) ?? []), personId]));
  }
  return found;
}

/** The open schools that a person answers for on a day, by name. */
export function schoolsLedBy(tx: Tx, personId: number, today: LocalDate): Promise<readonly SchoolName[]> {
  return cached(
    tx,
    ['School', 'RoleAssignment', 'Person'],
    `ledBy:${personId}:${today}`,
    // In SQL, which begins with the person: Prisma's way to say it looks at every school there is.
    () => tx.$queryRaw<SchoolName[]>`SELECT s."id", s."name", s."phase", s."laCode" FROM "School" s
      WHERE s."id" IN (${idsOfSchoolsLedBy(personId, today)}) ORDER BY s."name", s."id"`,
  );
}

/** The ids of {@link schoolsLedBy}, to be asked together with other things. */
export function idsOfSchoolsLedBy(personId: number, today: LocalDate): Sql {
  return Prisma.sql`SELECT s."id" FROM "School" s WHERE s."status" IN (${Prisma.join([...OPEN_STATUSES])})
    AND s."id" IN (SELECT r."schoolId" FROM "RoleAssignment" r JOIN "Person" p ON p."id" = r."personId"
      WHERE r."personId" = ${personId} AND r."role" IN (${Prisma.join([...HEAD_ROLES])})
        AND ${currentSql('r', today)} AND ${presentSql('p', today)})`;
}

/**
 * The people who hold a role at a partnership on a day or, when nobody holds it there, at its nearest
 * ancestor; the longest-serving assignment first. Empty when nobody holds it all the way up.
 */
export async function holdersOf(
  tx: Tx,
  role: Role,
  partnershipId: number,
  today: LocalDate,
): Promise<number[]> {
  return (await holdersOfEach(tx, [role], partnershipId, today))[role];
}

/** The same for several roles at once, each at its own nearest node. */
export async function holdersOfEach<R extends Role>(
  tx: Tx,
  roles: readonly R[],
  partnershipId: number,
  today: LocalDate,
): Promise<Readonly<Record<R, number[]>>> {
  const nodes = await selfAndAncestors(tx, partnershipId);
  const rows = await tx.roleAssignment.findMany({
    where: {
      role: { in: [...roles] },
      partnershipId: { in: nodes.map(node => node.id) },
      ...currentOn(today),
      person: presentOn(today),
    },
    select: { personId: true, partnershipId: true, role: true },
    orderBy: [{ from: 'asc' }, { id: 'asc' }],
  });
  const holders = (role: R): number[] => {
    const theirs = rows.filter(row => row.role === role);
    const nearest = nodes.find(node => theirs.some(row => row.partnershipId === node.id));
    return distinct(theirs.filter(row => row.partnershipId === nearest?.id).map(row => row.personId));
  };
  return Object.fromEntries(roles.map(role => [role, holders(role)])) as Record<R, number[]>;
}

/** The names of people by id; those whom nobody knows are missing. */
export async function personNames(tx: Tx, ids: readonly number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.person.findMany({
    where: { id: { in: distinct(ids) } },
    select: { id: true, name: true },
  });
  return new Map(rows.map(row => [row.id, row.name]));
}

/**
 * The people whom a text may mean, the likeliest first: the one with that e-mail address, else those of that
 * name, else those whose name has every word of it; case and blanks do not matter. People who have left are
 * not found. Empty for nobody, at most ten; several mean that the asker must say which.
 */
export async function findPerson(tx: Tx, text: string): Promise<PersonName[]> {
  const wanted = fold(text);
  if (wanted === '') return [];
  const select = { id: true, name: true, email: true };
  if (wanted.includes('@')) return tx.person.findMany({ where: { email: wanted, leftOn: null }, select });
  // Compared here and not by the database: only one of the two can ignore case.
  const everybody = await tx.person.findMany({ where: { leftOn: null }, select, orderBy: { name: 'asc' } });
  const named = everybody.filter(person => fold(person.name) === wanted);
  if (named.length > 0) return named.slice(0, FOUND_AT_MOST);
  const words = wanted.split(' ');
  return everybody
    .filter(person => words.every(word => fold(person.name).includes(word)))
    .slice(0, FOUND_AT_MOST);
}

function fold(text: string): string {
  return text.trim().toLowerCase().replaceAll(/\s+/g, ' ');
}

function distinct(ids: readonly number[]): number[] {
  return [...new Set(ids)];
}

/** Whether somebody holds a role on a day, at whichever school or partnership. */
export async function holdsRole(tx: Tx, personId: number, role: Role, today: LocalDate): Promise<boolean> {
  const held = await tx.roleAssignment.findFirst({
    where: { personId, role, ...currentOn(today), person: presentOn(today) },
    select: { id: true },
  });
  return held !== null;
}

/** The ids of the assignments by which {@link holdsRole}, to be asked together with other things. */
export function idsOfRolesHeld(personId: number, role: Role, today: LocalDate): Sql {
  return Prisma.sql`SELECT r."id" FROM "RoleAssignment" r JOIN "Person" p ON p."id" = r."personId"
    WHERE r."personId" = ${personId} AND r."role" = ${role}
      AND ${currentSql('r', today)} AND ${presentSql('p', today)}`;
}
