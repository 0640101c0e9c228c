import { setTimeout as wait } from 'node:timers/promises';
import type { Fleet } from './fleet.js';
import type { Click } from './wire.js';

/** What was acknowledged to those who clicked: this, exactly once, must be in the store. */
export interface Acknowledged {
  /** Errands by title, with the id that was told. */
  readonly asked: Map<string, { id: number; doer: number; urgent: boolean }>;
  /** Notes by errand. */
  readonly notes: Map<number, number>;
  readonly finished: Set<number>;
  clicks: number;
  /** Clicks whose answer died with an instance, and that were made again. */
  repeats: number;
}

interface Scene {
  readonly people: readonly number[];
  readonly partnershipId: number;
  readonly channelId: number;
}

/** People who click at the same time. */
const CLIENTS = 5;

/** How long an answer may take before the click is made again, ms. */
const PATIENCE = 15_000;

/** People at work: they ask, add notes and finish errands, and click again when no answer comes. */
export class Traffic {
  readonly acknowledged: Acknowledged = {
    asked: new Map(),
    notes: new Map(),
    finished: new Set(),
    clicks: 0,
    repeats: 0,
  };
  readonly #fleet: Fleet;
  readonly #scene: Scene;
  readonly #random: () => number;
  #clients: Promise<void>[] = [];
  #stopping = false;
  #n = 0;

  constructor(fleet: Fleet, scene: Scene, random: () => number) {
    this.#fleet = fleet;
    this.#scene = scene;
    this.#random = random;
  }

  start(): void {
    this.#stopping = false;
    this.#clients = Array.from({ length: CLIENTS }, () => this.#client());
  }

  /** Resolves when that many more clicks have been answered, or the time is up. */
  async answered(clicks: number, ms: number): Promise<void> {
    const wanted = this.acknowledged.clicks + clicks;
    const until = performance.now() + ms;
    while (this.acknowledged.clicks < wanted && performance.now() < until) await wait(5);
  }

  /** Everybody finishes the click they are at. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all(this.#clients);
  }

  async #client(): Promise<void> {
    while (!this.#stopping) {
      await this.#clickOnce();
      await wait(10 + this.#random() * 60);
    }
  }

  async #clickOnce(): Promise<void> {
    const { asked, notes, finished } = this.acknowledged;
    const n = ++this.#n;
    const key = `click:${n}`;
    const dice = this.#random();
    const errands = [...asked.values()].slice(-12);
    const errand = errands[Math.floor(this.#random() * errands.length)];
    if (dice < 0.5 || !errand) {
      const [asker = 0, ...doers] = this.#scene.people;
      const doer = doers[Math.floor(this.#random() * doers.length)] ?? 0;
      const title = `E${n}`;
      const urgent = this.#random() < 0.8;
      const { partnershipId, channelId } = this.#scene;
      const input = {
        title,
        askerId: asker,
        doerId: doer,
        channelId: this.#random() < 0.3 ? channelId : null,
        partnershipId,
      };
      const answer = await this.#until({
        n,
        key,
        command: urgent ? 'askUrgently' : 'ask',
        personId: asker,
        id: null,
        input,
      });
      if (answer.done && answer.id !== null) asked.set(title, { id: answer.id, doer, urgent });
      return;
    }
    const command = dice < 0.85 ? 'note' : 'finish';
    const answer = await this.#until({ n, key, command, personId: errand.doer, id: errand.id, input: {} });
    if (!answer.done) return;
    if (command === 'note') notes.set(errand.id, (notes.get(errand.id) ?? 0) + 1);
    else finished.add(errand.id);
  }

  /** The same click until somebody answers it, wherever that is. */
  async #until(click: Click): Promise<{ done: boolean; id: number | null }> {
    for (;;) {
      const answer = await this.#fleet.click(click, PATIENCE, this.#random);
      if (answer) {
        this.acknowledged.clicks++;
        return answer;
      }
      this.acknowledged.repeats++;
      await wait(20);
    }
  }
}
