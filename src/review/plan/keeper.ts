import type { RawPlan } from './model.js';
import type { State } from './state.js';

/** Where the solver stands; sent at every new best plan of a step, at least once per phase. */
export interface SolveProgress {
  phase: 'first' | 'bound' | 'improve' | 'done';
  cost: number;
  unfilled: number;
  undated: number;
  bound: number | null;
  elapsedMs: number;
}

/** Keeps the best plan seen and tells of it. */
export class Keeper {
  best: RawPlan;
  cost: number;
  bound: number | null = null;
  private readonly state: State;
  private readonly now: () => number;
  private readonly tell: ((progress: SolveProgress) => void) | undefined;
  private readonly began: number;

  /** @param now a clock in milliseconds, for telling how far along it is */
  constructor(state: State, now: () => number, tell: ((progress: SolveProgress) => void) | undefined) {
    this.state = state;
    this.now = now;
    this.tell = tell;
    this.began = now();
    this.best = state.snapshot();
    this.cost = state.cost;
  }

  elapsed(): number {
    return this.now() - this.began;
  }

  /** Looks whether the plan under work is the best so far, and tells where the solver stands. */
  note(phase: SolveProgress['phase']): void {
    if (this.state.cost < this.cost) {
      this.cost = this.state.cost;
      this.best = this.state.snapshot();
    }
    const count = (list: Int32Array) => list.reduce((sum, x) => sum + (x < 0 ? 1 : 0), 0);
    this.tell?.({
      phase,
      cost: this.cost / this.state.model.scale,
      unfilled: count(this.best.team),
      undated: count(this.best.start),
      bound: this.bound === null ? null : this.bound / this.state.model.scale,
      elapsedMs: this.elapsed(),
    });
  }

  /** Whether the best plan has a place open or a school without a date. */
  hasHoles(): boolean {
    return this.best.team.includes(-1) || this.best.start.includes(-1);
  }
}
