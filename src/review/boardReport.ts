import { dueDate } from '../calendar/dueDate.js';
import { type LocalDate, localDate } from '../calendar/localDate.js';
import { calendarOfSchool } from '../network/calendars.js';
import type { Tx } from '../store/open.js';
import type { BoardReport, BoardScope, Figure } from '../workflow/boardReport.js';
import { ProgrammeRulesSchema } from './programme.js';
import { BEFORE_VISIT, type ReviewState } from './record.js';

const SECTION = 'Peer reviews';

/** States of a review that has not taken place, whatever its day says. */
const NOT_HELD: readonly ReviewState[] = [...BEFORE_VISIT, 'cancelled'];

/**
 * What a board may learn of peer reviews in a time (DOMAIN 1.7, 2.6): how many were held and reported on time, by
 * phase. Nothing of a report, nor which school was reviewed.
 */
export async function reviewsForBoard(tx: Tx, scope: BoardScope): Promise<BoardReport> {
  const { partnershipIds, from, to, today } = scope;
  const rows = await tx.review.findMany({
    where: {
      cycle: { partnershipId: { in: [...partnershipIds] } },
      on: { gte: from, lte: earlier(to, today) },
      state: { notIn: [...NOT_HELD] },
    },
    select: {
      on: true,
      reportDoneOn: true,
      hostSchoolId: true,
      hostSchool: { select: { phase: true } },
      cycle: { select: { rules: true } },
    },
    orderBy: { id: 'asc' },
  });
  const put = await tx.review.count({
    where: { cycle: { partnershipId: { in: [...partnershipIds] } }, state: 'postponed' },
  });
  if (rows.length + put === 0) return { highlights: [], figures: [] };

  let due = 0;
  let onTime = 0;
  for (const { on, reportDoneOn, hostSchoolId, cycle } of rows) {
    if (on === null) continue;
    const { deadlines } = ProgrammeRulesSchema.parse(cycle.rules);
    const by = dueDate(localDate(on), deadlines.finalReport, await calendarOfSchool(tx, hostSchoolId)).date;
    if (by < today || reportDoneOn !== null) due++;
    if (reportDoneOn !== null && reportDoneOn <= by) onTime++;
  }
  const phases = [...new Set(rows.map(row => row.hostSchool.phase))].sort();
  const count = (label: string, value: number, of: number, group?: string): Figure => ({
    section: SECTION,
    label,
    value,
    unit: 'count',
    of,
    ...(group !== undefined && { group }),
  });
  return {
    highlights: [],
    figures: [
      count('Reviews held', rows.length, rows.length),
      ...phases.map(phase => {
        const n = rows.filter(row => row.hostSchool.phase === phase).length;
        return count(`Held in ${phase} schools`, n, n, 'review.held');
      }),
      count('Reports due by now', due, rows.length),
      count('Reports on time', onTime, rows.length),
      count('Postponed, without a day', put, put),
    ],
  };
}

/** Days are text, which Math.min does not know. */
function earlier(a: LocalDate, b: LocalDate): LocalDate {
  return a.localeCompare(b) <= 0 ? a : b;
}
