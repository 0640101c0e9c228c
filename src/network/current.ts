import type { LocalDate } from '../calendar/localDate.js';
import { Prisma } from '../generated/sqlite/client.js';
import type { Sql } from '../store/idsOfEach.js';

/** The part of a query that keeps dated rows (memberships, roles) that hold on a day; `to` is the last day. */
export function currentOn(today: LocalDate) {
  return { from: { lte: today }, OR: [{ to: null }, { to: { gte: today } }] };
}

/** The part of a query that keeps people who have not left: from `leftOn` on they are gone. */
export function presentOn(today: LocalDate) {
  return { OR: [{ leftOn: null }, { leftOn: { gt: today } }] };
}

/** {@link currentOn} in SQL, for the rows of a table that the statement calls `alias`. */
export function currentSql(alias: string, today: LocalDate): Sql {
  const row = Prisma.raw(alias);
  return Prisma.sql`(${row}."from" <= ${today} AND (${row}."to" IS NULL OR ${row}."to" >= ${today}))`;
}

/** {@link presentOn} in SQL, for the people that the statement calls `alias`. */
export function presentSql(alias: string, today: LocalDate): Sql {
  const person = Prisma.raw(alias);
  return Prisma.sql`(${person}."leftOn" IS NULL OR ${person}."leftOn" > ${today})`;
}
