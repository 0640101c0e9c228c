import { FORBIDDEN, type Model } from './model.js';

/** Arcs of every school in the order in which they are worth trying, for leads and for peers (compressed rows). */
export interface CandidateOrder {
  leadStart: Int32Array;
  leadArc: Int32Array;
  peerStart: Int32Array;
  peerArc: Int32Array;
}

/** Rows of arcs sorted by value, closed ones left out; ties by the arc's number, so the order is one. */
function rows(model: Model, cost: Int32Array, value: (arc: number) => number, within: number) {
  const start = new Int32Array(model.schools + 1);
  const list = new Int32Array(model.arcPerson.length);
  const key = new Float64Array(model.arcPerson.length);
  let fill = 0;
  let row: number[] = [];
  for (let s = 0; s < model.schools; s++) {
    row = [];
    for (let arc = model.arcStart[s]!; arc < model.arcStart[s + 1]!; arc++) {
      if (cost[arc]! >= FORBIDDEN) continue;
      key[arc] = value(arc);
      row.push(arc);
    }
    row.sort((a, b) => key[a]! - key[b]! || a - b);
    const limit = row.length === 0 ? 0 : key[row[0]!]! + within;
    for (const arc of row) if (key[arc]! <= limit) list[fill++] = arc;
    start[s + 1] = fill;
  }
  return { start, list: list.slice(0, fill) };
}

/**
 * Sorts every school's arcs by cost plus `extra(arc)`: nothing at first, later the prices of the network flow, less
 * what a visit of that person is worth elsewhere. Arcs more than `within` above the best of their row are left out:
 * a reduced cost bounds from below what using the arc adds (Dantzig; reduced-cost fixing).
 */
export function orderCandidates(
  model: Model,
  extra: (arc: number) => number = () => 0,
  within = Number.POSITIVE_INFINITY,
): CandidateOrder {
  const leads = rows(model, model.leadCost, arc => model.leadCost[arc]! + extra(arc), within);
  const peers = rows(model, model.peerCost, arc => model.peerCost[arc]! + extra(arc), within);
  return { leadStart: leads.start, leadArc: leads.list, peerStart: peers.start, peerArc: peers.list };
}

/** The same order with the arcs alone that `keep` wants. */
export function keepArcs(
  model: Model,
  order: CandidateOrder,
  keep: (school: number, person: number) => boolean,
): CandidateOrder {
  const kept = (start: Int32Array, arcs: Int32Array) => {
    const from = new Int32Array(start.length);
    const list = new Int32Array(arcs.length);
    let fill = 0;
    for (let s = 0; s < model.schools; s++) {
      for (let k = start[s]!; k < start[s + 1]!; k++) {
        if (keep(s, model.arcPerson[arcs[k]!]!)) list[fill++] = arcs[k]!;
      }
      from[s + 1] = fill;
    }
    return { from, list: list.slice(0, fill) };
  };
  const leads = kept(order.leadStart, order.leadArc);
  const peers = kept(order.peerStart, order.peerArc);
  return { leadStart: leads.from, leadArc: leads.list, peerStart: peers.from, peerArc: peers.list };
}
