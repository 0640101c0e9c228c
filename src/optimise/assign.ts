import { Random } from './random.js';

/** A request for some whole days of one leader's time. */
export interface SupportRequest {
  id: string;
  /** Whole days wanted. */
  days: number;
  /** The larger, the sooner; requests of a higher `category` go before all of a lower one. */
  priority: number;
  /** Requests of category 1 are served before those of 2 and so on, whatever their priority. Default 1. */
  category?: number | undefined;
}

/** A leader with days to give. */
export interface SupportLeader {
  id: string;
  days: number;
}

/** How well a leader suits a request: 0 … 1 from the ranking. Pairs that are not listed are not possible. */
export interface SupportFit {
  requestId: string;
  leaderId: string;
  score: number;
}

export interface SupportAssignment {
  /** One leader per served request. */
  given: { requestId: string; leaderId: string; days: number; score: number }[];
  /** Requests nobody could be given for. */
  unserved: string[];
  /** Sum of priority × score × 1,000, rounded per pair; within the lexicographic order of categories. */
  value: number;
  /** No assignment of the lowest category served last is worth more (Lagrangian bound on the whole). */
  bound: number;
  /** True when `value` is proved to be the best possible. */
  proved: boolean;
}

/** Nodes of the branch and bound before it settles for the best found. */
const MOST_NODES = 60_000;
/** Rounds of the price search at the root and at every other node. */
const ROOT_ROUNDS = 300;

interface Item {
  request: number;
  days: number;
  options: { leader: number; value: number }[];
}

/**
 * Gives scarce leader days to requests, each request by one leader or not at all: the generalised assignment problem
 * `max Σ v_ij x_ij, Σ_i d_i x_ij ≤ b_j, Σ_j x_ij ≤ 1`. Exact by branch and bound with the Lagrangian bound that prices
 * the leaders' days (Fisher, Jaikumar, Van Wassenhove 1986, the other way round), after a greedy start and exchanges.
 * Categories are served in order: what a higher one gets is never given up for a lower one (their value is scaled to
 * be larger than all below together). When the search is too large the best found is returned with its bound.
 */
export function assignSupport(
  requests: readonly SupportRequest[],
  leaders: readonly SupportLeader[],
  fits: readonly SupportFit[],
  seed = 1,
): SupportAssignment {
  const requestIndex = new Map(requests.map((request, i) => [request.id, i]));
  const leaderIndex = new Map(leaders.map((leader, j) => [leader.id, j]));
  const categories = [...new Set(requests.map(request => request.category ?? 1))].sort((a, b) => a - b);
  const items: Item[] = requests.map((request, i) => ({ request: i, days: request.days, options: [] }));
  const score = new Map<string, number>();
  for (const fit of fits) {
    const i = requestIndex.get(fit.requestId);
    const j = leaderIndex.get(fit.leaderId);
    if (i === undefined || j === undefined || leaders[j]!.days < requests[i]!.days || fit.score <= 0)
      continue;
    items[i]!.options.push({
      leader: j,
      value: Math.max(1, Math.round(1000 * requests[i]!.priority * fit.score)),
    });
    score.set(`${i}/${j}`, fit.score);
  }
  const left = Float64Array.from(leaders, leader => leader.days);
  const chosen = new Int32Array(requests.length).fill(-1);
  let value = 0;
  let bound = 0;
  let proved = true;
  // One category after the other; what a higher one was given may be re-arranged as long as its value stays.
  const served: Item[] = [];
  let fixedValue = 0;
  for (const category of categories) {
    const own = items.filter(item => (requests[item.request]!.category ?? 1) === category);
    const scale =
      1 + own.reduce((sum, item) => sum + item.options.reduce((most, o) => Math.max(most, o.value), 0), 0);
    const both = [
      ...served.map(item => ({
        ...item,
        options: item.options.map(o => ({ ...o, value: o.value * scale })),
      })),
      ...own,
    ];
    const start = new Int32Array(both.length).fill(-1);
    served.forEach((item, k) => {
      start[k] = chosen[item.request]!;
    });
    const budget = Float64Array.from(leaders, leader => leader.days);
    const result = solveAssignment(both, budget, start, new Random(seed));
    both.forEach((item, k) => {
      chosen[item.request] = result.chosen[k]!;
    });
    proved = proved && result.proved;
    const here = sumOf(own, chosen);
    bound += Math.max(here, Math.floor(result.bound + 1e-6) - fixedValue * scale);
    value += here;
    served.push(...own);
    fixedValue = sumOf(served, chosen);
  }
  const given = requests.flatMap((request, i) => {
    const j = chosen[i]!;
    if (j < 0) return [];
    left[j]! -= request.days;
    return [
      { requestId: request.id, leaderId: leaders[j]!.id, days: request.days, score: score.get(`${i}/${j}`)! },
    ];
  });
  const unserved = requests.flatMap((request, i) => (chosen[i]! < 0 ? [request.id] : []));
  return { given, unserved, value, bound: proved ? value : bound, proved };
}

