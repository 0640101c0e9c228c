import type { Random } from '../../optimise/random.js';
import type { CandidateOrder } from './candidates.js';
import { type Blind, Inserter } from './insert.js';
import type { RawPlan } from './model.js';
import type { State } from './state.js';

/** Up to so many schools, sets of any schools are torn out too. */
const ANYWHERE = 40;
/** Most schools torn out at once. */
const MOST_RUINED = 5;
/** Chances of overlooking somebody, in 256ths: a step draws one. */
const BLIND = [0, 0, 8, 64];

/**
 * Ruin and recreate (Schrimpf, Schneider, Stamm-Wilbrandt, Dueck 2000): a few schools that compete for the same
 * people lose their teams and dates and get the best answer one after the other in a random order (`Inserter`), every
 * date and every person with room looked at. Worse plans are kept for a while by threshold acceptance. Only what was
 * torn out changes, so a step that fails is taken back locally; it costs some tens of microseconds per school.
 */
export class Ruiner {
  private readonly state: State;
  private readonly random: Random;
  private readonly inserter: Inserter;
  order: CandidateOrder;
  private readonly noise: Float64Array;
  private readonly torn: number[] = [];
  private readonly held: number[] = [];
  private readonly schools: Int32Array;
  private readonly mayGo: Uint8Array;

  /** @param schools those that may be torn out */
  constructor(state: State, order: CandidateOrder, random: Random, schools: Int32Array) {
    this.schools = schools;
    this.mayGo = new Uint8Array(state.model.schools);
    for (const s of schools) this.mayGo[s] = 1;
    this.state = state;
    this.order = order;
    this.random = random;
    this.inserter = new Inserter(state);
    this.noise = new Float64Array(state.model.schools * state.model.points);
  }

  /** Makes `steps` steps, the threshold falling from `hot` to 0, unless told to stop; ends with the best plan met. */
  run(steps: number, hot: number, stop: () => boolean): void {
    const { state, random } = this;
    const { model } = state;
    let best: RawPlan = state.snapshot();
    let bestCost = state.cost;
    let stale = false;
    for (let step = 0; step < steps; step++) {
      if ((step & 255) === 255 && stop()) break;
      const before = state.cost;
      this.choose();
      this.tear();
      // A little noise on the dates, so that the same schools do not always get the same answer.
      const spread = random.below(4) * 8;
      for (const s of this.torn) {
        for (let t = 0; t < model.points; t++)
          this.noise[s * model.points + t] = spread === 0 ? 0 : random.below(spread);
      }
      const blind = this.blinks();
      for (const s of this.torn) this.inserter.insert(s, this.order, this.noise, blind);
      if (state.cost > before + (hot * (1 - step / steps) * random.below(1024)) / 1024) {
        this.putBack();
        continue;
      }
      if (state.cost < bestCost) {
        bestCost = state.cost;
        stale = true;
      } else if (stale && state.cost > bestCost) {
        // The best was left just now: it is what stood before this step.
        this.putBack();
        best = state.snapshot();
        stale = false;
      }
    }
    if (stale && state.cost === bestCost) return;
    if (state.cost > bestCost) state.restore(best);
  }

  /** In a small round half of the steps overlook people, so that others get the places only they can fill. */
  private blinks(): Blind | undefined {
    const { random, schools } = this;
    if (schools.length > ANYWHERE) return undefined;
    const share = BLIND[random.below(BLIND.length)]!;
    return share === 0 ? undefined : { random, share };
  }

  /** One school and some that share candidates with it or are near its people. */
  private choose(): void {
    const { state, random, torn, order, schools } = this;
    const { model } = state;
    torn.length = 0;
    const first = schools[random.below(schools.length)]!;
    torn.push(first);
    const count = 1 + random.below(Math.min(MOST_RUINED, schools.length));
    // In a small round everybody competes with everybody: half of the sets are any schools at all.
    const anywhere = schools.length <= ANYWHERE && random.below(2) === 0;
    while (anywhere && torn.length < count) {
      const any = schools[random.below(schools.length)]!;
      if (!torn.includes(any)) torn.push(any);
    }
    for (let tries = 0; torn.length < count && tries < 12; tries++) {
      const from = order.peerStart[first]!;
      const size = Math.min(40, order.peerStart[first + 1]! - from);
      if (size === 0) break;
      const person = model.arcPerson[order.peerArc[from + random.below(size)]!]!;
      // Where that person goes now, or her own school.
      const visit =
        state.load[person]! > 0 && random.below(3) > 0
          ? model.placeSchool[state.visits[person * state.most + random.below(state.load[person]!)]!]!
          : model.home[person]!;
      if (visit >= 0 && this.mayGo[visit] === 1 && !torn.includes(visit)) torn.push(visit);
    }
    // A random order of answering.
    for (let k = torn.length - 1; k > 0; k--) {
      const j = random.below(k + 1);
      const swap = torn[k]!;
      torn[k] = torn[j]!;
      torn[j] = swap;
    }
  }

  private tear(): void {
    const { state, held } = this;
    const { model } = state;
    held.length = 0;
    for (const s of this.torn) {
      held.push(state.start[s]!);
      for (let q = model.placeStart[s]!; q < model.placeStart[s + 1]!; q++) {
        const person = state.team[q]!;
        held.push(person, state.placeCost[q]!);
        if (person >= 0 && model.placePin[q]! < 0) state.take(q);
      }
      state.setStart(s, -1);
    }
  }

  private putBack(): void {
    const { state, held } = this;
    const { model } = state;
    for (const s of this.torn) {
      for (let q = model.placeStart[s]!; q < model.placeStart[s + 1]!; q++) {
        if (state.team[q]! >= 0 && model.placePin[q]! < 0) state.take(q);
      }
    }
    let at = 0;
    for (const s of this.torn) {
      state.setStart(s, held[at++]!);
      for (let q = model.placeStart[s]!; q < model.placeStart[s + 1]!; q++) {
        const person = held[at++]!;
        const cost = held[at++]!;
        if (person >= 0 && state.team[q]! < 0) state.put(q, person, cost);
      }
    }
  }
}
