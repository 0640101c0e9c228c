import { describe, expect, it } from 'vitest';
import { compile } from '../../../src/review/plan/compile.js';
import { applyChange } from '../../../src/review/plan/cures.js';
import { explainOpen } from '../../../src/review/plan/explain.js';
import { explainTeam } from '../../../src/review/plan/explainTeam.js';
import { hallSet } from '../../../src/review/plan/hall.js';
import { judge } from '../../../src/review/plan/judge.js';
import { planReviews } from '../../../src/review/plan/plan.js';
import { fitPlan, rawPlanOf } from '../../../src/review/plan/planState.js';
import { repairPlan } from '../../../src/review/plan/repair.js';
import { randomProblem } from './randomProblem.js';

describe('explainOpen', () => {
  it('names cures that cure: after any one of them a repair opens less, and nothing is broken', () => {
    let tried = 0;
    for (let seed = 1; seed <= 100; seed++) {
      const problem = randomProblem(seed, {
        schools: 6 + (seed % 5),
        leads: 15 + (seed % 3) * 15,
        free: 25 + (seed % 4) * 10,
        days: 10,
      });
      const plan = planReviews(problem, { seed, moves: 5000 });
      for (const open of explainOpen(problem, plan.visits)) {
        expect(open.sentence.length).toBeGreaterThan(20);
        for (const cure of open.cures) {
          const relaxed = applyChange(problem, cure.change);
          const repair = repairPlan(relaxed, plan.visits, { searchMoves: 0 });
          expect(judge(relaxed, repair.visits).breaches, `seed ${seed}: ${cure.sentence}`).toEqual([]);
          expect(repair.unfilled + repair.undated, `seed ${seed}: ${cure.sentence}`).toBeLessThan(
            plan.unfilled + plan.undated,
          );
          tried++;
        }
      }
    }
    expect(tried).toBeGreaterThan(100);
  }, 120_000);

  it('says nothing of a plan with nothing open', () => {
    const problem = randomProblem(2, { schools: 8, free: 90, leads: 90 });
    const plan = planReviews(problem, { seed: 1, moves: 40_000 });
    if (plan.unfilled + plan.undated === 0) expect(explainOpen(problem, plan.visits)).toEqual([]);
  });

  it('gives sets that are too few people for too many visits, and minimal', () => {
    let sets = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const problem = randomProblem(seed, { schools: 9, leads: 12 });
      const plan = planReviews(problem, { seed, moves: 4000 });
      const compiled = compile(problem);
      const { model } = compiled;
      const { state } = fitPlan(model, rawPlanOf(compiled, plan.visits));
      for (let q = 0; q < model.places; q++) {
        if (state.team[q]! >= 0) continue;
        const set = hallSet(state, q, model.placeLead[q] === 1);
        if (set === null) continue;
        sets++;
        expect(set.demand).toBeGreaterThan(set.supply);
        expect(set.supply).toBe(set.people.reduce((sum, p) => sum + model.maxLoad[p]!, 0));
      }
    }
    expect(sets).toBeGreaterThan(10);
  });
});

describe('explainTeam', () => {
  it('names the next best person, who is never cheaper in a plan that is a local optimum', () => {
    const problem = randomProblem(5, { schools: 10, free: 80 });
    const plan = planReviews(problem, { seed: 5, moves: 60_000 });
    for (const visit of plan.visits) {
      for (const reason of explainTeam(problem, visit ? plan.visits : [], visit.schoolId)) {
        expect(reason.visits).toBeGreaterThan(0);
        if (reason.next !== null) expect(reason.next.dearer).toBeGreaterThanOrEqual(0);
      }
    }
  });
});
