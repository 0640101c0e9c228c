import type { LocalDate } from '../calendar/localDate.js';
import type { Tx } from '../store/open.js';
import { academicYearName } from './leaders.js';

/**
 * The one ledger of leaders' days: deployments and task-and-finish groups draw on the same academic year
 * (DOMAIN 1.8, 3.3). Every movement is an entry of its own, and the year's row holds the sums.
 */
export interface Draw {
  readonly designationId: number;
  /** The day whose academic year is drawn on. */
  readonly day: LocalDate;
  readonly halfDays: number;
  /** The piece of work that draws. */
  readonly entity: { readonly kind: string; readonly id: number };
  /** Tells one movement of that work from its others of the same kind; the same one twice is an error. */
  readonly occasion: string;
  readonly at: { readonly now: Date; readonly today: LocalDate };
}

/** What a leader has left when it is not enough, in half days. */
interface Shortage {
  readonly academicYear: string;
  readonly left: number;
}

/** A leader's half days in one academic year, locked for the rest of the transaction. */
interface LockedYear {
  readonly id: number;
  readonly academicYear: string;
  readonly halfDays: number;
  readonly booked: number;
  readonly used: number;
}

/** Promises half days, or says what is left when somebody else was faster; then nothing is written. */
export async function bookHalfDays(tx: Tx, draw: Draw): Promise<Shortage | null> {
  const year = await lockYear(tx, draw);
  const short = shortage(year, draw.halfDays);
  if (short) return short;
  await tx.capacityYear.update({ where: { id: year.id }, data: { booked: { increment: draw.halfDays } } });
  await enter(tx, draw, year, 'booked');
  return null;
}

/** Turns booked half days into worked ones. The caller has seen to it that so many are booked. */
export async function workHalfDays(tx: Tx, draw: Draw): Promise<void> {
  const year = await lockYear(tx, draw);
  const { halfDays } = draw;
  await tx.capacityYear.update({
    where: { id: year.id },
    data: { booked: { decrement: halfDays }, used: { increment: halfDays } },
  });
  await enter(tx, draw, year, 'used');
}

/** Gives booked half days that nobody worked back to the leader's year. */
export async function releaseHalfDays(tx: Tx, draw: Draw): Promise<void> {
  const year = await lockYear(tx, draw);
  await tx.capacityYear.update({ where: { id: year.id }, data: { booked: { decrement: draw.halfDays } } });
  await enter(tx, draw, year, 'released');
}

/** Takes half days back that were counted as worked by mistake: they are booked again. */
export async function unworkHalfDays(tx: Tx, draw: Draw): Promise<void> {
  const year = await lockYear(tx, draw);
  const { halfDays } = draw;
  await tx.capacityYear.update({
    where: { id: year.id },
    data: { booked: { increment: halfDays }, used: { decrement: halfDays } },
  });
  await enter(tx, draw, year, 'corrected');
}

function shortage(year: LockedYear, halfDays: number): Shortage | null {
  const left = year.halfDays - year.booked - year.used;
  return left < halfDays ? { academicYear: year.academicYear, left: Math.max(0, left) } : null;
}

/**
 * The year's row, made when it is the first booking. Raising its version takes the row's lock, so that what
 * is read here cannot change before this transaction ends: two last-day bookings follow one another.
 */
async function lockYear(tx: Tx, { designationId, day }: Draw): Promise<LockedYear> {
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
  { entity, occasion, halfDays, at }: Draw,
  year: LockedYear,
  kind: 'booked' | 'used' | 'released' | 'corrected',
): Promise<void> {
  await tx.dayEntry.create({
    data: {
      key: `${entity.kind}:${entity.id}:${kind}:${occasion}`,
      capacityYearId: year.id,
      kind,
      halfDays,
      entityKind: entity.kind,
      entityId: entity.id,
      on: at.today,
      at: at.now,
    },
  });
}