function sumOf(items: readonly Item[], chosen: Int32Array): number {
  let sum = 0;
  for (const item of items) sum += item.options.find(o => o.leader === chosen[item.request])?.value ?? 0;
  return sum;
}

/** One generalised assignment; `start` is a feasible choice to improve on. */
function solveAssignment(items: Item[], budget: Float64Array, start: Int32Array, random: Random) {
  const best = start.slice();
  const used = new Float64Array(budget.length);
  const worthOf = (chosen: Int32Array) =>
    items.reduce((sum, item, k) => sum + (item.options.find(o => o.leader === chosen[k])?.value ?? 0), 0);
  items.forEach((item, k) => {
    if (best[k]! >= 0) used[best[k]!]! += item.days;
  });
  greedy(items, budget, used, best);
  exchange(items, budget, used, best, random);
  let bestValue = worthOf(best);
  const price = new Float64Array(budget.length);
  const fixed = new Int32Array(items.length).fill(-2);
  /** Least bound over day prices with some requests fixed; leaves good prices behind and the relaxed choice. */
  const relaxed = new Int32Array(items.length);
  const boundAt = (room: Float64Array, rounds: number, target: number): number => {
    let least = Number.POSITIVE_INFINITY;
    let theta = 1;
    const want = new Float64Array(budget.length);
    const kept = price.slice();
    for (let round = 0; round < rounds; round++) {
      let bound = 0;
      want.fill(0);
      items.forEach((item, k) => {
        if (fixed[k] !== -2) return;
        let top = 0;
        relaxed[k] = -1;
        for (const { leader, value } of item.options) {
          if (item.days > room[leader]!) continue;
          const net = value - price[leader]! * item.days;
          if (net > top) {
            top = net;
            relaxed[k] = leader;
          }
        }
        bound += top;
        if (relaxed[k]! >= 0) want[relaxed[k]!]! += item.days;
      });
      for (let j = 0; j < room.length; j++) bound += price[j]! * room[j]!;
      if (bound < least) {
        least = bound;
        kept.set(price);
      } else theta *= 0.93;
      if (least < target + 1) break;
      let norm = 0;
      for (let j = 0; j < room.length; j++) {
        const g = want[j]! - room[j]!;
        if (g > 0 || price[j]! > 0) norm += g * g;
      }
      if (norm === 0) break;
      const step = (theta * Math.max(1, bound - target)) / norm;
      for (let j = 0; j < room.length; j++) price[j] = Math.max(0, price[j]! + step * (want[j]! - room[j]!));
    }
    price.set(kept);
    return least;
  };
  const rootBound = boundAt(budget.slice(), ROOT_ROUNDS, bestValue);
  let nodes = 0;
  let complete = true;
  const room = budget.slice();
  const branch = (fixedValue: number): void => {
    if (++nodes > MOST_NODES) {
      complete = false;
      return;
    }
    const target = bestValue - fixedValue;
    const bound = boundAt(room, nodes === 1 ? 30 : 12, target);
    if (Math.floor(bound + 1e-6) <= target) return;
    // The request whose choice costs most to get wrong, of those that the relaxation puts in an overfull place.
    const want = new Float64Array(budget.length);
    items.forEach((item, k) => {
      if (fixed[k] === -2 && relaxed[k]! >= 0) want[relaxed[k]!]! += item.days;
    });
    let pick = -1;
    let regret = -1;
    items.forEach((item, k) => {
      if (fixed[k] !== -2) return;
      let first = 0;
      let second = 0;
      for (const { leader, value } of item.options) {
        if (item.days > room[leader]!) continue;
        const net = value - price[leader]! * item.days;
        if (net > first) {
          second = first;
          first = net;
        } else if (net > second) second = net;
      }
      const over = relaxed[k]! >= 0 && want[relaxed[k]!]! > room[relaxed[k]!]! ? 1e9 : 0;
      if (first - second + over > regret) {
        regret = first - second + over;
        pick = k;
      }
    });
    if (pick < 0) {
      if (fixedValue > bestValue) {
        bestValue = fixedValue;
        best.set(fixed);
      }
      return;
    }
    const item = items[pick]!;
    const options = item.options
      .filter(o => item.days <= room[o.leader]!)
      .map(o => ({ ...o, net: o.value - price[o.leader]! * item.days }))
      .sort((a, b) => b.net - a.net || a.leader - b.leader);
    for (const { leader, value } of options) {
      fixed[pick] = leader;
      room[leader]! -= item.days;
      branch(fixedValue + value);
      room[leader]! += item.days;
    }
    fixed[pick] = -1;
    branch(fixedValue);
    fixed[pick] = -2;
  };
  if (Math.floor(rootBound + 1e-6) > bestValue) branch(0);
  return { chosen: best, bound: rootBound, proved: complete };
}

