import type { DeliveryLimits, PlatformPace, Window } from './limits.js';
import type { Address } from './platform.js';
import type { Stopwatch } from './stopwatch.js';

/** The part of the even distance between two sends that is kept: a window's worth leaves spread over it, not at once. */
const SPREAD = 0.9;

/** Finished sends kept before the forgotten ones are dropped from the front. */
const TRIM = 2_048;

/** Platforms that answer "later" for this many conversations within a second mean the app, not one of them. */
const APP_WIDE = 3;

const APP_WIDE_MS = 1_000;

/**
 * Counts what left, so that no stretch of time sees more than a window allows, wherever between leaving and
 * answer the platform counts a request: a send counts from its leaving until a whole window after its answer.
 *
 * Suppose n + 1 requests arrived within less than a window. At the moment the last of them left, each other was
 * still unanswered or answered less than a window ago (else it had arrived a window earlier): n were counted
 * then, and the last could not have left. So a platform that keeps to its published windows never says 429.
 */
export class Bucket {
  readonly #windows: { readonly n: number; readonly ms: number; from: number; mine: number }[];
  readonly #spread: boolean;
  #gap = 0;
  #finished: number[] = [];
  #inFlight = 0;
  #lastStart = Number.NEGATIVE_INFINITY;
  #closedUntil = Number.NEGATIVE_INFINITY;

  /** @param spread whether sends keep a distance from each other instead of leaving in bursts */
  constructor(windows: readonly Window[], spread = false) {
    this.#windows = windows.map(window => ({ ...window, from: 0, mine: window.n }));
    this.#spread = spread;
    this.divide(1);
  }

