/**
 * Random numbers that are the same everywhere for a seed: sfc32 (Chris Doty-Humphrey, PractRand, "Small Fast
 * Counting"), 128 bits of state, integer operations only.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private d = 1;

  constructor(seed: number) {
    this.a = seed | 0;
    this.b = 0x9e3779b9 | 0;
    this.c = 0x243f6a88 ^ seed;
    for (let k = 0; k < 12; k++) this.next();
  }

  /** A whole number 0 … 2^32 - 1. */
  next(): number {
    const t = (((this.a + this.b) | 0) + this.d) | 0;
    this.d = (this.d + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (this.c << 21) | (this.c >>> 11);
    this.c = (this.c + t) | 0;
    return t >>> 0;
  }

  /** A whole number 0 … n - 1 (n ≤ 2^21; the bias is below n / 2^32). */
  below(n: number): number {
    return Math.floor((this.next() / 4294967296) * n);
  }
}
