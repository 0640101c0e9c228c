import type { EntityRef } from '../chat/entityRef.js';
import { enqueue } from '../delivery/outbox.js';
import { lockEntity } from '../store/entityLock.js';
import type { Tx } from '../store/open.js';
import type { Decision } from './decide.js';
import { byDay, messagesOf } from './notify.js';
import { peopleOf } from './parties.js';
import type { Process } from './process.js';
import { deadlineOf, scheduleOf } from './schedule.js';
import { storyLines } from './story.js';
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
  await setWaiting(tx, process, after, context);
  const messages = messagesOf(process, before, after, decision, context.now);
  const lines = await storyLines(tx, process, after, decision, messages, context.now);
  const all = [...(byClock ? byDay(messages, context.now) : messages), ...lines];
  await enqueue(tx, all, context.now);
  const touched = [{ kind: process.workflow.kind, id: after.id }, ...(process.touches?.(after) ?? [])];
  await refreshCopies(tx, touched, context.now);
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

async function setWaiting(
  tx: Tx,
  process: Process,
  after: WorkRecord,
  context: DecideContext,
): Promise<void> {
  const { kind } = process.workflow;
  const before = await tx.waiting.findMany({ where: { entityKind: kind, entityId: after.id } });
  const dueAt = await deadlineOf(tx, process.workflow, after);
  const wanted = (process.workflow.states[after.state]?.waitsOn ?? []).flatMap(role =>
    peopleOf(process.workflow, after, role).map(personId => ({ role, personId })),
  );
  const since = (role: string, personId: number) =>
    before.find(row => row.role === role && row.personId === personId)?.since ?? context.now;
  if (before.length > 0) await tx.waiting.deleteMany({ where: { entityKind: kind, entityId: after.id } });
  if (wanted.length > 0) {
    await tx.waiting.createMany({
      data: wanted.map(({ role, personId }) => ({
        entityKind: kind,
        entityId: after.id,
        role,
        personId,
        since: since(role, personId),
        dueAt,
      })),
    });
  }
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
