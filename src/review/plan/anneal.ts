import type { Random } from '../../optimise/random.js';
import type { CandidateOrder } from './candidates.js';
import { FORBIDDEN, type Model } from './model.js';
import type { State } from './state.js';

/** Thresholds -ln(u) for u uniform, so that "accept when delta ≤ T · threshold" is Metropolis' rule. */
const THRESHOLDS = Float64Array.from({ length: 4096 }, (_, k) => -Math.log((k + 0.5) / 4096));

/**
 * Simulated annealing over teams and dates together (Kirkpatrick, Gelatt, Vecchi 1983), on moves that keep every
 * hard rule by construction: put another person in a place; if that person is full or too near another visit, take
 * her from there and refill that place; if she cannot on the day, move the visit to the best day for the new team;
 * move a visit and replace those who cannot come. The temperature falls with the count of moves, never with the
 * clock, so a seed gives one result.
 */
export class Annealer {
  private readonly state: State;
  private readonly model: Model;
  private readonly random: Random;
  order: CandidateOrder;
  private readonly mask: Int32Array;
  private readonly out: Int32Array;
  private readonly into: Int32Array;
  private readonly intoCost: Int32Array;
  private temperature = 1;

  constructor(state: State, order: CandidateOrder, random: Random) {
    this.state = state;
    this.model = state.model;
    this.order = order;
    this.random = random;
    this.mask = new Int32Array(state.model.words);
    this.out = new Int32Array(16);
    this.into = new Int32Array(16);
    this.intoCost = new Int32Array(16);
  }

  /** Makes `moves` tries from temperature `hot` down to `cold`, geometrically, over the given schools. */
  run(moves: number, hot: number, cold: number, places: Int32Array): void {
    const { random } = this;
    const block = 512;
    const steps = Math.max(1, Math.ceil(moves / block));
    const factor = (cold / hot) ** (1 / steps);
    this.temperature = hot;
    for (let step = 0; step < steps; step++) {
      for (let k = 0; k < block; k++) {
        const place = places[random.below(places.length)]!;
        if ((random.next() & 15) < 2) this.moveDate(this.model.placeSchool[place]!);
        else this.replace(place);
      }
      this.temperature *= factor;
    }
  }

  private accept(delta: number): boolean {
    return delta <= 0 || delta <= this.temperature * THRESHOLDS[this.random.next() & 4095]!;
  }

  /** Draws an arc for the place, the cheap ones more often (square of a uniform number). */
  private draw(place: number): number {
    const { order, model } = this;
    const school = model.placeSchool[place]!;
    const lead = model.placeLead[place] === 1;
    const start = lead ? order.leadStart : order.peerStart;
    const arcs = lead ? order.leadArc : order.peerArc;
    const from = start[school]!;
    const count = start[school + 1]! - from;
    if (count === 0) return -1;
    const u = this.random.next() / 4294967296;
    return arcs[from + Math.floor(u * u * count)]!;
  }

  private costOf(place: number, arc: number): number {
    return this.model.placeLead[place] === 1 ? this.model.leadCost[arc]! : this.model.peerCost[arc]!;
  }

  /** Change of cost when the place loses whom it has, before anybody new comes. */
  private lose(place: number): number {
    const { state, model } = this;
    const old = state.team[place]!;
    if (old < 0) return -model.unfilled;
    return state.loadDown(old) + state.balanceDown(model.home[old]!) - state.placeCost[place]!;
  }

  /** One try to seat a drawn person. */
  private replace(place: number): boolean {
    const { state, model } = this;
    if (model.placePin[place]! >= 0) return false;
    const arc = this.draw(place);
    if (arc < 0) return false;
    const person = model.arcPerson[arc]!;
    const old = state.team[place]!;
    if (person === old) return false;
    const school = model.placeSchool[place]!;
    if (state.inTeam(person, school, place)) return false;
    const home = model.home[person]!;
    const t = state.start[school]!;
    const cost = this.costOf(place, arc);
    if (!state.pairFits(home, place)) {
      const mutual = this.mutualPlace(home, place);
      return mutual >= 0 && this.evict(place, person, cost, mutual);
    }
    const full = state.load[person]! >= model.maxLoad[person]!;
    const clash = t < 0 ? -1 : state.clash(person, school, t, -1);
    if (full || clash >= 0) {
      const victim =
        clash >= 0 ? clash : state.visits[person * state.most + this.random.below(state.load[person]!)]!;
      if (clash === -2) return false;
      if (full && clash >= 0 && state.clash(person, school, t, victim) !== -1) return false;
      return this.evict(place, person, cost, victim);
    }
    const sameHome = old >= 0 && model.home[old] === home;
    let delta = cost + state.loadUp(person) + this.lose(place);
    if (sameHome) delta -= old >= 0 ? state.balanceDown(home) : 0;
    else delta += state.balanceUp(home);
    let start = t;
    if (t < 0 || clash === -2) {
      if (clash === -2 && delta > this.temperature * 8) return false;
      start = this.bestStart(school, place, person);
      if (start < 0 && t >= 0) return false;
      delta += state.startCostAt(school, start) - state.startCostAt(school, t);
    }
    if (!this.accept(delta)) return false;
    if (old >= 0) state.take(place);
    if (start !== t) state.setStart(school, start);
    state.put(place, person, cost);
    return true;
  }

