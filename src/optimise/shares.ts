import type { Choice, Item, Option } from './items.js';

/** What a search for values found out. */
export interface Valued {
  /** No choice is worth more. */
  readonly bound: number;
  /** A choice that fits, out of what the bins would take. */
  readonly choice: Choice;
}

/** How much of the way to the target a step goes at first, and what is left of it after a round without gain. */
const FIRST_STEP = 1;
const SHORTER = 0.95;

/** Slack for sums of floating-point values; an option's own value is whole. */
export const EPSILON = 1e-6;

/** An item that a bin may serve. */
interface Entry {
  readonly item: Item;
  readonly option: Option;
}

/** What a bin would take, and what it then gains over what the items are worth elsewhere. */
interface Fill {
  readonly gain: number;
  readonly taken: readonly Entry[];
}

/**
 * What each item is worth wherever it goes, which gives a bound on every choice: each bin fills itself as gains it
 * most over those values (a knapsack, exactly), as if items could be served twice; values rise for items that
 * several bins want and fall for those that none wants (Lagrangian relaxation of "served at most once"; Ross and
 * Soland 1975, Fisher 1981). Values stay between problems: the next one is much like the last.
 */
export class Shares {
  private readonly worth: Float64Array;

  /** @param items all that will ever be asked about, with indices below `count` */
  constructor(count: number) {
    this.worth = new Float64Array(count);
  }

  /** Begins with what each item's second best option is worth: about what it gets where many compete. */
  begin(items: readonly Item[]): void {
    for (const { index, options } of items) {
      const values = options.map(option => option.value).sort((a, b) => b - a);
      this.worth[index] = values[1] ?? (values[0] ?? 0) / 2;
    }
  }

  /** Looks for values with a low bound, by subgradient steps; ends when the bound lies below the target. */
  search(items: readonly Item[], budgets: readonly number[], target: number, rounds: number): Valued {
    const bins = binsOf(items);
    let kept = items.map(({ index }) => this.shareOf(index));
    let least = Number.POSITIVE_INFINITY;
    let choice: Choice = new Map();
    let value = -1;
    let length = FIRST_STEP;
    for (let round = 0; round < rounds; round++) {
      const wanted = new Map<number, Entry[]>();
      let sum = 0;
      for (const { index } of items) sum += this.shareOf(index);
      for (const [bin, entries] of bins) {
        const fill = this.fill(entries, budgets[bin] ?? 0, null);
        sum += fill.gain;
        for (const entry of fill.taken) {
          const list = wanted.get(entry.item.index);
          if (list) list.push(entry);
          else wanted.set(entry.item.index, [entry]);
        }
      }
      const here = bestOfEach(wanted);
      const reached = sumOf(here);
      if (reached > value) {
        value = reached;
        choice = here;
      }
      if (sum < least - EPSILON) {
        least = sum;
        kept = items.map(({ index }) => this.shareOf(index));
      } else length *= SHORTER;
      if (Math.floor(least + EPSILON) < Math.max(target, value + 1)) break;
      if (!this.step(items, wanted, length * Math.max(1, sum - Math.max(target - 1, value)))) break;
    }
    items.forEach(({ index }, at) => {
      this.worth[index] = kept[at] ?? 0;
    });
    return { bound: least, choice };
  }

  /** The bound that the present values give for a problem. */
  boundOf(items: readonly Item[], budgets: readonly number[]): number {
    let sum = 0;
    for (const { index } of items) sum += this.shareOf(index);
    for (const [bin, entries] of binsOf(items)) sum += this.fill(entries, budgets[bin] ?? 0, null).gain;
    return sum;
  }

