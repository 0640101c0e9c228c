import { groupsOf } from './groups.js';
import { improve } from './improve.js';
import { type Choice, type Item, type Option, worthOf } from './items.js';
import { EPSILON, type Forced, Shares } from './shares.js';

export interface Assigned {
  readonly chosen: Choice;
  readonly value: number;
  /** No assignment is worth more. */
  readonly bound: number;
  readonly proved: boolean;
}

/** Problems looked at before it settles for the best found. Each takes from microseconds to, at the root, 100 ms. */
const MOST_NODES = 40_000;

/** Rounds of the price search: at the root, which takes several turns, and in the parts and branches below it. */
const ROOT_ROUNDS = 60;
const ROOT_PARTS = 4;
const ROUNDS = 30;

/**
 * The generalised assignment problem, `max Σ v_ij x_ij` with `Σ_i w_i x_ij ≤ b_j` and `Σ_j x_ij ≤ 1`, exactly:
 * a greedy start with exchanges; a Lagrangian bound (shares.ts); places that the bound shows
 * to be useless are taken out; what then hangs together no more is solved apart; the rest branches on one item.
 * Values are whole numbers, so a bound below the next one proves. Without clock or chance: always the same answer.
 * @param start choices to begin from, which must fit
 */
export function solveAssignment(
  items: readonly Item[],
  budgets: readonly number[],
  start: Choice = new Map(),
): Assigned {
  const unit = greatestCommon(items);
  const scaled = items.map(({ options, ...item }) => ({
    ...item,
    options: options
      .filter(({ bin }) => item.weight <= (budgets[bin] ?? 0))
      .map(({ bin, value }) => ({ bin, value: value / unit })),
  }));
  const from = new Map(
    [...start].map(([index, { bin, value }]) => [index, { bin, value: value / unit }] as const),
  );
  const first = improve(scaled, budgets, from);
  const search = new Search(scaled, budgets);
  const chosen = search.root(scaled, first);
  const value = worthOf(chosen) * unit;
  return {
    chosen: new Map(
      [...chosen].map(([index, { bin, value: points }]) => [index, { bin, value: points * unit }]),
    ),
    value,
    bound: search.complete ? value : Math.max(value, search.rootBound * unit),
    proved: search.complete,
  };
}

/** The tree of problems: each is bounded, thinned, split, and only then branched on. */
class Search {
  complete = true;
  rootBound = Number.POSITIVE_INFINITY;
  private nodes = 0;
  /** What the bins still hold, at the place in the tree where the search is. */
  private readonly budgets: number[];
  private readonly shares: Shares;

  constructor(items: readonly Item[], budgets: readonly number[]) {
    this.budgets = [...budgets];
    this.shares = new Shares(1 + items.reduce((most, item) => Math.max(most, item.index), 0));
    this.shares.begin(items);
  }

  /** The best choice, looked for from a known one; not proved when the search had to be cut off. */
  root(items: readonly Item[], known: Choice): Choice {
    let best = known;
    const { budgets } = this;
    for (let part = 0; part < ROOT_PARTS; part++) {
      const { bound, choice } = this.shares.search(items, budgets, worthOf(best) + 1, ROOT_ROUNDS);
      this.rootBound = Math.min(this.rootBound, Math.floor(bound + EPSILON));
      const found = improve(items, budgets, choice);
      if (worthOf(found) > worthOf(best)) best = found;
      if (this.rootBound <= worthOf(best)) return best;
    }
    return this.best(items, worthOf(best) + 1, ROUNDS) ?? best;
  }

  /** The best choice worth at least `target`, or null when there is none (or the search had to be cut off). */
  private best(items: readonly Item[], target: number, rounds: number): Choice | null {
    this.nodes += 1;
    if (this.nodes > MOST_NODES) {
      this.complete = false;
      return null;
    }
    if (contendedBins(items, this.budgets).size === 0) return atLeast(target, everybodysBest(items));
    const { bound, choice } = this.shares.search(items, this.budgets, target, rounds);
    const found = atLeast(target, choice);
    const goal = found ? worthOf(found) + 1 : target;
    if (Math.floor(bound + EPSILON) < goal) return found;
    const forced = this.shares.forced(items, this.budgets, bound);
    const thinned = thin(forced, goal);
    if (!thinned) return found;
    const groups = groupsOf(thinned, contendedBins(thinned, this.budgets));
    return (groups.length > 1 ? this.apart(groups, goal) : this.branch(thinned, forced, goal)) ?? found;
  }

