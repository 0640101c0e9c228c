import { hasBit, prefixMasks } from './masks.js';
import { FORBIDDEN, findArc, type Model, type RawPlan } from './model.js';

/**
 * A plan under work with the counters that make every rule a few look-ups: who visits where, how often a person
 * goes, how many places a school gives. `cost` is kept exact at each change (integers, so no drift).
 * MATCHING B: rules (3) to (7) are checked by `fits`; (1) and (2) hold because only arcs are ever put in.
 */
export class State {
  readonly model: Model;
  readonly team: Int32Array;
  readonly start: Int32Array;
  /** Cost of the arc at a place (0 when open). */
  readonly placeCost: Int32Array;
  readonly load: Int32Array;
  readonly given: Int32Array;
  /** Places of person p: `visits[p * most ..][.. load[p]]`. */
  readonly visits: Int32Array;
  readonly most: number;
  cost: number;
  /** Cumulative balance cost by distance from even, for a weight of 1. */
  readonly balance: Int32Array;
  /** Mask of the points before t. */
  private readonly below: Int32Array;

  constructor(model: Model) {
    this.model = model;
    this.team = new Int32Array(model.places).fill(-1);
    this.start = new Int32Array(model.schools).fill(-1);
    this.placeCost = new Int32Array(model.places);
    this.load = new Int32Array(model.people);
    this.given = new Int32Array(model.schools);
    this.most = Math.max(
      1,
      model.maxLoad.reduce((a, b) => Math.max(a, b), 0),
    );
    this.visits = new Int32Array(model.people * this.most).fill(-1);
    this.below = prefixMasks(model.points, model.words);
    let widest = 8;
    for (let s = 0; s < model.schools; s++) {
      let can = Math.abs(model.target[s]!) + 1;
      for (let k = model.staffStart[s]!; k < model.staffStart[s + 1]!; k++)
        can += model.maxLoad[model.staff[k]!]!;
      widest = Math.max(widest, can);
    }
    this.balance = new Int32Array(widest + 2);
    const steps = model.balanceSteps;
    for (let k = 1; k < widest + 2; k++) {
      this.balance[k] = this.balance[k - 1]! + steps[Math.min(k, steps.length) - 1]!;
    }
    this.cost = model.unfilled * model.places + model.undated * model.schools;
    for (let s = 0; s < model.schools; s++) this.cost += this.balanceAt(s, 0);
  }

  /** Balance cost of a school that gives `given` places. */
  balanceAt(school: number, given: number): number {
    return this.balance[Math.abs(given - this.model.target[school]!)]! * this.model.weight[school]!;
  }

  /** Change of the balance cost when the school gives one place more. */
  balanceUp(school: number): number {
    return school < 0
      ? 0
      : this.balanceAt(school, this.given[school]! + 1) - this.balanceAt(school, this.given[school]!);
  }

  /** Change of the balance cost when the school gives one place fewer. */
  balanceDown(school: number): number {
    return school < 0
      ? 0
      : this.balanceAt(school, this.given[school]! - 1) - this.balanceAt(school, this.given[school]!);
  }

  /** Cost of the person's next visit as far as the load goes. */
  loadUp(person: number): number {
    const steps = this.model.loadSteps;
    const k = this.load[person]!;
    return steps[k < steps.length ? k : steps.length - 1]!;
  }

  /** Change of cost when the person makes one visit fewer (zero or negative). */
  loadDown(person: number): number {
    const steps = this.model.loadSteps;
    const k = this.load[person]! - 1;
    return -steps[k < steps.length ? k : steps.length - 1]!;
  }

  /** Puts a person into an open place at the cost of the arc. */
  put(place: number, person: number, arcCost: number): void {
    const { model } = this;
    const home = model.home[person]!;
    this.cost += arcCost - model.unfilled + this.loadUp(person) + this.balanceUp(home);
    this.team[place] = person;
    this.placeCost[place] = arcCost;
    this.visits[person * this.most + this.load[person]!] = place;
    this.load[person]!++;
    if (home >= 0) this.given[home]!++;
  }

  /** Empties a place. */
  take(place: number): void {
    const { model } = this;
    const person = this.team[place]!;
    const home = model.home[person]!;
    this.cost += model.unfilled - this.placeCost[place]! + this.loadDown(person) + this.balanceDown(home);
    this.team[place] = -1;
    this.placeCost[place] = 0;
    const last = --this.load[person]!;
    if (home >= 0) this.given[home]!--;
    const base = person * this.most;
    for (let k = 0; k < last; k++) {
      if (this.visits[base + k] === place) {
        this.visits[base + k] = this.visits[base + last]!;
        break;
      }
    }
    this.visits[base + last] = -1;
  }

  /** Cost of a start, the penalty for none at -1. */
  startCostAt(school: number, t: number): number {
    return t < 0 ? this.model.undated : this.model.startCost[school * this.model.points + t]!;
  }

  setStart(school: number, t: number): void {
    this.cost += this.startCostAt(school, t) - this.startCostAt(school, this.start[school]!);
    this.start[school] = t;
  }

  /** Whether somebody of school `home` may sit in this place as far as the other teams go (rules 4). */
  pairFits(home: number, place: number): boolean {
    const { model } = this;
    if (home < 0) return true;
    const school = model.placeSchool[place]!;
    if (model.onePerHome) {
      for (let q = model.placeStart[school]!; q < model.placeStart[school + 1]!; q++) {
        const other = this.team[q]!;
        if (q !== place && other >= 0 && model.home[other] === home) return false;
      }
    }
    if (model.noMutualPair) {
      for (let q = model.placeStart[home]!; q < model.placeStart[home + 1]!; q++) {
        const other = this.team[q]!;
        if (other >= 0 && model.home[other] === school) return false;
      }
    }
    return true;
  }

