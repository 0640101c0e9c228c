import { type LocalDate, localDate } from '../calendar/localDate.js';
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

/**
 * A record with who of its people has left or has a deputy on a day. In one place for all processes, so that none
 * can forget it; one query, which finds nobody for nearly every record.
 */
export async function withAbsent<R extends WorkRecord>(
  tx: Tx,
  workflow: AnyWorkflow,
  record: R,
  today: LocalDate,
): Promise<R> {
  const people = Object.values(workflow.roles).flatMap(role => role.people?.(record) ?? []);
  if (people.length === 0) return record;
  const rows = await tx.person.findMany({
    where: {
      id: { in: [...new Set(people)] },
      OR: [{ leftOn: { lte: today } }, { covers: { some: holding(today) } }],
    },
    select: { id: true, leftOn: true },
    orderBy: { id: 'asc' },
  });
  if (rows.length === 0) return record;
  const left = rows.filter(row => row.leftOn !== null && row.leftOn <= today).map(row => row.id);
  const covered = rows.map(row => row.id).filter(id => !left.includes(id));
  const covers = covered.length === 0 ? [] : await coversWhere(tx, { personId: { in: covered } }, today);
  const { personal } = workflow;
  const isPersonal = personal === true || personal?.of(record);
  return { ...record, absent: { left, covers: isPersonal ? [] : covers } };
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
