import { dueDate } from '../calendar/dueDate.js';
import { localDate } from '../calendar/localDate.js';
import { calendarOfSchool } from '../network/calendars.js';
import type { Tx } from '../store/open.js';
import { RAGS, type Rag } from './codes.js';
import { ProgrammeRulesSchema } from './programme.js';

/** Fewer answers than this could be told apart, and are not shown (DOMAIN 2.6, 7.3: aggregates of n ≥ 5). */
export const FEWEST_IN_TOTALS = 5;

/** What a board may know of a cycle's reviews: how many, how far, how punctual; no school and no finding. */
export interface ReviewTotals {
  readonly reviews: number;
  /** The visit has taken place. */
  readonly held: number;
  readonly postponedOrLapsed: number;
  readonly reports: number;
  /** Reports that were with the school by the deadline of the cycle's rules. */
  readonly reportsInTime: number;
  readonly workshops: number;
  readonly followedUp: number;
  readonly actions: number;
  /** How far actions have come; null while fewer than five have been looked at. */
  readonly rags: Readonly<Record<Rag, number>> | null;
  /** Schools that report some or clear improvement, in percent; null for fewer than five answers. */
  readonly improvedPercent: number | null;
  /** Mean of the closing ratings, 1 to 4, to a tenth; null for fewer than five. */
  readonly rating: number | null;
}

/** The totals of a cycle, for whoever may know no more than totals. */
export async function reviewTotals(tx: Tx, cycleId: number): Promise<ReviewTotals> {
  const cycle = await tx.reviewCycle.findUniqueOrThrow({ where: { id: cycleId }, select: { rules: true } });
  const { finalReport } = ProgrammeRulesSchema.parse(cycle.rules).deadlines;
  const rows = await tx.review.findMany({
    where: { cycleId, state: { not: 'cancelled' } },
    select: {
      state: true,
      hostSchoolId: true,
      on: true,
      feedbackOn: true,
      reportDoneOn: true,
      workshopDoneOn: true,
      impact: true,
      hostRating: true,
      leadRating: true,
      actions: { select: { rag: true } },
    },
  });
  let reportsInTime = 0;
  for (const { on, reportDoneOn, hostSchoolId } of rows) {
    if (on === null || reportDoneOn === null) continue;
    const calendar = await calendarOfSchool(tx, hostSchoolId);
    if (reportDoneOn <= dueDate(localDate(on), finalReport, calendar).date) reportsInTime++;
  }
  const count = (of: (row: (typeof rows)[number]) => boolean): number => rows.filter(of).length;
  const rags = rows.flatMap(row => row.actions.flatMap(({ rag }) => RAGS.filter(each => each === rag)));
  const impacts = rows.flatMap(({ impact }) => (impact === null ? [] : [impact]));
  const ratings = rows.flatMap(({ hostRating, leadRating }) =>
    [hostRating, leadRating].filter(rating => rating !== null),
  );
  return {
    reviews: rows.length,
    held: count(row => row.feedbackOn !== null || row.reportDoneOn !== null),
    postponedOrLapsed: count(row => row.state === 'postponed' || row.state === 'lapsed'),
    reports: count(row => row.reportDoneOn !== null),
    reportsInTime,
    workshops: count(row => row.workshopDoneOn !== null),
    followedUp: impacts.length,
    actions: rows.reduce((sum, row) => sum + row.actions.length, 0),
    rags: enough(rags) ? countRags(rags) : null,
    improvedPercent: enough(impacts)
      ? Math.round((100 * impacts.filter(impact => impact !== 'none').length) / impacts.length)
      : null,
    rating: enough(ratings)
      ? Math.round((10 * ratings.reduce((sum, each) => sum + each, 0)) / ratings.length) / 10
      : null,
  };
}

function enough(values: readonly unknown[]): boolean {
  return values.length >= FEWEST_IN_TOTALS;
}

function countRags(rags: readonly Rag[]): Record<Rag, number> {
  const n = (rag: Rag) => rags.filter(each => each === rag).length;
  return { green: n('green'), amber: n('amber'), red: n('red') };
}
