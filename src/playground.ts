import type { HandedFiles } from '../adapters/media/handedFiles.js';
import { PlaygroundClock } from '../adapters/web/playgroundClock.js';
import { walk } from '../adapters/web/walk.js';
import { createWebAdapter, type WebAdapter } from '../adapters/web/webAdapter.js';
import type { Clock } from './calendar/clock.js';
import type { LocalDate } from './calendar/localDate.js';
import { addDays } from './calendar/localDate.js';
import { londonDate } from './calendar/london.js';
import type { ChatCommand } from './chat/command.js';
import type { Router } from './chat/router.js';
import type { Config } from './config.js';
import type { Delivery } from './delivery/delivery.js';
import type { Log } from './delivery/deps.js';
import { createDemo, findDemo, isEmpty, markPlayed } from './demo/demo.js';
import { playHistory } from './demo/history.js';
import { demoParts, demoStories } from './demo/stories.js';
import { calendarOfAuthority } from './network/calendars.js';
import { channelsReadBy } from './network/channels.js';
import type { Store } from './store/open.js';
import type { Processes } from './workflow/process.js';
import { allWaiting } from './workflow/waiting.js';

export interface PlaygroundDeps {
  readonly store: Store;
  readonly processes: Processes;
  readonly config: Config;
  readonly log: Log;
  readonly machine: Clock;
  readonly router: Router;
  readonly commands: readonly ChatCommand[];
  readonly files: HandedFiles;
  readonly late: { readonly delivery: Delivery | null };
}

export interface Playground {
  readonly adapter: WebAdapter;
  readonly clock: Clock;
  /** Fills an empty store; once delivery is there. */
  offerDemo(): Promise<void>;
}

/**
 * The playground: the web adapter with a clock that can be moved on and, on an empty store, the demonstration
 * partnership to play with.
 */
export async function openPlayground(deps: PlaygroundDeps): Promise<Playground> {
  const { store, processes, config, log, machine, router, commands, files, late } = deps;
  const clock = await PlaygroundClock.open(store, machine);
  const running = (): Delivery => {
    if (!late.delivery) throw new Error('The playground was used before delivery was put together.');
    return late.delivery;
  };
  const adapter = createWebAdapter({
    host: config.host,
    store,
    router,
    clock,
    commands,
    log,
    files,
    delivery: { tick: () => running().tick(), nextDueAt: () => running().nextDueAt() },
    channelsOf: personId => channelsReadBy(store.db, personId, londonDate(clock.now())),
    waiting: today => allWaiting(store.db, processes, today),
    stories: async () => {
      const demo = await findDemo(store);
      return demo ? demoStories(demo.cast) : [];
    },
    leading: async () => {
      const demo = await findDemo(store);
      return demo ? demoParts(demo.cast) : [];
    },
    schoolDayAfter: date => schoolDayAfter(store, date),
  });
  return { adapter, clock, offerDemo: () => offerDemo(store, processes, clock, running()) };
}

/** On an empty store the demonstration, played up to a school morning; one that was begun is played to its end. */
async function offerDemo(
  store: Store,
  processes: Processes,
  clock: PlaygroundClock,
  delivery: Delivery,
): Promise<void> {
  const found = await findDemo(store);
  if (found?.played || (!found && !(await isEmpty(store)))) return;
  const demo = found ?? (await createDemo(store, clock.now()));
  const until = async (target: Date) => {
    await walk(clock, delivery, { target });
  };
  await playHistory({ store, processes, now: () => clock.now(), until }, demo);
  await delivery.tick();
  await markPlayed(store, demo);
}

async function schoolDayAfter(store: Store, date: LocalDate): Promise<LocalDate> {
  const school = await store.db.school.findFirst({ select: { laCode: true }, orderBy: { id: 'asc' } });
  const calendar = await calendarOfAuthority(store.db, school?.laCode ?? '');
  return calendar.nextSchoolDay(addDays(date, 1));
}
