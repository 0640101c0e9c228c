import type { Choice, Item, Option } from './items.js';

/** Passes over all items; each pass that changes nothing ends it sooner. */
const MOST_PASSES = 12;

/**
 * A good assignment quickly, from a start or from nothing: the most value for the weight first, then moves of one
 * item, and moves that send one other elsewhere, as long as something is gained. Never overdraws a bin.
 */
export function improve(items: readonly Item[], budgets: readonly number[], start: Choice): Choice {
  const state = new State(items, budgets, start);
  state.fill();
  for (let pass = 0; pass < MOST_PASSES; pass++) if (!state.pass()) break;
  return state.chosen;
}

class State {
  readonly chosen = new Map<number, Option>();
  private readonly items: readonly Item[];
  private readonly room: number[];
  /** The items that a bin serves. */
  private readonly served = new Map<number, Set<Item>>();

  constructor(items: readonly Item[], budgets: readonly number[], start: Choice) {
    this.items = items;
    this.room = [...budgets];
    for (const item of items) {
      const option = start.get(item.index);
      // A start that asks too much is taken as far as it fits.
      if (option && this.left(option.bin) >= item.weight) this.put(item, option);
    }
  }

  /** Serves whoever is not served yet, the most value for the weight first. */
  fill(): void {
    const pairs = this.items.flatMap(item =>
      this.chosen.has(item.index)
        ? []
        : item.options.map(option => ({ item, option, rate: option.value / Math.max(1, item.weight) })),
    );
    pairs.sort((a, b) => b.rate - a.rate || a.item.index - b.item.index || a.option.bin - b.option.bin);
    for (const { item, option } of pairs) {
      if (!this.chosen.has(item.index) && this.left(option.bin) >= item.weight) this.put(item, option);
    }
  }

  /** One look at every item; true when something was gained. */
  pass(): boolean {
    let gained = false;
    for (const item of this.items) {
      for (const option of item.options) {
        if (option.value > (this.chosen.get(item.index)?.value ?? 0) && this.tryMove(item, option))
          gained = true;
      }
    }
    return gained;
  }

  private tryMove(item: Item, option: Option): boolean {
    const now = this.chosen.get(item.index);
    if (now?.bin === option.bin) return false;
    const gain = option.value - (now?.value ?? 0);
    const over = item.weight - this.left(option.bin);
    if (over <= 0) {
      this.take(item);
      this.put(item, option);
      return true;
    }
    for (const other of this.served.get(option.bin) ?? []) {
      if (other.weight < over) continue;
      const loses = this.chosen.get(other.index)?.value ?? 0;
      const freed = now ? { bin: now.bin, weight: item.weight } : null;
      const elsewhere = this.bestElsewhere(other, option.bin, freed);
      if (gain + (elsewhere?.value ?? 0) - loses <= 0) continue;
      this.take(other);
      this.take(item);
      this.put(item, option);
      if (elsewhere) this.put(other, elsewhere);
      return true;
    }
    return false;
  }

  private bestElsewhere(
    item: Item,
    not: number,
    freed: { readonly bin: number; readonly weight: number } | null,
  ): Option | null {
    let best: Option | null = null;
    for (const option of item.options) {
      if (option.bin === not || (best && best.value >= option.value)) continue;
      const room = this.left(option.bin) + (freed?.bin === option.bin ? freed.weight : 0);
      if (room >= item.weight) best = option;
    }
    return best;
  }

  private left(bin: number): number {
    return this.room[bin] ?? 0;
  }

  private put(item: Item, option: Option): void {
    this.chosen.set(item.index, option);
    this.room[option.bin] = this.left(option.bin) - item.weight;
    const there = this.served.get(option.bin);
    if (there) there.add(item);
    else this.served.set(option.bin, new Set([item]));
  }

  private take(item: Item): void {
    const option = this.chosen.get(item.index);
    if (!option) return;
    this.chosen.delete(item.index);
    this.room[option.bin] = this.left(option.bin) + item.weight;
    this.served.get(option.bin)?.delete(item);
  }
}
