import { notAtNight } from '../calendar/sendWindow.js';
import type { NewMessage } from '../delivery/outbox.js';
import type { Decision } from './decide.js';
import { channelOf, reachedOf } from './parties.js';
import type { Process } from './process.js';
import type { WorkRecord } from './workflow.js';

/** One message a person for one command: what the new state says to them comes before what the command says. */
export function messagesOf(
  process: Process,
  before: WorkRecord,
  after: WorkRecord,
  decision: Decision,
  now: Date,
): NewMessage[] {
  const occasion = `v${after.version}`;
  const entered = decision.to === decision.from ? {} : (process.workflow.states[after.state]?.tell ?? {});
  const all = [
    ...noticesFor(process, after, entered, occasion, now),
    ...noticesFor(process, after, decision.spec.tell ?? {}, occasion, now),
    ...noticesFor(process, before, decision.spec.tellBefore ?? {}, occasion, now, after.id),
  ];
  return all.filter((message, index) => all.findIndex(other => sameRecipient(other, message)) === index);
}

/** Messages that nobody's click has caused: at night they wait for the morning, urgent ones too (DOMAIN 6). */
export function byDay(messages: readonly NewMessage[], now: Date): NewMessage[] {
  const availableAt = notAtNight(now);
  return messages.map(message => (message.urgency === 'urgent' ? { ...message, availableAt } : message));
}

function sameRecipient(a: NewMessage, b: NewMessage): boolean {
  return recipientKey(a.to) === recipientKey(b.to);
}

function recipientKey(to: NewMessage['to']): string {
  return 'personId' in to ? `person:${to.personId}` : `channel:${to.channelId}`;
}

/** The messages that a `tell` of a table makes on a record: to each person and their deputy once, and to channels. */
export function noticesFor(
  process: Process,
  record: WorkRecord,
  tell: Readonly<Partial<Record<string, string>>>,
  occasion: string,
  now: Date,
  entityId = record.id,
): NewMessage[] {
  const { workflow } = process;
  const told = new Set<string>();
  return Object.entries(tell).flatMap(([role, notice]) => {
    if (!notice) return [];
    const spec = process.notices[notice];
    if (!spec)
      throw new Error(`${workflow.kind}: the table tells "${notice}", which is not among its notices.`);
    const channelId = channelOf(workflow, record, role);
    const recipients: NewMessage['to'][] = [
      ...reachedOf(workflow, record, role).map(personId => ({ personId })),
      ...(channelId === null ? [] : [{ channelId }]),
    ];
    return recipients.flatMap(to => {
      const who = recipientKey(to);
      if (told.has(who)) return [];
      told.add(who);
      const key = `${workflow.kind}:${entityId}:${occasion}:${notice}:${who}`;
      return [
        { key, to, entityKind: workflow.kind, entityId, notice, urgency: spec.urgency, availableAt: now },
      ];
    });
  });
}
