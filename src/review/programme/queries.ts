import type { LocalDate } from '../../calendar/localDate.js';
import type { Tx } from '../../store/open.js';
import { personViewer } from '../../workflow/parties.js';
import { nodesToOpenIn } from '../cycle/queries.js';
import { officersOf } from '../cycleFacts.js';
import { loadProgramme } from './load.js';
import { programmeWorkflow } from './workflow.js';

/** A programme that somebody runs or may run cycles of. */
export interface KnownProgramme {
  readonly id: number;
  readonly reference: string;
  readonly name: string;
  readonly partnership: string;
  readonly says: string;
}

/** The programmes that a person may see on a day, the newest first, and whether they may set one up. */
export async function programmesOf(
  tx: Tx,
  personId: number,
  today: LocalDate,
): Promise<{ readonly programmes: readonly KnownProgramme[]; readonly mayCreate: boolean }> {
  const rows = await tx.reviewProgramme.findMany({ select: { id: true }, orderBy: { id: 'desc' } });
  const programmes: KnownProgramme[] = [];
  for (const { id } of rows) {
    const record = await loadProgramme(tx, id, today);
    if (!record || personViewer(programmeWorkflow, record, personId).roles.length === 0) continue;
    const { reference, name, partnership, state } = record;
    const { says } = programmeWorkflow.states[state];
    programmes.push({ id, reference, name, partnership: partnership.name, says });
  }
  let mayCreate = false;
  for (const node of await nodesToOpenIn(tx, personId, today))
    mayCreate ||= (await officersOf(tx, node.id, today)).organiserIds.includes(personId);
  return { programmes, mayCreate };
}
