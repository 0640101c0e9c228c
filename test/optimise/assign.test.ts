import { describe, expect, it } from 'vitest';
import { assignSupport, type SupportFit } from '../../src/optimise/assign.js';
import { Random } from '../../src/optimise/random.js';

function batch(seed: number, requests: number, leaders: number, density = 60) {
  const random = new Random(seed);
  const wanted = Array.from({ length: requests }, (_, i) => ({
    id: `r${i}`,
    days: 1 + random.below(5),
    priority: 1 + random.below(3),
    category: 1 + random.below(2),
  }));
  const given = Array.from({ length: leaders }, (_, j) => ({ id: `l${j}`, days: 2 + random.below(7) }));
  const fits: SupportFit[] = wanted.flatMap(request =>
    given.flatMap(leader =>
      random.below(100) < density
        ? [{ requestId: request.id, leaderId: leader.id, score: (1 + random.below(100)) / 100 }]
        : [],
    ),
  );
  return { wanted, given, fits };
}

/** The best value of each category in turn, by trying everything. */
function exhaustive({ wanted, given, fits }: ReturnType<typeof batch>): [number, number] {
  const left = given.map(leader => leader.days);
  let best: [number, number] = [-1, -1];
  const visit = (i: number, first: number, second: number): void => {
    if (i === wanted.length) {
      if (first > best[0] || (first === best[0] && second > best[1])) best = [first, second];
      return;
    }
    visit(i + 1, first, second);
    const request = wanted[i]!;
    given.forEach((leader, j) => {
      const fit = fits.find(f => f.requestId === request.id && f.leaderId === leader.id);
      if (!fit || left[j]! < request.days) return;
      const value = Math.max(1, Math.round(1000 * request.priority * fit.score));
      left[j]! -= request.days;
      visit(
        i + 1,
        first + (request.category === 1 ? value : 0),
        second + (request.category === 2 ? value : 0),
      );
      left[j]! += request.days;
    });
  };
  visit(0, 0, 0);
  return best;
}

describe('assignSupport', () => {
  it('finds the optimum that trying everything finds, category by category, and never overdraws a leader', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const problem = batch(seed, 6, 3);
      const result = assignSupport(problem.wanted, problem.given, problem.fits);
      const sum = (category: number) =>
        result.given.reduce((total, g) => {
          const request = problem.wanted.find(r => r.id === g.requestId)!;
          return (
            total +
            (request.category === category ? Math.max(1, Math.round(1000 * request.priority * g.score)) : 0)
          );
        }, 0);
      expect([sum(1), sum(2)], `seed ${seed}`).toEqual(exhaustive(problem));
      expect(result.proved).toBe(true);
      for (const leader of problem.given) {
        const days = result.given
          .filter(g => g.leaderId === leader.id)
          .reduce((total, g) => total + g.days, 0);
        expect(days).toBeLessThanOrEqual(leader.days);
      }
      expect(result.given.length + result.unserved.length).toBe(problem.wanted.length);
    }
  });

  it('proves a batch of 40 requests over 25 leaders who suit a few each', () => {
    const problem = batch(7, 40, 25, 12);
    const result = assignSupport(problem.wanted, problem.given, problem.fits);
    expect(result.proved).toBe(true);
    expect(result.bound).toBe(result.value);
  });
});
