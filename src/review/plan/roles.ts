import { FORBIDDEN } from './model.js';
import type { State } from './state.js';

/**
 * Lets the people of a team change places with each other, or take an open one, while that is cheaper: who leads and
 * who accompanies changes nobody's load, day or pair. Exchanges of two reach the best choice of leads, since it is a
 * choice of those with the least difference between the two roles. Returns whether anything changed.
 */
export function settleRoles(state: State, school: number): boolean {
  const { model } = state;
  const first = model.placeStart[school]!;
  const end = model.placeStart[school + 1]!;
  let settled = false;
  for (let a = first; a < end; a++) {
    for (let b = a + 1; b < end; b++) {
      if (model.placeLead[a] === model.placeLead[b]) continue;
      if (model.placePin[a]! >= 0 || model.placePin[b]! >= 0) continue;
      const [one, other] = [state.team[a]!, state.team[b]!];
      const [costOfOne, costOfOther] = [costIn(state, b, one), costIn(state, a, other)];
      if (costOfOne >= FORBIDDEN || costOfOther >= FORBIDDEN) continue;
      if (costOfOne + costOfOther >= state.placeCost[a]! + state.placeCost[b]!) continue;
      if (one >= 0) state.take(a);
      if (other >= 0) state.take(b);
      if (other >= 0) state.put(a, other, costOfOther);
      if (one >= 0) state.put(b, one, costOfOne);
      settled = true;
    }
  }
  return settled;
}

/** What somebody costs in a place; nothing when it is nobody. */
function costIn(state: State, place: number, person: number): number {
  return person < 0 ? 0 : state.arcCost(place, person);
}
