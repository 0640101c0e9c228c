import { describe, expect, it } from 'vitest';
import { judge } from '../../../src/review/plan/judge.js';
import { planReviews } from '../../../src/review/plan/plan.js';
import { instance, natural, outsideJudge } from './instances.js';

describe('planReviews', () => {
  it.each(['prs-12-1', 'prs-12-2'])('plans %s with no broken rule and a cost both judges agree on', name => {
    const prs = instance(name);
    const problem = natural(prs);
    const plan = planReviews(problem, { seed: 1 });
    const verdict = judge(problem, plan.visits);
    expect(verdict.breaches).toEqual([]);
    expect(verdict.cost).toBe(plan.cost);
    const outside = outsideJudge(prs, {
      team: plan.visits.map(visit =>
        visit.team.map(member => (member.personId === null ? -1 : Number(member.personId.slice(1)))),
      ),
      start: plan.visits.map(visit => (visit.start === null ? -1 : prs.dates.indexOf(visit.start))),
    });
    expect(outside.first).toEqual([]);
    expect(outside.cost).toBe(plan.cost);
  });

  it('gives the same plan for the same seed', () => {
    const problem = natural(instance('prs-12-1'));
    expect(planReviews(problem, { seed: 7, moves: 20_000 })).toEqual(
      planReviews(problem, { seed: 7, moves: 20_000 }),
    );
  });
});
