import type { LocalDate } from '../calendar/localDate.js';
import type { Tx } from '../store/open.js';
import { OBSERVER } from './record.js';

/** Half days in a day: work is kept in half days. */
const HALVES = 2;

/** A school's reviewer-days: what its people gave, what its own reviews took, and what is agreed for later. */
export interface Balance {
  readonly given: number;
  readonly received: number;
  readonly toGive: number;
  readonly toReceive: number;
  /** Given less received, held reviews alone: what the bank owes the school. */
  readonly owed: number;
}

const NOTHING: Balance = { given: 0, received: 0, toGive: 0, toReceive: 0, owed: 0 };

/**
 * The balance of each of these schools, over every review that has a day and was not called off: held ones before
 * `today`, the others from then on. `exceptCycleId` leaves a cycle out (the one that is being planned).
 */
export async function balancesOf(
  tx: Tx,
  schoolIds: readonly number[],
  today: LocalDate,
  exceptCycleId?: number,
): Promise<ReadonlyMap<number, Balance>> {
  const ids = [...schoolIds];
  const reviews = await tx.review.findMany({
    where: {
      state: { not: 'cancelled' },
      on: { not: null },
      ...(exceptCycleId !== undefined && { cycleId: { not: exceptCycleId } }),
      OR: [{ hostSchoolId: { in: ids } }, { team: { some: { schoolId: { in: ids }, leftReason: null } } }],
    },
    select: {
      on: true,
      halfDays: true,
      hostSchoolId: true,
      team: { where: { leftReason: null, role: { not: OBSERVER } }, select: { schoolId: true } },
    },
  });
  const found = new Map<number, Balance>();
  const add = (schoolId: number, more: Partial<Balance>) => {
    if (!schoolIds.includes(schoolId)) return;
    const before = found.get(schoolId) ?? NOTHING;
    const sum = (key: keyof Balance) => before[key] + (more[key] ?? 0);
    found.set(schoolId, {
      given: sum('given'),
      received: sum('received'),
      toGive: sum('toGive'),
      toReceive: sum('toReceive'),
      owed: sum('given') - sum('received'),
    });
  };
  for (const { on, halfDays, hostSchoolId, team } of reviews) {
    const held = on !== null && on < today;
    const days = halfDays / HALVES;
    for (const { schoolId } of team) {
      add(schoolId, held ? { given: days } : { toGive: days });
      add(hostSchoolId, held ? { received: days } : { toReceive: days });
    }
  }
  return found;
}

/** The days that a person has given and has agreed to give as a reviewer. */
export async function daysOfPerson(
  tx: Tx,
  personId: number,
  today: LocalDate,
): Promise<{ readonly given: number; readonly toGive: number; readonly visits: number }> {
  const teams = await tx.reviewTeamMember.findMany({
    where: {
      personId,
      leftReason: null,
      role: { not: OBSERVER },
      review: { state: { not: 'cancelled' }, on: { not: null } },
    },
    select: { review: { select: { on: true, halfDays: true } } },
  });
  const days = (held: boolean) =>
    teams
      .filter(({ review }) => (review.on ?? today) < today === held)
      .reduce((sum, { review }) => sum + review.halfDays / HALVES, 0);
  return { given: days(true), toGive: days(false), visits: teams.length };
}
