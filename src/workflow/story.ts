import type { Card } from '../chat/card.js';
import { aboutOf, lineOf } from '../delivery/line.js';
import type { NewMessage } from '../delivery/outbox.js';
import type { Tx } from '../store/open.js';
import type { Decision } from './decide.js';
import { channelOf } from './parties.js';
import type { Process } from './process.js';
import type { AnyWorkflow, WorkRecord } from './workflow.js';

/** What a state means on one record, in a sentence. */
export function stateSays(workflow: AnyWorkflow, record: WorkRecord, state = record.state): string {
  const spec = workflow.states[state];
  return spec?.now?.(record) ?? spec?.says ?? state;
}

/**
 * The line of its story that a change of state adds beneath the card in the channel that follows it: none where the
 * channel was never told of the work, nor where a card tells of the change.
 *
 * @param messages what the change tells anyhow
 */
export async function storyLines(
  tx: Tx,
  { workflow }: Process,
  after: WorkRecord,
  decision: Decision,
  messages: readonly NewMessage[],
  now: Date,
): Promise<NewMessage[]> {
  const channelId = workflow.story ? channelOf(workflow, after, workflow.story) : null;
  if (decision.to === decision.from || channelId === null) return [];
  if (messages.some(({ to }) => 'channelId' in to && to.channelId === channelId)) return [];
  const told = { where: { entityKind: workflow.kind, entityId: after.id, channelId }, select: { id: true } };
  if ((await tx.message.findFirst(told)) === null) return [];
  return [
    {
      key: `${workflow.kind}:${after.id}:v${after.version}:story:channel:${channelId}`,
      to: { channelId },
      entityKind: workflow.kind,
      entityId: after.id,
      notice: lineOf(after.state),
      urgency: 'routine',
      availableAt: now,
    },
  ];
}

/** A line as it is drawn: which work, and what its state meant. null for a notice that is no line. */
export function drawStoryLine(
  workflow: AnyWorkflow,
  record: WorkRecord,
  notice: string,
): { readonly text: string; readonly card: Card } | null {
  const state = aboutOf(notice);
  if (state === null) return null;
  return {
    text: stateSays(workflow, record, state),
    card: { title: record.reference, body: [], actions: [] },
  };
}