  /** Parts that share no scarce bin are solved one by one, the small ones first; each must reach what is left to reach. */
  private apart(groups: readonly (readonly Item[])[], target: number): Choice | null {
    const parts = groups
      .map(items => ({ items, bound: this.shares.boundOf(items, this.budgets) }))
      .sort((a, b) => a.items.length - b.items.length);
    let rest = parts.reduce((sum, part) => sum + part.bound, 0);
    let reached = 0;
    const chosen = new Map<number, Option>();
    for (const { items, bound } of parts) {
      rest -= bound;
      const needed = Math.ceil(target - reached - rest - EPSILON);
      const part = this.best(items, needed, ROUNDS);
      if (!part) return null;
      for (const [index, option] of part) chosen.set(index, option);
      reached += worthOf(part);
    }
    return reached >= target ? chosen : null;
  }

  /** One item in each of its places, and in none: the item for which the second best choice costs most. */
  private branch(items: readonly Item[], forced: readonly Forced[], target: number): Choice | null {
    const hardest = forced.reduce<Forced | null>(
      (top, each) => (top && regret(top) >= regret(each) ? top : each),
      null,
    );
    if (!hardest) return atLeast(target, new Map());
    const { item, places, none } = hardest;
    const others = items.filter(each => each.index !== item.index);
    const branches = [...places, { option: null, bound: none }].toSorted((a, b) => b.bound - a.bound);
    let goal = target;
    let found: Choice | null = null;
    for (const { option, bound } of branches) {
      if (Math.floor(bound + EPSILON) < goal) break;
      if (option) this.draw(option.bin, item.weight);
      const left = option ? others.map(each => this.fitting(each, option.bin)) : others;
      const better = this.best(left, goal - (option?.value ?? 0), ROUNDS);
      if (option) this.draw(option.bin, -item.weight);
      if (!better) continue;
      found = option ? new Map([...better, [item.index, option]]) : better;
      goal = worthOf(found) + 1;
    }
    return found;
  }

  private draw(bin: number, weight: number): void {
    this.budgets[bin] = (this.budgets[bin] ?? 0) - weight;
  }

  /** The item without the option that no longer fits into the bin that has just been drawn on. */
  private fitting(item: Item, bin: number): Item {
    if (item.weight <= (this.budgets[bin] ?? 0)) return item;
    return { ...item, options: item.options.filter(option => option.bin !== bin) };
  }
}

/** What the bound loses when an item does not get its best place. */
function regret({ places, none }: Forced): number {
  const [first, second] = [...places.slice(0, 2).map(place => place.bound), none].sort((a, b) => b - a);
  return (first ?? 0) - (second ?? 0);
}

/** The items without the places that no choice worth `goal` can have; null when no such choice is left. */
function thin(forced: readonly Forced[], goal: number): readonly Item[] | null {
  const may = (bound: number): boolean => Math.floor(bound + EPSILON) >= goal;
  const left: Item[] = [];
  for (const { item, places, none } of forced) {
    const options = places.filter(place => may(place.bound)).map(place => place.option);
    if (options.length > 0) left.push({ ...item, options });
    else if (!may(none)) return null;
  }
  return left;
}

/** Bins that could not serve all who might choose them: only these tie choices together. */
export function contendedBins(items: readonly Item[], budgets: readonly number[]): ReadonlySet<number> {
  const wanted = new Map<number, number>();
  for (const { weight, options } of items) {
    for (const { bin } of options) wanted.set(bin, (wanted.get(bin) ?? 0) + weight);
  }
  const found = new Set<number>();
  for (const [bin, sum] of wanted) if (sum > (budgets[bin] ?? 0)) found.add(bin);
  return found;
}

function everybodysBest(items: readonly Item[]): Choice {
  const chosen = new Map<number, Option>();
  for (const { index, options } of items) {
    const best = options.reduce<Option | null>(
      (top, each) => (top && top.value >= each.value ? top : each),
      null,
    );
    if (best) chosen.set(index, best);
  }
  return chosen;
}

function atLeast(target: number, choice: Choice): Choice | null {
  return worthOf(choice) >= target ? choice : null;
}

/** The largest whole number that divides every value: whole points times 1,000 prove as quickly as whole points. */
function greatestCommon(items: readonly Item[]): number {
  let common = 0;
  for (const { options } of items) {
    for (const { value } of options) {
      let rest = value;
      while (rest !== 0) [common, rest] = [rest, common % rest];
      if (common === 1) return 1;
    }
  }
  return common || 1;
}
