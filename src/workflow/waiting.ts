import type { LocalDate } from '../calendar/localDate.js';
import type { Tx } from '../store/open.js';
import type { Processes } from './process.js';
import type { WorkRecord } from './workflow.js';

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
}

/** Most items listed at once: a list longer than this is not read. */
const MOST_ITEMS = 50;

/** What waits on a person, the soonest due first. */
export async function waitsOn(
  tx: Tx,
  processes: Processes,
  personId: number,
  today: LocalDate,
): Promise<readonly WaitingItem[]> {
  return items(tx, processes, { personId }, today);
}

/** Who is waited on in the whole partnership: for coordinators and the playground's panel. */
export async function allWaiting(
  tx: Tx,
  processes: Processes,
  today: LocalDate,
): Promise<readonly WaitingItem[]> {
  return items(tx, processes, {}, today);
}

async function items(
  tx: Tx,
  processes: Processes,
  where: { personId?: number },
  today: LocalDate,
): Promise<readonly WaitingItem[]> {
  const rows = await tx.waiting.findMany({
    where,
    orderBy: [{ since: 'asc' }, { id: 'asc' }],
    take: MOST_ITEMS,
  });
  const records = new Map<string, WorkRecord | null>();
  const found: WaitingItem[] = [];
  for (const row of rows) {
    const process = processes.find(row.entityKind);
    if (!process) continue;
    const key = `${row.entityKind}:${row.entityId}`;
    const record = records.has(key)
      ? (records.get(key) ?? null)
      : await process.load(tx, row.entityId, today);
    records.set(key, record);
    if (!record) continue;
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
    });
  }
  return found.sort(
    (a, b) =>
      (a.dueAt?.getTime() ?? Number.MAX_SAFE_INTEGER) - (b.dueAt?.getTime() ?? Number.MAX_SAFE_INTEGER),
  );
}
