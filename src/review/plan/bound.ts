import type { Model } from './model.js';
import type { PairRows } from './pairs.js';
import type { TeamNetwork } from './teamNetwork.js';

/** Prices of pairs are kept in sixteenths of a unit of cost (the network's factor). */
export interface Bound {
  /** No plan costs less than this (in the model's units, rounded up: costs are whole). */
  value: number;
  /** Price of each pair row, in units of cost times the network's factor. */
  pairPrice: Int32Array;
  rounds: number;
}

/** Cheapest start of every school, or the price of none: no plan pays less for its dates. */
export function dateBound(model: Model): number {
  let sum = 0;
  for (let s = 0; s < model.schools; s++) {
    let least = model.undated;
    for (let t = 0; t < model.points; t++) {
      if ((model.startMask[s * model.words + (t >> 5)]! >>> (t & 31)) & 1) {
        least = Math.min(least, model.startCost[s * model.points + t]!);
      }
    }
    sum += least;
  }
  return sum;
}

/**
 * A lower bound by Lagrangian relaxation of the pair rows `X_hs + X_sh ≤ 1` (Held, Wolfe, Crowder 1974): for any
 * prices λ ≥ 0 the cheapest flow under cost + λ, less Σ λ, is no dearer than the best plan. The prices climb by
 * deflected subgradients with Polyak's step towards a target a little above the best bound so far; the network
 * simplex goes on from its last basis each time. Dates add the sum of the schools' cheapest starts.
 */
export function lagrangianBound(
  net: TeamNetwork,
  pairs: PairRows,
  rounds: number,
  stop: () => boolean,
): Bound {
  const { model, simplex, factor } = net;
  const { cost } = simplex.network;
  const rows = model.onePerHome && pairs.count > 0;
  const lambda = new Float64Array(pairs.count);
  const price = new Int32Array(pairs.count);
  const bestPrice = new Int32Array(pairs.count);
  const direction = new Float64Array(pairs.count);
  const use = new Int32Array(pairs.count);
  const dates = dateBound(model);
  let best = Number.NEGATIVE_INFINITY;
  let theta = 1;
  let idle = 0;
  let round = 0;
  for (; round < Math.max(1, rounds); round++) {
    for (let a = 0; a < pairs.pairOf.length; a++) {
      const pair = pairs.pairOf[a]!;
      const extra = pair < 0 ? 0 : price[pair]!;
      if (net.leadArc[a]! >= 0) cost[net.leadArc[a]!] = net.base[net.leadArc[a]!]! + extra;
      if (net.peerArc[a]! >= 0) cost[net.peerArc[a]!] = net.base[net.peerArc[a]!]! + extra;
    }
    simplex.price();
    simplex.solve();
    let value = simplex.total();
    for (let k = 0; k < pairs.count; k++) value -= price[k]!;
    if (value > best + 1e-9) {
      if (value - best < 0.00005 * Math.abs(best)) idle++;
      else idle = 0;
      best = value;
      bestPrice.set(price);
    } else idle++;
    if (!rows || stop()) break;
    if (idle >= 4) {
      theta *= 0.6;
      idle = 0;
      if (theta < 0.02) break;
    }
    use.fill(0);
    for (let e = 0; e < cost.length; e++) {
      const arc = net.arcOf[e]!;
      if (arc >= 0 && simplex.flow[e] === 1 && pairs.pairOf[arc]! >= 0) use[pairs.pairOf[arc]!]!++;
    }
    let norm = 0;
    for (let k = 0; k < pairs.count; k++) {
      // At a price of zero an unused row pulls nowhere.
      const g = use[k]! === 0 && lambda[k]! <= 0 ? 0 : use[k]! - 1;
      direction[k] = g + 0.6 * direction[k]!;
      norm += direction[k]! * direction[k]!;
    }
    if (norm === 0) break;
    const step = (theta * (Math.abs(best) * 0.008 + best - value + factor)) / norm;
    for (let k = 0; k < pairs.count; k++) {
      lambda[k] = Math.max(0, lambda[k]! + step * direction[k]!);
      price[k] = Math.round(lambda[k]!);
    }
  }
  // A hair is taken off before rounding up, for the division by the factor is exact in binary.
  return {
    value: Math.ceil(best / factor - 1e-9) + net.constant + dates,
    pairPrice: bestPrice,
    rounds: round,
  };
}
