import type { PlaygroundClock } from './playgroundClock.js';

/** The part of delivery that time is walked by. */
export interface Due {
  /** When the next thing that is not yet due falls due (a timer, a message held for the morning), or null. */
  nextDueAt(): Promise<Date | null>;
  /** Runs everything that is due now; returns when it has been run. */
  tick(): Promise<unknown>;
}

export interface WalkOptions {
  readonly target: Date;
  /** Asked after each event: true ends the walk there. */
  readonly enough?: () => boolean;
  /** Told after each event, to show the time and what happened as it happens. */
  readonly onStep?: () => void;
}

/** Something stays due however often it is run: time cannot go past it, or it would never be run at its time. */
export class WalkStuck extends Error {
  override readonly name = 'WalkStuck';
}

/** So often something due is run again before the walk gives up; one run may leave the next thing due at once. */
const MOST_RUNS_AT_ONCE = 50;

/**
 * Moves a clock to an instant, stopping wherever something falls due on the way and running it there, so that
 * a week at once is the same as the week lived through.
 *
 * @returns how many stops there were at which something was due
 * @throws WalkStuck when something that is due does not get done
 */
export async function walk(
  clock: PlaygroundClock,
  due: Due,
  { target, enough, onStep }: WalkOptions,
): Promise<number> {
  let stops = 0;
  let runs = 0;
  await due.tick();
  for (;;) {
    const next = await due.nextDueAt();
    if (next === null || next > target) break;
    if (next > clock.now()) {
      await clock.advanceTo(next);
      runs = 0;
      stops++;
    } else if (++runs > MOST_RUNS_AT_ONCE) {
      throw new WalkStuck('Something that is due does not get done, so the clock stays here. See the log.');
    }
    await due.tick();
    onStep?.();
    if (enough?.()) return stops;
  }
  if (!enough) {
    await clock.advanceTo(target);
    onStep?.();
  }
  return stops;
}
