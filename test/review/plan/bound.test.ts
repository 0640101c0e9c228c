import { describe, expect, it } from 'vitest';
import { compile } from '../../../src/review/plan/compile.js';
import { modelOfPrs1 } from '../../../src/review/plan/prs1.js';
import { Round } from '../../../src/review/plan/round.js';
import { exactCost } from './exactPlan.js';
import { instance } from './instances.js';
import { smallProblem } from './randomProblem.js';

/** The exact optimum takes a second or two each; CONVENOR_LONG=1 looks at many. */
const SMALL_ROUNDS = process.env.CONVENOR_LONG ? 200 : 6;

describe('the lower bound', () => {
  // Least costs known: 422 is proved, the others are the best ever found (docs/matching.md). The last figure is the
  // bound without dates that every round beats, by the flow and its pair rows alone.
  it.each([
    ['prs-12-1', 422, 419],
    ['prs-150-1', 4869, 4715],
    ['prs-tight-150-1', 6000, 5122],
    ['prs-600-1', 18_294, 17_731],
  ])('of %s lies below every plan and above what knows no dates', (name, plan, withoutDates) => {
    const { value } = new Round(modelOfPrs1(instance(name))).bound(150, () => false);
    expect(value).toBeLessThanOrEqual(plan);
    expect(value).toBeGreaterThanOrEqual(withoutDates);
  });

  it(
    'never lies above the proved optimum of small rounds, in any mode',
    async () => {
      for (let seed = 1; seed <= SMALL_ROUNDS; seed++) {
        const { model } = compile(smallProblem(seed));
        const { value } = new Round(model).bound(60, () => false);
        expect(value, `seed ${seed}`).toBeLessThanOrEqual(await exactCost(model));
      }
    },
    SMALL_ROUNDS * 30_000,
  );
});
