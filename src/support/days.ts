import { halfDaysInWords } from '../calendar/halfDays.js';
import { bookHalfDays, type Draw, releaseHalfDays, workHalfDays } from '../network/dayLedger.js';
import type { Tx } from '../store/open.js';
import { Refused, type Transition } from '../workflow/process.js';
import { halfDaysLeft, type SupportRecord, type Visit } from './record.js';

/**
 * Books half days in the year of the agreement's first day, also where it runs on into the next one.
 * @throws Refused when the leader has not that many left: somebody else's agreement was faster
 */
export async function bookDays(
  tx: Tx,
  record: SupportRecord,
  halfDays: number,
  to: Transition,
): Promise<void> {
  const { approach } = agreed(record);
  const short = await bookHalfDays(tx, drawOf(record, halfDays, to));
  if (short) {
    throw new Refused(
      `${approach.leader.name} has ${halfDaysInWords(short.left)} left in ${short.academicYear}, and this agreement needs ` +
        `${halfDaysInWords(halfDays)}${record.heldRound === null ? '' : ' more'}. Nothing was changed. Ask for a change, or for another leader.`,
    );
  }
}

/** Turns booked half days into worked ones. The table has refused a visit beyond the agreement. */
export async function workDays(
  tx: Tx,
  record: SupportRecord,
  visit: Pick<Visit, 'halfDays'>,
  to: Transition,
): Promise<void> {
  await workHalfDays(tx, drawOf(record, visit.halfDays, to));
}

/** Gives what an agreement booked and nobody worked back to the leader's year. */
export async function releaseDays(tx: Tx, record: SupportRecord, to: Transition): Promise<void> {
  const halfDays = halfDaysLeft(record);
  if (halfDays > 0) await releaseHalfDays(tx, drawOf(record, halfDays, to));
}

/** Books what a variation adds, or gives back what it takes away. @throws Refused as {@link bookDays} */
export async function varyDays(
  tx: Tx,
  record: SupportRecord,
  halfDays: number,
  to: Transition,
): Promise<void> {
  const more = halfDays - agreed(record).agreement.halfDays;
  if (more > 0) await bookDays(tx, record, more, to);
  else if (more < 0) await releaseHalfDays(tx, drawOf(record, -more, to));
}

function drawOf(record: SupportRecord, halfDays: number, to: Transition): Draw {
  const { approach, agreement } = agreed(record);
  return {
    designationId: approach.designationId,
    day: agreement.startsOn,
    halfDays,
    entity: { kind: 'support', id: record.id },
    occasion: `v${to.version}`,
    at: to,
  };
}

function agreed(record: SupportRecord) {
  const { approach, agreement } = record;
  if (!approach || !agreement)
    throw new Error(`${record.reference} has no agreement whose days could count.`);
  return { approach, agreement };
}
