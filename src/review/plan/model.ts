/**
 * The integer form of a problem: flat typed arrays, no names, no dates. Everything the solver reads, it reads here.
 *
 * Time is counted in *points*: school days, or half days when some visit lasts half a day. A visit occupies
 * `duration` consecutive points from its start. Sets of points are bit masks of `words` 32-bit words.
 * Arcs (school, person) that survive every rule about pairs are listed per school, in order of the person's number.
 * MATCHING B, rules (1) to (7).
 */
export interface Model {
  /** Number of schools N, people P, points T, words per mask W = ceil(T / 32), places Q. */
  readonly schools: number;
  readonly people: number;
  readonly points: number;
  readonly words: number;
  readonly places: number;

  /** Per school: points of its visit; the factor of travel and balance (days of the visit times `scale`). */
  readonly duration: Int32Array;
  readonly weight: Int32Array;
  /** Places of school s are `placeStart[s] .. placeStart[s + 1]`, leads first. */
  readonly placeStart: Int32Array;
  readonly placeSchool: Int32Array;
  readonly placeLead: Uint8Array;
  /** Person pinned to a place, or -1. */
  readonly placePin: Int32Array;
  /** Points at which the visit may start as far as the school is concerned: N × W words. */
  readonly startMask: Int32Array;
  /** Cost of starting at a point: N × T. */
  readonly startCost: Int32Array;
  /** Visits a school gives when it is even with what it receives. */
  readonly target: Int32Array;

  /** Per person: home school (-1 for none in the round), most visits, accredited to lead. */
  readonly home: Int32Array;
  readonly maxLoad: Int32Array;
  readonly accredited: Uint8Array;
  /** People of school s are `staff[staffStart[s] .. staffStart[s + 1]]`. */
  readonly staffStart: Int32Array;
  readonly staff: Int32Array;
  /** `free[d]`: starts at which a person is free for d points on end: P × W words; only for durations in use. */
  readonly free: readonly Int32Array[];

  /** Arcs of school s are `arcStart[s] .. arcStart[s + 1]`; a cost of `FORBIDDEN` closes that role. */
  readonly arcStart: Int32Array;
  readonly arcPerson: Int32Array;
  readonly leadCost: Int32Array;
  readonly peerCost: Int32Array;

  /** Least distance in points between the end of a person's visit and the next one's start. */
  readonly gap: number;
  readonly noMutualPair: boolean;
  readonly onePerHome: boolean;
  readonly homeWhenReviewed: boolean;
  /** `balanceCost[k]`: cost of being k visits from even, times the school's weight; the last step repeats. */
  readonly balanceSteps: Int32Array;
  /** `loadSteps[k]`: cost of a person's visit number k + 1; the last repeats. */
  readonly loadSteps: Int32Array;
  readonly unfilled: number;
  readonly undated: number;
  /** Costs are divided by this for people to read (2 when halves of days occur). */
  readonly scale: number;
}

/** Closes an arc for a role; larger than any sum of real costs of one visit. */
export const FORBIDDEN = 1 << 28;

/** A plan on the model: `team[place]` is a person or -1, `start[school]` a point or -1. */
export interface RawPlan {
  team: Int32Array;
  start: Int32Array;
}

/** Cost of a school being `off` visits from even (|given - target|), times its weight. */
export function balanceCost(model: Model, off: number, weight: number): number {
  const steps = model.balanceSteps;
  const last = steps.length - 1;
  let sum = 0;
  for (let k = 0; k < off; k++) sum += steps[Math.min(k, last)]!;
  return sum * weight;
}

/** Cost of a person's visit number `k + 1`. */
export function loadStep(model: Model, k: number): number {
  const steps = model.loadSteps;
  return steps[Math.min(k, steps.length - 1)]!;
}

/** The arc of (school, person), or -1: binary search, since a school's arcs lie in order of the person. */
export function findArc(model: Model, school: number, person: number): number {
  let low = model.arcStart[school]!;
  let high = model.arcStart[school + 1]! - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const at = model.arcPerson[middle]!;
    if (at === person) return middle;
    if (at < person) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