  /** Keeps to its part of the windows, when as many processes as this share them. */
  divide(processes: number): void {
    for (const window of this.#windows) window.mine = Math.max(1, Math.floor(window.n / processes));
    const gaps = this.#windows.map(({ mine, ms }) => (ms / mine) * SPREAD);
    this.#gap = this.#spread ? Math.max(0, ...gaps) : 0;
  }

  /** Milliseconds until one more may leave at time `t`; Infinity when an answer has to come first. */
  wait(t: number): number {
    let wait = Math.max(0, this.#closedUntil - t, this.#lastStart + this.#gap - t);
    for (const window of this.#windows) {
      while ((this.#finished[window.from] ?? Number.POSITIVE_INFINITY) <= t - window.ms) window.from++;
      const excess = this.#inFlight + this.#finished.length - window.from - window.mine + 1;
      if (excess <= 0) continue;
      const last = this.#finished[window.from + excess - 1];
      wait = Math.max(wait, last === undefined ? Number.POSITIVE_INFINITY : last + window.ms - t);
    }
    return wait;
  }

  start(t: number): void {
    this.#inFlight++;
    this.#lastStart = t;
  }

  /** @param used false when nothing left after all */
  finish(t: number, used = true): void {
    this.#inFlight--;
    if (!used || this.#windows.length === 0) return;
    this.#finished.push(t);
    if (this.#finished.length < TRIM) return;
    const past = Math.min(...this.#windows.map(({ from }) => from));
    if (past < TRIM / 2) return;
    this.#finished = this.#finished.slice(past);
    for (const window of this.#windows) window.from -= past;
  }

  /** The platform said so itself: nothing leaves before. */
  close(until: number): void {
    this.#closedUntil = Math.max(this.#closedUntil, until);
  }

  /** Whether nothing of it counts any more, so that it can be forgotten. */
  idle(t: number): boolean {
    this.wait(t);
    return (
      this.#inFlight === 0 &&
      this.#closedUntil <= t &&
      this.#windows.every(({ from }) => from === this.#finished.length)
    );
  }
}

/** When one who waited may leave, by the stopwatch: now, or in as little as was asked for. */
export interface Turn {
  readonly leavesAt: number;
}

/** A bucket with a queue before it: first come, first served. */
export class Gate {
  readonly #bucket: Bucket;
  readonly #stopwatch: Stopwatch;
  readonly #queue: {
    readonly open: (turn: Turn | null) => void;
    readonly giveUpAt: number;
    readonly leadMs: number;
  }[] = [];
  #watching = false;

  constructor(bucket: Bucket, stopwatch: Stopwatch) {
    this.#bucket = bucket;
    this.#stopwatch = stopwatch;
  }

  /**
   * Waits for a turn; null when the gate stays closed for longer than `patience` ms.
   *
   * @param leadMs how long before it may leave the caller wants to know, for what has to be done just before;
   *   it then waits for {@link departure}
   */
  enter(patience: number, leadMs = 0): Promise<Turn | null> {
    return new Promise(open => {
      this.#queue.push({ open, giveUpAt: this.#stopwatch.now() + patience, leadMs });
      this.#pump();
    });
  }

  /** Resolves when the turn's time to leave has come. */
  async departure({ leavesAt }: Turn): Promise<void> {
    for (;;) {
      const wait = leavesAt - this.#stopwatch.now();
      if (wait <= 0) return;
      await this.#stopwatch.sleep(wait);
    }
  }

  /** Everyone who entered leaves, once. `used` false: nothing was sent. */
  leave(used = true): void {
    this.#bucket.finish(this.#stopwatch.now(), used);
    this.#pump();
  }

  close(ms: number): void {
    this.#bucket.close(this.#stopwatch.now() + ms);
  }

  /** Lets its part of the windows through, when as many processes as this share them. */
  divide(processes: number): void {
    this.#bucket.divide(processes);
  }

  /** How long one who came now would wait at least, ms; Infinity when an answer has to come first. */
  wait(): number {
    return this.#bucket.wait(this.#stopwatch.now());
  }

  /** Whether it can be forgotten: nobody waits, and nothing that left counts any more. */
  idle(): boolean {
    return this.#queue.length === 0 && !this.#watching && this.#bucket.idle(this.#stopwatch.now());
  }

  #pump(): void {
    while (this.#queue.length > 0) {
      const t = this.#stopwatch.now();
      const wait = this.#bucket.wait(t);
      const first = this.#queue[0]!;
      if (wait <= first.leadMs) {
        const leavesAt = t + wait;
        this.#bucket.start(leavesAt);
        this.#queue.shift();
        first.open({ leavesAt });
      } else if (Number.isFinite(wait) && t + wait > first.giveUpAt) {
        this.#queue.shift();
        first.open(null);
      } else {
        this.#watch(wait - first.leadMs);
        return;
      }
    }
  }

  #watch(ms: number): void {
    // An answer that has to come first calls leave(), and that looks again.
    if (this.#watching || !Number.isFinite(ms)) return;
    this.#watching = true;
    void this.#stopwatch.sleep(ms).then(() => {
      this.#watching = false;
      this.#pump();
    });
  }
}

const FREE: PlatformPace = { conversation: [], app: [] };

/** All ceilings, for one process. */
export class Pacer {
  readonly #pace: DeliveryLimits['pace'];
  readonly #stopwatch: Stopwatch;
  readonly #conversations = new Map<string, Gate>();
  readonly #gates = new Map<string, Gate>();
  readonly #recentlyClosed = new Map<string, { key: string; at: number }[]>();
  #sweepAt = 0;
  #processes = 1;

  constructor(pace: DeliveryLimits['pace'], stopwatch: Stopwatch) {
    this.#pace = pace;
    this.#stopwatch = stopwatch;
  }

  /** The gate of one conversation. */
  conversation(address: Address): Gate {
    this.#sweep();
    const { conversation } = this.#pace[address.platform] ?? FREE;
    return getOr(
      this.#conversations,
      `${appKey(address)} ${address.externalId}`,
      () => new Gate(new Bucket(conversation), this.#stopwatch),
    );
  }

  /** The gate through which everything of one app in one tenant leaves; edits where they are counted apart. */
  gate(address: Address, what: 'post' | 'update'): Gate {
    const pace = this.#pace[address.platform] ?? FREE;
    const apart = what === 'update' && pace.update !== undefined;
    return getOr(this.#gates, apart ? `${appKey(address)} update` : appKey(address), () => {
      const gate = new Gate(new Bucket(apart ? (pace.update ?? []) : pace.app, true), this.#stopwatch);
      gate.divide(this.#processes);
      return gate;
    });
  }

  /** How many processes share the ceilings of the apps. A conversation is served by one of them at a time. */
  divide(processes: number): void {
    this.#processes = processes;
    for (const gate of this.#gates.values()) gate.divide(processes);
  }

  /** The platform answered "not before": the conversation waits, and the app where several were told so at once. */
  saidLater(address: Address, what: 'post' | 'update', ms: number): void {
    const now = this.#stopwatch.now();
    this.conversation(address).close(ms);
    const app = appKey(address);
    const recent = (this.#recentlyClosed.get(app) ?? []).filter(
      ({ key, at }) => at > now - APP_WIDE_MS && key !== address.externalId,
    );
    recent.push({ key: address.externalId, at: now });
    this.#recentlyClosed.set(app, recent);
    if (recent.length >= APP_WIDE) this.gate(address, what).close(ms);
  }

  /** Forgets conversations that are quiet, so that memory stays flat. */
  #sweep(): void {
    const t = this.#stopwatch.now();
    if (t < this.#sweepAt) return;
    this.#sweepAt = t + 60_000;
    for (const [key, gate] of this.#conversations) if (gate.idle()) this.#conversations.delete(key);
  }
}

function appKey({ platform, tenant }: Address): string {
  return `${platform} ${tenant}`;
}

function getOr<T>(map: Map<string, T>, key: string, make: () => T): T {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
