import type { SupportFit, SupportLeader, SupportRequest } from '../../optimise/assign.js';
import { hardConflict, softConflicts } from '../conflicts.js';
import { scoreOf } from '../fit.js';
import type { LeaderFacts, Need } from '../need.js';

/** An open request that waits for a leader. */
export interface OpenRequest {
  readonly id: number;
  readonly need: Need;
  /** Made by the authority for a school at risk: served before all others (DOMAIN 1.9, core offer). */
  readonly commissioned: boolean;
  /** When it was made: first come, first served goes by it. */
  readonly askedAt: Date;
  /** The leaders of its area, as they stand to its school. */
  readonly leaders: readonly LeaderFacts[];
}

/** What crosses to the planning thread: numbers and names of pairs. */
export interface BatchProblem {
  readonly requests: readonly SupportRequest[];
  readonly leaders: readonly SupportLeader[];
  readonly fits: readonly SupportFit[];
  /** Request ids in the order in which they were made. */
  readonly order: readonly string[];
}

/** Commissioned requests come first; among the others nobody is more important. */
const CATEGORY = { commissioned: 1, asked: 2 } as const;

/**
 * The requests of a term and the leaders who may serve them as an assignment: pure. A pair is possible where no
 * hard conflict stands in its way and the leader has the days; soft conflicts are left to the coordinator, one by
 * one, so such pairs are not planned. A pair's worth is the ranking's, in whole points of 100.
 */
export function batchProblem(requests: readonly OpenRequest[]): BatchProblem {
  const days = new Map<number, number>();
  const fits: SupportFit[] = [];
  for (const { id, need, leaders } of requests) {
    for (const leader of leaders) {
      const { designationId, capacity } = leader;
      if (capacity.left < need.halfDays || hardConflict(need, leader)) continue;
      if (softConflicts(need, leader).length > 0) continue;
      days.set(designationId, capacity.left);
      const points = Math.max(1, Math.round(scoreOf(need, leader)));
      fits.push({ requestId: String(id), leaderId: String(designationId), score: points / 100 });
    }
  }
  return {
    requests: requests.map(({ id, need, commissioned }) => ({
      id: String(id),
      days: need.halfDays,
      priority: 1,
      category: commissioned ? CATEGORY.commissioned : CATEGORY.asked,
    })),
    leaders: [...days].map(([id, left]) => ({ id: String(id), days: left })),
    fits,
    order: requests
      .toSorted((a, b) => a.askedAt.getTime() - b.askedAt.getTime() || a.id - b.id)
      .map(({ id }) => String(id)),
  };
}
