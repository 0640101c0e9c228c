import { FORBIDDEN, type Model } from './model.js';
import type { State } from './state.js';

/** What changes cost beside the plan's own cost, in the model's units. */
export interface ChangePrices {
  /** Per place whose person changes (or is newly filled). */
  place: number;
  /** Per school: price of moving its date; 0 where nothing was agreed. */
  redate: Int32Array;
}

/** One way to fill a hole: places to be emptied and filled, perhaps a new date. `value` is cost plus prices. */
interface Way {
  value: number;
  steps: { place: number; person: number }[];
  school: number;
  start: number;
}

/**
 * Fills single holes of a plan with the fewest changes: every direct replacement, every replacement with a new date
 * for the visit, and every chain of two (somebody is taken from another visit, or makes room for a pair, and that
 * visit is refilled). Exhaustive in this neighbourhood, in microseconds to milliseconds (MATCHING D, "Repair").
 */
export class HoleFiller {
  private readonly state: State;
  private readonly model: Model;
  private readonly prices: ChangePrices;
  private readonly mask: Int32Array;

  constructor(state: State, prices: ChangePrices) {
    this.state = state;
    this.model = state.model;
    this.prices = prices;
    this.mask = new Int32Array(state.model.words);
  }

  /** Fills an open place as cheaply as it can; false when nobody fits. Never dearer than leaving it open. */
  fill(place: number): boolean {
    const { state, model } = this;
    const school = model.placeSchool[place]!;
    const before = state.cost;
    let best: Way | null = null;
    const offer = (way: Way) => {
      if (way.value < before && (best === null || way.value < best.value)) best = way;
    };
    const lead = model.placeLead[place] === 1;
    const costs = lead ? model.leadCost : model.peerCost;
    const t = state.start[school]!;
    for (let a = model.arcStart[school]!; a < model.arcStart[school + 1]!; a++) {
      const cost = costs[a]!;
      const person = model.arcPerson[a]!;
      if (cost >= FORBIDDEN || state.inTeam(person, school, place)) continue;
      const home = model.home[person]!;
      const room = state.load[person]! < model.maxLoad[person]!;
      const pair = state.pairFits(home, place);
      const clash = t < 0 ? -1 : state.clash(person, school, t, -1);
      const direct = before - model.unfilled + cost + this.prices.place;
      if (room && pair) {
        const value = direct + state.loadUp(person) + state.balanceUp(home);
        if (clash === -1) offer({ value, steps: [{ place, person }], school, start: t });
        else this.withNewDate(place, person, value, offer);
      }
      // A chain costs two changes at least; the rest of it cannot be cheaper than the balance it frees.
      if (best !== null && direct + this.prices.place - 200 * model.weight[school]! > (best as Way).value)
        continue;
      if (!pair) {
        const bar = this.mutualPlace(home, school);
        if (bar >= 0 && room && clash === -1) this.chain(place, person, bar, cost, offer);
        continue;
      }
      if (clash >= 0) this.chain(place, person, clash, cost, offer);
      else if (!room && clash === -1) {
        for (let k = 0; k < state.load[person]!; k++) {
          this.chain(place, person, state.visits[person * state.most + k]!, cost, offer);
        }
      }
    }
    if (best === null) return false;
    this.apply(best);
    return true;
  }

  /** Dates an undated visit: the start at which the fewest of the team must be replaced, then the cheapest. */
  date(school: number): boolean {
    const { state, model, mask } = this;
    state.schoolStarts(school, mask);
    const before = state.snapshot();
    const cost = state.cost;
    let best = cost;
    let bestPlan: { start: number; team: Int32Array } | null = null;
    const first = model.placeStart[school]!;
    const end = model.placeStart[school + 1]!;
    const allowed = mask.slice();
    for (let t = 0; t < model.points; t++) {
      if (((allowed[t >> 5]! >>> (t & 31)) & 1) === 0) continue;
      const out: number[] = [];
      for (let q = first; q < end; q++) {
        const person = state.team[q]!;
        if (person >= 0 && model.placePin[q]! < 0 && state.clash(person, school, t, q) !== -1) out.push(q);
        if (person < 0) out.push(q);
      }
      for (const q of out) if (state.team[q]! >= 0) state.take(q);
      state.setStart(school, t);
      let changes = 0;
      for (const q of out) if (this.fillDirect(q)) changes++;
      const value = state.cost + changes * this.prices.place;
      if (value < best) {
        best = value;
        bestPlan = { start: t, team: state.team.slice(first, end) };
      }
      for (const q of out) if (state.team[q]! >= 0) state.take(q);
      state.setStart(school, -1);
      for (const q of out) {
        const person = before.team[q]!;
        if (person >= 0) state.put(q, person, state.arcCost(q, person));
      }
    }
    if (bestPlan === null) return false;
    for (let q = first; q < end; q++)
      if (state.team[q]! >= 0 && state.team[q] !== bestPlan.team[q - first]) state.take(q);
    state.setStart(school, bestPlan.start);
    for (let q = first; q < end; q++) {
      const person = bestPlan.team[q - first]!;
      if (person >= 0 && state.team[q]! < 0) state.put(q, person, state.arcCost(q, person));
    }
    return true;
  }

