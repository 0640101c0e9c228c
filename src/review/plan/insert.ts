import type { Random } from '../../optimise/random.js';
import type { CandidateOrder } from './candidates.js';
import type { Model } from './model.js';
import { settleRoles } from './roles.js';
import type { State } from './state.js';

/** Overlooks people now and then, each with this chance in 256ths ("blinks", Christiaens, Vanden Berghe 2020). */
export interface Blind {
  readonly random: Random;
  readonly share: number;
}

/**
 * The best answer for one school while all others stay: every start, every person with room, exact but for
 * clashes between lead and peers (the cheapest lead is taken first; roles are then settled among the team). One pass over the school's arcs makes for each
 * person the mask of starts at which she can come; one pass over the starts picks the cheapest team at each.
 * Used to build the first plan and to rebuild torn-out schools ("ruin and recreate", Schrimpf et al. 2000).
 */
export class Inserter {
  private readonly state: State;
  private readonly model: Model;
  private readonly person: Int32Array;
  private readonly lead: Int32Array;
  private readonly peer: Int32Array;
  private readonly mask: Int32Array;
  private readonly byPeer: Int32Array;
  private readonly byLead: Int32Array;
  private readonly open: Int32Array;
  private readonly one: Int32Array;
  private readonly team: Int32Array;
  private readonly bestTeam: Int32Array;

  constructor(state: State) {
    const model = state.model;
    let widest = 1;
    let size = 1;
    for (let s = 0; s < model.schools; s++) {
      widest = Math.max(widest, model.arcStart[s + 1]! - model.arcStart[s]!);
      size = Math.max(size, model.placeStart[s + 1]! - model.placeStart[s]!);
    }
    this.state = state;
    this.model = model;
    this.person = new Int32Array(widest);
    this.lead = new Int32Array(widest);
    this.peer = new Int32Array(widest);
    this.mask = new Int32Array(widest * model.words);
    this.byPeer = new Int32Array(widest);
    this.byLead = new Int32Array(widest);
    this.open = new Int32Array(model.words);
    this.one = new Int32Array(model.words);
    this.team = new Int32Array(size);
    this.bestTeam = new Int32Array(size);
  }

  /**
   * Dates the school and fills its open places at the least cost. `startPrice` (N × T) is added to the cost of the
   * starts, for variety. Places already filled are kept, and their people bind the date.
   */
  insert(school: number, order: CandidateOrder, startPrice?: Float64Array, blind?: Blind): void {
    const { state, model } = this;
    const { words } = model;
    const first = model.placeStart[school]!;
    const end = model.placeStart[school + 1]!;
    const fixedStart = state.start[school]!;
    state.schoolStarts(school, this.open);
    let openPlaces = 0;
    for (let q = first; q < end; q++) {
      const person = state.team[q]!;
      if (person >= 0) state.narrow(person, school, q, this.open);
      else openPlaces++;
    }
    if (fixedStart >= 0) {
      for (let w = 0; w < words; w++) this.open[w] = w === fixedStart >> 5 ? 1 << (fixedStart & 31) : 0;
    }
    if (openPlaces === 0) {
      if (fixedStart < 0) state.setStart(school, state.cheapestStart(school, this.open));
      return;
    }
    const count = this.collect(school, order, blind);
    let best = Number.POSITIVE_INFINITY;
    let bestStart = -1;
    for (let w = 0; w < words; w++) {
      for (let rest = this.open[w]!; rest !== 0; rest &= rest - 1) {
        const bit = rest & -rest;
        const t = (w << 5) + 31 - Math.clz32(bit);
        const dated =
          model.startCost[school * model.points + t]! + (startPrice?.[school * model.points + t] ?? 0);
        if (dated >= best) continue;
        const cost = dated + this.teamAt(school, count, w, bit, best - dated);
        if (cost < best) {
          best = cost;
          bestStart = t;
          this.bestTeam.set(this.team);
        }
      }
    }
    // With places open on every date, a whole team without one may be better.
    if (fixedStart < 0 && best >= model.undated) {
      const cost = model.undated + this.teamAt(school, this.collect(school, order, blind, true), 0, 0, best);
      if (cost < best) {
        bestStart = -1;
        this.bestTeam.set(this.team);
      } else if (bestStart < 0) return;
    }
    if (fixedStart < 0) state.setStart(school, bestStart);
    for (let q = first; q < end; q++) {
      if (state.team[q]! < 0 && this.bestTeam[q - first]! >= 0) {
        const chosen = this.bestTeam[q - first]!;
        state.put(q, chosen, state.arcCost(q, chosen));
      }
    }
    settleRoles(state, school);
  }

