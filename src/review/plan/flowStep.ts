import type { Random } from '../../optimise/random.js';
import { hasBit } from './masks.js';
import type { PairRows } from './pairs.js';
import type { State } from './state.js';
import { SIXTEENTHS, type TeamNetwork, teamNetwork } from './teamNetwork.js';

/** Rounds of banning and solving again before the step gives up. */
const MOST_ROUNDS = 25;

/**
 * The orientation-restricted flow neighbourhood (MATCHING D 3): dates fixed, one direction allowed per pair of
 * schools (the one in use; for unused pairs the one with the smaller reduced cost), the teams of all schools are the
 * exact optimum of one min-cost flow. The plan in hand is feasible in it, so the step never worsens. What the
 * network cannot see (two people of one home in a team, two visits of a person too close) is repaired by banning an
 * arc that is not in the plan in hand and solving on from the last basis. Good for as long as the dates stay.
 */
export class FlowStep {
  private readonly state: State;
  readonly net: TeamNetwork;
  private readonly pairs: PairRows;
  private readonly random: Random;
  private readonly bestUp: Int32Array;
  private readonly bestDown: Int32Array;
  private readonly used: Int8Array;

  /** @param allows the arcs of the schools and people whose teams may change; those in hand stay in any case */
  constructor(
    state: State,
    pairs: PairRows,
    random: Random,
    allows: (arc: number, school: number) => boolean,
  ) {
    this.state = state;
    this.net = teamNetwork(state.model, SIXTEENTHS, (arc, school) => {
      const person = state.model.arcPerson[arc]!;
      return (allows(arc, school) && canCome(state, person, school)) || state.inTeam(person, school, -1);
    });
    this.net.simplex.solve();
    this.pairs = pairs;
    this.random = random;
    this.bestUp = new Int32Array(pairs.count);
    this.bestDown = new Int32Array(pairs.count);
    this.used = new Int8Array(pairs.count);
  }

  /** One step over all schools. `noise` (in cost units) varies the choice of directions. Returns the gain. */
  run(noise: number): number {
    const { state, net } = this;
    const before = state.cost;
    const ban = 4 * state.model.unfilled * net.factor;
    this.orient(noise);
    this.setCosts(ban);
    net.simplex.price();
    net.simplex.solve();
    for (let round = 0; round < MOST_ROUNDS; round++) {
      if (this.banClashes(ban) === 0) {
        this.apply();
        return before - state.cost;
      }
      net.simplex.price();
      net.simplex.solve();
    }
    return 0;
  }

  /** Chooses a direction for every pair: `used` is 1 for low to high, 2 for the other way. */
  private orient(noise: number): void {
    const { state, net, pairs, bestUp, bestDown, used, random } = this;
    const { model } = state;
    const { potential } = net.simplex;
    bestUp.fill(0x3fffffff);
    bestDown.fill(0x3fffffff);
    used.fill(0);
    for (let s = 0; s < model.schools; s++) {
      for (let a = model.arcStart[s]!; a < model.arcStart[s + 1]!; a++) {
        const pair = pairs.pairOf[a]!;
        if (pair < 0) continue;
        let reduced = 0x3fffffff;
        const price = potential[net.personNode(model.arcPerson[a]!)]!;
        if (net.leadArc[a]! >= 0) reduced = net.base[net.leadArc[a]!]! + potential[2 * s]! - price;
        if (net.peerArc[a]! >= 0) {
          reduced = Math.min(reduced, net.base[net.peerArc[a]!]! + potential[2 * s + 1]! - price);
        }
        if (pairs.lowToHigh[a] === 1) bestUp[pair] = Math.min(bestUp[pair]!, reduced);
        else bestDown[pair] = Math.min(bestDown[pair]!, reduced);
      }
    }
    for (let q = 0; q < model.places; q++) {
      const person = state.team[q]!;
      const home = person < 0 ? -1 : model.home[person]!;
      if (home < 0) continue;
      const s = model.placeSchool[q]!;
      for (let a = model.arcStart[s]!; a < model.arcStart[s + 1]!; a++) {
        if (model.arcPerson[a] === person) used[pairs.pairOf[a]!] = home < s ? 1 : 2;
      }
    }
    const spread = Math.max(1, Math.round(noise * net.factor));
    for (let k = 0; k < pairs.count; k++) {
      if (used[k] !== 0) continue;
      used[k] = bestUp[k]! + random.below(spread) <= bestDown[k]! + random.below(spread) ? 1 : 2;
    }
  }

  /** Opens the arcs of the neighbourhood and bans the others. */
  private setCosts(ban: number): void {
    const { state, net } = this;
    const { model } = state;
    const { cost } = net.simplex.network;
    for (let s = 0; s < model.schools; s++) {
      for (let a = model.arcStart[s]!; a < model.arcStart[s + 1]!; a++) {
        const open = this.oriented(a);
        const lead = net.leadArc[a]!;
        const peer = net.peerArc[a]!;
        if (lead >= 0) cost[lead] = open ? net.base[lead]! : ban;
        if (peer >= 0) cost[peer] = open ? net.base[peer]! : ban;
      }
    }
    for (let q = 0; q < model.places; q++) {
      if (state.team[q]! < 0) continue;
      const arc = this.networkArc(q, state.team[q]!);
      // The plan in hand stays allowed; what is pinned cannot leave.
      if (arc >= 0) cost[arc] = model.placePin[q]! >= 0 ? -ban : net.base[arc]!;
    }
  }

