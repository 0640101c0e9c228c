import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { systemClock } from '../src/calendar/clock.js';
import { createDelivery } from '../src/delivery/delivery.js';
import { PUBLISHED_PACE } from '../src/delivery/limits.js';
import type { Store } from '../src/store/open.js';
import { buildTown, errandWork, SILENT } from '../test/fakes/errandTown.js';
import { teamsOverHttp } from '../test/fakes/httpPlatform.js';
import { benchDatabase, dialectsOf, numberOf, round } from './databases.js';
import type { DrainServerArguments, DrainServerReport } from './drainServer.js';

const MEGABYTE = 1_048_576;

/**
 * Ten thousand due messages over two thousand conversations, against a fake platform that keeps Teams' published
 * ceilings: how near to the allowed rate the sender comes, whether it is ever told to slow down, and what it
 * costs in memory and in time for which the process answers nobody. `--inject` makes the platform refuse
 * everything for a second on the way.
 */
export default async function run(args: string[]): Promise<object> {
  const messages = numberOf(args, 'messages', 10_000);
  const conversations = numberOf(args, 'conversations', Math.min(2_000, messages));
  const rate = numberOf(args, 'rate', PUBLISHED_PACE.teams?.app[0]?.n ?? 50);
  const injectAfter = args.includes('--inject') ? Math.round(messages / 2) : null;
  const figures: Record<string, object> = {};
  const dialects = args.includes('--store') ? dialectsOf(args) : (['sqlite'] as const);
  for (const dialect of dialects) {
    const database = await benchDatabase(dialect);
    if (!database) continue;
    figures[dialect] = await drain(database.store, { messages, conversations, rate, injectAfter });
    await database.close();
  }
  return { messages, conversations, allowedPerSecond: rate, ...figures };
}

interface Load {
  readonly messages: number;
  readonly conversations: number;
  readonly rate: number;
  readonly injectAfter: number | null;
}

async function drain(store: Store, { messages, conversations, rate, injectAfter }: Load): Promise<object> {
  const { processes: _, ...work } = errandWork();
  await fill(store, messages, conversations);
  const { child, url } = await startServer({ rate, injectAfter });
  const now = () => systemClock.now();
  const delivery = createDelivery({
    ...work,
    store,
    clock: systemClock,
    platforms: [teamsOverHttp({ url, timeoutMs: 10_000, now })],
    instance: 'bench',
    log: SILENT,
    limits: {
      pace: {
        teams: { conversation: PUBLISHED_PACE.teams?.conversation ?? [], app: [{ n: rate, ms: 1_000 }] },
      },
    },
  });
  const loop = monitorEventLoopDelay({ resolution: 1 });
  // The collections that memory is measured after are the measurement's own, and stop everything.
  const memory = watchMemory({ before: () => loop.disable(), after: () => loop.enable() });
  loop.enable();
  // What was told to wait comes due again a little later: until nothing is left.
  while ((await store.db.message.count({ where: { status: 'pending' } })) > 0) {
    await delivery.tick();
    const due = await delivery.nextDueAt();
    if (due) await new Promise(resolve => setTimeout(resolve, Math.max(1, due.getTime() - Date.now())));
  }
  loop.disable();
  const grown = memory.stop();
  await delivery.stop();
  const report = await reportOf(child);
  child.kill();
  const seconds = (report.ended - report.began) / 1_000;
  // What the ceiling allows from the first post to the last: a window's worth at once, and then one by one.
  const allowed = Math.max(1, (messages - rate) / rate) + (injectAfter === null ? 0 : 1);
  return {
    seconds: round(seconds),
    perSecond: round(messages / seconds),
    ofAllowed: round((allowed / seconds) * 100),
    posts: report.posts,
    edits: report.edits,
    doubles: report.posts - report.distinct,
    tooMany: report.tooMany,
    ...(report.injectedAt !== null && recovery(report, rate)),
    memoryGrowthMb: grown,
    eventLoopMs: {
      p99: round(loop.percentile(99) / 1e6),
      max: round(loop.max / 1e6),
    },
  };
}

/** How long after the refusals the rate was back. */
function recovery({ injected, injectedAt, began, perSecond }: DrainServerReport, rate: number): object {
  const from = Math.floor(((injectedAt ?? 0) - began) / 1_000) + 1;
  const back = perSecond.findIndex((count, second) => second > from && count >= rate * 0.95);
  return { injected, secondsUntilFullRate: back < 0 ? null : back - from };
}

/** How long the program warms up before its memory counts, ms: compiled code and connections stay for good. */
const WARM_UP_MS = 10_000;

/** What heap and resident memory grow by between warming up and the end, each after a collection, in MB. */
function watchMemory(around: { before(): void; after(): void }): { stop(): object } {
  const measure = () => {
    around.before();
    globalThis.gc?.();
    around.after();
    return process.memoryUsage();
  };
  let start = measure();
  const timer = setTimeout(() => {
    start = measure();
  }, WARM_UP_MS);
  return {
    stop() {
      clearTimeout(timer);
      const end = measure();
      return {
        heap: round((end.heapUsed - start.heapUsed) / MEGABYTE),
        resident: round((end.rss - start.rss) / MEGABYTE),
      };
    },
  };
}

async function fill(store: Store, messages: number, conversations: number): Promise<void> {
  const { db } = store;
  const { processes } = errandWork();
  const town = await buildTown(store, processes, { size: conversations, platform: 'teams' });
  const at = new Date(systemClock.now().getTime() - 1_000);
  // Every message is about an errand of its own: a second one about the same would also edit the first.
  const data = Array.from({ length: messages }, (_, index) => ({
    reference: `D${index}`,
    title: `Errand ${index}`,
    purpose: '',
    priority: '',
    state: 'open',
    version: 1,
    enteredAt: at,
    enteredVersion: 1,
    partnershipId: town.partnershipId,
    leadId: town.people[index % conversations] ?? 0,
    sponsorId: town.people[0] ?? 0,
    startsOn: '2026-11-09',
    endsOn: '2026-11-09',
    cadence: 1,
  }));
  await db.taskGroup.createMany({ data });
  const errands = await db.taskGroup.findMany({ select: { id: true, leadId: true } });
  await db.message.createMany({
    data: errands.map(({ id, leadId }) => ({
      key: `drain:${id}`,
      lane: `person:${leadId}`,
      personId: leadId,
      entityKind: 'errand',
      entityId: id,
      notice: 'pressing',
      urgency: 'urgent',
      availableAt: at,
      createdAt: at,
    })),
  });
}

async function startServer(args: DrainServerArguments): Promise<{ child: ChildProcess; url: string }> {
  const script = path.join(import.meta.dirname, 'drainServer.js');
  const child = fork(script, [JSON.stringify(args)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [message] = (await once(child, 'message')) as [{ url: string }];
  return { child, url: message.url };
}

async function reportOf(child: ChildProcess): Promise<DrainServerReport> {
  const answer = once(child, 'message') as Promise<[{ report: DrainServerReport }]>;
  child.send({ type: 'report' });
  const [{ report }] = await answer;
  return report;
}
