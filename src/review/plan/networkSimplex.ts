/** A network in flat arrays: arc e goes from `source[e]` to `target[e]`. */
export interface Network {
  nodes: number;
  source: Int32Array;
  target: Int32Array;
  capacity: Int32Array;
  cost: Int32Array;
}

/** A spanning tree to start from: `parent[v]` (the root's is -1) and the arc `pred[v]` that joins v to it. */
export interface StartTree {
  root: number;
  parent: Int32Array;
  pred: Int32Array;
}

const TREE = 0;
const LOWER = 1;
const UPPER = -1;

/**
 * Primal network simplex for minimum-cost flow with bounded arcs, block search pricing and strongly feasible trees.
 * Costs may be changed between calls of `solve`: the flow stays feasible, so it goes on from the last basis.
 *
 * The tree is kept as in Z. Király, P. Kovács, "Efficient implementations of minimum-cost flow algorithms" (2012),
 * after Barr, Glover, Klingman (1979): parent, predecessor arc, thread (preorder), its reverse, number of successors
 * and last successor. Strong feasibility (Cunningham 1976) is kept by the choice of the leaving arc, so it ends.
 * Everything is int32: costs must stay below 2^31 / depth of the tree.
 */
export class NetworkSimplex {
  readonly network: Network;
  readonly flow: Int32Array;
  /** Dual prices: the reduced cost of e is `cost[e] + potential[source] - potential[target]`. */
  readonly potential: Int32Array;
  readonly state: Int8Array;
  private readonly root: number;
  private readonly parent: Int32Array;
  private readonly pred: Int32Array;
  private readonly up: Int8Array;
  private readonly thread: Int32Array;
  private readonly back: Int32Array;
  private readonly count: Int32Array;
  private readonly last: Int32Array;
  private readonly dirty: Int32Array;
  private readonly blockSize: number;
  private next = 0;
  private entering = 0;
  private join = 0;
  private uIn = 0;
  private vIn = 0;
  private uOut = 0;
  private delta = 0;
  pivots = 0;

  /** Takes a network, a feasible flow and a spanning tree of arcs; arcs off the tree must be at a bound. */
  constructor(network: Network, flow: Int32Array, tree: StartTree) {
    const { nodes, source } = network;
    const arcs = source.length;
    this.network = network;
    this.flow = flow;
    this.potential = new Int32Array(nodes);
    this.state = new Int8Array(arcs);
    this.root = tree.root;
    this.parent = tree.parent.slice();
    this.pred = tree.pred.slice();
    this.up = new Int8Array(nodes);
    this.thread = new Int32Array(nodes);
    this.back = new Int32Array(nodes);
    this.count = new Int32Array(nodes);
    this.last = new Int32Array(nodes);
    this.dirty = new Int32Array(nodes + 1);
    this.blockSize = Math.max(20, Math.floor(Math.sqrt(arcs)));
    for (let e = 0; e < arcs; e++) this.state[e] = flow[e]! > 0 ? UPPER : LOWER;
    this.layTree();
    this.price();
  }

  /** Preorder thread, counts and last successors from the parents. */
  private layTree(): void {
    const { nodes, source } = this.network;
    const child = new Int32Array(nodes).fill(-1);
    const sibling = new Int32Array(nodes).fill(-1);
    for (let v = nodes - 1; v >= 0; v--) {
      const u = this.parent[v]!;
      if (u < 0) continue;
      sibling[v] = child[u]!;
      child[u] = v;
      this.state[this.pred[v]!] = TREE;
      this.up[v] = source[this.pred[v]!] === v ? 1 : -1;
    }
    const order = new Int32Array(nodes);
    const stack = [this.root];
    let fill = 0;
    while (stack.length > 0) {
      const v = stack.pop()!;
      order[fill++] = v;
      for (let c = child[v]!; c >= 0; c = sibling[c]!) stack.push(c);
    }
    for (let k = 0; k < nodes; k++) {
      const v = order[k]!;
      const after = order[k + 1 === nodes ? 0 : k + 1]!;
      this.thread[v] = after;
      this.back[after] = v;
      this.count[v] = 1;
      this.last[v] = v;
    }
    for (let k = nodes - 1; k > 0; k--) this.count[this.parent[order[k]!]!]! += this.count[order[k]!]!;
    for (let k = 0; k < nodes; k++) this.last[order[k]!] = order[k + this.count[order[k]!]! - 1]!;
  }

