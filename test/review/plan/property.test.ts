import { describe, expect, it } from 'vitest';
import { compile } from '../../../src/review/plan/compile.js';
import { judge } from '../../../src/review/plan/judge.js';
import { planReviews } from '../../../src/review/plan/plan.js';
import { solve } from '../../../src/review/plan/solve.js';
import { exactCost } from './exactPlan.js';
import { randomProblem, type Shape, smallProblem } from './randomProblem.js';

const SHAPES: [string, Shape][] = [
  ['rotation', { schools: 8 }],
  ['rotation on a tight calendar', { schools: 10, free: 25 }],
  ['rotation with few leads', { schools: 9, leads: 20 }],
  ['half days and observers', { schools: 7, halves: true, observers: true }],
  ['a bank of days', { schools: 8, mode: 'bank' }],
  ['triads', { schools: 10, mode: 'triads' }],
  ['hardly any free day', { schools: 6, free: 6 }],
];

/** The exact optimum takes a second or two each; CONVENOR_LONG=1 looks at many, ROUNDS says how many. */
const SMALL_ROUNDS = Number(process.env.ROUNDS ?? (process.env.CONVENOR_LONG ? 200 : 4));

/** The first small round's seed; set SEED to compare others. */
const FIRST = Number(process.env.SEED ?? 1);

describe('every plan', () => {
  it.each(SHAPES)('breaks no hard rule and costs what the judge says: %s', (_, shape) => {
    for (let seed = 1; seed <= 15; seed++) {
      const problem = randomProblem(seed, shape);
      const plan = planReviews(problem, { seed, moves: 6000 });
      const verdict = judge(problem, plan.visits);
      expect(verdict.breaches, `seed ${seed}`).toEqual([]);
      // Costs are whole in the model; with halves of days the judge's may carry fractions that were rounded.
      expect(Math.abs(verdict.cost - plan.cost), `seed ${seed}`).toBeLessThanOrEqual(
        shape.halves === true ? 2 : 0,
      );
      if (plan.bound !== null && shape.mode !== 'triads') expect(plan.bound).toBeLessThanOrEqual(plan.cost);
      expect([verdict.unfilled, verdict.undated]).toEqual([plan.unfilled, plan.undated]);
    }
  });

  it(
    'is the proved optimum on small rounds',
    async () => {
      console.info(`small rounds of seeds ${FIRST} to ${FIRST + SMALL_ROUNDS - 1}`);
      let missed = 0;
      for (let seed = FIRST; seed < FIRST + SMALL_ROUNDS; seed++) {
        const { model } = compile(smallProblem(seed));
        const found = solve(model, { seed, moves: 1_500_000 });
        let best = await exactCost(model);
        // A plan that is cheaper than the referee's: it is asked again, more slowly.
        if (found.cost < best) best = await exactCost(model, undefined, 'off');
        expect(found.bound ?? 0, `the bound of seed ${seed}`).toBeLessThanOrEqual(best);
        expect(found.cost, `seed ${seed}`).toBeGreaterThanOrEqual(best);
        if (found.cost > best) missed++;
        expect(found.cost, `seed ${seed}`).toBeLessThanOrEqual(best * 1.01);
      }
      expect(missed).toBeLessThanOrEqual(Math.floor(SMALL_ROUNDS / 20));
    },
    SMALL_ROUNDS * 30_000,
  );
});
