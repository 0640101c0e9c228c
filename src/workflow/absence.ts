import { type LocalDate, localDate } from '../calendar/localDate.js';
import { Prisma } from '../generated/sqlite/client.js';
import type { Sql } from '../store/idsOfEach.js';
import type { Tx } from '../store/open.js';
import type { AnyWorkflow, Cover, WorkRecord } from './workflow.js';

const PERSON = { select: { id: true, name: true } } as const;

/** The state of a cover that holds on its days; the table is src/cover/workflow.ts. */
const IN_FORCE = 'active';

/** The part of a query that keeps the covers that hold on a day, whose deputies are there. */
function holding(today: LocalDate) {
  return {
    state: IN_FORCE,
    from: { lte: today },
    to: { gte: today },
    deputy: { OR: [{ leftOn: null }, { leftOn: { gt: today } }] },
  };
}

/** A record and the table by which it is read. */
export interface Loaded {
  readonly workflow: AnyWorkflow;
  readonly record: WorkRecord;
}

/** A record with who of its people has left or has a deputy on a day; as {@link withAbsentOf}. */
export async function withAbsent<R extends WorkRecord>(
  tx: Tx,
  workflow: AnyWorkflow,
  record: R,
  today: LocalDate,
): Promise<R> {
  const [known = record] = await withAbsentOf(tx, [{ workflow, record }], today);
  return known as R;
}

/**
 * Records, in the order given, each with who of its people has left or has a deputy on a day. In one place for all
 * processes, so that none can forget it; one query for all of them, which finds nobody for nearly every record.
 */
export async function withAbsentOf(
  tx: Tx,
  loaded: readonly Loaded[],
  today: LocalDate,
): Promise<WorkRecord[]> {
  const peopleIn = loaded.map(
    ({ workflow, record }) =>
      new Set(Object.values(workflow.roles).flatMap(role => role.people?.(record) ?? [])),
  );
  const everybody = new Set(peopleIn.flatMap(people => [...people]));
  const rows =
    everybody.size === 0
      ? []
      : await tx.person.findMany({
          where: {
            id: { in: [...everybody] },
            OR: [{ leftOn: { lte: today } }, { covers: { some: holding(today) } }],
          },
          select: { id: true, leftOn: true },
          orderBy: { id: 'asc' },
        });
  const left = rows.filter(row => row.leftOn !== null && row.leftOn <= today).map(row => row.id);
  const covered = rows.map(row => row.id).filter(id => !left.includes(id));
  const covers = covered.length === 0 ? [] : await coversWhere(tx, { personId: { in: covered } }, today);
  return loaded.map(({ workflow, record }, index) => {
    const isIn = (id: number): boolean => peopleIn[index]?.has(id) ?? false;
    if (!rows.some(row => isIn(row.id))) return record;
    const { personal } = workflow;
    const isPersonal = personal === true || personal?.of(record);
    return {
      ...record,
      absent: {
        left: left.filter(isIn),
        covers: isPersonal ? [] : covers.filter(({ person }) => isIn(person.id)),
      },
    };
  });
}

/** The covers that somebody stands in by on a day, by id. */
export function coveringIds(deputyId: number, today: LocalDate): Sql {
  return Prisma.sql`SELECT "id" FROM "Cover"
    WHERE "deputyId" = ${deputyId} AND "state" = ${IN_FORCE} AND "from" <= ${today} AND "to" >= ${today}`;
}

/** The people whom somebody covers on a day. */
export function coveredBy(tx: Tx, deputyId: number, today: LocalDate): Promise<readonly Cover[]> {
  return coversWhere(tx, { deputyId }, today);
}

/** Covers that hold on a day, in the order in which they were made. Names are asked for only when there are any. */
async function coversWhere(
  tx: Tx,
  which: { readonly deputyId: number } | { readonly personId: { in: number[] } },
  today: LocalDate,
): Promise<readonly Cover[]> {
  const rows = await tx.cover.findMany({
    where: { ...which, ...holding(today) },
    select: { personId: true, deputyId: true, to: true },
    orderBy: { id: 'asc' },
  });
  if (rows.length === 0) return [];
  const ids = [...new Set(rows.flatMap(row => [row.personId, row.deputyId]))];
  const people = await tx.person.findMany({ where: { id: { in: ids } }, ...PERSON });
  const named = new Map(people.map(person => [person.id, person]));
  return rows.flatMap(({ personId, deputyId, to }) => {
    const [person, deputy] = [named.get(personId), named.get(deputyId)];
    return person && deputy ? [{ person, deputy, to: localDate(to) }] : [];
  });
}
