import type { Model } from './model.js';

/**
 * The rows `X_hs + X_sh ≤ 1` of MATCHING B (4): one per unordered pair of schools that have an arc between them.
 * `pairOf[a]` is the row of arc a, or -1 for people from outside; `lowToHigh[a]` is 1 when the reviewer's home has
 * the smaller number. Where mutual pairs are allowed the two directions are rows of their own.
 */
export interface PairRows {
  count: number;
  pairOf: Int32Array;
  lowToHigh: Uint8Array;
}

/** Numbers the pairs in the order of their first arc. */
export function pairRows(model: Model): PairRows {
  const N = model.schools;
  const pairOf = new Int32Array(model.arcPerson.length).fill(-1);
  const lowToHigh = new Uint8Array(model.arcPerson.length);
  const seen = new Map<number, number>();
  for (let s = 0; s < N; s++) {
    for (let a = model.arcStart[s]!; a < model.arcStart[s + 1]!; a++) {
      const h = model.home[model.arcPerson[a]!]!;
      if (h < 0) continue;
      const up = h < s;
      lowToHigh[a] = up ? 1 : 0;
      const key = !model.noMutualPair ? h * N + s : up ? h * N + s : s * N + h;
      let pair = seen.get(key);
      if (pair === undefined) {
        pair = seen.size;
        seen.set(key, pair);
      }
      pairOf[a] = pair;
    }
  }
  return { count: seen.size, pairOf, lowToHigh };
}
