import { type LocalDate, localDate } from '../../calendar/localDate.js';
import { type Draw, releaseHalfDays, workHalfDays } from '../../network/dayLedger.js';
import type { Tx } from '../../store/open.js';
import { Refused } from '../../workflow/process.js';
import { activeLeader, book, type Moving } from '../days.js';

/** Under which the ledger of leaders' days names a recommendation. */
const KIND = 'recommendation';

/** A leader's half days for a recommendation in one academic year: promised in all, and worked of them. */
export interface LeaderDays {
  readonly designationId: number;
  readonly name: string;
  /** SLE, LLE …: the partnership's own list. */
  readonly typeCode: string;
  readonly academicYear: string;
  readonly halfDays: number;
  readonly used: number;
}

/** The days that a recommendation draws, out of the ledger that deployments draw on; the oldest year first. */
export async function leaderDaysOf(tx: Tx, recommendationId: number): Promise<readonly LeaderDays[]> {
  const entries = await tx.dayEntry.findMany({
    where: { entityKind: KIND, entityId: recommendationId },
    orderBy: { id: 'asc' },
  });
  const years = await tx.capacityYear.findMany({
    where: { id: { in: [...new Set(entries.map(({ capacityYearId }) => capacityYearId))] } },
    include: { designation: { select: { typeCode: true, person: { select: { name: true } } } } },
    orderBy: [{ academicYear: 'asc' }, { id: 'asc' }],
  });
  return years.map(({ id, designationId, academicYear, designation }) => {
    const sum = (kind: string) =>
      entries
        .filter(each => each.capacityYearId === id && each.kind === kind)
        .reduce((total, { halfDays }) => total + halfDays, 0);
    return {
      designationId,
      name: designation.person.name,
      typeCode: designation.typeCode,
      academicYear,
      halfDays: sum('booked') - sum('released'),
      used: sum('used') - sum('corrected'),
    };
  });
}

/**
 * Sets a leader's half days aside for what a recommendation needs: booked in the leader's year.
 * @throws Refused when the leader may not be matched, or has not that many left
 */
export async function setLeaderDaysAside(
  tx: Tx,
  recommendationId: number,
  { designationId, halfDays }: { readonly designationId: number; readonly halfDays: number },
  at: Moving,
): Promise<void> {
  const leader = await activeLeader(tx, designationId, at.today);
  await book(tx, leader.name, drawOf(recommendationId, designationId, at.today, halfDays, at));
}

/**
 * Counts half days as worked: out of what is set aside, the oldest year first; what goes beyond is booked first.
 * @throws Refused when no days of that leader are set aside, or their year has not that many left
 */
export async function workLeaderDays(
  tx: Tx,
  recommendationId: number,
  { designationId, halfDays }: { readonly designationId: number; readonly halfDays: number },
  at: Moving,
): Promise<void> {
  const theirs = async () =>
    (await leaderDaysOf(tx, recommendationId)).filter(each => each.designationId === designationId);
  const before = await theirs();
  const [known] = before;
  if (!known) throw new Refused('No days of that leader are set aside for this. Set them aside first.');
  const beyond = halfDays - before.reduce((sum, each) => sum + each.halfDays - each.used, 0);
  if (beyond > 0) await book(tx, known.name, drawOf(recommendationId, designationId, at.today, beyond, at));
  let left = halfDays;
  for (const each of await theirs()) {
    const here = Math.min(left, each.halfDays - each.used);
    if (here <= 0) continue;
    const draw = drawOf(recommendationId, designationId, firstDayOf(each.academicYear), here, at);
    await workHalfDays(tx, { ...draw, occasion: `${draw.occasion}:${each.academicYear}` });
    left -= here;
  }
}

/** Gives what nobody worked back to the leaders' years. */
export async function releaseLeaderDays(tx: Tx, recommendationId: number, at: Moving): Promise<void> {
  for (const { designationId, academicYear, halfDays, used } of await leaderDaysOf(tx, recommendationId)) {
    if (halfDays === used) continue;
    const draw = drawOf(recommendationId, designationId, firstDayOf(academicYear), halfDays - used, at);
    await releaseHalfDays(tx, { ...draw, occasion: `${draw.occasion}:${academicYear}` });
  }
}

function drawOf(
  recommendationId: number,
  designationId: number,
  day: LocalDate,
  halfDays: number,
  { occasion, now, today }: Moving,
): Draw {
  return {
    designationId,
    day,
    halfDays,
    entity: { kind: KIND, id: recommendationId },
    occasion: `${occasion}:${designationId}`,
    at: { now, today },
  };
}

/** The first day of an academic year by its name: "2026-27" is 1 September 2026. */
function firstDayOf(academicYear: string): LocalDate {
  return localDate(`${academicYear.slice(0, 4)}-09-01`);
}
