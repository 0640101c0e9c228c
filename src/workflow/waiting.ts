import type { LocalDate } from '../calendar/localDate.js';
import { entityKey } from '../chat/entityRef.js';
import type { Tx } from '../store/open.js';
import { coveredBy } from './absence.js';
import { type Identity, identitiesOf, peopleOf } from './parties.js';
import type { Processes } from './process.js';
import type { AnyWorkflow, Cover, WorkRecord } from './workflow.js';

/** One thing that somebody is waited on for. */
export interface WaitingItem {
  readonly kind: string;
  readonly id: number;
  readonly reference: string;
  /** What it is: the process's title. */
  readonly title: string;
  /** What the state says, in a sentence. */
  readonly says: string;
  readonly role: string;
  readonly personId: number;
  readonly since: Date;
  readonly dueAt: Date | null;
  /** Whom it waits on, for a deputy who covers them. */
  readonly forName: string | null;
}

/** Most items listed at once: a list longer than this is not read. */
const MOST_ITEMS = 50;

/**
 * What waits on a person, the soonest due first: on themselves, on somebody whom they cover, or on somebody who has
 * gone since and whose part they have taken over.
 *
 * @param covers whom they cover, where the caller knows it already
 */
export async function waitsOn(
  tx: Tx,
  processes: Processes,
  personId: number,
  today: LocalDate,
  covers?: readonly Cover[],
): Promise<readonly WaitingItem[]> {
  const covered = (covers ?? (await coveredBy(tx, personId, today))).map(({ person }) => person.id);
  const gone = await goneFrom(tx, today);
  const all = await items(tx, processes, {
    people: [personId, ...covered, ...gone],
    today,
    reader: personId,
  });
  const own = new Set(all.filter(item => item.forName === null).map(entityKey));
  const seen = new Set<string>();
  return all.filter(item => {
    const once = `${entityKey(item)} ${item.forName}`;
    if (seen.has(once) || (item.forName !== null && own.has(entityKey(item)))) return false;
    seen.add(once);
    return true;
  });
}

/**
 * People on whom work waits although they have left or given up an office: it may be somebody else's by now. In SQL,
 * for there are thousands of rows that wait and nearly never one of these.
 */
async function goneFrom(tx: Tx, today: LocalDate): Promise<number[]> {
  const rows = await tx.$queryRaw<{ id: number }[]>`
    SELECT DISTINCT p."id" FROM "Waiting" w JOIN "Person" p ON p."id" = w."personId"
    WHERE p."leftOn" <= ${today}
      OR EXISTS (SELECT 1 FROM "RoleAssignment" r WHERE r."personId" = p."id" AND r."to" < ${today})`;
  return rows.map(row => Number(row.id));
}

/** Who is waited on in the whole partnership: for coordinators and the playground's panel. */
export async function allWaiting(
  tx: Tx,
  processes: Processes,
  today: LocalDate,
): Promise<readonly WaitingItem[]> {
  return items(tx, processes, { people: null, today, reader: null });
}

async function items(
  tx: Tx,
  processes: Processes,
  {
    people,
    today,
    reader,
  }: {
    /** On whom it waits; null for everybody. */
    readonly people: readonly number[] | null;
    readonly today: LocalDate;
    /** Only what this person may act on; null for everything. */
    readonly reader: number | null;
  },
): Promise<readonly WaitingItem[]> {
  const rows = await tx.waiting.findMany({
    where: people ? { personId: { in: [...people] } } : {},
    orderBy: [{ since: 'asc' }, { id: 'asc' }],
    take: MOST_ITEMS,
  });
  const entities = rows.map(row => ({ kind: row.entityKind, id: row.entityId }));
  const records = await processes.loadEach(tx, entities, today);
  const found: WaitingItem[] = [];
  for (const row of rows) {
    const process = processes.find(row.entityKind);
    const record = records.get(entityKey({ kind: row.entityKind, id: row.entityId }));
    if (!process || !record) continue;
    const as = reader === null ? null : whoseTurn(process.workflow, record, row, reader);
    // Not theirs any more; or it is that of somebody on a side on which a deputy may not stand.
    if (as === undefined) continue;
    found.push({
      kind: row.entityKind,
      id: row.entityId,
      reference: record.reference,
      title: process.workflow.title,
      says: process.workflow.states[record.state]?.says ?? record.state,
      role: process.workflow.roles[row.role]?.title ?? row.role,
      personId: row.personId,
      since: row.since,
      dueAt: row.dueAt,
      forName: as?.cover?.person.name ?? null,
    });
  }
  return found.sort(
    (a, b) =>
      (a.dueAt?.getTime() ?? Number.MAX_SAFE_INTEGER) - (b.dueAt?.getTime() ?? Number.MAX_SAFE_INTEGER),
  );
}

/** As whom a reader is waited on: the identity that holds the role today; undefined when none of theirs does. */
function whoseTurn(
  workflow: AnyWorkflow,
  record: WorkRecord,
  row: { readonly role: string; readonly personId: number },
  reader: number,
): Identity | undefined {
  const holders = peopleOf(workflow, record, row.role);
  const identities = identitiesOf(workflow, record, reader).filter(each => holders.includes(each.personId));
  return identities.find(each => each.personId === row.personId) ?? identities[0];
}
