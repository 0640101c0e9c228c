import type { LocalDate } from '../calendar/localDate.js';
import { type EntityRef, entityKey } from '../chat/entityRef.js';
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

/** What waits on a person, the soonest due first: on themselves, or on somebody whom they cover. */
export async function waitsOn(
  tx: Tx,
  processes: Processes,
  personId: number,
  today: LocalDate,
  known: Known = {},
): Promise<readonly WaitingItem[]> {
  const covers = known.covers ?? (await coveredBy(tx, personId, today));
  const people = [personId, ...covers.map(({ person }) => person.id)];
  // In SQL, which costs half: Slack asks for this page whenever somebody looks at it.
  const rows = await tx.$queryRaw<Row[]>`
    SELECT "entityKind", "entityId", "role", "personId", "since", "dueAt", "reference", "state" FROM "Waiting"
    WHERE "personId" IN (${Prisma.join(people)}) ORDER BY "since", "id" LIMIT ${MOST_ITEMS}`;
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
  readonly reference: string;
  /** Empty: the row is to be looked at again (see waitingRows.ts). */
  readonly state: string;
}

function entityOf({ entityKind, entityId }: Row): EntityRef {
  return { kind: entityKind, id: entityId };
}

/** @param reader only what this person may act on; null for everything */
async function items(
  processes: Processes,
  records: Records,
  rows: readonly Row[],
  reader: number | null,
): Promise<readonly WaitingItem[]> {
  // Whose turn it is as deputy, or in a row that has to be looked at again, the work itself says.
  const isPlain = (row: Row) => row.state !== '' && (reader === null || row.personId === reader);
  const read = await records.read(rows.filter(row => !isPlain(row)).map(entityOf));
  const found: WaitingItem[] = [];
  for (const row of rows) {
    const { workflow } = processes.find(row.entityKind) ?? {};
    const record = isPlain(row) ? null : read.get(entityKey(entityOf(row)));
    if (!workflow || record === undefined) continue;
    const as = record === null || reader === null ? null : whoseTurn(workflow, record, row, reader);
    // Not theirs any more; or it is that of somebody on a side on which a deputy may not stand.
    if (as === undefined) continue;
    const { reference, state } = record ?? row;
    found.push({
      kind: row.entityKind,
      id: row.entityId,
      reference,
      title: workflow.title,
      says: workflow.states[state]?.says ?? state,
      role: workflow.roles[row.role]?.title ?? row.role,
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
