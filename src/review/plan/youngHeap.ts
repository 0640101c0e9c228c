/**
 * Limits of a planning thread. It makes much garbage that is short-lived: left alone, the heap's young part grows to
 * tens of MB for it, which are kept and gain nothing.
 */
export const YOUNG_HEAP = { maxYoungGenerationSizeMb: 3 } as const;
