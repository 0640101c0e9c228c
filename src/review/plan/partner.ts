import type { Bound } from './bound.js';
import type { LapPlan } from './lap.js';
import type { RawPlan } from './model.js';

/** A lap that two threads run at the same time, each on a half of the schools, or each on all of them. */
export interface LapJob {
  readonly kind: 'lap';
  /** The plan both begin with. */
  readonly plan: RawPlan;
  /** The cut into halves (`cut`); null: each searches everything, from its own random numbers. */
  readonly cutting: Uint8Array | null;
  readonly lap: LapPlan;
  readonly seed: number;
}

export type PartnerJob = { readonly kind: 'bound'; readonly rounds: number } | LapJob;

export type PartnerAnswer =
  | { readonly kind: 'bound'; readonly bound: Bound }
  | { readonly kind: 'lap'; readonly plan: RawPlan; readonly moves: number };

/**
 * Somebody who works on the same round at the same time. The solver hands over a job, does its own part, and waits
 * for the answer: what comes out depends on the jobs alone, not on who was faster.
 */
export interface Partner {
  begin(job: PartnerJob): void;
  /**
   * Waits for the answer to the job begun. Once `late` says so it is asked to come to an end soon, with what it has.
   * @throws Error when the other side failed
   */
  finish(late: () => boolean): PartnerAnswer;
  /** Lets it go. */
  end(): void;
}
