import highs from 'highs';
import { describe, expect, it } from 'vitest';
import { assignSupport, type SupportFit } from '../../src/optimise/assign.js';
import { Random } from '../../src/optimise/random.js';

// The package's types describe its CommonJS form, Node loads its module form: there the default is the loader.
const solver = (highs as unknown as typeof highs.default)();

interface Shape {
  readonly requests: number;
  readonly leaders: number;
  /** Percent of the pairs that are possible. */
  readonly density?: number;
  readonly categories?: number;
  readonly mostDays?: number;
}

/** A batch with scarce days: small budgets, so that choices tie each other. */
function batch(seed: number, { requests, leaders, density = 60, categories = 1, mostDays = 8 }: Shape) {
  const random = new Random(seed);
  const wanted = Array.from({ length: requests }, (_, i) => ({
    id: `r${i}`,
    days: 1 + random.below(5),
    priority: 1 + random.below(3),
    category: 1 + random.below(categories),
  }));
  const given = Array.from({ length: leaders }, (_, j) => ({
    id: `l${j}`,
    days: 1 + random.below(mostDays),
  }));
  const fits: SupportFit[] = wanted.flatMap(request =>
    given.flatMap(leader =>
      random.below(100) < density
        ? [{ requestId: request.id, leaderId: leader.id, score: (1 + random.below(100)) / 100 }]
        : [],
    ),
  );
  return { wanted, given, fits };
}

type Batch = ReturnType<typeof batch>;

function worthOf(request: Batch['wanted'][number], score: number): number {
  return Math.max(1, Math.round(1000 * request.priority * score));
}

/** The best value of each category in turn, by trying everything. */
function exhaustive({ wanted, given, fits }: Batch): [number, number] {
  const left = given.map(leader => leader.days);
  const options = wanted.map(request =>
    given.flatMap((leader, j) => {
      const fit = fits.find(f => f.requestId === request.id && f.leaderId === leader.id);
      return fit ? [{ j, value: worthOf(request, fit.score) }] : [];
    }),
  );
  let best: [number, number] = [-1, -1];
  const visit = (i: number, first: number, second: number): void => {
    const request = wanted[i];
    if (!request) {
      if (first > best[0] || (first === best[0] && second > best[1])) best = [first, second];
      return;
    }
    visit(i + 1, first, second);
    for (const { j, value } of options[i] ?? []) {
      const room = left[j] ?? 0;
      if (room < request.days) continue;
      left[j] = room - request.days;
      visit(
        i + 1,
        first + (request.category === 1 ? value : 0),
        second + (request.category === 2 ? value : 0),
      );
      left[j] = room;
    }
  };
  visit(0, 0, 0);
  return best;
}

/** What a result is worth, category by category; fails when a leader is overdrawn or a pair was never possible. */
function checked({ wanted, given, fits }: Batch, result: ReturnType<typeof assignSupport>): [number, number] {
  const used = new Map<string, number>();
  const worth: [number, number] = [0, 0];
  for (const { requestId, leaderId, days, score } of result.given) {
    const request = wanted.find(each => each.id === requestId)!;
    expect(fits).toContainEqual({ requestId, leaderId, score });
    expect(days).toBe(request.days);
    used.set(leaderId, (used.get(leaderId) ?? 0) + days);
    worth[request.category === 1 ? 0 : 1] += worthOf(request, score);
  }
  for (const leader of given) expect(used.get(leader.id) ?? 0).toBeLessThanOrEqual(leader.days);
  expect(new Set(result.given.map(each => each.requestId)).size).toBe(result.given.length);
  expect(result.given.length + result.unserved.length).toBe(wanted.length);
  return worth;
}

/** The same problem for HiGHS, an independent solver. */
async function byHighs({ wanted, given, fits }: Batch): Promise<number> {
  const pairs = fits.flatMap(({ requestId, leaderId, score }, at) => {
    const request = wanted.find(each => each.id === requestId)!;
    const leader = given.find(each => each.id === leaderId)!;
    return leader.days < request.days ? [] : [{ name: `x${at}`, request, leader, score }];
  });
  const sum = (of: typeof pairs, factor: (pair: (typeof pairs)[number]) => number) =>
    of.map(pair => `${factor(pair)} ${pair.name}`).join(' + ') || '0 x';
  const lp = [
    'Maximize',
    ` obj: ${sum(pairs, pair => worthOf(pair.request, pair.score))}`,
    'Subject To',
    ...wanted.map(
      (request, at) =>
        ` r${at}: ${sum(
          pairs.filter(pair => pair.request === request),
          () => 1,
        )} <= 1`,
    ),
    ...given.map(
      (leader, at) =>
        ` l${at}: ${sum(
          pairs.filter(pair => pair.leader === leader),
          pair => pair.request.days,
        )} <= ${leader.days}`,
    ),
    'Binary',
    ...pairs.map(pair => ` ${pair.name}`),
    'End',
  ].join('\n');
  // Its own tolerance of a hundredth of a percent would let it stop short of the optimum.
  return Math.round((await solver).solve(lp, { mip_rel_gap: 0 }).ObjectiveValue);
}

describe('assignSupport', () => {
  it('finds what trying everything finds, in 2,500 small batches, and never overdraws a leader', () => {
    for (let seed = 1; seed <= 2500; seed++) {
      const shape = { requests: 2 + (seed % 5), leaders: 1 + (seed % 3), categories: 1 + (seed % 2) };
      const problem = batch(seed, { ...shape, density: 40 + (seed % 60) });
      const result = assignSupport(problem.wanted, problem.given, problem.fits);
      expect(checked(problem, result), `seed ${seed}`).toEqual(exhaustive(problem));
      expect(result.proved, `seed ${seed}`).toBe(true);
    }
  });

  it('finds what HiGHS finds, where there is too much to try', async () => {
    for (let seed = 1; seed <= 12; seed++) {
      const problem = batch(seed, { requests: 18, leaders: 9, density: 25 + 2 * seed });
      const result = assignSupport(problem.wanted, problem.given, problem.fits);
      const [value] = checked(problem, result);
      expect(value, `seed ${seed}`).toBe(await byHighs(problem));
      expect(result).toMatchObject({ value, bound: value, proved: true });
    }
  });

  it('proves a batch of 40 requests over 25 leaders who suit a few each', () => {
    const problem = batch(7, { requests: 40, leaders: 25, density: 12, categories: 2 });
    const result = assignSupport(problem.wanted, problem.given, problem.fits);
    expect(result.proved).toBe(true);
    expect(result.bound).toBe(result.value);
  });

  it('gives the same answer every time, and nothing to nobody', () => {
    const problem = batch(3, { requests: 12, leaders: 6 });
    const once = assignSupport(problem.wanted, problem.given, problem.fits);
    expect(assignSupport(problem.wanted, problem.given, problem.fits)).toEqual(once);
    expect(assignSupport([], [], [])).toEqual({ given: [], unserved: [], value: 0, bound: 0, proved: true });
    expect(assignSupport(problem.wanted, problem.given, []).unserved).toHaveLength(12);
  });
});