  /** Potentials anew from the tree; to be called after costs were changed. */
  price(): void {
    const { cost } = this.network;
    this.potential[this.root] = 0;
    for (let v = this.thread[this.root]!; v !== this.root; v = this.thread[v]!) {
      // Tree arcs have reduced cost zero.
      this.potential[v] = this.potential[this.parent[v]!]! - this.up[v]! * cost[this.pred[v]!]!;
    }
  }

  /** Pivots until optimal. Returns false when `maxPivots` ran out first (the flow is feasible all the same). */
  solve(maxPivots = Number.POSITIVE_INFINITY): boolean {
    let left = maxPivots;
    while (this.findEntering()) {
      if (left-- <= 0) return false;
      this.pivots++;
      this.findJoin();
      const change = this.findLeaving();
      this.pushFlow(change);
      if (change) {
        this.updateTree();
        this.updatePotential();
      }
    }
    return true;
  }

  /** Cost of the flow. */
  total(): number {
    const { cost } = this.network;
    let sum = 0;
    for (let e = 0; e < cost.length; e++) sum += this.flow[e]! * cost[e]!;
    return sum;
  }

  reducedCost(e: number): number {
    const { cost, source, target } = this.network;
    return cost[e]! + this.potential[source[e]!]! - this.potential[target[e]!]!;
  }

  private findEntering(): boolean {
    const { cost, source, target } = this.network;
    const { state, potential, blockSize } = this;
    const arcs = cost.length;
    let least = 0;
    let found = -1;
    let left = blockSize;
    let e = this.next;
    for (let k = 0; k < arcs; k++) {
      const c = state[e]! * (cost[e]! + potential[source[e]!]! - potential[target[e]!]!);
      if (c < least) {
        least = c;
        found = e;
      }
      if (++e === arcs) e = 0;
      if (--left === 0) {
        if (least < 0) break;
        left = blockSize;
      }
    }
    this.next = e;
    this.entering = found;
    return found >= 0;
  }

  private findJoin(): void {
    const { count, parent } = this;
    let u = this.network.source[this.entering]!;
    let v = this.network.target[this.entering]!;
    while (u !== v) {
      if (count[u]! < count[v]!) u = parent[u]!;
      else v = parent[v]!;
    }
    this.join = u;
  }

  private findLeaving(): boolean {
    const { network, flow, parent, pred, up, join } = this;
    const { capacity } = network;
    const e = this.entering;
    const lower = this.state[e] === LOWER;
    const first = lower ? network.source[e]! : network.target[e]!;
    const second = lower ? network.target[e]! : network.source[e]!;
    let delta = capacity[e]!;
    let side = 0;
    for (let u = first; u !== join; u = parent[u]!) {
      const a = pred[u]!;
      const d = up[u] === 1 ? flow[a]! : capacity[a]! - flow[a]!;
      if (d < delta) {
        delta = d;
        this.uOut = u;
        side = 1;
      }
    }
    for (let u = second; u !== join; u = parent[u]!) {
      const a = pred[u]!;
      const d = up[u] === 1 ? capacity[a]! - flow[a]! : flow[a]!;
      if (d <= delta) {
        delta = d;
        this.uOut = u;
        side = 2;
      }
    }
    this.delta = delta;
    this.uIn = side === 1 ? first : second;
    this.vIn = side === 1 ? second : first;
    return side !== 0;
  }

