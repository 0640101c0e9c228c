import type { CandidateOrder } from './candidates.js';
import { Inserter } from './insert.js';
import { hasBit } from './masks.js';
import type { State } from './state.js';

/** Puts every pinned person into her place. Pins stay: no step of the solver ever touches such a place. */
export function placePins(state: State): void {
  const { model } = state;
  for (let q = 0; q < model.places; q++) {
    const person = model.placePin[q]!;
    if (person >= 0 && state.team[q]! < 0) state.put(q, person, state.arcCost(q, person));
  }
}

/**
 * Schools in the order in which they are hardest: fewest possible starts times people near, leads before all.
 * Returns the schools, hardest first; ties by number.
 */
export function hardestFirst(state: State, order: CandidateOrder): number[] {
  const { model } = state;
  const room = new Float64Array(model.schools);
  for (let s = 0; s < model.schools; s++) {
    let starts = 0;
    for (let t = 0; t < model.points; t++) if (hasBit(model.startMask, s * model.words, t)) starts++;
    const leads = order.leadStart[s + 1]! - order.leadStart[s]!;
    const peers = order.peerStart[s + 1]! - order.peerStart[s]!;
    room[s] = starts * (1 + Math.min(20, leads) * 4 + Math.min(80, peers));
  }
  return Array.from({ length: model.schools }, (_, s) => s).sort((a, b) => room[a]! - room[b]! || a - b);
}

/** A first plan: pins, then each school answered best in turn, hardest first (a greedy insertion). */
export function construct(state: State, order: CandidateOrder): void {
  placePins(state);
  const inserter = new Inserter(state);
  for (const school of hardestFirst(state, order)) inserter.insert(school, order);
}
