import { loadStep, type Model } from './model.js';
import type { PairRows } from './pairs.js';
import { State } from './state.js';
import type { TeamNetwork } from './teamNetwork.js';

/** Prices of a Lagrangian relaxation, in the model's units of cost. */
export interface Prices {
  /** What a visit of the person costs whoever asks for it, beyond the arc: may be negative. */
  readonly person: Float64Array;
  /** What using a pair of schools costs: never negative. */
  readonly pair: Float64Array;
}

/** A lower bound with the prices that prove it. */
export interface Bound {
  /** No plan costs less than this (the model's units, rounded up: costs are whole). */
  readonly value: number;
  readonly prices: Prices;
  readonly rounds: number;
}

/** First length of a step, as a share of what is still missing: longer ones overshoot and lose the first rounds. */
const FIRST_STEP = 0.3;
/** Share of the last direction that is kept (deflected subgradients: Camerini, Fratta, Maffioli 1975). */
const DEFLECTION = 0.8;
/** Rounds without a better bound after which the steps get shorter, and by how much. */
const PATIENCE = 8;
const SHORTER = 0.7;
/** Steps shorter than this move nothing that rounding up would show. */
const SHORTEST = 0.01;

/** The prices at which the network flow of the teams is optimal; pairs of schools have none yet. */
export function flowPrices(net: TeamNetwork, pairs: PairRows): Prices {
  const { potential } = net.simplex;
  const { people } = net.model;
  // The root's potential is zero.
  const person = Float64Array.from({ length: people }, (_, p) => -potential[net.personNode(p)]! / net.factor);
  return { person, pair: new Float64Array(pairs.count) };
}

/**
 * A lower bound on the cost of whole plans, dates included, by Lagrangian decomposition (Guignard, Kim 1987). The
 * visits that schools ask for and the visits that people make are counted apart and tied by a price a person; the
 * pair rows `X_hs + X_sh ≤ 1` have a price each (Held, Wolfe, Crowder 1974). What is left falls apart: each school
 * takes its cheapest date with the cheapest people who are free on it, each home school gives as many visits as pay.
 * So a team must share a day in this bound, which no network flow can say; what it does not know is that a person's
 * visits must lie apart and that nobody is away while the own school is reviewed. It begins with the prices of the
 * network flow, where it is no lower than the flow, and climbs by deflected subgradients with Polyak's step towards
 * what a plan is expected to cost: `expected` times the first value.
 */
export class LagrangianBound {
  private readonly model: Model;
  private readonly expected: number;
  private readonly person: Float64Array;
  private readonly pair: Float64Array;
  private readonly bestPerson: Float64Array;
  private readonly bestPair: Float64Array;
  private readonly asked: Int32Array;
  private readonly made: Int32Array;
  private readonly used: Int32Array;
  private readonly personWay: Float64Array;
  private readonly pairWay: Float64Array;
  private readonly schools: SchoolSide;
  private readonly homes: HomeSide;
  /** Pair rows in force: where several of one home may sit in a team, they are no rule. */
  private readonly rows: number;
  private best = Number.NEGATIVE_INFINITY;
  private above = 0;
  private theta = FIRST_STEP;
  private idle = 0;
  private round = 0;

  constructor(model: Model, pairs: PairRows, from: Prices, expected: number) {
    this.model = model;
    this.expected = expected;
    this.person = from.person.slice();
    this.pair = from.pair.slice();
    this.bestPerson = from.person.slice();
    this.bestPair = from.pair.slice();
    this.asked = new Int32Array(model.people);
    this.made = new Int32Array(model.people);
    this.used = new Int32Array(pairs.count);
    this.personWay = new Float64Array(model.people);
    this.pairWay = new Float64Array(pairs.count);
    this.schools = new SchoolSide(model, pairs);
    this.homes = new HomeSide(model);
    this.rows = model.onePerHome ? pairs.count : 0;
  }

  /** Climbs for so many rounds more, fewer when it is told to stop or nothing moves; the best bound met so far. */
  climb(rounds: number, stop: () => boolean): Bound {
    for (let k = 0; k < rounds && this.theta >= SHORTEST; k++) {
      const value = this.value();
      if (stop() || !this.step(value)) break;
    }
    // Prices are fractions: what their rounding could add is taken off before the bound is rounded up.
    return {
      value: Math.ceil(this.best - 1e-4),
      prices: { person: this.bestPerson, pair: this.bestPair },
      rounds: this.round,
    };
  }

