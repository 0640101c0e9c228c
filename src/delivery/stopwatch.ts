import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * Elapsed time, for pacing. Apart from the Clock, which tells what is due and may be moved on or set back: a
 * platform counts the seconds that really pass.
 */
export interface Stopwatch {
  /** Milliseconds since some fixed moment; never goes back. */
  now(): number;
  sleep(ms: number): Promise<void>;
}

/** The machine's. Its sleep keeps no process alive. */
export const systemStopwatch: Stopwatch = {
  now: () => performance.now(),
  sleep: async ms => {
    await wait(ms, undefined, { ref: false });
  },
};