  /** Cheapest start for the school's team with `person` in `place`; -1 when there is none. */
  private bestStart(school: number, place: number, person: number): number {
    const { state, model, mask } = this;
    state.schoolStarts(school, mask);
    for (let q = model.placeStart[school]!; q < model.placeStart[school + 1]!; q++) {
      const member = q === place ? person : state.team[q]!;
      if (member >= 0) state.narrow(member, school, q, mask);
    }
    return state.cheapestStart(school, mask);
  }

  /** The place at school `home` held by somebody of this place's school, which bars the pair; -1 for another bar. */
  private mutualPlace(home: number, place: number): number {
    const { state, model } = this;
    if (!model.noMutualPair) return -1;
    const school = model.placeSchool[place]!;
    for (let q = model.placeStart[home]!; q < model.placeStart[home + 1]!; q++) {
      const other = state.team[q]!;
      if (other >= 0 && model.home[other] === school) return q;
    }
    return -1;
  }

  /**
   * Seats `person` although the visit `victim` stands in the way (her own, when she is full or it is too near;
   * another's, when it makes a mutual pair): empties `victim`, and refills it as well as it can.
   */
  private evict(place: number, person: number, cost: number, victim: number): boolean {
    const { state, model } = this;
    const school = model.placeSchool[place]!;
    if (model.placePin[victim]! >= 0 || model.placeSchool[victim] === school) return false;
    const t = state.start[school]!;
    const other = state.team[victim]!;
    if (other === person) {
      if (t >= 0 && state.clash(person, school, t, victim) !== -1) return false;
    } else if (
      state.load[person]! >= model.maxLoad[person]! ||
      (t >= 0 && state.clash(person, school, t, -1) !== -1)
    ) {
      return false;
    }
    const before = state.cost;
    const old = state.team[place]!;
    const oldCost = state.placeCost[place]!;
    const otherCost = state.placeCost[victim]!;
    if (old >= 0) state.take(place);
    state.take(victim);
    if (other === person || state.pairFits(model.home[person]!, place)) {
      state.put(place, person, cost);
      const limit = before + this.temperature * THRESHOLDS[this.random.next() & 4095]!;
      // With the place open before, the hole may simply move to the victim's visit.
      if (this.refill(victim, old, limit) >= 0 || state.cost <= limit) return true;
      state.take(place);
    }
    state.put(victim, other, otherCost);
    if (old >= 0) state.put(place, old, oldCost);
    return false;
  }

  /** Fills an open place with the best of a few drawn people, `favourite` first, if the cost stays within `limit`. */
  private refill(place: number, favourite: number, limit: number): number {
    const { state, model } = this;
    const school = model.placeSchool[place]!;
    const t = state.start[school]!;
    const room = limit - state.cost + model.unfilled;
    let best = -1;
    let bestArcCost = 0;
    let bestDelta = room;
    for (let k = 0; k < 7; k++) {
      let person = favourite;
      let cost: number;
      if (k === 0) {
        if (favourite < 0) continue;
        cost = state.arcCost(place, favourite);
      } else {
        const arc = this.draw(place);
        if (arc < 0) break;
        person = model.arcPerson[arc]!;
        cost = this.costOf(place, arc);
      }
      if (cost > bestDelta || cost >= FORBIDDEN || state.load[person]! >= model.maxLoad[person]!) continue;
      const home = model.home[person]!;
      const delta = cost + state.loadUp(person) + state.balanceUp(home);
      if (delta > bestDelta || (best >= 0 && delta >= bestDelta)) continue;
      if (!state.pairFits(home, place) || state.inTeam(person, school, place)) continue;
      if (t >= 0 && state.clash(person, school, t, -1) !== -1) continue;
      best = person;
      bestDelta = delta;
      bestArcCost = cost;
    }
    if (best >= 0) state.put(place, best, bestArcCost);
    return best;
  }

