import type { LocalDate } from '../../calendar/localDate.js';
import type { Tx } from '../../store/open.js';
import { officersOf } from '../cycleFacts.js';
import { ProgrammeRulesSchema } from '../programme.js';
import type { ProgrammeRecord, ProgrammeState } from './record.js';
import { programmeWorkflow } from './workflow.js';

/** A programme with those who run it as they are on a day; null when there is none of that id. */
export async function loadProgramme(tx: Tx, id: number, today: LocalDate): Promise<ProgrammeRecord | null> {
  const row = await tx.reviewProgramme.findUnique({
    where: { id },
    include: {
      partnership: { select: { id: true, name: true } },
      cycles: { where: { state: { notIn: ['closed', 'cancelled'] } }, select: { id: true } },
    },
  });
  if (!row) return null;
  return {
    id: row.id,
    reference: row.reference,
    state: asState(row.state),
    version: row.version,
    enteredAt: row.enteredAt,
    enteredVersion: row.enteredVersion,
    name: row.name,
    partnership: row.partnership,
    rules: ProgrammeRulesSchema.parse(row.rules),
    ...(await officersOf(tx, row.partnershipId, today)),
    running: row.cycles.length,
  };
}

function asState(text: string): ProgrammeState {
  if (text in programmeWorkflow.states) return text as ProgrammeState;
  throw new Error(`A review programme is in state "${text}", which its table does not have.`);
}
