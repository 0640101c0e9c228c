import { assignSupport } from '../../optimise/assign.js';
import type { BatchProblem } from './problem.js';

/** One way to give the days of leaders to requests. */
export interface Giving {
  /** Designation by request. */
  readonly given: Readonly<Record<string, string>>;
  readonly served: number;
  /** Sum of the match points of 100 over the requests served. */
  readonly points: number;
}

/** The best giving beside what first come, first served would have been. */
export interface BatchPlan {
  readonly best: Giving;
  readonly firstCome: Giving;
  /** No giving reaches more points, commissioned requests going first: proved, and not merely not found. */
  readonly proved: boolean;
}

/** Plans a batch: pure, and the same answer every time. Takes up to a second or two for a large county. */
export function planBatch(problem: BatchProblem): BatchPlan {
  const { given, proved } = assignSupport(problem.requests, problem.leaders, problem.fits);
  return {
    best: giving(problem, Object.fromEntries(given.map(each => [each.requestId, each.leaderId]))),
    firstCome: giving(problem, firstCome(problem)),
    proved,
  };
}

/** Each request in its turn gets the best leader who still has the days. */
function firstCome({ requests, leaders, fits, order }: BatchProblem): Record<string, string> {
  const left = new Map(leaders.map(leader => [leader.id, leader.days]));
  const days = new Map(requests.map(request => [request.id, request.days]));
  const wishes = new Map<string, { leaderId: string; score: number }[]>();
  for (const { requestId, leaderId, score } of fits) {
    const list = wishes.get(requestId);
    if (list) list.push({ leaderId, score });
    else wishes.set(requestId, [{ leaderId, score }]);
  }
  const given: Record<string, string> = {};
  for (const id of order) {
    const wanted = days.get(id) ?? 0;
    const free = (wishes.get(id) ?? []).filter(({ leaderId }) => (left.get(leaderId) ?? 0) >= wanted);
    const best = free.reduce<(typeof free)[number] | null>(
      (top, each) => (top && top.score >= each.score ? top : each),
      null,
    );
    if (!best) continue;
    given[id] = best.leaderId;
    left.set(best.leaderId, (left.get(best.leaderId) ?? 0) - wanted);
  }
  return given;
}

function giving({ fits }: BatchProblem, given: Readonly<Record<string, string>>): Giving {
  const points = fits.reduce(
    (sum, { requestId, leaderId, score }) =>
      given[requestId] === leaderId ? sum + Math.round(score * 100) : sum,
    0,
  );
  return { given, served: Object.keys(given).length, points };
}
