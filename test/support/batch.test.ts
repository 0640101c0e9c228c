import { expect, test } from 'vitest';
import { leadersOf, needOf } from '../../bench/rankData.js';
import { planBatch } from '../../src/support/batch/plan.js';
import { batchProblem, type OpenRequest } from '../../src/support/batch/problem.js';
import type { LeaderFacts } from '../../src/support/need.js';

const [SOME] = leadersOf(1, 1, 30);

function leader(designationId: number, left: number, changes: Partial<LeaderFacts> = {}): LeaderFacts {
  return {
    ...SOME!,
    designationId,
    name: `Leader ${designationId}`,
    home: {
      ...SOME!.home,
      id: 500 + designationId,
      trustId: null,
      phase: 'Primary',
      easting: 450_000,
      northing: 450_000,
    },
    specialisms: ['area-1'],
    phases: ['Primary'],
    capacity: { ...SOME!.capacity, left },
    deployments: { open: 0, ever: 3 },
    governsThere: false,
    declared: [],
    reviewsThere: false,
    homeOfConcern: false,
    ...changes,
  };
}

function request(
  id: number,
  halfDays: number,
  leaders: LeaderFacts[],
  more: Partial<OpenRequest> = {},
): OpenRequest {
  return {
    id,
    need: needOf(id, 1, halfDays),
    commissioned: false,
    askedAt: new Date(2027, 0, id),
    leaders,
    ...more,
  };
}

test('the first to come does not take the only leader who can serve the second', () => {
  const both = leader(1, 6);
  const only = leader(2, 6, { phases: ['Secondary'] });
  // Both requests would rather have the first leader; the second one can have nobody else.
  const plan = planBatch(batchProblem([request(1, 6, [both, only]), request(2, 6, [both])]));
  expect(plan.proved).toBe(true);
  expect(plan.best).toMatchObject({ given: { 1: '2', 2: '1' }, served: 2 });
  expect(plan.firstCome).toMatchObject({ given: { 1: '1' }, served: 1 });
  expect(plan.best.points).toBeGreaterThan(plan.firstCome.points);
});

test('a commissioned request goes before all others, and nobody gives more days than are left', () => {
  const one = leader(1, 6);
  const plan = planBatch(batchProblem([request(1, 6, [one]), request(2, 4, [one], { commissioned: true })]));
  expect(plan.best.given).toEqual({ 2: '1' });
});

test('hard conflicts are never planned, soft ones are left to the coordinator', () => {
  const hard = leader(1, 6, { reviewsThere: true });
  const soft = leader(2, 6, { deployments: { open: 2, ever: 5 } });
  const { fits, leaders } = batchProblem([request(1, 6, [hard, soft, leader(3, 4), leader(4, 6)])]);
  expect(fits.map(fit => fit.leaderId)).toEqual(['4']);
  expect(leaders).toEqual([{ id: '4', days: 6 }]);
});
