import type { LocalDate } from '../calendar/localDate.js';
import { londonDate } from '../calendar/london.js';
import type { EntityRef } from '../chat/entityRef.js';
import { lockEntity } from '../store/entityLock.js';
import type { Store, Tx } from '../store/open.js';
import { peopleOf } from './parties.js';
import type { Processes } from './process.js';
import { deadlineOf } from './schedule.js';
import type { AnyWorkflow, WorkRecord } from './workflow.js';

/** Under this name the store knows the day on which everybody who is waited on was last looked at. */
const LOOKED_ON = 'waiting.lookedOn';

/** Pieces of work whose rows are read in one go. */
const AT_ONCE = 100;

/** Writes whom a piece of work waits on as it is now: one row for each person of each role that its state waits on. */
export async function setWaiting(
  tx: Tx,
  workflow: AnyWorkflow,
  record: WorkRecord,
  now: Date,
): Promise<void> {
  const which = { entityKind: workflow.kind, entityId: record.id };
  const before = await tx.waiting.findMany({ where: which });
  const dueAt = await deadlineOf(tx, workflow, record);
  const { reference, state } = record;
  const rows = (workflow.states[state]?.waitsOn ?? []).flatMap(role =>
    peopleOf(workflow, record, role).map(personId => {
      const known = before.find(row => row.role === role && row.personId === personId);
      return { ...which, role, personId, since: known?.since ?? now, dueAt, reference, state };
    }),
  );
  if (before.length > 0) await tx.waiting.deleteMany({ where: which });
  if (rows.length > 0) await tx.waiting.createMany({ data: rows });
}

/**
 * Offices have changed hands: whoever is waited on anywhere is looked at again before anybody is told so. Called in
 * the transaction that writes roles, seats or who belongs where, as its last step: it locks everything that waits.
 */
export async function rolesChanged(tx: Tx): Promise<void> {
  await tx.waiting.updateMany({ where: { state: { not: '' } }, data: { state: '' } });
}

/** Marks that something which these pieces of work are read with has changed: it may be somebody else's turn by now. */
export async function recheckWaiting(tx: Tx, entities: readonly EntityRef[]): Promise<void> {
  for (const { kind, id } of entities) {
    await tx.waiting.updateMany({ where: { entityKind: kind, entityId: id }, data: { state: '' } });
  }
}

/**
 * Looks again at whom work waits on wherever that may have changed without a step of the work itself: when offices
 * changed hands, when something that it is read with changed, and with every day, since roles begin and end by date.
 * Until then such a row is not believed: whoever reads it reads the work.
 *
 * @param stopped asked before each piece of work; true ends it, and the rest is done another time
 * @returns how many pieces of work were looked at
 * @throws what looking at one of them threw last, once the others are done
 */
export async function settleWaiting(
  store: Store,
  processes: Processes,
  now: Date,
  stopped: () => boolean = () => false,
): Promise<number> {
  const today = londonDate(now);
  await withTheDay(store, today);
  let looked = 0;
  let failed: { readonly error: unknown } | null = null;
  for (let after = 0; ; ) {
    const rows = await store.db.waiting.findMany({
      where: { state: '', id: { gt: after } },
      select: { id: true, entityKind: true, entityId: true },
      orderBy: { id: 'asc' },
      take: AT_ONCE,
    });
    if (rows.length === 0) break;
    after = rows.at(-1)?.id ?? after;
    const entities = new Map(rows.map(row => [`${row.entityKind} ${row.entityId}`, row]));
    for (const { entityKind: kind, entityId: id } of entities.values()) {
      if (stopped()) return looked;
      try {
        await store.transaction(tx => settle(tx, processes, { kind, id }, now, today));
        looked++;
      } catch (error) {
        failed = { error };
      }
    }
  }
  if (failed) throw failed.error;
  return looked;
}

async function settle(
  tx: Tx,
  processes: Processes,
  entity: EntityRef,
  now: Date,
  today: LocalDate,
): Promise<void> {
  await lockEntity(tx, entity);
  const which = { entityKind: entity.kind, entityId: entity.id };
  // A step of the work, or another instance, may have been faster.
  if ((await tx.waiting.count({ where: { ...which, state: '' } })) === 0) return;
  const process = processes.find(entity.kind);
  const record = await process?.load(tx, entity.id, today);
  if (process && record) await setWaiting(tx, process.workflow, record, now);
  else await tx.waiting.deleteMany({ where: which });
}

/** Once a day, by whichever instance comes first. */
async function withTheDay(store: Store, today: LocalDate): Promise<void> {
  const known = await store.db.setting.findUnique({ where: { key: LOOKED_ON } });
  if (known?.value === today) return;
  await store.transaction(async tx => {
    await rolesChanged(tx);
    const value = today;
    await tx.setting.upsert({
      where: { key: LOOKED_ON },
      create: { key: LOOKED_ON, value },
      update: { value },
    });
  });
}
