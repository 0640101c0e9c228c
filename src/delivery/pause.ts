import type { DeliveryLimits } from './limits.js';

/**
 * How long to wait after the n-th failed attempt, in ms: doubling from the first pause to the longest, of which
 * at least half is waited and the rest by chance, so that what failed together does not come back together.
 *
 * @param attempts how many have failed, from 1
 * @param random a number from 0 up to 1
 */
export function pauseAfter(attempts: number, limits: DeliveryLimits, random: () => number): number {
  const full = Math.min(limits.longestPauseMs, limits.firstPauseMs * 2 ** Math.min(attempts - 1, 30));
  return Math.round(full / 2 + (full / 2) * random());
}
