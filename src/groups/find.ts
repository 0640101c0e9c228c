import type { LocalDate } from '../calendar/localDate.js';
import type { Tx } from '../store/open.js';
import { personViewer } from '../workflow/parties.js';
import { loadGroup } from './load.js';
import type { GroupRecord } from './record.js';
import { groupWorkflow } from './workflow.js';

/** States in which nothing more happens to a group. */
const ENDED = ['closed', 'stopped', 'declined'];

/** The groups that a person has a part in, the soonest to report first; those that have ended only when asked for. */
export async function groupsOf(
  tx: Tx,
  personId: number,
  today: LocalDate,
  ended = false,
): Promise<readonly GroupRecord[]> {
  const rows = await tx.taskGroup.findMany({
    where: ended ? {} : { state: { notIn: ENDED } },
    select: { id: true },
    orderBy: [{ endsOn: 'asc' }, { id: 'asc' }],
  });
  const mine: GroupRecord[] = [];
  for (const { id } of rows) {
    const group = await loadGroup(tx, id, today);
    if (group && personViewer(groupWorkflow, group, personId).roles.length > 0) mine.push(group);
  }
  return mine;
}

/** The group of a reference ('TF-2026-0007', case and blanks aside) as its id, or null. */
export async function groupByReference(tx: Tx, text: string): Promise<number | null> {
  const row = await tx.taskGroup.findUnique({
    where: { reference: text.trim().toUpperCase() },
    select: { id: true },
  });
  return row?.id ?? null;
}
