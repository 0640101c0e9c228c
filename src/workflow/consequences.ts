import type { EntityRef } from '../chat/entityRef.js';
import { enqueue } from '../delivery/outbox.js';
import { lockEntity } from '../store/entityLock.js';
import type { Tx } from '../store/open.js';
import type { Decision } from './decide.js';
import { byDay, messagesOf } from './notify.js';
import type { Process } from './process.js';
import { scheduleOf } from './schedule.js';
import { storyLines } from './story.js';
import { recheckWaiting, rolesChanged, setWaiting } from './waitingRows.js';
import type { DecideContext, WorkRecord } from './workflow.js';

/** A decided command with the record on both sides of it. */
export interface Settled {
  readonly before: WorkRecord;
  readonly after: WorkRecord;
  readonly decision: Decision;
  readonly context: DecideContext;
  /** Whether the clock set it going, and nobody's click. */
  readonly byClock: boolean;
}

/** Writes what follows from a change in the same transaction: timers, whose turn it is, messages, cards to refresh. */
export async function writeConsequences(tx: Tx, process: Process, settled: Settled): Promise<void> {
  const { before, after, decision, context, byClock } = settled;
  if (decision.restartsClock) await setTimers(tx, process, after, context);
  if (process.lendsParties && partiesOf(process, before) !== partiesOf(process, after))
    await rolesChanged(tx);
  await setWaiting(tx, process.workflow, after, context.now);
  const messages = messagesOf(process, before, after, decision, context.now);
  const lines = await storyLines(tx, process, after, decision, messages, context.now);
  const all = [...(byClock ? byDay(messages, context.now) : messages), ...lines];
  await enqueue(tx, all, context.now);
  const touched = process.touches?.(after) ?? [];
  await refreshCopies(tx, [{ kind: process.workflow.kind, id: after.id }, ...touched], context.now);
  await recheckWaiting(tx, touched);
}

/** Everybody who has a part in a record, role by role, to compare. */
function partiesOf({ workflow }: Process, record: WorkRecord): string {
  return JSON.stringify(Object.values(workflow.roles).map(role => role.people?.(record) ?? []));
}

async function setTimers(tx: Tx, process: Process, after: WorkRecord, context: DecideContext): Promise<void> {
  const { kind } = process.workflow;
  await tx.timer.updateMany({
    where: { entityKind: kind, entityId: after.id, status: 'pending' },
    data: { status: 'cancelled', settledAt: context.now },
  });
  // The record may have new parties, and with them other calendars, than the one that was decided on.
  const calendars = await process.calendars(tx, after);
  const timers = scheduleOf(process.workflow, after, { ...context, calendars });
  if (timers.length === 0) return;
  await tx.timer.createMany({
    data: timers.map(timer => ({
      key: `${kind}:${after.id}:${after.version}:${timer.name}`,
      entityKind: kind,
      entityId: after.id,
      state: after.state,
      name: timer.name,
      dueAt: timer.dueAt,
      availableAt: timer.dueAt,
    })),
  });
}

/** Marks every posted copy of these entities' cards as having something new to show. */
async function refreshCopies(tx: Tx, entities: readonly EntityRef[], now: Date): Promise<void> {
  // In one order, so that two changes that touch the same work do not wait for each other.
  const inOrder = entities.toSorted((a, b) => a.kind.localeCompare(b.kind) || a.id - b.id);
  for (const { kind, id } of inOrder) {
    await lockEntity(tx, { kind, id });
    await tx.cardCopy.updateMany({
      where: { entityKind: kind, entityId: id, status: 'live' },
      data: { stale: true, wanted: { increment: 1 }, availableAt: now, attempts: 0 },
    });
  }
}
