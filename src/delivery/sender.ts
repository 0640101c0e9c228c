import { setImmediate as nextTurn } from 'node:timers/promises';
import { attempt, type Shared } from './attempt.js';
import { dueMessageIds } from './claim.js';
import type { Delivering } from './deps.js';
import type { Pacer } from './pace.js';
import type { MessageRow } from './rows.js';
import { Semaphore } from './semaphore.js';

/** Sends what is due, many conversations at once and within each one after the other. */
export class Sender {
  readonly #deps: Delivering;
  readonly #shared: Shared;
  readonly #running = new Map<number, string>();
  #stopping = false;

  constructor(deps: Delivering, pacer: Pacer) {
    const decks = new Map<string, Semaphore>();
    this.#deps = deps;
    this.#shared = {
      deps,
      pacer,
      deck({ platform, tenant }) {
        const key = `${platform} ${tenant}`;
        const deck = decks.get(key) ?? new Semaphore(deps.limits.onDeck);
        decks.set(key, deck);
        return deck;
      },
    };
  }

  /** Nothing new is begun; what has begun is finished. */
  stop(): void {
    this.#stopping = true;
  }

  /** Sends until nothing is due. Returns how many attempts were made. */
  async run(): Promise<number> {
    const { limits } = this.#deps;
    /** Rows that failed in this run: left for the next, so that a fault makes no hot loop. */
    const failed = new Set<number>();
    let done = 0;
    let ended = 0;
    let ready: MessageRow[] = [];
    let wake = (): void => {};
    for (;;) {
      const changed = new Promise<void>(resolve => {
        wake = resolve;
      });
      // What ends while the store is asked may have freed its lane too late for the answer.
      const endedBefore = ended;
      if (ready.length === 0 && this.#running.size < limits.places && !this.#stopping) {
        ready = await this.#due(failed);
      }
      const idle = ready.length === 0;
      while (ready.length > 0 && this.#running.size < limits.places && !this.#stopping) {
        const message = ready.shift()!;
        // One after the other: a full house of them begun at a go would keep a click waiting.
        await nextTurn();
        this.#running.set(message.id, message.lane);
        void attempt(this.#shared, message)
          .then(() => {
            done++;
          })
          .catch(error => {
            failed.add(message.id);
            this.#deps.log.error({ err: error, id: message.id }, 'a message could not be worked on');
          })
          .finally(() => {
            this.#running.delete(message.id);
            ended++;
            wake();
          });
      }
      if (this.#running.size > 0) await changed;
      else if ((idle && ended === endedBefore) || this.#stopping) return done;
    }
  }

  /** Due rows that can be begun now: urgent ones first, so that a click need not wait for the morning's round. */
  async #due(failed: ReadonlySet<number>): Promise<MessageRow[]> {
    const { store, clock, limits } = this.#deps;
    const now = clock.now();
    const limit = 2 * limits.places + this.#running.size + failed.size;
    const urgent = await dueMessageIds(store.db, now, limit, 'urgent');
    const all = urgent.length < limit ? await dueMessageIds(store.db, now, limit, 'all') : [];
    const lanes = new Set(this.#running.values());
    const ids = [...new Set([...urgent, ...all])].filter(id => !this.#running.has(id) && !failed.has(id));
    if (ids.length === 0) return [];
    const rows = await store.db.message.findMany({ where: { id: { in: ids } } });
    const byId = new Map(rows.map(row => [row.id, row]));
    return ids.flatMap(id => {
      const row = byId.get(id);
      return row && !lanes.has(row.lane) ? [row] : [];
    });
  }
}
