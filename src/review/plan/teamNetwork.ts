import { FORBIDDEN, loadStep, type Model } from './model.js';
import { type Network, NetworkSimplex } from './networkSimplex.js';

/**
 * The team stage as a network (MATCHING B): place of a school → person → home school → root. Each unit of flow is
 * one place filled. Convex costs are parallel arcs of capacity 1: person → home for the load (0, 4, 12…), home →
 * root for the balance (the marginal of B at each place given). An open place flows straight to the root at the
 * price of an unfilled place, so every problem is feasible and the first tree needs no artificial arcs.
 * Costs are multiplied by `factor`, to leave room for fractional prices in whole numbers.
 */
export interface TeamNetwork {
  model: Model;
  factor: number;
  simplex: NetworkSimplex;
  /** Network arc of a model's arc for the role, or -1. */
  leadArc: Int32Array;
  peerArc: Int32Array;
  /** Model arc of a network arc, or -1 for arcs of load, balance and open places. */
  arcOf: Int32Array;
  /** Costs before any price was added. */
  base: Int32Array;
  /** Places of a school by role: its leads at 2s, its peers at 2s + 1. */
  demand: Int32Array;
  /** Node of a person. */
  personNode: (person: number) => number;
  /** Node of the lead or peer places of a school. */
  placeNode: (school: number, lead: boolean) => number;
  /** Constant to add to the flow's cost (÷ factor) to get the model's: balance at zero given. */
  constant: number;
}

/** Costs in sixteenths, where prices are wanted of a network. */
export const SIXTEENTHS = 16;

/**
 * Arcs, given one after the other and laid down by a stride that mixes those of different schools (pivots halve:
 * MATCHING 3b). They come to lie where they stay: a country's network is too large to be held twice.
 */
class MixedArcs {
  readonly source: Int32Array;
  readonly target: Int32Array;
  readonly capacity: Int32Array;
  readonly cost: Int32Array;
  readonly owner: Int32Array;
  private readonly count: number;
  private readonly stride: number;
  private given = 0;

  /** Room for exactly so many. */
  constructor(count: number) {
    this.source = new Int32Array(count);
    this.target = new Int32Array(count);
    this.capacity = new Int32Array(count);
    this.cost = new Int32Array(count);
    this.owner = new Int32Array(count);
    this.count = count;
    this.stride = Math.max(10, Math.floor(Math.sqrt(count)));
  }

  /** Adds an arc and returns its number; `owner` is the model's arc, or -1. */
  add(source: number, target: number, capacity: number, cost: number, owner: number): number {
    const { count, stride } = this;
    // First every stride-th arc from the first one on, then from the second one on, and so forth.
    const from = this.given % stride;
    const arc =
      from * Math.floor(count / stride) + Math.min(from, count % stride) + Math.floor(this.given / stride);
    this.given++;
    this.source[arc] = source;
    this.target[arc] = target;
    this.capacity[arc] = capacity;
    this.cost[arc] = cost;
    this.owner[arc] = owner;
    return arc;
  }
}

/** The nodes' numbers: lead and peer places of every school, people, homes. */
function numbering({ schools, people }: Model) {
  const personBase = 2 * schools;
  const homeBase = personBase + people;
  return {
    placeNode: (school: number, lead: boolean) => 2 * school + (lead ? 0 : 1),
    personNode: (person: number) => personBase + person,
    homeNode: (school: number) => homeBase + school,
    root: homeBase + schools,
  };
}

/** Places of every school by role. */
function demands(model: Model): Int32Array {
  const demand = new Int32Array(2 * model.schools);
  for (let q = 0; q < model.places; q++) demand[2 * model.placeSchool[q]! + 1 - model.placeLead[q]!]!++;
  return demand;
}