/** Fills up: the most value per day first. */
function greedy(items: readonly Item[], budget: Float64Array, used: Float64Array, chosen: Int32Array): void {
  const pairs = items.flatMap((item, k) =>
    chosen[k]! >= 0 ? [] : item.options.map(o => ({ k, ...o, rate: o.value / Math.max(1, item.days) })),
  );
  pairs.sort((a, b) => b.rate - a.rate || a.k - b.k || a.leader - b.leader);
  for (const { k, leader } of pairs) {
    if (chosen[k]! >= 0 || used[leader]! + items[k]!.days > budget[leader]!) continue;
    chosen[k] = leader;
    used[leader]! += items[k]!.days;
  }
}

/** Random moves of one request and swaps of two, kept when they do not lose; then filled up again. */
function exchange(
  items: readonly Item[],
  budget: Float64Array,
  used: Float64Array,
  chosen: Int32Array,
  random: Random,
): void {
  const worth = (k: number, leader: number) =>
    items[k]!.options.find(o => o.leader === leader)?.value ?? (leader < 0 ? 0 : -1);
  const tries = Math.min(200_000, items.length * 400);
  for (let n = 0; n < tries; n++) {
    const k = random.below(items.length);
    const { options, days } = items[k]!;
    if (options.length === 0) continue;
    const to = options[random.below(options.length)]!.leader;
    const from = chosen[k]!;
    if (to === from) continue;
    const over = used[to]! + days - budget[to]!;
    if (over <= 0) {
      if (worth(k, to) < worth(k, from)) continue;
      if (from >= 0) used[from]! -= days;
      used[to]! += days;
      chosen[k] = to;
      continue;
    }
    // Somebody else leaves `to` for where this one was, or for nowhere.
    const other = random.below(items.length);
    if (chosen[other] !== to || items[other]!.days < over) continue;
    const fits =
      from >= 0 && used[from]! - days + items[other]!.days <= budget[from]! && worth(other, from) > 0;
    const back = fits ? from : -1;
    if (worth(k, to) + worth(other, back) < worth(k, from) + worth(other, to)) continue;
    if (from >= 0) used[from]! -= days;
    used[to]! += days - items[other]!.days;
    if (back >= 0) used[back]! += items[other]!.days;
    chosen[k] = to;
    chosen[other] = back;
  }
}
