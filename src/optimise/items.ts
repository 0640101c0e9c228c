/** A way to serve an item: from this bin, for so much. */
export interface Option {
  readonly bin: number;
  /** A whole number above 0. */
  readonly value: number;
}

/** What wants to be served once, or not at all. */
export interface Item {
  /** Its place in the caller's list. */
  readonly index: number;
  /** What it takes out of whichever bin serves it: a whole number. */
  readonly weight: number;
  readonly options: readonly Option[];
}

/** Bins chosen for items by their index; an item that is not there is not served. */
export type Choice = ReadonlyMap<number, Option>;

/** Sum of the values chosen. */
export function worthOf(choice: Choice): number {
  let sum = 0;
  for (const { value } of choice.values()) sum += value;
  return sum;
}
