import { describe, expect, it } from 'vitest';
import { modelOfPrs1 } from '../../../src/review/plan/prs1.js';
import { teamNetwork } from '../../../src/review/plan/teamNetwork.js';
import { instance } from './instances.js';

describe('the network simplex', () => {
  // Known optima of the team network without dates and pair rows (docs/matching.md).
  it.each([
    ['prs-12-1', 410],
    ['prs-150-1', 4448],
  ])('finds the known optimum of %s, with optimal prices', (name, optimum) => {
    const net = teamNetwork(modelOfPrs1(instance(name)), 1);
    net.simplex.solve();
    expect(net.simplex.total() + net.constant).toBe(optimum);
    const { flow, network } = net.simplex;
    for (let e = 0; e < flow.length; e++) {
      expect(flow[e]).toBeGreaterThanOrEqual(0);
      expect(flow[e]!).toBeLessThanOrEqual(network.capacity[e]!);
      const reduced = net.simplex.reducedCost(e);
      // Complementary slackness proves the optimum.
      if (flow[e] === 0 && network.capacity[e]! > 0) expect(reduced).toBeGreaterThanOrEqual(0);
      if (flow[e] === network.capacity[e] && flow[e]! > 0) expect(reduced).toBeLessThanOrEqual(0);
    }
  });
});
