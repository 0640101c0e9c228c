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
    select: {
      id: true,
      name: true,
      leftOn: true,
      covers: { where: holding(today), include: { deputy: PERSON }, orderBy: { id: 'asc' } },
    },
    orderBy: { id: 'asc' },
  });
  if (rows.length === 0) return record;
  const left = rows.filter(row => row.leftOn !== null && row.leftOn <= today).map(row => row.id);
  const covers = rows
    .filter(row => !left.includes(row.id))
    .flatMap(({ id, name, covers: theirs }) =>
      theirs.map(row => ({ at: row.id, person: { id, name }, deputy: row.deputy, to: localDate(row.to) })),
    )
    .sort((a, b) => a.at - b.at)
    .map(({ at: _, ...cover }): Cover => cover);
  const { personal } = workflow;
  const isPersonal = personal === true || personal?.of(record);
  return { ...record, absent: { left, covers: isPersonal ? [] : covers } };
}

/** The people whom somebody covers on a day. */
export async function coveredBy(tx: Tx, deputyId: number, today: LocalDate): Promise<readonly Cover[]> {
  const rows = await tx.cover.findMany({
    where: { deputyId, ...holding(today) },
    include: { person: PERSON, deputy: PERSON },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ person, deputy, to }) => ({ person, deputy, to: localDate(to) }));
}
