import { setTimeout as wait } from 'node:timers/promises';
import { isContention } from './errors.js';

/** Five attempts: contention that outlasts them is not bad luck, and the caller should hear of it. */
const ATTEMPTS = 5;

/** The longest pause before the first repeat, in ms; it doubles each time (20, 40, 80, 160). */
const FIRST_PAUSE = 20;

/**
 * Runs a transaction, and again when it lost against another (see isContention). Other errors pass through.
 *
 * @param jitter a number from 0 up to 1: the part of the pause that is waited
 */
export async function retrying<T>(run: () => Promise<T>, jitter: () => number): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      if (attempt === ATTEMPTS || !isContention(error)) throw error;
      await wait(jitter() * FIRST_PAUSE * 2 ** (attempt - 1));
    }
  }
}