  /** For each item the bound with it in each of its places, the best first, and with it in none. */
  forced(items: readonly Item[], budgets: readonly number[], bound: number): readonly Forced[] {
    const bins = binsOf(items);
    const gains = new Map<number, number>();
    for (const [bin, entries] of bins) gains.set(bin, this.fill(entries, budgets[bin] ?? 0, null).gain);
    return items.map(item => {
      const worth = this.shareOf(item.index);
      // Without the item, the bins that wanted it gain less.
      const losses = new Map<number, number>();
      let lost = 0;
      for (const { bin, value } of item.options) {
        if (value <= worth) continue;
        const loss = (gains.get(bin) ?? 0) - this.fill(bins.get(bin) ?? [], budgets[bin] ?? 0, item).gain;
        losses.set(bin, loss);
        lost += loss;
      }
      const none = bound - worth - lost;
      const places = item.options.map(option => {
        const { bin, value } = option;
        const left = (budgets[bin] ?? 0) - item.weight;
        if (left < 0) return { option, bound: Number.NEGATIVE_INFINITY };
        const rest = this.fill(bins.get(bin) ?? [], left, item).gain;
        return { option, bound: none + (losses.get(bin) ?? 0) + value + rest - (gains.get(bin) ?? 0) };
      });
      places.sort((a, b) => b.bound - a.bound || a.option.bin - b.option.bin);
      return { item, places, none };
    });
  }

  private shareOf(index: number): number {
    return this.worth[index] ?? 0;
  }

  /** The bin's best fill out of those that gain it something, one item left out. */
  private fill(entries: readonly Entry[], budget: number, without: Item | null): Fill {
    const able: Entry[] = [];
    let [weight, gain] = [0, 0];
    for (const entry of entries) {
      const more = entry.option.value - this.shareOf(entry.item.index);
      if (more <= 0 || entry.item.index === without?.index || entry.item.weight > budget) continue;
      able.push(entry);
      weight += entry.item.weight;
      gain += more;
    }
    if (weight <= budget) return { gain, taken: able };
    return this.knapsack(able, budget);
  }

  private knapsack(entries: readonly Entry[], budget: number): Fill {
    const best = new Float64Array(budget + 1);
    const took: Uint8Array[] = [];
    for (const { item, option } of entries) {
      const row = new Uint8Array(budget + 1);
      const more = option.value - this.shareOf(item.index);
      for (let room = budget; room >= item.weight; room--) {
        const taken = (best[room - item.weight] ?? 0) + more;
        if (taken <= (best[room] ?? 0)) continue;
        best[room] = taken;
        row[room] = 1;
      }
      took.push(row);
    }
    const taken: Entry[] = [];
    let room = budget;
    for (let at = entries.length - 1; at >= 0; at--) {
      const entry = entries[at];
      if (!entry || !took[at]?.[room]) continue;
      taken.push(entry);
      room -= entry.item.weight;
    }
    return { gain: best[budget] ?? 0, taken };
  }

  /** Raises the worth of items wanted twice and lowers it where nobody wants them; false when nothing is left to move. */
  private step(items: readonly Item[], wanted: ReadonlyMap<number, readonly Entry[]>, gap: number): boolean {
    let norm = 0;
    for (const { index } of items) {
      const over = (wanted.get(index)?.length ?? 0) - 1;
      if (over > 0 || this.shareOf(index) > 0) norm += over * over;
    }
    if (norm === 0) return false;
    for (const { index } of items) {
      const over = (wanted.get(index)?.length ?? 0) - 1;
      this.worth[index] = Math.max(0, this.shareOf(index) + (gap / norm) * over);
    }
    return true;
  }
}

/** Bounds on the choices that have an item in a place, and on those that leave it out. */
export interface Forced {
  readonly item: Item;
  readonly places: readonly { readonly option: Option; readonly bound: number }[];
  readonly none: number;
}

function binsOf(items: readonly Item[]): ReadonlyMap<number, readonly Entry[]> {
  const bins = new Map<number, Entry[]>();
  for (const item of items) {
    for (const option of item.options) {
      const there = bins.get(option.bin);
      if (there) there.push({ item, option });
      else bins.set(option.bin, [{ item, option }]);
    }
  }
  return bins;
}

/** Each item at the best of the places that would take it: what the others leave free does no harm. */
function bestOfEach(wanted: ReadonlyMap<number, readonly Entry[]>): Choice {
  const choice = new Map<number, Option>();
  for (const [index, entries] of wanted) {
    const [first] = entries;
    if (!first) continue;
    choice.set(
      index,
      entries.reduce((top, { option }) => (option.value > top.value ? option : top), first.option),
    );
  }
  return choice;
}

function sumOf(choice: Choice): number {
  let sum = 0;
  for (const { value } of choice.values()) sum += value;
  return sum;
}