  /** The bound at the prices at hand; kept when it is the best so far. */
  private value(): number {
    const { person, pair, asked, made, used } = this;
    this.round++;
    asked.fill(0);
    used.fill(0);
    let value = this.schools.least(person, pair, asked, used) + this.homes.least(person, made);
    for (let k = 0; k < pair.length; k++) value -= pair[k]!;
    if (this.round === 1) this.above = value + (this.expected - 1) * Math.abs(value);
    if (value > this.best + 1e-6) {
      this.best = value;
      this.bestPerson.set(person);
      this.bestPair.set(pair);
      this.idle = 0;
    } else if (++this.idle >= PATIENCE) {
      this.theta *= SHORTER;
      this.idle = 0;
    }
    return value;
  }

  /** Moves the prices; false when nothing pulls at them. */
  private step(value: number): boolean {
    const { model, person, pair, personWay, pairWay, rows } = this;
    let norm = 0;
    for (let p = 0; p < model.people; p++) {
      personWay[p] = this.asked[p]! - this.made[p]! + DEFLECTION * personWay[p]!;
      norm += personWay[p]! * personWay[p]!;
    }
    for (let k = 0; k < rows; k++) {
      // At a price of zero an unused pair pulls nowhere.
      const pull = this.used[k]! === 0 && pair[k]! <= 0 ? 0 : this.used[k]! - 1;
      pairWay[k] = pull + DEFLECTION * pairWay[k]!;
      norm += pairWay[k]! * pairWay[k]!;
    }
    if (norm === 0) return false;
    const step = (this.theta * Math.max(1, this.above - value)) / norm;
    for (let p = 0; p < model.people; p++) person[p]! += step * personWay[p]!;
    for (let k = 0; k < rows; k++) pair[k] = Math.max(0, pair[k]! + step * pairWay[k]!);
    return true;
  }
}

/** Every school by itself: its cheapest date with the cheapest people who are free on it. */
class SchoolSide {
  private readonly model: Model;
  private readonly pairs: PairRows;
  private readonly lead: Seats;
  private readonly peer: Seats;
  /** What the prices add to each arc of the school at hand. */
  private readonly extra: Float64Array;

  constructor(model: Model, pairs: PairRows) {
    let widest = 1;
    for (let s = 0; s < model.schools; s++)
      widest = Math.max(widest, model.arcStart[s + 1]! - model.arcStart[s]!);
    this.model = model;
    this.pairs = pairs;
    this.lead = new Seats(model, model.leadCost, widest);
    this.peer = new Seats(model, model.peerCost, widest);
    this.extra = new Float64Array(widest);
  }

  /** Sum over the schools; counts into `asked` (per person) and `used` (per pair) what the cheapest teams ask for. */
  least(person: Float64Array, pair: Float64Array, asked: Int32Array, used: Int32Array): number {
    const { model, pairs, lead, peer, extra } = this;
    let sum = 0;
    for (let s = 0; s < model.schools; s++) {
      let leads = 0;
      const size = model.placeStart[s + 1]! - model.placeStart[s]!;
      for (let q = model.placeStart[s]!; q < model.placeStart[s + 1]!; q++) leads += model.placeLead[q]!;
      const first = model.arcStart[s]!;
      for (let a = first; a < model.arcStart[s + 1]!; a++) {
        const row = pairs.pairOf[a]!;
        extra[a - first] = person[model.arcPerson[a]!]! + (row < 0 ? 0 : pair[row]!);
      }
      lead.ask(s, leads, extra);
      peer.ask(s, size - leads, extra);
      let least = model.undated + lead.take(s, -1) + peer.take(s, -1);
      let at = -1;
      for (let w = 0; w < model.words; w++) {
        for (let rest = model.startMask[s * model.words + w]!; rest !== 0; rest &= rest - 1) {
          const t = (w << 5) + 31 - Math.clz32(rest & -rest);
          const dated = model.startCost[s * model.points + t]!;
          if (dated + lead.floor + peer.floor >= least) continue;
          const cost = dated + lead.take(s, t) + peer.take(s, t);
          if (cost < least) {
            least = cost;
            at = t;
          }
        }
      }
      sum += least;
      for (const seats of [lead, peer]) {
        seats.take(s, at);
        for (let k = 0; k < seats.taken; k++) {
          const arc = seats.chosen[k]!;
          asked[model.arcPerson[arc]!]!++;
          const row = pairs.pairOf[arc]!;
          if (row >= 0) used[row]!++;
        }
      }
    }
    return sum;
  }
}

