import type { LocalDate } from '../calendar/localDate.js';
import { academicYearName } from '../network/leaders.js';
import type { Tx } from '../store/open.js';
import { Refused, type Transition } from '../workflow/process.js';
import { daysInWords, halfDaysLeft, type SupportRecord, type Visit } from './record.js';

/** A leader's half days in one academic year, locked for the rest of the transaction. */
interface LockedYear {
  readonly id: number;
  readonly academicYear: string;
  readonly halfDays: number;
  readonly booked: number;
  readonly used: number;
}

/**
 * Books an agreement’s half days in the year of its first day, also where it runs on into the next one.
 * @throws Refused when the leader has not that many left: somebody else's agreement was faster
 */
export async function bookDays(tx: Tx, record: SupportRecord, to: Transition): Promise<void> {
  const { approach, agreement } = agreed(record);
  const year = await lockYear(tx, approach.designationId, agreement.startsOn);
  const left = year.halfDays - year.booked - year.used;
  if (left < agreement.halfDays) {
    throw new Refused(
      `${approach.leader.name} has ${daysInWords(left)} left in ${year.academicYear}, and this agreement needs ` +
        `${daysInWords(agreement.halfDays)}. Nothing was changed. Ask for a change, or for another leader.`,
    );
  }
  await tx.capacityYear.update({
    where: { id: year.id },
    data: { booked: { increment: agreement.halfDays } },
  });
  await enter(tx, record, to, year, 'booked', agreement.halfDays);
}

/** Turns booked half days into worked ones. The table has refused a visit beyond the agreement. */
export async function workDays(tx: Tx, record: SupportRecord, visit: Visit, to: Transition): Promise<void> {
  const { approach, agreement } = agreed(record);
  const year = await lockYear(tx, approach.designationId, agreement.startsOn);
  const { halfDays } = visit;
  await tx.capacityYear.update({
    where: { id: year.id },
    data: { booked: { decrement: halfDays }, used: { increment: halfDays } },
  });
  await enter(tx, record, to, year, 'used', halfDays);
}

/** Gives what an agreement booked and nobody worked back to the leader's year. */
export async function releaseDays(tx: Tx, record: SupportRecord, to: Transition): Promise<void> {
  const { approach, agreement } = agreed(record);
  const halfDays = halfDaysLeft(record);
  if (halfDays === 0) return;
  const year = await lockYear(tx, approach.designationId, agreement.startsOn);
  await tx.capacityYear.update({ where: { id: year.id }, data: { booked: { decrement: halfDays } } });
  await enter(tx, record, to, year, 'released', halfDays);
}

/**
 * The year's row, made when it is the first booking. Raising its version takes the row's lock, so that what
 * is read here cannot change before this transaction ends: two last-day bookings follow one another.
 */
async function lockYear(tx: Tx, designationId: number, day: LocalDate): Promise<LockedYear> {
  const { halfDaysPerYear } = await tx.designation.findUniqueOrThrow({
    where: { id: designationId },
    select: { halfDaysPerYear: true },
  });
  const academicYear = academicYearName(day);
  return tx.capacityYear.upsert({
    where: { designationId_academicYear: { designationId, academicYear } },
    create: { designationId, academicYear, halfDays: halfDaysPerYear },
    update: { version: { increment: 1 } },
  });
}

async function enter(
  tx: Tx,
  record: SupportRecord,
  to: Transition,
  year: LockedYear,
  kind: 'booked' | 'used' | 'released',
  halfDays: number,
): Promise<void> {
  await tx.dayEntry.create({
    data: {
      key: `support:${record.id}:${kind}:v${to.version}`,
      capacityYearId: year.id,
      kind,
      halfDays,
      entityKind: 'support',
      entityId: record.id,
      on: to.today,
      at: to.now,
    },
  });
}

function agreed(record: SupportRecord) {
  const { approach, agreement } = record;
  if (!approach || !agreement)
    throw new Error(`${record.reference} has no agreement whose days could count.`);
  return { approach, agreement };
}
