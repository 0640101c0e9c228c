import type { Random } from '../../optimise/random.js';
import { setBit } from './masks.js';
import type { Model, RawPlan } from './model.js';

/**
 * Cuts a round into two halves of schools that lie near each other: half of the places are reached by walking from a
 * random school along the arcs, breadth first. Returns 1 for the schools that were reached, 0 for the rest. Another
 * cut every time lets the borders move (MATCHING D, "Decomposition").
 */
export function cut(model: Model, random: Random): Uint8Array {
  const half = new Uint8Array(model.schools);
  const queue = new Int32Array(model.schools);
  let reached = 0;
  let head = 0;
  let tail = 0;
  while (2 * reached < model.places) {
    if (head === tail) {
      // The walk has ended (another phase, an island): go on from somewhere else.
      let next = random.below(model.schools);
      while (half[next] === 1) next = next + 1 === model.schools ? 0 : next + 1;
      half[next] = 1;
      queue[tail++] = next;
      reached += model.placeStart[next + 1]! - model.placeStart[next]!;
    }
    const s = queue[head++]!;
    for (let a = model.arcStart[s]!; a < model.arcStart[s + 1]! && 2 * reached < model.places; a++) {
      const home = model.home[model.arcPerson[a]!]!;
      if (home < 0 || half[home] === 1) continue;
      half[home] = 1;
      queue[tail++] = home;
      reached += model.placeStart[home + 1]! - model.placeStart[home]!;
    }
  }
  return half;
}

/** A half of a round as a problem of its own, in the numbers of the whole. */
export interface Half {
  /** Everything that is not this half's to change is pinned to the plan in hand. */
  readonly model: Model;
  readonly schools: Int32Array;
  /** Whether a school, or a person, is this half's. */
  readonly has: (school: number) => boolean;
  readonly mine: (person: number) => boolean;
}

/**
 * The half `which` of a cut. Its schools may take other dates and its people other places, but a place held by
 * somebody of the other half stays, with the school's date, and so does a visit of its people over there. So both
 * halves can be searched at the same time, and what comes of them is one plan in which no hard rule is broken:
 * loads, balances, gaps and home days are one half's alone, and no new pair of schools joins the halves.
 */
export function halfOf(model: Model, plan: RawPlan, cutting: Uint8Array, which: 0 | 1): Half {
  const has = (school: number) => cutting[school] === which;
  // People from outside the round belong to the first half.
  const mine = (p: number) => (model.home[p]! < 0 ? which === 0 : has(model.home[p]!));
  const placePin = model.placePin.slice();
  const startMask = model.startMask.slice();
  const schools: number[] = [];
  for (let s = 0; s < model.schools; s++) {
    let dateStays = !has(s);
    for (let q = model.placeStart[s]!; q < model.placeStart[s + 1]!; q++) {
      const sits = plan.team[q]!;
      if (sits < 0 || (has(s) && mine(sits))) continue;
      placePin[q] = sits;
      dateStays = true;
    }
    if (has(s)) schools.push(s);
    if (!dateStays) continue;
    startMask.fill(0, s * model.words, (s + 1) * model.words);
    if (plan.start[s]! >= 0) setBit(startMask, s * model.words, plan.start[s]!);
  }
  return {
    model: { ...model, placePin, startMask },
    schools: Int32Array.from(schools),
    has,
    mine,
  };
}