  /** The cheapest person who fits an open place as things stand. */
  private fillDirect(place: number): boolean {
    const found = this.cheapest(place, -1);
    if (found.person < 0) return false;
    this.state.put(place, found.person, this.state.arcCost(place, found.person));
    return true;
  }

  private cheapest(place: number, not: number): { person: number; cost: number } {
    const { state, model } = this;
    const school = model.placeSchool[place]!;
    const t = state.start[school]!;
    const costs = model.placeLead[place] === 1 ? model.leadCost : model.peerCost;
    let best = -1;
    let bestCost = model.unfilled;
    for (let a = model.arcStart[school]!; a < model.arcStart[school + 1]!; a++) {
      const person = model.arcPerson[a]!;
      if (person === not || costs[a]! >= bestCost || state.load[person]! >= model.maxLoad[person]!) continue;
      const home = model.home[person]!;
      const cost = costs[a]! + state.loadUp(person) + state.balanceUp(home);
      if (cost >= bestCost || state.inTeam(person, school, place)) continue;
      if (t >= 0 && state.clash(person, school, t, -1) !== -1) continue;
      if (!state.pairFits(home, place)) continue;
      best = person;
      bestCost = cost;
    }
    return { person: best, cost: bestCost };
  }

  private mutualPlace(home: number, school: number): number {
    const { state, model } = this;
    if (!model.noMutualPair || home < 0) return -1;
    for (let q = model.placeStart[home]!; q < model.placeStart[home + 1]!; q++) {
      const other = state.team[q]!;
      if (other >= 0 && model.home[other] === school && model.placePin[q]! < 0) return q;
    }
    return -1;
  }

  private withNewDate(place: number, person: number, value: number, offer: (way: Way) => void): void {
    const { state, model, mask } = this;
    const school = model.placeSchool[place]!;
    state.schoolStarts(school, mask);
    for (let q = model.placeStart[school]!; q < model.placeStart[school + 1]!; q++) {
      const member = q === place ? person : state.team[q]!;
      if (member >= 0) state.narrow(member, school, q, mask);
    }
    const start = state.cheapestStart(school, mask);
    if (start < 0) return;
    const moved = state.startCostAt(school, start) - state.startCostAt(school, state.start[school]!);
    offer({ value: value + moved + this.prices.redate[school]!, steps: [{ place, person }], school, start });
  }

  /** `person` into `place`, `victim` emptied and refilled. The state is changed and put back. */
  private chain(
    place: number,
    person: number,
    victim: number,
    cost: number,
    offer: (way: Way) => void,
  ): void {
    const { state, model } = this;
    const school = model.placeSchool[place]!;
    if (model.placePin[victim]! >= 0 || model.placeSchool[victim] === school) return;
    const other = state.team[victim]!;
    const otherCost = state.placeCost[victim]!;
    const t = state.start[school]!;
    state.take(victim);
    const fits =
      state.load[person]! < model.maxLoad[person]! &&
      state.pairFits(model.home[person]!, place) &&
      (t < 0 || state.clash(person, school, t, -1) === -1);
    if (fits) {
      state.put(place, person, cost);
      const refill = this.cheapest(victim, other);
      if (refill.person >= 0) {
        const value = state.cost - model.unfilled + refill.cost + 2 * this.prices.place;
        offer({
          value,
          steps: [
            { place: victim, person: refill.person },
            { place, person },
          ],
          school,
          start: t,
        });
      }
      state.take(place);
    }
    state.put(victim, other, otherCost);
  }

  private apply(way: Way): void {
    const { state } = this;
    for (const { place } of way.steps) if (state.team[place]! >= 0) state.take(place);
    if (state.start[way.school] !== way.start) state.setStart(way.school, way.start);
    for (const { place, person } of [...way.steps].reverse())
      state.put(place, person, state.arcCost(place, person));
  }
}
