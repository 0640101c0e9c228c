import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * How long a chain of queries may keep the event loop before it lets others have their turn, ms. Far below the
 * 50 ms after which a click would feel it, since what one query is followed by (reading rows, deciding, drawing)
 * counts too.
 */
const LONGEST_CHAIN_MS = 8;

/**
 * SQLite answers at once, on the thread that asks, and a promise that is fulfilled already goes on before anything
 * else has its turn: without this a long chain of queries, or many short ones side by side, would keep every
 * socket, timer and click waiting until the last of them.
 */
export class Breath {
  #since: number | null = null;

  /** Resolves at once, or after the others have had a turn when this chain has been going for long. */
  async take(): Promise<void> {
    if (this.#since === null) {
      this.#since = performance.now();
      setImmediate(() => {
        this.#since = null;
      });
      return;
    }
    if (performance.now() - this.#since > LONGEST_CHAIN_MS) await nextTurn();
  }
}
