import { type LocalDate, localDate } from '../calendar/localDate.js';
import type { Tx } from '../store/open.js';
import type { CoverRecord, CoverState } from './record.js';
import { coverWorkflow } from './workflow.js';

const PERSON = { select: { id: true, name: true } } as const;

/** A cover, or null when there is none of that id. */
export async function loadCover(tx: Tx, id: number): Promise<CoverRecord | null> {
  const row = await tx.cover.findUnique({ where: { id }, include: { person: PERSON, deputy: PERSON } });
  if (!row) return null;
  const { reference, version, enteredAt, enteredVersion, person, deputy } = row;
  return {
    id,
    reference,
    state: asState(row.state),
    version,
    enteredAt,
    enteredVersion,
    person,
    deputy,
    from: localDate(row.from),
    to: localDate(row.to),
  };
}

/** The cover of a person that holds or is to come, or null. */
export async function coverOf(tx: Tx, personId: number, today: LocalDate): Promise<number | null> {
  const row = await tx.cover.findFirst({
    where: { personId, state: 'active', to: { gte: today } },
    select: { id: true },
    orderBy: { id: 'desc' },
  });
  return row?.id ?? null;
}

function asState(text: string): CoverState {
  if (text in coverWorkflow.states) return text as CoverState;
  throw new Error(`A cover is in state "${text}", which its table does not have.`);
}