  /** Draws another start and replaces those of the team who cannot come then. */
  private moveDate(school: number): boolean {
    const { state, model, mask, random } = this;
    state.schoolStarts(school, mask);
    const t = state.start[school]!;
    // With places open it can pay to give the date up: one visit undated against several places unfilled.
    const giveUp = t >= 0 && (random.next() & 7) === 0 && this.openPlaces(school) > 0;
    const next = giveUp ? -1 : this.drawBit(mask);
    if (next === t || (next < 0 && !giveUp)) return false;
    const dearer = state.startCostAt(school, next) - state.startCostAt(school, t);
    const limit = this.temperature * THRESHOLDS[this.random.next() & 4095]!;
    if (dearer > limit + 60 && !giveUp) return false;
    let changes = 0;
    const before = state.cost;
    for (let q = model.placeStart[school]!; q < model.placeStart[school + 1]!; q++) {
      const person = state.team[q]!;
      if (person < 0 || next < 0 || state.clash(person, school, next, q) === -1) continue;
      if (model.placePin[q]! >= 0) return false;
      this.out[changes] = person;
      this.into[changes] = q;
      this.intoCost[changes] = state.placeCost[q]!;
      changes++;
    }
    for (let k = 0; k < changes; k++) state.take(this.into[k]!);
    state.setStart(school, next);
    for (let k = 0; k < changes; k++) {
      if (this.fillBest(this.into[k]!) < 0 && state.cost - model.unfilled > before + limit) break;
    }
    // Places that were open before may be filled on the new date; they are emptied again when the try fails.
    const held = changes;
    if (this.openPlaces(school) > 0) {
      for (let q = model.placeStart[school]!; q < model.placeStart[school + 1]! && changes < 16; q++) {
        if (state.team[q]! >= 0 || this.fillBest(q) < 0) continue;
        this.into[changes++] = q;
      }
    }
    if (state.cost <= before + limit) return true;
    for (let k = 0; k < changes; k++) if (state.team[this.into[k]!]! >= 0) state.take(this.into[k]!);
    changes = held;
    state.setStart(school, t);
    for (let k = 0; k < changes; k++) state.put(this.into[k]!, this.out[k]!, this.intoCost[k]!);
    return false;
  }

  private openPlaces(school: number): number {
    const { placeStart } = this.model;
    let open = 0;
    for (let q = placeStart[school]!; q < placeStart[school + 1]!; q++) if (this.state.team[q]! < 0) open++;
    return open;
  }

  /** The best person for an open place among the first of its row. */
  private fillBest(place: number): number {
    const { state, model, order } = this;
    const school = model.placeSchool[place]!;
    const t = state.start[school]!;
    const lead = model.placeLead[place] === 1;
    const start = lead ? order.leadStart : order.peerStart;
    const arcs = lead ? order.leadArc : order.peerArc;
    const end = Math.min(start[school + 1]!, start[school]! + 24);
    let best = -1;
    let bestArcCost = 0;
    let bestDelta = model.unfilled;
    for (let k = start[school]!; k < end; k++) {
      const arc = arcs[k]!;
      const person = model.arcPerson[arc]!;
      if (state.load[person]! >= model.maxLoad[person]!) continue;
      const cost = this.costOf(place, arc);
      const home = model.home[person]!;
      const delta = cost + state.loadUp(person) + state.balanceUp(home);
      if (delta >= bestDelta) continue;
      if (t >= 0 && state.clash(person, school, t, -1) !== -1) continue;
      if (!state.pairFits(home, place) || state.inTeam(person, school, place)) continue;
      best = person;
      bestDelta = delta;
      bestArcCost = cost;
    }
    if (best >= 0) state.put(place, best, bestArcCost);
    return best;
  }

  /** One set bit of a mask, uniformly enough: from a random point onwards, round the end. */
  private drawBit(mask: Int32Array): number {
    const { words, points } = this.model;
    const from = this.random.below(points);
    let w = from >> 5;
    let rest = mask[w]! & (-1 << (from & 31));
    for (let k = 0; k <= words; k++) {
      if (rest !== 0) return (w << 5) + 31 - Math.clz32(rest & -rest);
      w = w + 1 === words ? 0 : w + 1;
      rest = mask[w]!;
    }
    return -1;
  }
}