  /** Everyone with room who passes the rules about pairs, with marginal costs and the mask of possible starts. */
  private collect(school: number, order: CandidateOrder, blind: Blind | undefined, undated = false): number {
    const { state, model, one, open } = this;
    const { words } = model;
    const place = this.anyOpen(school);
    let count = 0;
    for (let k = order.peerStart[school]!; k < order.peerStart[school + 1]!; k++) {
      const arc = order.peerArc[k]!;
      const person = model.arcPerson[arc]!;
      if (blind && (blind.random.next() & 255) < blind.share) continue;
      if (state.load[person]! >= model.maxLoad[person]! || state.inTeam(person, school, -1)) continue;
      const home = model.home[person]!;
      if (!state.pairFits(home, place)) continue;
      one.set(open);
      state.narrow(person, school, -1, one);
      let any = 0;
      for (let w = 0; w < words; w++) any |= one[w]!;
      if (any === 0 && !undated) continue;
      const marginal = state.loadUp(person) + state.balanceUp(home);
      this.person[count] = person;
      this.peer[count] = model.peerCost[arc]! + marginal;
      this.lead[count] = model.leadCost[arc]! + marginal;
      for (let w = 0; w < words; w++) this.mask[count * words + w] = one[w]!;
      count++;
    }
    sortBy(this.byPeer, this.peer, count);
    sortBy(this.byLead, this.lead, count);
    return count;
  }

  /** An open place of the school, so that `pairFits` looks at all the filled ones. */
  private anyOpen(school: number): number {
    const { placeStart } = this.model;
    for (let q = placeStart[school]!; q < placeStart[school + 1]!; q++) if (this.state.team[q]! < 0) return q;
    return placeStart[school]!;
  }

  /** Cheapest team at one start (no bit: on no day) among those collected; an open place costs `unfilled`. Stops above `limit`. */
  private teamAt(school: number, count: number, word: number, bit: number, limit: number): number {
    const { state, model, team } = this;
    const { words, unfilled } = model;
    const first = model.placeStart[school]!;
    const size = model.placeStart[school + 1]! - first;
    let cost = 0;
    for (let k = 0; k < size; k++) {
      team[k] = -1;
      if (state.team[first + k]! >= 0) continue;
      const leads = model.placeLead[first + k] === 1;
      const list = leads ? this.byLead : this.byPeer;
      const price = leads ? this.lead : this.peer;
      let found = -1;
      for (let i = 0; i < count; i++) {
        const c = list[i]!;
        if (price[c]! >= unfilled) break;
        if (bit !== 0 && (this.mask[c * words + word]! & bit) === 0) continue;
        const person = this.person[c]!;
        let clash = false;
        for (let j = 0; j < k && !clash; j++) {
          const other = team[j]!;
          clash =
            other === person || (other >= 0 && model.onePerHome && model.home[other] === model.home[person]);
        }
        if (clash) continue;
        found = c;
        break;
      }
      cost += found < 0 ? unfilled : price[found]!;
      if (found >= 0) team[k] = this.person[found]!;
      if (cost >= limit) return Number.POSITIVE_INFINITY;
    }
    return cost;
  }
}

/** `list` := 0 … count - 1 in order of `key`: insertion sort, since the candidates come nearly sorted. */
function sortBy(list: Int32Array, key: Int32Array, count: number): void {
  for (let i = 0; i < count; i++) {
    const k = key[i]!;
    let j = i - 1;
    while (j >= 0 && key[list[j]!]! > k) {
      list[j + 1] = list[j]!;
      j--;
    }
    list[j + 1] = i;
  }
}
