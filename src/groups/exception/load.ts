import type { LocalDate } from '../../calendar/localDate.js';
import type { Tx } from '../../store/open.js';
import { loadGroup, workOf } from '../load.js';
import { peopleById, personOf } from '../peopleById.js';
import type { Cause } from '../tolerance.js';
import type { Decided, ExceptionRecord, ExceptionState } from './record.js';

/** An exception with its group as of a day, or null when there is none. */
export async function loadException(tx: Tx, id: number, today: LocalDate): Promise<ExceptionRecord | null> {
  const row = await tx.groupException.findUnique({ where: { id } });
  const group = row && (await loadGroup(tx, row.groupId, today));
  if (!row || !group) return null;
  return {
    ...workOf(row),
    reference: `${group.reference} exception ${row.number}`,
    state: row.state as ExceptionState,
    number: row.number,
    group,
    cause: row.cause as Cause,
    what: row.what,
    about: {
      milestoneId: row.milestoneId,
      forecastOn: row.forecastOn as LocalDate | null,
      halfDaysUsed: row.halfDaysUsed,
    },
    raisedOn: row.raisedOn as LocalDate,
    decision: row.decision as Decided | null,
    reason: row.reason,
    newEndsOn: row.newEndsOn as LocalDate | null,
    decidedOn: row.decidedOn as LocalDate | null,
    decidedBy: personOf(await peopleById(tx, [row.decidedById], today), row.decidedById),
    late: row.late,
  };
}