  /** Whether the direction in which an arc goes is the one allowed in this step. */
  oriented(arc: number): boolean {
    const pair = this.pairs.pairOf[arc]!;
    return (
      pair < 0 ||
      !this.state.model.noMutualPair ||
      this.used[pair] === (this.pairs.lowToHigh[arc] === 1 ? 1 : 2)
    );
  }

  networkArc(place: number, person: number): number {
    const { model } = this.state;
    const s = model.placeSchool[place]!;
    for (let a = model.arcStart[s]!; a < model.arcStart[s + 1]!; a++) {
      if (model.arcPerson[a] === person) {
        return model.placeLead[place] === 1 ? this.net.leadArc[a]! : this.net.peerArc[a]!;
      }
    }
    return -1;
  }

  /** Whether the flow's arc (school, person, role) is in the plan in hand. */
  private inHand(arc: number): boolean {
    const { state, net } = this;
    const { model } = state;
    const node = net.simplex.network.source[arc]!;
    const s = node >> 1;
    const person = model.arcPerson[net.arcOf[arc]!]!;
    for (let q = model.placeStart[s]!; q < model.placeStart[s + 1]!; q++) {
      if (state.team[q] === person && (model.placeLead[q] === 1) === ((node & 1) === 0)) return true;
    }
    return false;
  }

  /** Bans one arc of every clash in the flow; returns how many were banned. */
  private banClashes(ban: number): number {
    const { state, net } = this;
    const { model } = state;
    const { source, cost } = net.simplex.network;
    const { flow } = net.simplex;
    const atSchool: number[][] = Array.from({ length: model.schools }, () => []);
    const ofPerson: number[][] = Array.from({ length: model.people }, () => []);
    for (let e = 0; e < flow.length; e++) {
      if (net.arcOf[e]! < 0 || flow[e] === 0) continue;
      atSchool[source[e]! >> 1]!.push(e);
      ofPerson[model.arcPerson[net.arcOf[e]!]!]!.push(e);
    }
    let banned = 0;
    const clash = (e: number, f: number) => {
      if (cost[e]! >= ban || cost[f]! >= ban) return;
      // Of the two, one that is not in the plan in hand; the dearer of two new ones.
      const eStays = this.inHand(e);
      const fStays = this.inHand(f);
      const out = eStays ? f : fStays ? e : net.base[e]! > net.base[f]! ? e : f;
      cost[out] = ban;
      banned++;
    };
    for (const list of atSchool) {
      for (let i = 1; i < list.length; i++) {
        for (let j = 0; j < i; j++) {
          const p = model.arcPerson[net.arcOf[list[i]!]!]!;
          const r = model.arcPerson[net.arcOf[list[j]!]!]!;
          if (p === r || (model.onePerHome && model.home[p]! >= 0 && model.home[p] === model.home[r])) {
            clash(list[i]!, list[j]!);
          }
        }
      }
    }
    for (const list of ofPerson) {
      for (let i = 1; i < list.length; i++) {
        for (let j = 0; j < i; j++) {
          const a = source[list[i]!]! >> 1;
          const b = source[list[j]!]! >> 1;
          const ta = state.start[a]!;
          const tb = state.start[b]!;
          if (a === b || ta < 0 || tb < 0) continue;
          const need = (ta < tb ? model.duration[a]! : model.duration[b]!) + model.gap;
          if (Math.abs(ta - tb) < need) clash(list[i]!, list[j]!);
        }
      }
    }
    return banned;
  }

  /** Puts the flow's teams into the plan; people who stay keep their place. */
  apply(): void {
    const { state, net } = this;
    const { model } = state;
    const { source } = net.simplex.network;
    const { flow } = net.simplex;
    const wanted: number[][] = Array.from({ length: 2 * model.schools }, () => []);
    for (let e = 0; e < flow.length; e++) {
      if (net.arcOf[e]! >= 0 && flow[e] === 1) wanted[source[e]!]!.push(e);
    }
    const fresh: { place: number; person: number; cost: number }[] = [];
    for (let node = 0; node < wanted.length; node++) {
      const s = node >> 1;
      const list = wanted[node]!;
      const here = new Set(list.map(e => model.arcPerson[net.arcOf[e]!]!));
      const openPlaces: number[] = [];
      for (let q = model.placeStart[s]!; q < model.placeStart[s + 1]!; q++) {
        if ((model.placeLead[q] === 1) !== ((node & 1) === 0)) continue;
        const person = state.team[q]!;
        if (person >= 0 && here.delete(person)) continue;
        if (person >= 0) state.take(q);
        openPlaces.push(q);
      }
      list.sort((a, b) => a - b);
      for (const e of list) {
        const person = model.arcPerson[net.arcOf[e]!]!;
        if (!here.delete(person)) continue;
        fresh.push({ place: openPlaces.shift()!, person, cost: net.base[e]! / net.factor });
      }
    }
    for (const { place, person, cost } of fresh) state.put(place, person, cost);
  }
}

/** Whether a person is free on the school's date, and not at home for the own school's; on no date everybody is. */
function canCome(state: State, person: number, school: number): boolean {
  const { model } = state;
  const t = state.start[school]!;
  if (t < 0) return true;
  const d = model.duration[school]!;
  if (!hasBit(model.free[d]!, person * model.words, t)) return false;
  const home = model.home[person]!;
  if (home < 0 || !model.homeWhenReviewed) return true;
  const th = state.start[home]!;
  return th < 0 || t >= th + model.duration[home]! || th >= t + d;
}