/** The seats of one kind of a school, and who could sit in them at which price. */
class Seats {
  /** Arcs chosen by the last `take`, so many. */
  readonly chosen: Int32Array;
  taken = 0;
  /** What the seats cost on a day on which everybody is free. */
  floor = 0;
  private readonly model: Model;
  private readonly cost: Int32Array;
  /** Every school's arcs as the last round sorted them: prices move little from one round to the next. */
  private readonly order: Int32Array;
  private readonly arc: Int32Array;
  private readonly price: Float64Array;
  private readonly dear: Int32Array;
  private count = 0;
  private seats = 0;

  /** @param cost of each arc in this role */
  constructor(model: Model, cost: Int32Array, widest: number) {
    this.model = model;
    this.cost = cost;
    this.order = Int32Array.from(cost, (_, arc) => arc);
    this.arc = new Int32Array(widest);
    this.price = new Float64Array(widest);
    this.dear = new Int32Array(widest);
    this.chosen = new Int32Array(model.places);
  }

  /** Puts a school's candidates in the order of their price with `extra`; dearer than an open seat is nobody. */
  ask(school: number, seats: number, extra: Float64Array): void {
    const { model, cost, order, arc, price, dear } = this;
    this.count = 0;
    this.seats = seats;
    this.floor = 0;
    if (seats === 0) return;
    const from = model.arcStart[school]!;
    let dearer = 0;
    let count = 0;
    for (let n = from; n < model.arcStart[school + 1]!; n++) {
      const candidate = order[n]!;
      const asks = cost[candidate]! + extra[candidate - from]!;
      if (asks >= model.unfilled) {
        dear[dearer++] = candidate;
        continue;
      }
      let k = count++;
      while (k > 0 && price[k - 1]! > asks) {
        price[k] = price[k - 1]!;
        arc[k] = arc[k - 1]!;
        k--;
      }
      price[k] = asks;
      arc[k] = candidate;
    }
    for (let k = 0; k < count; k++) order[from + k] = arc[k]!;
    for (let k = 0; k < dearer; k++) order[from + count + k] = dear[k]!;
    for (let k = 0; k < seats; k++) this.floor += k < count ? price[k]! : model.unfilled;
    this.count = count;
  }

  /** Least cost of the seats at a start (-1: whoever is cheapest, without a date), and who sits in them. */
  take(school: number, t: number): number {
    const { model } = this;
    const free = model.free[model.duration[school]!]!;
    this.taken = 0;
    let sum = 0;
    for (let k = 0; k < this.count && this.taken < this.seats; k++) {
      const arc = this.arc[k]!;
      if (t >= 0 && ((free[model.arcPerson[arc]! * model.words + (t >> 5)]! >>> (t & 31)) & 1) === 0)
        continue;
      this.chosen[this.taken++] = arc;
      sum += this.price[k]!;
    }
    return sum + (this.seats - this.taken) * model.unfilled;
  }
}

/** Every home school by itself: so many visits of its people as pay at their prices, balance and loads counted. */
class HomeSide {
  private readonly model: Model;
  private readonly state: State;

  constructor(model: Model) {
    this.model = model;
    this.state = new State(model);
  }

  /** Sum over the homes; writes into `made` how often each person goes. */
  least(person: Float64Array, made: Int32Array): number {
    const { model } = this;
    made.fill(0);
    let sum = 0;
    for (let h = 0; h < model.schools; h++) {
      const steps: { p: number; cost: number }[] = [];
      for (let k = model.staffStart[h]!; k < model.staffStart[h + 1]!; k++)
        this.offer(model.staff[k]!, person, steps);
      // A person's steps rise, so that the cheapest so many are always their first ones.
      steps.sort((a, b) => a.cost - b.cost || a.p - b.p);
      let running = 0;
      let least = this.state.balanceAt(h, 0);
      let many = 0;
      for (let n = 1; n <= steps.length; n++) {
        running += steps[n - 1]!.cost;
        const cost = running + this.state.balanceAt(h, n);
        if (cost < least) {
          least = cost;
          many = n;
        }
      }
      sum += least;
      for (let n = 0; n < many; n++) made[steps[n]!.p]!++;
    }
    for (let p = 0; p < model.people; p++) {
      if (model.home[p]! >= 0) continue;
      const steps: { p: number; cost: number }[] = [];
      this.offer(p, person, steps);
      for (const { cost } of steps) {
        if (cost >= 0) break;
        sum += cost;
        made[p]!++;
      }
    }
    return sum;
  }

  /** What each further visit of a person costs her home, less what it earns. */
  private offer(p: number, person: Float64Array, steps: { p: number; cost: number }[]): void {
    for (let k = 0; k < this.model.maxLoad[p]!; k++)
      steps.push({ p, cost: loadStep(this.model, k) - person[p]! });
  }
}
