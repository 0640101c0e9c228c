import { hasBit } from './masks.js';
import type { Model, RawPlan } from './model.js';
import { type Ban, Relaxation, type Relaxed, type Starts } from './relaxation.js';
import { State } from './state.js';
import { SIXTEENTHS } from './teamNetwork.js';

/** Steps of the pairs' prices at the root and at every other node, which begins with those of the node before. */
const ROOT_CLIMBS = 60;
const CLIMBS = 2;

/**
 * Branch and bound over whole plans (Land, Doig 1960), for rounds so small that it ends: the bound of a node is its
 * `Relaxation`, starts that cannot be part of a better plan are dropped, and the school with the fewest left is
 * dated first. Once all are dated, a rule that no network knows and the flow breaks is settled by going two ways:
 * one or the other person or direction is ruled out. Where the flow breaks none, it is the node's best plan. So what
 * it ends with is exact, whatever the rules; only pins it leaves alone. Depends on the model, the cost to beat and
 * the budget.
 */
export class BranchAndBound {
  private readonly model: Model;
  private readonly relaxation: Relaxation;
  private readonly state: State;
  private best: RawPlan | null = null;
  private cost: number;
  private left: number;
  private readonly stop: () => boolean;

  /**
   * @param cost what the best plan known costs
   * @param budget most nodes
   * @param stop true ends it early
   */
  constructor(model: Model, cost: number, budget: number, stop: () => boolean) {
    this.model = model;
    this.relaxation = new Relaxation(model);
    this.state = new State(model);
    this.cost = cost;
    this.left = budget;
    this.stop = stop;
  }

  /** The best plan that costs less, null where none was found; `whole`: it was looked for to the end. */
  run(): { plan: RawPlan | null; whole: boolean } {
    const { model } = this;
    // What is pinned may break rules, which is not for this to judge.
    if (model.placePin.some(person => person >= 0)) return { plan: null, whole: false };
    const starts = Array.from({ length: model.schools }, (_, s) => {
      const points = Array.from({ length: model.points }, (_t, t) => t);
      return [...points.filter(t => hasBit(model.startMask, s * model.words, t)), -1];
    });
    const whole = this.search(starts, ROOT_CLIMBS);
    return { plan: this.best, whole };
  }

  /** The highest bound that is of no use: a better plan costs at least one less than the best. */
  private get target(): number {
    return (this.cost - 1) * SIXTEENTHS;
  }

  /** Looks through a node; false when it had to end before it was through. */
  private search(starts: Starts, climbs: number): boolean {
    if (this.left-- <= 0 || ((this.left & 63) === 0 && this.stop())) return false;
    const { relaxation } = this;
    let relaxed = relaxation.solve(starts);
    for (let k = 0; k < climbs && relaxed.bound <= this.target; k++) {
      if (!relaxation.climb(relaxed.bound, this.target)) break;
      relaxed = relaxation.solve(starts);
    }
    if (relaxed.bound > this.target) return true;
    const good = (s: number, k: number) => relaxed.withStart[s]![k]! <= this.target;
    const kept = starts.map((list, s) => list.filter((_, k) => good(s, k)));
    let school = -1;
    kept.forEach((list, s) => {
      if (list.length > 1 && (school < 0 || list.length < kept[school]!.length)) school = s;
    });
    if (school >= 0) return this.date(school, kept, starts, relaxed);
    // Where a last date became certain just now, somebody may have to stay at home for it.
    if (kept.some((list, s) => list.length < starts[s]!.length)) return this.search(kept, climbs);
    const ways = this.clash(kept);
    if (ways === null) return this.leaf(kept, relaxed.bound);
    return ways.every(way => relaxation.without(way, () => this.search(kept, climbs)));
  }

  /** Every start of a school, the most promising first. */
  private date(school: number, kept: Starts, starts: Starts, relaxed: Relaxed): boolean {
    const price = (t: number) => relaxed.withStart[school]![starts[school]!.indexOf(t)]!;
    const order = kept[school]!.toSorted((a, b) => price(a) - price(b));
    return order.every(t => this.search(kept.with(school, [t]), CLIMBS));
  }

  /** A flow that breaks no rule. Its cost is the bound, unless prices are paid for pairs that nobody uses. */
  private leaf(starts: Starts, bound: number): boolean {
    const { relaxation, state } = this;
    const plan = relaxation.plan(starts);
    state.restore(plan);
    const { cost } = state;
    if (cost < this.cost) {
      this.cost = cost;
      this.best = plan;
    }
    if (bound > this.target) return true;
    // With no price left it can only be that steps of a weight fall, which a flow takes in the wrong order.
    return relaxation.priced && relaxation.unpriced(() => this.search(starts, 0));
  }

  /** Two ways to go where the flow breaks a rule (4, 6, or once in a team), null where it breaks none. */
  private clash(starts: Starts): readonly [Ban, Ban] | null {
    const { model } = this;
    const seats = this.relaxation.seats();
    for (const [i, one] of seats.entries()) {
      for (const other of seats.slice(0, i)) {
        const [a, b] = [one.school, other.school];
        const { person } = one;
        const [home, otherHome] = [model.home[person]!, model.home[other.person]!];
        const same = person === other.person;
        if (a === b && same)
          return [
            seat => seat.school === a && seat.person === person && seat.lead,
            seat => seat.school === a && seat.person === person && !seat.lead,
          ];
        if (a === b && model.onePerHome && home >= 0 && home === otherHome)
          return [
            seat => seat.school === a && model.home[seat.person] === home && seat.person !== person,
            seat => seat.school === a && seat.person === person,
          ];
        if (model.noMutualPair && home === b && otherHome === a)
          return [
            seat => seat.school === a && model.home[seat.person] === b,
            seat => seat.school === b && model.home[seat.person] === a,
          ];
        if (a !== b && same && this.tooClose(a, starts[a]![0]!, b, starts[b]![0]!))
          return [
            seat => seat.school === a && seat.person === person,
            seat => seat.school === b && seat.person === person,
          ];
      }
    }
    return null;
  }

  /** Whether one person cannot make both visits (rule 6). */
  private tooClose(a: number, ta: number, b: number, tb: number): boolean {
    if (ta < 0 || tb < 0) return false;
    const { duration, gap } = this.model;
    return ta < tb ? tb < ta + duration[a]! + gap : ta < tb + duration[b]! + gap;
  }
}
