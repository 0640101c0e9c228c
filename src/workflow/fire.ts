import { londonDate } from '../calendar/london.js';
import type { DueTimer, Fired } from '../delivery/deps.js';
import { enqueue } from '../delivery/outbox.js';
import type { Tx } from '../store/open.js';
import { apply, CLOCK } from './commit.js';
import { byDay, noticesFor } from './notify.js';
import type { Processes } from './process.js';
import { timerSpec } from './schedule.js';

/**
 * Does what a due timer's line of the table says, within the caller's transaction: tells those it names and
 * gives the clock's command. A timer whose record has left the state, or whose line the table no longer has,
 * is superseded and does nothing. The caller settles the row in the same transaction, so it fires once.
 */
export async function fire(tx: Tx, processes: Processes, timer: DueTimer, now: Date): Promise<Fired> {
  const process = processes.find(timer.entityKind);
  const record = await process?.load(tx, timer.entityId, londonDate(now));
  if (!process || !record) return { status: 'superseded', note: 'the work it belongs to is gone' };
  if (record.state !== timer.state)
    return { status: 'superseded', note: `it has moved on to ${record.state}` };
  const spec = timerSpec(process.workflow, timer.state, timer.name);
  if (!spec) return { status: 'superseded', note: 'the process no longer has this timer' };

  if (spec.tell) {
    const occasion = `v${record.version}:${timer.name}:${londonDate(timer.dueAt)}`;
    await enqueue(tx, byDay(noticesFor(process, record, spec.tell, occasion, now), now), now);
  }
  if (spec.run) {
    const result = await apply(tx, processes, {
      key: null,
      kind: timer.entityKind,
      id: timer.entityId,
      command: spec.run,
      input: {},
      personId: null,
      platform: CLOCK,
      now,
    });
    if (result.type === 'refused') return { status: 'superseded', note: result.text };
  }
  return { status: 'fired', note: null };
}
