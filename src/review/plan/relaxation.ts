import { hasBit } from './masks.js';
import type { Model, RawPlan } from './model.js';
import { type PairRows, pairRows } from './pairs.js';
import { SIXTEENTHS, type TeamNetwork, teamNetwork } from './teamNetwork.js';

/** For each school the starts that are still possible; -1 stands for no date at all. */
export type Starts = readonly (readonly number[])[];

/** Somebody at a school, as lead or as peer. */
export interface Seat {
  readonly school: number;
  readonly person: number;
  readonly lead: boolean;
}

/** Says of a seat that it is ruled out. */
export type Ban = (seat: Seat) => boolean;

/** What the relaxation says of a set of plans, in sixteenths of the model's units. */
export interface Relaxed {
  /** No plan of the set costs less. */
  readonly bound: number;
  /** For each school and start: no plan of the set with that start costs less. */
  readonly withStart: readonly (readonly number[])[];
}

/** Steps of the prices, as a share of what is missing (Polyak). */
const STEP = 0.5;

/**
 * The plans that are left when some starts and some people at some schools are ruled out, without the rules that no
 * network knows: a lower bound on their cost. The teams are a min-cost flow over whoever can come on a start that is
 * left; with its dual prices each school then chooses the start whose cheapest people cost least, as in
 * `LagrangianBound`. The rows `X_hs + X_sh ≤ 1` have a price each, which `climb` moves (Held, Wolfe, Crowder 1974).
 */
export class Relaxation {
  readonly model: Model;
  private readonly net: TeamNetwork;
  private readonly pairs: PairRows;
  /** Price of each pair row in sixteenths; zero where several of one home may sit in a team. */
  private readonly price: Int32Array;
  private readonly used: Int32Array;
  /** How often a network arc is ruled out. */
  private readonly banned: Uint8Array;
  /** Network arcs of each person's first, second… visit. */
  private readonly loadArcs: readonly (readonly number[])[];
  /** Arc of a school and a person, or -1. */
  private readonly arcAt: Int32Array;
  /** Network arcs that are not ruled out and whose person can come. */
  private readonly open: Uint8Array;
  /** Closes a network arc: whatever else the visit is good for, an open place is cheaper. */
  private readonly ban: number;
  private readonly lowest: Float64Array;

  constructor(model: Model) {
    this.model = model;
    this.net = teamNetwork(model, SIXTEENTHS);
    this.net.simplex.solve();
    this.pairs = pairRows(model);
    this.price = new Int32Array(this.pairs.count);
    this.used = new Int32Array(this.pairs.count);
    this.banned = new Uint8Array(this.net.arcOf.length);
    const loads: number[][] = Array.from({ length: model.people }, () => []);
    const { source } = this.net.simplex.network;
    for (let e = 0; e < source.length; e++) {
      const p = source[e]! - this.net.personNode(0);
      if (p >= 0 && p < model.people) loads[p]!.push(e);
    }
    for (const list of loads) list.sort((a, b) => this.net.base[a]! - this.net.base[b]!);
    this.loadArcs = loads;
    this.arcAt = new Int32Array(model.schools * model.people).fill(-1);
    for (let s = 0; s < model.schools; s++)
      for (let a = model.arcStart[s]!; a < model.arcStart[s + 1]!; a++)
        this.arcAt[s * model.people + model.arcPerson[a]!] = a;
    this.open = new Uint8Array(this.net.arcOf.length);
    const worth =
      model.balanceSteps.reduce((a, b) => Math.max(a, b), 0) *
      model.weight.reduce((a, b) => Math.max(a, b), 0);
    this.ban = (2 * model.unfilled + worth + 1) * this.net.factor;
    this.lowest = new Float64Array(this.net.demand.reduce((a, b) => Math.max(a, b), 1));
  }

  /** Solves the relaxation over what is left. */
  solve(starts: Starts): Relaxed {
    const { net } = this;
    this.setCosts(starts);
    this.setLoads(starts);
    net.simplex.price();
    net.simplex.solve();
    let bound = net.simplex.total() + net.constant * net.factor;
    for (const price of this.price) bound -= price;
    const extra = starts.map((list, s) => {
      const anyhow = list.length > 1 ? this.least(s, -1, starts) : 0;
      return list.map(
        t => this.startCost(s, t) * net.factor + (list.length > 1 ? this.least(s, t, starts) - anyhow : 0),
      );
    });
    const cheapest = extra.map(row => Math.min(...row));
    for (const more of cheapest) bound += more;
    return { bound, withStart: extra.map((row, s) => row.map(more => bound + more - cheapest[s]!)) };
  }

  /** Moves the prices of the pairs by what the last flow took, towards a bound of `target`; false when nothing pulls. */
  climb(bound: number, target: number): boolean {
    const { model, net, pairs, used, price } = this;
    if (!model.onePerHome) return false;
    used.fill(0);
    for (const e of this.seated()) {
      const pair = pairs.pairOf[net.arcOf[e]!]!;
      if (pair >= 0) used[pair]!++;
    }
    const pull = (k: number) => (used[k] === 0 && price[k] === 0 ? 0 : used[k]! - 1);
    let norm = 0;
    for (let k = 0; k < price.length; k++) norm += pull(k) ** 2;
    if (norm === 0) return false;
    const most = model.unfilled * net.factor;
    const step = (STEP * (target - bound)) / norm;
    for (let k = 0; k < price.length; k++)
      price[k] = Math.min(most, Math.max(0, Math.round(price[k]! + step * pull(k))));
    return true;
  }

  /** Does something without prices on the pairs, and puts them back. */
  unpriced<T>(what: () => T): T {
    const held = this.price.slice();
    this.price.fill(0);
    const done = what();
    this.price.set(held);
    return done;
  }

