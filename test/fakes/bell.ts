/** Rung whenever something may have happened; whoever waits looks again then, and never by the clock. */
class Bell {
  #rung = 0;
  #waiting: (() => void)[] = [];

  ring(): void {
    this.#rung++;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }

  /** Waits until something is so: how long that may take, only the test's own limit says. */
  async until(is: () => boolean | Promise<boolean>): Promise<void> {
    for (;;) {
      const before = this.#rung;
      if (await is()) return;
      // It may have rung while we looked.
      if (this.#rung === before) await new Promise<void>(resolve => this.#waiting.push(resolve));
    }
  }
}

/** The bell of this test file: the fakes ring it. */
export const bell = new Bell();
