import type { CandidateOrder } from './candidates.js';
import { Inserter } from './insert.js';
import type { RawPlan } from './model.js';
import type { Random } from './random.js';
import type { State } from './state.js';

/** Most schools torn out at once. */
const MOST_RUINED = 5;
/** Temperature of acceptance at the start; it falls to zero in a straight line. */
const HOT = 12;

/**
 * Ruin and recreate for small rounds (Schrimpf, Schneider, Stamm-Wilbrandt, Dueck 2000): a few schools lose their
 * teams and dates and get the best answer one after the other in a random order (`Inserter`), every date and every
 * person with room looked at. Worse plans are kept for a while by threshold acceptance. Ends with the best plan in
 * `state`. The cost of a step is some tens of microseconds per school torn out.
 */
export function ruinAndRecreate(state: State, order: CandidateOrder, random: Random, steps: number): void {
  const { model } = state;
  const inserter = new Inserter(state);
  let best: RawPlan = state.snapshot();
  let bestCost = state.cost;
  let now = best;
  let nowCost = bestCost;
  const noise = new Float64Array(model.schools * model.points);
  for (let step = 0; step < steps; step++) {
    const torn = new Set<number>();
    const count = 1 + random.below(Math.min(MOST_RUINED, model.schools));
    while (torn.size < count) torn.add(random.below(model.schools));
    for (const s of torn) {
      for (let q = model.placeStart[s]!; q < model.placeStart[s + 1]!; q++) {
        if (state.team[q]! >= 0 && model.placePin[q]! < 0) state.take(q);
      }
      state.setStart(s, -1);
    }
    // A little noise on the dates, so that the same schools do not always get the same answer.
    const spread = random.below(4) * 8;
    for (const s of torn) {
      for (let t = 0; t < model.points; t++)
        noise[s * model.points + t] = spread === 0 ? 0 : random.below(spread);
    }
    for (const s of torn) inserter.insert(s, order, noise);
    if (state.cost <= nowCost + HOT * (1 - step / steps)) {
      now = state.snapshot();
      nowCost = state.cost;
      if (nowCost < bestCost) {
        best = now;
        bestCost = nowCost;
      }
    } else state.restore(now);
  }
  state.restore(best);
}
