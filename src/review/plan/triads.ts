import { Random } from '../../optimise/random.js';
import type { Compiled } from './compile.js';
import { FORBIDDEN, type Model } from './model.js';

/** Price of a school that finds no usable reviewer at a fellow of its triad. */
const NO_REVIEWER = 500;
/** Exchanges of two schools tried per school. */
const TRIES_PER_SCHOOL = 4000;

/**
 * Price of `school` being reviewed by people of `home`: the cheapest arc as lead and as peer, and what is missing.
 * Rows: [lead, peer] per ordered pair; `NO_REVIEWER` where there is nobody.
 */
function pairPrices(model: Model): (school: number, home: number) => [number, number] {
  const known = new Map<number, [number, number]>();
  for (let s = 0; s < model.schools; s++) {
    for (let a = model.arcStart[s]!; a < model.arcStart[s + 1]!; a++) {
      const h = model.home[model.arcPerson[a]!]!;
      if (h < 0) continue;
      const key = s * model.schools + h;
      const now = known.get(key) ?? [NO_REVIEWER, NO_REVIEWER];
      known.set(key, [Math.min(now[0], model.leadCost[a]!), Math.min(now[1], model.peerCost[a]!)]);
    }
  }
  const nobody: [number, number] = [NO_REVIEWER, NO_REVIEWER];
  return (s, h) => known.get(s * model.schools + h) ?? nobody;
}

/** Cost of one group: for each school the better way to take a lead from one fellow and peers from the others. */
function groupCost(group: readonly number[], price: (s: number, h: number) => [number, number]): number {
  let sum = 0;
  for (const s of group) {
    const fellows = group.filter(h => h !== s).map(h => price(s, h));
    let best = NO_REVIEWER * 2;
    fellows.forEach((lead, k) => {
      const peers = fellows.reduce((total, other, j) => total + (j === k ? 0 : other[1]), 0);
      best = Math.min(best, lead[0] + peers);
    });
    sum += best;
  }
  return sum;
}

/**
 * Groups the schools in threes (the last ones in groups of four or two where the number does not divide), so that
 * everyone can review the other two: schools of one phase, near one another, not in one trust, with a lead among
 * each pair. First by nearest neighbours, then by exchanging schools between groups while that helps, with a little
 * annealing (Kernighan, Lin 1970, for the exchange neighbourhood). Deterministic for a seed.
 */
export function groupInTriads(model: Model, phaseOf: readonly string[], seed: number): number[][] {
  const price = pairPrices(model);
  const near = (a: number, b: number) => Math.min(...price(a, b)) + Math.min(...price(b, a));
  const groups: number[][] = [];
  for (const phase of new Set(phaseOf)) {
    const left = new Set(phaseOf.flatMap((p, s) => (p === phase ? [s] : [])));
    while (left.size > 0) {
      const first = Math.min(...left);
      left.delete(first);
      const fellows = [...left].sort((a, b) => near(first, a) - near(first, b) || a - b);
      // Fours instead of a lonely rest.
      const size = left.size === 3 || left.size === 1 ? left.size + 1 : 3;
      const group = [first, ...fellows.slice(0, size - 1)];
      for (const s of group) left.delete(s);
      groups.push(group);
    }
  }
  const random = new Random(seed);
  const costs = groups.map(group => groupCost(group, price));
  const tries = groups.length > 1 ? TRIES_PER_SCHOOL * Math.min(model.schools, 400) : 0;
  for (let k = 0; k < tries; k++) {
    const temperature = 40 * (1 - k / tries) ** 2;
    const a = random.below(groups.length);
    const b = random.below(groups.length);
    const i = random.below(groups[a]!.length);
    const j = random.below(groups[b]!.length);
    const x = groups[a]![i]!;
    const y = groups[b]![j]!;
    if (a === b || phaseOf[x] !== phaseOf[y]) continue;
    const first = groups[a]!.with(i, y);
    const second = groups[b]!.with(j, x);
    const one = groupCost(first, price);
    const two = groupCost(second, price);
    const delta = one + two - costs[a]! - costs[b]!;
    if (delta > -Math.log((random.below(4096) + 0.5) / 4096) * temperature) continue;
    groups[a] = first;
    groups[b] = second;
    costs[a] = one;
    costs[b] = two;
  }
  return groups;
}

/** The compiled problem with every arc closed that leaves its triad. */
export function planTriads(compiled: Compiled, seed: number): Compiled {
  const { model, problem } = compiled;
  const groups = groupInTriads(
    model,
    problem.schools.map(school => school.phaseGroup),
    seed,
  );
  const groupOf = new Int32Array(model.schools);
  groups.forEach((group, g) => {
    for (const s of group) groupOf[s] = g;
  });
  const leadCost = model.leadCost.slice();
  const peerCost = model.peerCost.slice();
  for (let s = 0; s < model.schools; s++) {
    const pins = model.placePin.subarray(model.placeStart[s]!, model.placeStart[s + 1]!);
    for (let a = model.arcStart[s]!; a < model.arcStart[s + 1]!; a++) {
      const home = model.home[model.arcPerson[a]!]!;
      if ((home >= 0 && groupOf[home] === groupOf[s]) || pins.includes(model.arcPerson[a]!)) continue;
      leadCost[a] = FORBIDDEN;
      peerCost[a] = FORBIDDEN;
    }
  }
  return { ...compiled, model: { ...model, leadCost, peerCost } };
}