  /** Whether any pair has a price. */
  get priced(): boolean {
    return this.price.some(price => price > 0);
  }

  /** Does something while some seats are ruled out. */
  without<T>(ban: Ban, what: () => T): T {
    const { net, banned } = this;
    const out: number[] = [];
    for (let e = 0; e < banned.length; e++) if (net.arcOf[e]! >= 0 && ban(this.seat(e))) out.push(e);
    for (const e of out) banned[e]!++;
    const done = what();
    for (const e of out) banned[e]!--;
    return done;
  }

  /** The seats that the flow takes. */
  seats(): Seat[] {
    return this.seated().map(e => this.seat(e));
  }

  /** The seat of a network arc from a place to a person. */
  private seat(e: number): Seat {
    const { model, net } = this;
    const node = net.simplex.network.source[e]!;
    return { school: node >> 1, person: model.arcPerson[net.arcOf[e]!]!, lead: (node & 1) === 0 };
  }

  /** The flow's teams with the first start of every school. */
  plan(starts: Starts): RawPlan {
    const { model, net } = this;
    const team = new Int32Array(model.places).fill(-1);
    for (const e of this.seated()) {
      const node = net.simplex.network.source[e]!;
      let q = model.placeStart[node >> 1]!;
      while (team[q]! >= 0 || (model.placeLead[q] === 1) !== ((node & 1) === 0)) q++;
      team[q] = model.arcPerson[net.arcOf[e]!]!;
    }
    return { team, start: Int32Array.from(starts, list => list[0]!) };
  }

  /** Network arcs from a place to a person that carry flow. */
  private seated(): number[] {
    const { net } = this;
    const { flow } = net.simplex;
    const found: number[] = [];
    for (let e = 0; e < flow.length; e++) if (net.arcOf[e]! >= 0 && flow[e]! > 0) found.push(e);
    return found;
  }

  private startCost(school: number, t: number): number {
    const { model } = this;
    return t < 0 ? model.undated : model.startCost[school * model.points + t]!;
  }

  /** Whether a person can come at a start (rules 5 and 7); the own school's visit counts once its date is certain. */
  private comes(person: number, school: number, t: number, starts: Starts): boolean {
    const { model } = this;
    if (t < 0) return true;
    const d = model.duration[school]!;
    if (!hasBit(model.free[d]!, person * model.words, t)) return false;
    const home = model.home[person]!;
    if (home < 0 || !model.homeWhenReviewed || starts[home]!.length > 1) return true;
    const th = starts[home]![0]!;
    return th < 0 || t >= th + model.duration[home]! || th >= t + d;
  }

  private setCosts(starts: Starts): void {
    const { model, net, banned, open, ban } = this;
    const { cost } = net.simplex.network;
    for (let s = 0; s < model.schools; s++) {
      for (let a = model.arcStart[s]!; a < model.arcStart[s + 1]!; a++) {
        const person = model.arcPerson[a]!;
        const pair = this.pairs.pairOf[a]!;
        const price = pair < 0 ? 0 : this.price[pair]!;
        const comes = starts[s]!.some(t => this.comes(person, s, t, starts));
        for (const e of [net.leadArc[a]!, net.peerArc[a]!]) {
          if (e < 0) continue;
          open[e] = comes && banned[e] === 0 ? 1 : 0;
          cost[e] = open[e] === 1 ? net.base[e]! + price : ban;
        }
      }
    }
  }

  /**
   * Closes the visits that a person has no time for: of visits whose dates are certain, those that end first and keep
   * their distance are the most that one person can make (interval scheduling).
   */
  private setLoads(starts: Starts): void {
    const { model, net, open } = this;
    const { cost } = net.simplex.network;
    const dated = starts.every(list => list.length === 1);
    const end = (s: number) => (starts[s]![0]! < 0 ? -1 : starts[s]![0]! + model.duration[s]!);
    const order = starts.map((_, s) => s);
    if (dated) order.sort((a, b) => end(a) - end(b));
    for (let p = 0; p < model.people; p++) {
      const arcs = this.loadArcs[p]!;
      if (arcs.length < 2) continue;
      let most = 0;
      let free = 0;
      for (const s of dated ? order : []) {
        const t = starts[s]![0]!;
        if (t >= 0 && t < free) continue;
        const a = this.arcAt[s * model.people + p]!;
        if (a < 0 || (open[net.leadArc[a]!] !== 1 && open[net.peerArc[a]!] !== 1)) continue;
        most++;
        if (t >= 0) free = end(s) + model.gap;
      }
      for (let k = 1; k < arcs.length; k++)
        cost[arcs[k]!] = !dated || k < most ? net.base[arcs[k]!]! : this.ban;
    }
  }

  /** Least cost of a school's places at the flow's prices, with whoever comes at a start (-1: on any). */
  private least(school: number, t: number, starts: Starts): number {
    const { model, net, lowest } = this;
    const { potential, network } = net.simplex;
    let sum = 0;
    for (const [role, arcs] of [net.leadArc, net.peerArc].entries()) {
      const count = net.demand[2 * school + role]!;
      lowest.fill(model.unfilled * net.factor, 0, count);
      for (let a = model.arcStart[school]!; count > 0 && a < model.arcStart[school + 1]!; a++) {
        const e = arcs[a]!;
        if (e < 0) continue;
        const price = network.cost[e]! - potential[network.target[e]!]!;
        if (price >= lowest[count - 1]! || !this.comes(model.arcPerson[a]!, school, t, starts)) continue;
        let k = count - 1;
        for (; k > 0 && lowest[k - 1]! > price; k--) lowest[k] = lowest[k - 1]!;
        lowest[k] = price;
      }
      for (let k = 0; k < count; k++) sum += lowest[k]!;
    }
    return sum;
  }
}
