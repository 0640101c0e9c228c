// The fake platform of the drain, in a process of its own so that its memory and its time are not the sender's.
import { setInterval } from 'node:timers';
import { PUBLISHED_PACE } from '../src/delivery/limits.js';
import { ConnectorServer } from '../test/fakes/connectorServer.js';

/** What the measurement asks for. */
export interface DrainServerArguments {
  /** Requests a second that the app may make. */
  readonly rate: number;
  /** After this many posts, every request is told to wait for a second, for a second; null: never. */
  readonly injectAfter: number | null;
}

export interface DrainServerReport {
  readonly posts: number;
  readonly distinct: number;
  /** Edits of what was posted: they count towards the same ceilings. */
  readonly edits: number;
  /** 429s because a ceiling was passed, not counting those injected. */
  readonly tooMany: number;
  readonly injected: number;
  /** First and last post, ms. */
  readonly began: number;
  readonly ended: number;
  /** Posts in each second from the first. */
  readonly perSecond: readonly number[];
  readonly injectedAt: number | null;
}

const INJECTED_MS = 1_000;

const { rate, injectAfter } = JSON.parse(process.argv[2] ?? '{}') as DrainServerArguments;
const keys = new Set<string>();
const arrivals: number[] = [];
let edits = 0;
let injectedAt: number | null = null;
let injected = 0;
const server = await ConnectorServer.start({
  ceilings: { conversation: PUBLISHED_PACE.teams?.conversation ?? [], app: [{ n: rate, ms: 1_000 }] },
  fault(call, given) {
    if (injectAfter !== null && arrivals.length >= injectAfter) {
      injectedAt ??= call.at;
      if (call.at < injectedAt + INJECTED_MS) {
        injected++;
        return { type: 'tooMany', retryAfterSeconds: 1 };
      }
    }
    arrivals.push(call.at);
    if (call.method.startsWith('PUT')) edits++;
    else keys.add(String((given.channelData as { key?: string } | undefined)?.key));
    return null;
  },
});
// The ledger of this long run would be the larger part of its memory, and is counted here instead.
setInterval(() => {
  server.activities.length = 0;
  server.calls.length = 0;
}, 1_000).unref();

process.on('message', () => {
  const [began = 0] = arrivals;
  const perSecond: number[] = [];
  for (const at of arrivals) {
    const second = Math.floor((at - began) / 1_000);
    perSecond[second] = (perSecond[second] ?? 0) + 1;
  }
  const report: DrainServerReport = {
    posts: arrivals.length - edits - server.tooMany,
    edits,
    distinct: keys.size,
    tooMany: server.tooMany,
    injected,
    began,
    ended: arrivals.at(-1) ?? 0,
    perSecond: Array.from(perSecond, count => count ?? 0),
    injectedAt,
  };
  process.send?.({ type: 'report', report });
});
process.on('disconnect', () => process.exit());
process.send?.({ type: 'url', url: server.url });
