import { localDate } from '../../calendar/localDate.js';
import { calendarOfSchool } from '../../network/calendars.js';
import type { Tx } from '../../store/open.js';
import { daysOfReview, OBSERVER, type ReviewState, TEAM_ROLES } from '../record.js';
import type { Kept } from './problem.js';

/** A review of a running cycle as it is, in the engine's terms. */
export interface RunningReview extends Kept {
  readonly id: number;
  readonly state: ReviewState;
  readonly halfDays: number;
  readonly refusedDates: readonly string[];
  /** People who left its team: they are not asked again. */
  readonly former: readonly number[];
  /** People who observe it, or are asked to. */
  readonly observers: readonly number[];
}

/** The reviews of a cycle that were not called off, as they are; without the one of that id, where one is given. */
export async function runningReviews(tx: Tx, cycleId: number, exceptId?: number): Promise<RunningReview[]> {
  const rows = await tx.review.findMany({
    where: { cycleId, state: { not: 'cancelled' }, ...(exceptId !== undefined && { id: { not: exceptId } }) },
    include: { team: { orderBy: { id: 'asc' } } },
    orderBy: { id: 'asc' },
  });
  const found: RunningReview[] = [];
  for (const row of rows) {
    const on = row.on === null ? null : localDate(row.on);
    found.push({
      id: row.id,
      state: row.state as ReviewState,
      schoolId: row.hostSchoolId,
      on,
      startsPm: row.startsPm,
      halfDays: row.halfDays,
      dates: on ? daysOfReview(row, on, await calendarOfSchool(tx, row.hostSchoolId)) : [],
      refusedDates: Array.isArray(row.refusedDates) ? row.refusedDates.map(String) : [],
      team: row.team.flatMap(({ personId, schoolId, role, leftReason }) => {
        const known = TEAM_ROLES.find(each => each === role);
        return known && leftReason === null ? [{ personId, schoolId, role: known }] : [];
      }),
      observers: row.team.flatMap(({ personId, role, leftReason }) =>
        role === OBSERVER && leftReason === null ? [personId] : [],
      ),
      former: row.team.flatMap(({ personId, leftReason }) => (leftReason === null ? [] : [personId])),
    });
  }
  return found;
}
