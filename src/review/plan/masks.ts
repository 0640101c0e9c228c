/**
 * Sets of points as bit masks in 32-bit words: point t is bit `t & 31` of word `t >> 5`. A round of 59 school days
 * takes two words, so "when can this team meet at this school" is a few ANDs (MATCHING, "Why the prototype works").
 */

/** Sets bit t of the mask that begins at `offset`. */
export function setBit(mask: Int32Array, offset: number, t: number): void {
  mask[offset + (t >> 5)]! |= 1 << (t & 31);
}

/** Whether bit t of the mask at `offset` is set. */
export function hasBit(mask: Int32Array, offset: number, t: number): boolean {
  return ((mask[offset + (t >> 5)]! >>> (t & 31)) & 1) === 1;
}

/** `into` := points from which `duration` points on end are in `mask`: the AND of its shifts. */
export function startsWithin(
  mask: Int32Array,
  offset: number,
  words: number,
  duration: number,
  into: Int32Array,
  intoOffset: number,
): void {
  for (let w = 0; w < words; w++) {
    let all = -1;
    for (let k = 0; k < duration; k++) {
      const high = w + 1 < words && k > 0 ? mask[offset + w + 1]! << (32 - k) : 0;
      all &= k === 0 ? mask[offset + w]! : (mask[offset + w]! >>> k) | high;
    }
    into[intoOffset + w] = all;
  }
}

/** `below[t * words ..]` is the mask of all points before t, for t = 0 … points. */
export function prefixMasks(points: number, words: number): Int32Array {
  const below = new Int32Array((points + 1) * words);
  for (let t = 1; t <= points; t++) {
    for (let w = 0; w < words; w++) below[t * words + w] = below[(t - 1) * words + w]!;
    setBit(below, t * words, t - 1);
  }
  return below;
}