  /**
   * What stops a person from visiting a school at t, looking past the place `except`: -1 nothing, -2 the person is
   * not free or has the own school's visit, otherwise the place whose visit is too close (the first found).
   */
  clash(person: number, school: number, t: number, except: number): number {
    const { model } = this;
    const d = model.duration[school]!;
    if (!hasBit(model.free[d]!, person * model.words, t)) return -2;
    const home = model.home[person]!;
    if (model.homeWhenReviewed && home >= 0) {
      const th = this.start[home]!;
      if (th >= 0 && t < th + model.duration[home]! && th < t + d) return -2;
    }
    const base = person * this.most;
    for (let k = this.load[person]! - 1; k >= 0; k--) {
      const q = this.visits[base + k]!;
      if (q === except) continue;
      const s2 = model.placeSchool[q]!;
      const t2 = this.start[s2]!;
      if (t2 < 0) continue;
      if (t2 <= t ? t < t2 + model.duration[s2]! + model.gap : t2 < t + d + model.gap) return q;
    }
    return -1;
  }

  /** Whether the same person already sits in the school's team, at another place than `except`. */
  inTeam(person: number, school: number, except: number): boolean {
    const { placeStart } = this.model;
    for (let q = placeStart[school]!; q < placeStart[school + 1]!; q++) {
      if (q !== except && this.team[q] === person) return true;
    }
    return false;
  }

  /** Clears from the W-word mask at `into` every point from `low` to `high`. */
  private clear(into: Int32Array, low: number, high: number): void {
    const { words, points } = this.model;
    const a = Math.max(low, 0);
    const b = Math.min(high + 1, points);
    if (b <= a) return;
    for (let w = 0; w < words; w++) into[w]! &= ~(this.below[b * words + w]! & ~this.below[a * words + w]!);
  }

  /** `into` := starts the school allows, without those at which one of its own people is away (rules 5, 7). */
  schoolStarts(school: number, into: Int32Array): void {
    const { model } = this;
    const d = model.duration[school]!;
    for (let w = 0; w < model.words; w++) into[w] = model.startMask[school * model.words + w]!;
    if (!model.homeWhenReviewed) return;
    for (let k = model.staffStart[school]!; k < model.staffStart[school + 1]!; k++) {
      const person = model.staff[k]!;
      for (let v = this.load[person]! - 1; v >= 0; v--) {
        const s2 = model.placeSchool[this.visits[person * this.most + v]!]!;
        const t2 = this.start[s2]!;
        if (t2 >= 0) this.clear(into, t2 - d + 1, t2 + model.duration[s2]! - 1);
      }
    }
  }

  /** `into` &= starts at which the person can visit the school, looking past the place `except` (rules 5, 6, 7). */
  narrow(person: number, school: number, except: number, into: Int32Array): void {
    const { model } = this;
    const d = model.duration[school]!;
    const free = model.free[d]!;
    for (let w = 0; w < model.words; w++) into[w]! &= free[person * model.words + w]!;
    const home = model.home[person]!;
    if (model.homeWhenReviewed && home >= 0) {
      const th = this.start[home]!;
      if (th >= 0) this.clear(into, th - d + 1, th + model.duration[home]! - 1);
    }
    for (let k = this.load[person]! - 1; k >= 0; k--) {
      const q = this.visits[person * this.most + k]!;
      if (q === except) continue;
      const s2 = model.placeSchool[q]!;
      const t2 = this.start[s2]!;
      if (t2 >= 0) this.clear(into, t2 - d - model.gap + 1, t2 + model.duration[s2]! + model.gap - 1);
    }
  }

  /** The cheapest start in a mask, the earliest among equals; -1 when the mask is empty. */
  cheapestStart(school: number, mask: Int32Array): number {
    const { words, points, startCost } = this.model;
    let best = -1;
    let bestCost = FORBIDDEN;
    for (let w = 0; w < words; w++) {
      for (let rest = mask[w]!; rest !== 0; rest &= rest - 1) {
        const t = (w << 5) + 31 - Math.clz32(rest & -rest);
        const cost = startCost[school * points + t]!;
        if (cost < bestCost) {
          bestCost = cost;
          best = t;
        }
      }
    }
    return best;
  }

  /** A copy of the plan as it stands. */
  snapshot(): RawPlan {
    return { team: this.team.slice(), start: this.start.slice() };
  }

  /** Takes over a plan (made on the same model). */
  restore(plan: RawPlan): void {
    for (let q = 0; q < this.team.length; q++) {
      if (this.team[q] !== plan.team[q] && this.team[q]! >= 0) this.take(q);
    }
    for (let s = 0; s < this.start.length; s++) this.setStart(s, plan.start[s]!);
    for (let q = 0; q < this.team.length; q++) {
      const person = plan.team[q]!;
      if (person >= 0 && this.team[q] !== person) this.put(q, person, this.arcCost(q, person));
    }
  }

  /** Cost of putting a person into a place, `FORBIDDEN` when there is no such arc. */
  arcCost(place: number, person: number): number {
    const { model } = this;
    const arc = findArc(model, model.placeSchool[place]!, person);
    if (arc < 0) return FORBIDDEN;
    return model.placeLead[place] === 1 ? model.leadCost[arc]! : model.peerCost[arc]!;
  }
}
