import type { LocalDate } from '../calendar/localDate.js';
import { entityKey } from '../chat/entityRef.js';
import { Prisma } from '../generated/sqlite/client.js';
import type { Tx } from '../store/open.js';
import { coveredBy } from './absence.js';
import { type Identity, identitiesOf, peopleOf } from './parties.js';
import type { Processes } from './process.js';
import { Records } from './records.js';
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

/** What a caller has asked already. */
interface Known {
  /** Whom the person covers. */
  readonly covers?: readonly Cover[];
  readonly records?: Records;
}

/**
 * What waits on a person, the soonest due first: on themselves, on somebody whom they cover, or on somebody who has
 * gone since and whose part they have taken over.
 */
export async function waitsOn(
  tx: Tx,
  processes: Processes,
  personId: number,
  today: LocalDate,
  known: Known = {},
): Promise<readonly WaitingItem[]> {
  const covers = known.covers ?? (await coveredBy(tx, personId, today));
  const people = [personId, ...covers.map(({ person }) => person.id)];
  const rows = await rowsFor(tx, people, today);
  const all = await items(processes, known.records ?? new Records(tx, processes, today), rows, personId);
  const own = new Set(all.filter(item => item.forName === null).map(entityKey));
  const seen = new Set<string>();
  return all.filter(item => {
    const once = `${entityKey(item)} ${item.forName}`;
    if (seen.has(once) || (item.forName !== null && own.has(entityKey(item)))) return false;
    seen.add(once);
    return true;
  });
}

/** Who is waited on in the whole partnership: for coordinators and the playground's panel. */
export async function allWaiting(
  tx: Tx,
  processes: Processes,
  today: LocalDate,
): Promise<readonly WaitingItem[]> {
  const rows = await tx.waiting.findMany({ orderBy: [{ since: 'asc' }, { id: 'asc' }], take: MOST_ITEMS });
  return items(processes, new Records(tx, processes, today), rows, null);
}

/** One row of what waits. */
interface Row {
  readonly entityKind: string;
  readonly entityId: number;
  readonly role: string;
  readonly personId: number;
  readonly since: Date;
  readonly dueAt: Date | null;
}

/**
 * What waits on these people; after it, what waits on people who have left or given up an office, for it may be
 * somebody else's by now. There are thousands of rows that wait and nearly never one of the latter, so they are
 * found in SQL.
 */
function rowsFor(tx: Tx, people: readonly number[], today: LocalDate): Promise<readonly Row[]> {
  const theirs = Prisma.sql`w."personId" IN (${Prisma.join([...people])})`;
  return tx.$queryRaw<Row[]>`
    SELECT w."entityKind", w."entityId", w."role", w."personId", w."since", w."dueAt" FROM "Waiting" w
    WHERE ${theirs}
      OR w."personId" IN (SELECT p."id" FROM "Person" p WHERE p."leftOn" <= ${today})
      OR w."personId" IN (SELECT r."personId" FROM "RoleAssignment" r WHERE r."to" < ${today})
    ORDER BY CASE WHEN ${theirs} THEN 0 ELSE 1 END, w."since", w."id"
    LIMIT ${MOST_ITEMS}`;
}

/** @param reader only what this person may act on; null for everything */
async function items(
  processes: Processes,
  records: Records,
  rows: readonly Row[],
  reader: number | null,
): Promise<readonly WaitingItem[]> {
  const read = await records.read(rows.map(row => ({ kind: row.entityKind, id: row.entityId })));
  const found: WaitingItem[] = [];
  for (const row of rows) {
    const process = processes.find(row.entityKind);
    const record = read.get(entityKey({ kind: row.entityKind, id: row.entityId }));
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
