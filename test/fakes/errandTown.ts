import type { Clock } from '../../src/calendar/clock.js';
import { createDelivery, type Delivery } from '../../src/delivery/delivery.js';
import type { DeliveryDeps } from '../../src/delivery/deps.js';
import type { ChatPlatform } from '../../src/delivery/platform.js';
import type { Stopwatch } from '../../src/delivery/stopwatch.js';
import type { Store } from '../../src/store/open.js';
import { type CommitResult, commit } from '../../src/workflow/commit.js';
import { draw } from '../../src/workflow/draw.js';
import { fire } from '../../src/workflow/fire.js';
import { Processes } from '../../src/workflow/process.js';
import { timerSpec } from '../../src/workflow/schedule.js';
import { type ErrandTimes, errandProcess } from './errand.js';

/** A clock that stands until it is moved. */
export class StandingClock implements Clock {
  #now: number;

  constructor(at: string | Date) {
    this.#now = new Date(at).getTime();
  }

  now(): Date {
    return new Date(this.#now);
  }

  to(at: string | Date): void {
    this.#now = new Date(at).getTime();
  }

  /** Moves on, or back with a negative number. */
  by(ms: number): void {
    this.#now += ms;
  }
}

/** Elapsed time that passes with a standing clock, and in sleep, which is over at once. */
export class QuickStopwatch implements Stopwatch {
  readonly #clock: Clock;
  readonly #sleepers: { readonly at: number; readonly wake: () => void }[] = [];
  #slept = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  now(): number {
    return this.#clock.now().getTime() + this.#slept;
  }

  /** Sleepers wake in order, each when what can be done before it has been. */
  async sleep(ms: number): Promise<void> {
    await new Promise<void>(wake => {
      this.#sleepers.push({ at: this.now() + ms, wake });
      this.#sleepers.sort((a, b) => a.at - b.at);
      setImmediate(() => this.#wakeOne());
    });
  }

  #wakeOne(): void {
    const next = this.#sleepers.shift();
    if (!next) return;
    this.#slept += Math.max(0, next.at - this.now());
    next.wake();
  }
}

/** The work that delivery is given from outside, over errands. */
export function errandWork(
  times?: ErrandTimes,
  reminders?: 'routine' | 'urgent',
): Pick<DeliveryDeps, 'draw' | 'fireTimer' | 'isReminder'> & { readonly processes: Processes } {
  const processes = new Processes([errandProcess(times, reminders)]);
  return {
    processes,
    draw: (tx, drawing, now, round) => draw(tx, processes, drawing, now, round),
    fireTimer: (tx, timer, now) => fire(tx, processes, timer, now),
    isReminder(timer) {
      const process = processes.find(timer.entityKind);
      const spec = process && timerSpec(process.workflow, timer.state, timer.name);
      return spec !== undefined && spec.run === undefined;
    },
  };
}

export const SILENT = { info() {}, warn() {}, error() {} };

/** Delivery over errands, with whatever a test wants different. */
export function errandDelivery(
  deps: { store: Store; platforms: readonly ChatPlatform[]; clock: Clock } & Partial<DeliveryDeps>,
): { delivery: Delivery; processes: Processes } {
  const { processes, ...work } = errandWork();
  const delivery = createDelivery({
    ...work,
    log: SILENT,
    instance: 'one',
    random: () => 0.5,
    stopwatch: new QuickStopwatch(deps.clock),
    ...deps,
  });
  return { delivery, processes };
}

/** People with an account each, and a channel, on one platform. */
export interface Town {
  readonly partnershipId: number;
  readonly people: readonly number[];
  readonly channelId: number;
  ask(request: {
    readonly title: string;
    readonly doer: number;
    readonly now: Date;
    readonly urgent?: boolean;
    readonly board?: boolean;
    readonly key?: string;
  }): Promise<CommitResult>;
  /** A command to an errand: 'finish' or 'note' by its doer. */
  give(
    request: { readonly id: number; readonly command: string; readonly by: number; readonly now: Date } & {
      readonly key?: string;
      readonly version?: number;
    },
  ): Promise<CommitResult>;
}

/** Makes a town of `size` people; the first asks, the others do. Accounts are called U1, U2, …, the channel C1. */
export async function buildTown(
  store: Store,
  processes: Processes,
  { size = 3, platform = 'slack' }: { size?: number; platform?: string } = {},
): Promise<Town> {
  const { db } = store;
  const partnership = await db.partnership.create({
    data: { slug: 'town', name: 'Town', tier: 'cluster' },
  });
  const channel = await db.channel.create({
    data: { purpose: 'board', name: 'Board', partnershipId: partnership.id },
  });
  await db.channelAddress.create({ data: { channelId: channel.id, platform, externalId: 'C1' } });
  const names = Array.from({ length: size }, (_, index) => `Person ${index + 1}`);
  await db.person.createMany({ data: names.map(name => ({ name })) });
  const people = (await db.person.findMany({ orderBy: { id: 'asc' }, select: { id: true } })).map(
    row => row.id,
  );
  await db.account.createMany({
    data: people.map((personId, index) => ({
      platform,
      externalId: `U${index + 1}`,
      personId,
      state: 'bound',
    })),
  });
  const asker = people[0] ?? 0;
  const common = { kind: 'errand', platform, version: undefined } as const;
  return {
    partnershipId: partnership.id,
    people,
    channelId: channel.id,
    ask: ({ title, doer, now, urgent = false, board = false, key }) =>
      commit(store, processes, {
        ...common,
        key: key ?? null,
        id: null,
        command: urgent ? 'askUrgently' : 'ask',
        input: {
          title,
          askerId: asker,
          doerId: doer,
          channelId: board ? channel.id : null,
          partnershipId: partnership.id,
        },
        personId: asker,
        now,
      }),
    give: ({ id, command, by, now, key, version }) =>
      commit(store, processes, {
        ...common,
        key: key ?? null,
        id,
        version,
        command,
        input: {},
        personId: by,
        now,
      }),
  };
}
