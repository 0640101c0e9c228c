import { formatDate } from '../calendar/localDate.js';
import { londonDate } from '../calendar/london.js';
import type { Card, CardElement } from '../chat/card.js';
import type { Tx } from '../store/open.js';
import type { Viewer } from './parties.js';
import type { At, Process } from './process.js';
import type { AnyWorkflow, WorkRecord } from './workflow.js';

/** Answers given by deputies that a card names; older ones are in the audit. */
const NAMED = 3;

/**
 * A record's card for one viewer, with what every process's card says alike: for whom a deputy acts here, and which
 * answers a deputy gave for somebody. Whoever draws a card draws it by this.
 */
export async function shownCard(
  tx: Tx,
  process: Process,
  record: WorkRecord,
  viewer: Viewer,
  at: At,
): Promise<Card> {
  const card = process.card(record, viewer, at);
  if (viewer.roles.length === 0) return card;
  const given = await givenByDeputies(tx, process.workflow, record, viewer);
  return { ...card, body: [...coverLines(viewer), ...card.body, ...given] };
}

/** Whether the one who reads it covers for somebody here. */
export function isForAnother(viewer: Viewer): boolean {
  return viewer.deputy !== undefined && viewer.deputy.id !== viewer.personId;
}

function coverLines(viewer: Viewer): CardElement[] {
  return (viewer.deputy?.covers ?? []).map(({ person, to }) => ({
    type: 'text',
    style: 'subtle',
    text: `You cover for ${person.name} until ${formatDate(to)}: what you do here counts as theirs and is recorded as yours for ${person.name}.`,
  }));
}

async function givenByDeputies(
  tx: Tx,
  workflow: AnyWorkflow,
  record: WorkRecord,
  viewer: Viewer,
): Promise<CardElement[]> {
  const all = viewer.roles.some(role => workflow.deputiesShownTo?.includes(role));
  const rows = await tx.auditEntry.findMany({
    where: {
      entityKind: workflow.kind,
      entityId: record.id,
      forId: { not: null },
      ...(all ? {} : { role: { in: [...viewer.roles] } }),
    },
    orderBy: { entityVersion: 'desc' },
    take: NAMED,
  });
  if (rows.length === 0) return [];
  const ids = rows.flatMap(({ personId, forId }) => [personId, forId]).filter(id => id !== null);
  const people = await tx.person.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  const name = (id: number | null) => people.find(each => each.id === id)?.name ?? 'somebody';
  return rows.map(({ personId, forId, verb, at }) => ({
    type: 'text',
    style: 'subtle',
    text: `${labelOf(workflow, verb)}: ${name(personId)} for ${name(forId)}, ${formatDate(londonDate(at))}.`,
  }));
}

/** A command as its button says it. */
function labelOf(workflow: AnyWorkflow, command: string): string {
  const specs = Object.values(workflow.states).flatMap(({ accepts }) => accepts[command] ?? []);
  return specs.find(spec => spec.label)?.label ?? 'Answered';
}
