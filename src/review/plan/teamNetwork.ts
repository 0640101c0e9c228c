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
  /** Node of a person. */
  personNode: (person: number) => number;
  /** Node of the lead or peer places of a school. */
  placeNode: (school: number, lead: boolean) => number;
  /** Constant to add to the flow's cost (÷ factor) to get the model's: balance at zero given. */
  constant: number;
}

/** Costs in sixteenths, where prices are wanted of a network. */
export const SIXTEENTHS = 16;

/** Arcs as they are thought of, one after the other. */
class ArcList {
  readonly source: Int32Array;
  readonly target: Int32Array;
  readonly capacity: Int32Array;
  readonly cost: Int32Array;
  readonly owner: Int32Array;
  count = 0;

  /** Room for so many. */
  constructor(most: number) {
    this.source = new Int32Array(most);
    this.target = new Int32Array(most);
    this.capacity = new Int32Array(most);
    this.cost = new Int32Array(most);
    this.owner = new Int32Array(most);
  }

  /** Adds an arc and returns its number; `owner` is the model's arc, or -1. */
  add(source: number, target: number, capacity: number, cost: number, owner: number): number {
    const arc = this.count++;
    this.source[arc] = source;
    this.target[arc] = target;
    this.capacity[arc] = capacity;
    this.cost[arc] = cost;
    this.owner[arc] = owner;
    return arc;
  }
}

/** A stride that visits every arc once and mixes those of different schools (pivots halve: MATCHING 3b). */
function mixed(count: number): Int32Array {
  const order = new Int32Array(count);
  const stride = Math.max(10, Math.floor(Math.sqrt(count)));
  let fill = 0;
  for (let from = 0; from < stride && from < count; from++) {
    for (let e = from; e < count; e += stride) order[fill++] = e;
  }
  return order;
}

/** A list in another order. */
function picked(list: Int32Array, order: Int32Array): Int32Array {
  const found = new Int32Array(order.length);
  for (let k = 0; k < order.length; k++) found[k] = list[order[k]!]!;
  return found;
}

/** Turns numbers in a list into the places they have come to; -1 stays. */
function moved(list: Int32Array, place: Int32Array): Int32Array {
  for (let k = 0; k < list.length; k++) if (list[k]! >= 0) list[k] = place[list[k]!]!;
  return list;
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

/** Most arcs that a model's network can have. */
function mostArcs(model: Model): number {
  let loads = 0;
  for (let p = 0; p < model.people; p++) loads += Math.max(1, model.maxLoad[p]!);
  return 3 * model.schools + 2 * model.arcPerson.length + 2 * loads;
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
  const arcs = new ArcList(mostArcs(model));
  const parent = new Int32Array(nodes).fill(-1);
  const pred = new Int32Array(nodes).fill(-1);
  const hang = (node: number, above: number, arc: number) => {
    parent[node] = above;
    pred[node] = arc;
  };
  const steps = model.balanceSteps;
  const step = (off: number) => steps[Math.min(off, steps.length) - 1]!;
  let constant = 0;
  const demand = new Int32Array(2 * N);
  const openArc = new Int32Array(2 * N);
  const leadArc = new Int32Array(model.arcPerson.length).fill(-1);
  const peerArc = new Int32Array(model.arcPerson.length).fill(-1);
  for (let s = 0; s < N; s++) {
    const [leads, peers] = [placeNode(s, true), placeNode(s, false)];
    for (let q = model.placeStart[s]!; q < model.placeStart[s + 1]!; q++) {
      demand[model.placeLead[q] === 1 ? leads : peers]!++;
    }
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
  const order = mixed(arcs.count);
  const place = new Int32Array(arcs.count);
  for (let k = 0; k < order.length; k++) place[order[k]!] = k;
  const flow = new Int32Array(arcs.count);
  for (let node = 0; node < 2 * N; node++) flow[place[openArc[node]!]!] = demand[node]!;
  const network: Network = {
    nodes,
    source: picked(arcs.source, order),
    target: picked(arcs.target, order),
    capacity: picked(arcs.capacity, order),
    cost: picked(arcs.cost, order).map(c => c * factor),
  };
  return {
    model,
    factor,
    simplex: new NetworkSimplex(network, flow, { root, parent, pred: moved(pred, place) }),
    leadArc: moved(leadArc, place),
    peerArc: moved(peerArc, place),
    arcOf: picked(arcs.owner, order),
    base: network.cost.slice(),
    personNode,
    placeNode,
    constant,
  };
}
