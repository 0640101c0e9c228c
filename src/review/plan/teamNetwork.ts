import { FORBIDDEN, type Model } from './model.js';
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

/** Builds the network of a model, of the arcs that `keep` wants, and its first basis: every place open. */
export function teamNetwork(
  model: Model,
  factor: number,
  keep: (arc: number, lead: boolean) => boolean = () => true,
): TeamNetwork {
  const { schools: N, people: P } = model;
  const personBase = 2 * N;
  const homeBase = personBase + P;
  const root = homeBase + N;
  const nodes = root + 1;
  const from: number[] = [];
  const to: number[] = [];
  const capacity: number[] = [];
  const cost: number[] = [];
  const owner: number[] = [];
  const add = (u: number, v: number, cap: number, price: number, arc: number) => {
    from.push(u);
    to.push(v);
    capacity.push(cap);
    cost.push(price);
    owner.push(arc);
    return from.length - 1;
  };
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
    for (let q = model.placeStart[s]!; q < model.placeStart[s + 1]!; q++) {
      demand[2 * s + (model.placeLead[q] === 1 ? 0 : 1)]!++;
    }
    for (let side = 0; side < 2; side++) {
      const node = 2 * s + side;
      // One more than the demand, so that the arc never blocks and the tree is strongly feasible.
      openArc[node] = add(node, root, demand[node]! + 1, model.unfilled, -1);
      hang(node, root, openArc[node]!);
    }
    for (let a = model.arcStart[s]!; a < model.arcStart[s + 1]!; a++) {
      const person = personBase + model.arcPerson[a]!;
      if (demand[2 * s]! > 0 && model.leadCost[a]! < FORBIDDEN && keep(a, true))
        leadArc[a] = add(2 * s, person, 1, model.leadCost[a]!, a);
      if (demand[2 * s + 1]! > 0 && model.peerCost[a]! < FORBIDDEN && keep(a, false)) {
        peerArc[a] = add(2 * s + 1, person, 1, model.peerCost[a]!, a);
      }
    }
  }
  const room = new Int32Array(N);
  for (let p = 0; p < P; p++) {
    const home = model.home[p]!;
    const above = home < 0 ? root : homeBase + home;
    if (home >= 0) room[home]! += model.maxLoad[p]!;
    for (let k = 0; k < Math.max(1, model.maxLoad[p]!); k++) {
      const price = model.loadSteps[Math.min(k, model.loadSteps.length - 1)]!;
      const arc = add(personBase + p, above, k < model.maxLoad[p]! ? 1 : 0, price, -1);
      if (k === 0) hang(personBase + p, above, arc);
    }
  }
  for (let h = 0; h < N; h++) {
    const target = model.target[h]!;
    for (let off = 1; off <= Math.abs(target); off++) constant += step(off) * model.weight[h]!;
    // One arc more than there is room, so that it never blocks.
    for (let k = 0; k <= room[h]!; k++) {
      const marginal = k < target ? -step(target - k) : step(k + 1 - target);
      const arc = add(homeBase + h, root, 1, marginal * model.weight[h]!, -1);
      if (k === 0) hang(homeBase + h, root, arc);
    }
  }
  const order = mixed(from.length);
  const place = new Int32Array(from.length);
  order.forEach((old, now) => {
    place[old] = now;
  });
  const pick = (list: number[]) => Int32Array.from(order, old => list[old]!);
  const network: Network = {
    nodes,
    source: pick(from),
    target: pick(to),
    capacity: pick(capacity),
    cost: pick(cost).map(c => c * factor),
  };
  const flow = new Int32Array(from.length);
  for (let node = 0; node < 2 * N; node++) flow[place[openArc[node]!]!] = demand[node]!;
  const remap = (arc: number) => (arc < 0 ? -1 : place[arc]!);
  const tree = { root, parent, pred: pred.map(remap) };
  return {
    model,
    factor,
    simplex: new NetworkSimplex(network, flow, tree),
    leadArc: leadArc.map(remap),
    peerArc: peerArc.map(remap),
    arcOf: pick(owner),
    base: network.cost.slice(),
    personNode: person => personBase + person,
    placeNode: (school, lead) => 2 * school + (lead ? 0 : 1),
    constant,
  };
}
