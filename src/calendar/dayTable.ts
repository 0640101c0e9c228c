/**
 * The open days of some years, laid out so that "the tenth open day before" is two array reads. Days are
 * day numbers (days since 1970). Outside the years laid out it asks `beyond` day by day.
 */
export class DayTable {
  readonly #first: number;
  readonly #open: Uint8Array;
  readonly #beyond: (day: number) => boolean;
  /** Open days within the table, in order. */
  readonly #days: Int32Array;
  /** `#before[i]`: how many open days lie before day `#first + i`; one entry more than days. */
  readonly #before: Int32Array;

  /** @param open one byte a day from day `first` on, 1 for open. */
  constructor(first: number, open: Uint8Array, beyond: (day: number) => boolean) {
    this.#first = first;
    this.#open = open;
    this.#beyond = beyond;
    this.#before = new Int32Array(open.length + 1);
    for (let i = 0; i < open.length; i++) this.#before[i + 1] = this.#before[i]! + open[i]!;
    this.#days = new Int32Array(this.#before[open.length]!);
    for (let i = 0, found = 0; i < open.length; i++) if (open[i] === 1) this.#days[found++] = first + i;
  }

  isOpen(day: number): boolean {
    const i = day - this.#first;
    return i >= 0 && i < this.#open.length ? this.#open[i] === 1 : this.#beyond(day);
  }

  /** The `n`th open day after `day`, which itself is not counted; `n` at least 1. */
  after(day: number, n: number): number {
    let at = day;
    let left = n;
    while (at < this.#first - 1 && left > 0) if (this.#beyond(++at)) left--;
    if (left === 0) return at;
    const length = this.#open.length;
    if (at - this.#first < length) {
      const passed = this.#before[at + 1 - this.#first]!;
      const found = this.#days[passed + left - 1];
      if (found !== undefined) return found;
      left -= this.#days.length - passed;
      at = this.#first + length - 1;
    }
    while (left > 0) if (this.#beyond(++at)) left--;
    return at;
  }

  /** The `n`th open day before `day`, which itself is not counted; `n` at least 1. */
  before(day: number, n: number): number {
    let at = day;
    let left = n;
    const end = this.#first + this.#open.length;
    while (at > end && left > 0) if (this.#beyond(--at)) left--;
    if (left === 0) return at;
    if (at > this.#first) {
      const earlier = this.#before[at - this.#first]!;
      const found = this.#days[earlier - left];
      if (found !== undefined) return found;
      left -= earlier;
      at = this.#first;
    }
    while (left > 0) if (this.#beyond(--at)) left--;
    return at;
  }

  /** How many open days lie from `from` to `to`, both included; 0 when `to` is earlier. */
  count(from: number, to: number): number {
    const end = this.#first + this.#open.length;
    const low = Math.min(Math.max(from, this.#first), end);
    const high = Math.max(Math.min(to + 1, end), low);
    let count = this.#before[high - this.#first]! - this.#before[low - this.#first]!;
    for (let day = from; day <= Math.min(to, this.#first - 1); day++) if (this.#beyond(day)) count++;
    for (let day = Math.max(from, end); day <= to; day++) if (this.#beyond(day)) count++;
    return count;
  }
}
