import type { LocalDate } from '../calendar/localDate.js';
import { Prisma } from '../generated/sqlite/client.js';
import { currentSql, presentSql } from '../network/current.js';
import { isRole, ROLE_TITLES } from '../network/role.js';
import type { Sql } from '../store/idsOfEach.js';
import type { Tx } from '../store/open.js';

/** Somebody who may be named as a deputy. */
export interface Candidate {
  readonly id: number;
  readonly name: string;
  /** 'deputy head', for telling two of one name apart. */
  readonly post: string;
}

/**
 * Who may act for somebody on a day: people of a school of theirs, or who hold office in a partnership of theirs or
 * one above. What waits for a head is confidential, so a slip of the finger must not hand it to another school.
 */
export async function deputiesFor(tx: Tx, personId: number, today: LocalDate): Promise<readonly Candidate[]> {
  const rows = await tx.$queryRaw<{ id: number; name: string; role: string }[]>`
    SELECT p."id", p."name", r."role" FROM "RoleAssignment" r JOIN "Person" p ON p."id" = r."personId"
    WHERE r."id" IN (${idsOfDeputiesFor(personId, today)}) ORDER BY r."id"`;
  const found = new Map<number, Candidate>();
  for (const { id, name, role } of rows) {
    if (!found.has(id)) found.set(id, { id, name, post: isRole(role) ? ROLE_TITLES[role] : role });
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name));
}

/** The ids of the roles by which the people of {@link deputiesFor} may be named. */
export function idsOfDeputiesFor(personId: number, today: LocalDate): Sql {
  return Prisma.sql`
    WITH RECURSIVE "mine" AS (
      SELECT m."schoolId", m."partnershipId" FROM "RoleAssignment" m
      WHERE m."personId" = ${personId} AND ${currentSql('m', today)}
    ), "above" ("id") AS (
      SELECT "partnershipId" FROM "mine" WHERE "partnershipId" IS NOT NULL
      UNION SELECT n."parentId" FROM "Partnership" n JOIN "above" ON "above"."id" = n."id"
      WHERE n."parentId" IS NOT NULL
    )
    SELECT r."id" FROM "RoleAssignment" r JOIN "Person" p ON p."id" = r."personId"
    WHERE r."personId" <> ${personId} AND ${currentSql('r', today)} AND ${presentSql('p', today)}
      AND (r."partnershipId" IN (SELECT "id" FROM "above")
        OR r."schoolId" IN (SELECT "schoolId" FROM "mine")
        OR r."schoolId" IN (SELECT "homeSchoolId" FROM "Designation"
          WHERE "personId" = ${personId} AND "status" <> 'ended'))`;
}

/** Those of the candidates whom a name or an e-mail address means: the whole name, else every word of it. */
export async function deputiesNamed(
  tx: Tx,
  candidates: readonly Candidate[],
  text: string,
): Promise<readonly Candidate[]> {
  const wanted = fold(text);
  if (wanted === '') return [];
  if (wanted.includes('@')) {
    const person = await tx.person.findUnique({ where: { email: wanted }, select: { id: true } });
    return candidates.filter(({ id }) => id === person?.id);
  }
  const exact = candidates.filter(({ name }) => fold(name) === wanted);
  if (exact.length > 0) return exact;
  const words = wanted.split(/[\s.]+/);
  return candidates.filter(({ name }) => words.every(word => fold(name).includes(word)));
}

function fold(text: string): string {
  return text.trim().replace(/^@/, '').toLowerCase().replaceAll(/\s+/g, ' ');
}
