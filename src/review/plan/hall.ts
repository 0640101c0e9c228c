import { FORBIDDEN, type Model } from './model.js';
import type { State } from './state.js';

/** Places that need more visits than everybody who may fill them can make. */
export interface HallSet {
  /** Only places of leads, or leads and peers together. */
  leadsOnly: boolean;
  schools: number[];
  /** Visits these schools need in those places. */
  demand: number;
  people: number[];
  /** Visits the people can make in all. */
  supply: number;
}

/** People who may sit in a place by the rules about pairs, whatever the date. */
function reach(model: Model, place: number): number[] {
  const s = model.placeSchool[place]!;
  const costs = model.placeLead[place] === 1 ? model.leadCost : model.peerCost;
  const found: number[] = [];
  for (let a = model.arcStart[s]!; a < model.arcStart[s + 1]!; a++) {
    if (costs[a]! < FORBIDDEN) found.push(model.arcPerson[a]!);
  }
  return found;
}

function neighbours(model: Model, places: readonly number[]): Set<number> {
  const people = new Set<number>();
  for (const q of places) for (const p of reach(model, q)) people.add(p);
  return people;
}

const visitsOf = (model: Model, people: Iterable<number>): number => {
  let sum = 0;
  for (const p of people) sum += model.maxLoad[p]!;
  return sum;
};

/**
 * The smallest reason by numbers for an open place: a set of places whose candidates cannot make so many visits
 * (Hall 1935). Alternating search from the open place over the plan in hand: place → whoever may fill it → the places
 * they fill. If nobody reached has a visit left, the places reached are too many for the people reached. The set is
 * then thinned out place by place until no smaller part of it is still too many. Null when numbers are not the reason.
 */
export function hallSet(state: State, place: number, leadsOnly: boolean): HallSet | null {
  const { model } = state;
  const counts = (q: number) => !leadsOnly || model.placeLead[q] === 1;
  const people = new Set<number>();
  const places = [place];
  const seen = new Set(places);
  for (let k = 0; k < places.length; k++) {
    for (const p of reach(model, places[k]!)) {
      if (people.has(p)) continue;
      people.add(p);
      const visits = Array.from(
        state.visits.subarray(p * state.most, p * state.most + state.load[p]!),
      ).filter(counts);
      // A visit left (or one as a peer that she could give up for a lead): numbers are not the reason.
      if (visits.length < model.maxLoad[p]!) return null;
      for (const q of visits) {
        if (seen.has(q)) continue;
        seen.add(q);
        places.push(q);
      }
    }
  }
  let kept = places;
  // Thinning is quadratic; far larger sets no one would read.
  if (kept.length <= 400) {
    for (const q of [...places].reverse()) {
      if (q === place) continue;
      const without = kept.filter(other => other !== q);
      if (visitsOf(model, neighbours(model, without)) < without.length) kept = without;
    }
  }
  const around = neighbours(model, kept);
  const supply = visitsOf(model, around);
  if (supply >= kept.length) return null;
  return {
    leadsOnly,
    schools: [...new Set(kept.map(q => model.placeSchool[q]!))].sort((a, b) => a - b),
    demand: kept.length,
    people: [...around].sort((a, b) => a - b),
    supply,
  };
}
