import { describe, expect, it } from 'vitest';
import type { SolveProgress } from '../../../src/review/plan/keeper.js';
import { modelOfPrs1, prs1Plan } from '../../../src/review/plan/prs1.js';
import { solve } from '../../../src/review/plan/solve.js';
import { instance, outsideJudge } from './instances.js';

describe('solve', () => {
  it.each([
    ['prs-12-2', 100_000, 9700],
    ['prs-150-1', 300_000, 5100],
    ['prs-tight-150-1', 300_000, 6500],
    ['prs-600-1', 400_000, 19_600],
  ])(
    'keeps every hard rule of %s by the outside judge, within its bound and a cost held for %d moves',
    (name, moves, most) => {
      const prs = instance(name);
      const model = modelOfPrs1(prs);
      const solved = solve(model, { seed: 1, moves });
      const verdict = outsideJudge(prs, prs1Plan(model, solved.plan));
      expect(verdict.first).toEqual([]);
      expect(verdict.cost).toBe(solved.cost);
      expect(solved.cost).toBeLessThanOrEqual(most);
      expect(solved.bound!).toBeLessThanOrEqual(solved.cost);
    },
    60_000,
  );

  it('gives a whole plan, no rule broken, however soon it is stopped', () => {
    const prs = instance('prs-150-1');
    const model = modelOfPrs1(prs);
    for (const looks of [0, 1, 3]) {
      let seen = 0;
      const progress: SolveProgress[] = [];
      const solved = solve(model, {
        seed: 1,
        moves: 2_000_000,
        stop: () => seen++ >= looks,
        onProgress: p => progress.push(p),
      });
      const verdict = outsideJudge(prs, prs1Plan(model, solved.plan));
      expect(verdict.first).toEqual([]);
      expect(verdict.cost).toBe(solved.cost);
      expect(solved.cutShort).toBe(true);
      expect(progress[0]?.phase).toBe('first');
      expect(progress.at(-1)?.phase).toBe('done');
    }
  });

  it('depends on the seed and the moves alone', () => {
    const model = modelOfPrs1(instance('prs-150-1'));
    const one = solve(model, { seed: 9, moves: 200_000 });
    const two = solve(model, { seed: 9, moves: 200_000, now: () => 0 });
    expect(two.plan).toEqual(one.plan);
    expect(solve(model, { seed: 10, moves: 200_000 }).plan).not.toEqual(one.plan);
  });
});
