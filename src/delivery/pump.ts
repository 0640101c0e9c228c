/**
 * Runs a piece of work one at a time. Whoever asks while it runs gets the run after it, shared with all who ask
 * meanwhile: what they committed before asking is certainly seen.
 */
export class Pump {
  readonly #work: () => Promise<number>;
  #running: Promise<number> | null = null;
  #next: Promise<number> | null = null;

  /** @param work returns how much it did */
  constructor(work: () => Promise<number>) {
    this.#work = work;
  }

  run(): Promise<number> {
    if (this.#running === null) return this.#start();
    this.#next ??= this.#running.then(
      () => this.#start(),
      () => this.#start(),
    );
    return this.#next;
  }

  /** Resolves when nothing runs any more. */
  async idle(): Promise<void> {
    while (this.#running !== null) await this.#running.catch(() => 0);
  }

  #start(): Promise<number> {
    this.#next = null;
    const run = this.#work().finally(() => {
      if (this.#running === run) this.#running = null;
    });
    this.#running = run;
    return run;
  }
}