/** Arcs that a model's network has. */
function countArcs(model: Model, demand: Int32Array, keep: (arc: number, school: number) => boolean): number {
  // Open places, and one step of balance more than a home has visits to give.
  let count = 3 * model.schools;
  for (let s = 0; s < model.schools; s++) {
    for (let a = model.arcStart[s]!; a < model.arcStart[s + 1]!; a++) {
      if (!keep(a, s)) continue;
      if (demand[2 * s]! > 0 && model.leadCost[a]! < FORBIDDEN) count++;
      if (demand[2 * s + 1]! > 0 && model.peerCost[a]! < FORBIDDEN) count++;
    }
  }
  for (let p = 0; p < model.people; p++) {
    count += Math.max(1, model.maxLoad[p]!);
    if (model.home[p]! >= 0) count += model.maxLoad[p]!;
  }
  return count;
}

/** Builds the network of a model, of the arcs that `keep` wants, and its first basis: every place open. */
export function teamNetwork(
  model: Model,
  factor: number,
  keep: (arc: number, school: number) => boolean = () => true,
): TeamNetwork {
  const { schools: N, people: P } = model;
  const { placeNode, personNode, homeNode, root } = numbering(model);
  const nodes = root + 1;
  const demand = demands(model);
  const arcs = new MixedArcs(countArcs(model, demand, keep));
  const parent = new Int32Array(nodes).fill(-1);
  const pred = new Int32Array(nodes).fill(-1);
  const hang = (node: number, above: number, arc: number) => {
    parent[node] = above;
    pred[node] = arc;
  };
  const steps = model.balanceSteps;
  const step = (off: number) => steps[Math.min(off, steps.length) - 1]!;
  let constant = 0;
  const openArc = new Int32Array(2 * N);
  const leadArc = new Int32Array(model.arcPerson.length).fill(-1);
  const peerArc = new Int32Array(model.arcPerson.length).fill(-1);
  for (let s = 0; s < N; s++) {
    const [leads, peers] = [placeNode(s, true), placeNode(s, false)];
    for (const node of [leads, peers]) {
      // One more than the demand, so that the arc never blocks and the tree is strongly feasible.
      openArc[node] = arcs.add(node, root, demand[node]! + 1, model.unfilled, -1);
      hang(node, root, openArc[node]!);
    }
    for (let a = model.arcStart[s]!; a < model.arcStart[s + 1]!; a++) {
      if (!keep(a, s)) continue;
      const person = personNode(model.arcPerson[a]!);
      if (demand[leads]! > 0 && model.leadCost[a]! < FORBIDDEN)
        leadArc[a] = arcs.add(leads, person, 1, model.leadCost[a]!, a);
      if (demand[peers]! > 0 && model.peerCost[a]! < FORBIDDEN)
        peerArc[a] = arcs.add(peers, person, 1, model.peerCost[a]!, a);
    }
  }
  const room = new Int32Array(N);
  for (let p = 0; p < P; p++) {
    const home = model.home[p]!;
    const above = home < 0 ? root : homeNode(home);
    if (home >= 0) room[home]! += model.maxLoad[p]!;
    for (let k = 0; k < Math.max(1, model.maxLoad[p]!); k++) {
      const arc = arcs.add(personNode(p), above, k < model.maxLoad[p]! ? 1 : 0, loadStep(model, k), -1);
      if (k === 0) hang(personNode(p), above, arc);
    }
  }
  for (let h = 0; h < N; h++) {
    const target = model.target[h]!;
    for (let off = 1; off <= Math.abs(target); off++) constant += step(off) * model.weight[h]!;
    // One arc more than there is room, so that it never blocks.
    for (let k = 0; k <= room[h]!; k++) {
      const marginal = k < target ? -step(target - k) : step(k + 1 - target);
      const arc = arcs.add(homeNode(h), root, 1, marginal * model.weight[h]!, -1);
      if (k === 0) hang(homeNode(h), root, arc);
    }
  }
  const flow = new Int32Array(arcs.source.length);
  for (let node = 0; node < 2 * N; node++) flow[openArc[node]!] = demand[node]!;
  for (let e = 0; e < flow.length; e++) arcs.cost[e]! *= factor;
  const { source, target, capacity, cost } = arcs;
  const network: Network = { nodes, source, target, capacity, cost };
  return {
    model,
    factor,
    simplex: new NetworkSimplex(network, flow, { root, parent, pred }),
    leadArc,
    peerArc,
    arcOf: arcs.owner,
    base: cost.slice(),
    demand,
    personNode,
    placeNode,
    constant,
  };
}
