import { type Assigned, solveAssignment } from './assignment.js';
import type { Choice, Item } from './items.js';

/** By how much higher categories are raised at first, and from one try to the next. */
const FIRST_FACTOR = 8;
const NEXT_FACTOR = 4;

/** A request for some days of one leader's time. */
export interface SupportRequest {
  id: string;
  /** Days wanted, in whole units: half days where halves are given. */
  days: number;
  /** The larger, the sooner; requests of a higher `category` go before all of a lower one. */
  priority: number;
  /** Requests of category 1 are served before those of 2 and so on, whatever their priority. Default 1. */
  category?: number | undefined;
}

/** A leader with days to give, in the same units. */
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

/**
 * Gives scarce leader days to requests, each request by one leader or not at all, so that the sum of priority ×
 * score is largest: a generalised assignment, solved by {@link solveAssignment}. Categories are served in order:
 * what a higher one gets is never given up for a lower one. For that a higher category's value is raised by a
 * factor: an optimum in which it keeps all its value is the best of those that do (weak duality), and where it
 * does not the factor was too small. When the search is too large the best found is returned with its bound.
 */
export function assignSupport(
  requests: readonly SupportRequest[],
  leaders: readonly SupportLeader[],
  fits: readonly SupportFit[],
): SupportAssignment {
  const scores = new Map<string, number>();
  const items = itemsOf(requests, leaders, fits, scores);
  const budgets = leaders.map(leader => leader.days);
  const categories = [...new Set(requests.map(request => request.category ?? 1))].sort((a, b) => a - b);
  let served: readonly Item[] = [];
  let result: Assigned = { chosen: new Map(), value: 0, bound: 0, proved: true };
  let [bound, proved] = [0, true];
  for (const category of categories) {
    const own = items.filter(item => (requests[item.index]?.category ?? 1) === category);
    const before = result;
    // Never worth more than `before`, the higher ones either keep that or were not raised enough: then once more.
    for (let factor = served.length > 0 ? FIRST_FACTOR : 1; ; factor *= NEXT_FACTOR) {
      const raised = served.map(item => times(item, factor));
      result = solveAssignment([...raised, ...own], budgets, raisedChoice(before.chosen, factor));
      const kept = sumOf(served, result.chosen) / factor;
      if (kept >= before.value || factor > totalOf(own)) {
        served = [...raised, ...own];
        bound += Math.max(0, result.bound - before.value * factor);
        break;
      }
    }
    proved = proved && result.proved;
  }
  const { chosen } = result;
  const value = items.reduce((sum, item) => {
    const bin = chosen.get(item.index)?.bin;
    return sum + (item.options.find(option => option.bin === bin)?.value ?? 0);
  }, 0);
  const given = requests.flatMap((request, index) => {
    const leader = leaders[chosen.get(index)?.bin ?? -1];
    if (!leader) return [];
    const score = scores.get(`${index}/${leader.id}`) ?? 0;
    return [{ requestId: request.id, leaderId: leader.id, days: request.days, score }];
  });
  const unserved = requests.flatMap((request, index) => (chosen.has(index) ? [] : [request.id]));
  return { given, unserved, value, bound: proved ? value : bound, proved };
}

function itemsOf(
  requests: readonly SupportRequest[],
  leaders: readonly SupportLeader[],
  fits: readonly SupportFit[],
  scores: Map<string, number>,
): Item[] {
  const requestIndex = new Map(requests.map((request, index) => [request.id, index]));
  const leaderIndex = new Map(leaders.map((leader, index) => [leader.id, index]));
  const options: { bin: number; value: number }[][] = requests.map(() => []);
  for (const { requestId, leaderId, score } of fits) {
    const index = requestIndex.get(requestId);
    const bin = leaderIndex.get(leaderId);
    const request = index === undefined ? undefined : requests[index];
    if (index === undefined || bin === undefined || !request || score <= 0) continue;
    options[index]?.push({ bin, value: Math.max(1, Math.round(1000 * request.priority * score)) });
    scores.set(`${index}/${leaderId}`, score);
  }
  return requests.map((request, index) => ({ index, weight: request.days, options: options[index] ?? [] }));
}

/** The item with everything worth so many times as much. */
function times(item: Item, factor: number): Item {
  return { ...item, options: item.options.map(({ bin, value }) => ({ bin, value: value * factor })) };
}

function raisedChoice(chosen: Choice, factor: number): Choice {
  return new Map([...chosen].map(([index, { bin, value }]) => [index, { bin, value: value * factor }]));
}

function sumOf(items: readonly Item[], chosen: Choice): number {
  return items.reduce((sum, item) => sum + (chosen.get(item.index)?.value ?? 0), 0);
}

/** All that a category could be worth: beyond this no lower category outweighs one point of a higher. */
function totalOf(items: readonly Item[]): number {
  return items.reduce((sum, item) => sum + Math.max(0, ...item.options.map(option => option.value)), 0);
}
