import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Window } from '../../src/delivery/limits.js';

/** What goes wrong with one call of a fake server. */
export type Fault =
  /** 429 with Retry-After; nothing is done. */
  | { readonly type: 'tooMany'; readonly retryAfterSeconds: number }
  /** An HTTP status instead of an answer: nothing was done, or (`done`) it was all the same. */
  | { readonly type: 'status'; readonly status: number; readonly done: boolean }
  /** No answer, ever: nothing was done, or it was all the same. The caller's own time limit ends it. */
  | { readonly type: 'silent'; readonly done: boolean }
  /** The connection is cut. */
  | { readonly type: 'drop'; readonly done: boolean }
  | { readonly type: 'slow'; readonly ms: number }
  /** The platform's own refusal, in its words ('channel_not_found', 'MessageWritesBlocked'). */
  | { readonly type: 'refuse'; readonly error: string };

/** One call as a fake server saw it. */
export interface ServerCall {
  readonly method: string;
  readonly conversation: string;
  readonly at: number;
}

/** Numbers from 0 up to 1, always the same for a seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Faults by chance: each with its share of the calls, from 0 to 1. */
export function faultsByChance(
  random: () => number,
  shares: readonly (readonly [share: number, fault: Fault])[],
): () => Fault | null {
  return () => {
    let ball = random();
    for (const [share, fault] of shares) {
      ball -= share;
      if (ball < 0) return fault;
    }
    return null;
  };
}

/** Ceilings as a platform keeps them: by arrival, in sliding windows. */
export class Ceilings {
  readonly #windows: readonly Window[];
  readonly #arrivals = new Map<string, number[]>();

  constructor(windows: readonly Window[]) {
    this.#windows = windows;
  }

  /** Whether one more fits at time `t` (ms); if not, the seconds until it does. What does not fit does not count. */
  admit(key: string, t: number): { readonly retryAfterSeconds: number } | null {
    const longest = Math.max(0, ...this.#windows.map(({ ms }) => ms));
    const arrivals = (this.#arrivals.get(key) ?? []).filter(at => at > t - longest);
    this.#arrivals.set(key, arrivals);
    for (const { n, ms } of this.#windows) {
      const oldest = arrivals[arrivals.length - n];
      if (oldest !== undefined && oldest > t - ms)
        return { retryAfterSeconds: Math.ceil((oldest + ms - t) / 1_000) };
    }
    arrivals.push(t);
    return null;
  }
}

/**
 * Answers a call under a fault: `work` has the effect and returns the answer's body.
 *
 * @param answer how the server writes a body or a refusal
 */
export async function underFault(
  fault: Fault | null,
  request: IncomingMessage,
  response: ServerResponse,
  work: () => object,
  refuse: (error: string) => { status: number; body: object },
): Promise<void> {
  const json = (status: number, body: object, headers: Record<string, string> = {}) => {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
    response.end(JSON.stringify(body));
  };
  switch (fault?.type) {
    case 'tooMany':
      json(
        429,
        { ok: false, error: 'ratelimited' },
        { 'retry-after': String(Math.max(1, Math.ceil(fault.retryAfterSeconds))) },
      );
      return;
    case 'status':
      if (fault.done) work();
      json(fault.status, { error: { code: 'ServiceError', message: 'The fake was told to fail.' } });
      return;
    case 'silent':
      if (fault.done) work();
      return;
    case 'drop':
      if (fault.done) work();
      request.socket.destroy();
      return;
    case 'refuse': {
      const { status, body } = refuse(fault.error);
      json(status, body);
      return;
    }
    default:
      if (fault?.type === 'slow') await wait(fault.ms);
      json(200, work());
  }
}

/** The body of a request, as text. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