  private pushFlow(change: boolean): void {
    const { network, flow, state, parent, pred, up, join } = this;
    const e = this.entering;
    if (this.delta > 0) {
      const value = state[e]! * this.delta;
      flow[e]! += value;
      for (let u = network.source[e]!; u !== join; u = parent[u]!) flow[pred[u]!]! -= up[u]! * value;
      for (let u = network.target[e]!; u !== join; u = parent[u]!) flow[pred[u]!]! += up[u]! * value;
    }
    if (change) {
      state[e] = TREE;
      const out = pred[this.uOut]!;
      state[out] = flow[out] === 0 ? LOWER : UPPER;
    } else {
      state[e] = -state[e]!;
    }
  }

  /** Hangs the subtree cut off at `uOut` under `vIn` by its node `uIn` (turning the path between them round). */
  private updateTree(): void {
    const { parent, pred, up, thread, back, count, last, dirty, uIn, vIn, uOut, join } = this;
    const e = this.entering;
    const oldBack = back[uOut]!;
    const oldCount = count[uOut]!;
    const oldLast = last[uOut]!;
    const vOut = parent[uOut]!;
    if (uIn === uOut) {
      parent[uIn] = vIn;
      pred[uIn] = e;
      up[uIn] = uIn === this.network.source[e] ? 1 : -1;
      if (thread[vIn] !== uOut) {
        let after = thread[oldLast]!;
        thread[oldBack] = after;
        back[after] = oldBack;
        after = thread[vIn]!;
        thread[vIn] = uOut;
        back[uOut] = vIn;
        thread[oldLast] = after;
        back[after] = oldLast;
      }
    } else {
      const goOn = oldBack === vIn ? thread[oldLast]! : thread[vIn]!;
      let stem = uIn;
      let above = vIn;
      let end = last[uIn]!;
      let after = thread[end]!;
      let marked = 0;
      thread[vIn] = uIn;
      dirty[marked++] = vIn;
      while (stem !== uOut) {
        const nextStem = parent[stem]!;
        thread[end] = nextStem;
        dirty[marked++] = end;
        const before = back[stem]!;
        thread[before] = after;
        back[after] = before;
        parent[stem] = above;
        above = stem;
        stem = nextStem;
        end = last[stem] === last[above] ? back[above]! : last[stem]!;
        after = thread[end]!;
      }
      parent[uOut] = above;
      thread[end] = goOn;
      back[goOn] = end;
      last[uOut] = end;
      if (oldBack !== vIn) {
        thread[oldBack] = after;
        back[after] = oldBack;
      }
      for (let k = 0; k < marked; k++) back[thread[dirty[k]!]!] = dirty[k]!;
      let sum = 0;
      const lastOut = last[uOut]!;
      let u = uOut;
      let p = parent[u]!;
      while (u !== uIn) {
        pred[u] = pred[p]!;
        up[u] = -up[p]!;
        sum += count[u]! - count[p]!;
        count[u] = sum;
        last[p] = lastOut;
        u = p;
        p = parent[u]!;
      }
      pred[uIn] = e;
      up[uIn] = uIn === this.network.source[e] ? 1 : -1;
      count[uIn] = oldCount;
    }
    const stop = last[join] === vIn ? join : -1;
    const lastOut = last[uOut]!;
    for (let u = vIn; u !== -1 && last[u] === vIn; u = parent[u]!) last[u] = lastOut;
    if (join !== oldBack && vIn !== oldBack) {
      for (let u = vOut; u !== stop && u !== -1 && last[u] === oldLast; u = parent[u]!) last[u] = oldBack;
    } else if (lastOut !== oldLast) {
      for (let u = vOut; u !== stop && u !== -1 && last[u] === oldLast; u = parent[u]!) last[u] = lastOut;
    }
    for (let u = vIn; u !== join; u = parent[u]!) count[u]! += oldCount;
    for (let u = vOut; u !== join; u = parent[u]!) count[u]! -= oldCount;
  }

  private updatePotential(): void {
    const { potential, thread, last, uIn, vIn } = this;
    const sigma = potential[vIn]! - potential[uIn]! - this.up[uIn]! * this.network.cost[this.entering]!;
    const end = thread[last[uIn]!]!;
    for (let u = uIn; u !== end; u = thread[u]!) potential[u]! += sigma;
  }
}
