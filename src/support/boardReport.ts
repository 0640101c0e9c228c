import { addDays, type LocalDate } from '../calendar/localDate.js';
import { atLondon } from '../calendar/london.js';
import type { Tx } from '../store/open.js';
import type { BoardReport, BoardScope, Figure } from '../workflow/boardReport.js';

const SECTION = 'School-to-school support';

/** Ratings that count as a yes to "was it effective?", and those that count at all (DOMAIN 1.7: two thirds in 2021). */
const EFFECTIVE = ['veryEffective', 'effective'];
const TOO_EARLY = 'tooEarly';

const PERCENT = 100;
const HALVES = 2;

/**
 * What a board may learn of support in a time (DOMAIN 1.7, 7.3): numbers over schools, by the type of leader. Nothing
 * of a request, a school or a leader.
 */
export async function supportForBoard(tx: Tx, scope: BoardScope): Promise<BoardReport> {
  const { partnershipIds, from, to } = scope;
  const request = { partnershipId: { in: [...partnershipIds] } };
  const asked = await tx.supportRequest.findMany({
    where: { ...request, createdAt: between(from, to) },
    select: { schoolId: true },
  });
  const visits = await tx.visit.findMany({
    where: { on: { gte: from, lte: to }, request },
    select: {
      halfDays: true,
      requestId: true,
      request: { select: { schoolId: true, ratePence: true } },
      approach: { select: { designation: { select: { typeCode: true } } } },
    },
  });
  const rated = await tx.evaluation.findMany({
    where: {
      request,
      party: 'receivingHead',
      at: between(from, to),
      rating: { not: null },
      NOT: { rating: TOO_EARLY },
    },
    select: { rating: true },
  });
  if (asked.length + visits.length + rated.length === 0) return { highlights: [], figures: [] };

  const schools = (rows: readonly { readonly schoolId: number }[]) =>
    new Set(rows.map(row => row.schoolId)).size;
  const worked = (rows: typeof visits) => ({
    deployments: new Set(rows.map(row => row.requestId)).size,
    days: rows.reduce((sum, row) => sum + row.halfDays, 0) / HALVES,
    pence: rows.reduce((sum, row) => sum + (row.halfDays * (row.request.ratePence ?? 0)) / HALVES, 0),
    of: schools(rows.map(row => row.request)),
  });
  const types = [...new Set(visits.map(visit => visit.approach.designation.typeCode))].sort();
  const byType = types.map(type => ({
    type,
    ...worked(visits.filter(visit => visit.approach.designation.typeCode === type)),
  }));
  const all = worked(visits);
  const figure = (
    label: string,
    value: number,
    unit: Figure['unit'],
    of: number,
    group?: string,
  ): Figure => ({
    section: SECTION,
    label,
    value,
    unit,
    of,
    ...(group !== undefined && { group }),
  });
  return {
    highlights: [],
    figures: [
      figure('Requests made', asked.length, 'count', schools(asked)),
      figure('Deployments with a visit', all.deployments, 'count', all.of),
      ...byType.map(each =>
        figure(`Deployments by ${each.type}`, each.deployments, 'count', each.of, 'support.deployments'),
      ),
      figure('Days given', all.days, 'days', all.of),
      ...byType.map(each => figure(`Days by ${each.type}`, each.days, 'days', each.of, 'support.days')),
      figure('Cost of these days', Math.round(all.pence), 'pence', all.of),
      ...(rated.length === 0
        ? []
        : [
            figure(
              'Schools that rate it effective or very effective',
              Math.round(
                (PERCENT * rated.filter(({ rating }) => EFFECTIVE.includes(rating ?? '')).length) /
                  rated.length,
              ),
              'percent',
              rated.length,
            ),
          ]),
    ],
  };
}

/** The instants of the days from one to another, both included. */
function between(from: LocalDate, to: LocalDate) {
  return { gte: atLondon(from, '00:00'), lt: atLondon(addDays(to, 1), '00:00') };
}
