import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { bankHolidayWarning, bundledBankHolidays } from './calendar/bankHolidays.js';
import { type Clock, systemClock } from './calendar/clock.js';
import { londonDate } from './calendar/london.js';
import { CALENDAR_PATH } from './calendarFeed/address.js';
import { CALENDAR_VERBS, calendarAction, calendarSubcommand } from './calendarFeed/command.js';
import { createCalendarFeeds } from './calendarFeed/feed.js';
import type { ActionInteraction } from './chat/interaction.js';
import { createRouter, type Router } from './chat/router.js';
import { allCommands } from './commands.js';
import { type Config, ConfigError } from './config.js';
import { DELIVERY_VERBS, deliveryAction, deliveryCommand, deliveryTroubles } from './delivery/command.js';
import { createDelivery, type Delivery } from './delivery/delivery.js';
import type { DeliveryDeps, Log } from './delivery/deps.js';
import { createDeliveryMetrics } from './delivery/metrics.js';
import type { ChatPlatform } from './delivery/platform.js';
import { postedCards } from './delivery/postedCards.js';
import { keptBankHolidays } from './network/bankHolidays.js';
import { holdsRole, idsOfRolesHeld } from './network/people.js';
import { routineSendTime } from './network/sendTimes.js';
import { createProcesses } from './processes.js';
import { reviewEvents } from './review/dayEvents.js';
import { plannerInWorker } from './review/match/planner.js';
import { checkpointsInThread } from './store/checkpoints.js';
import { openStore, type Store } from './store/open.js';
import { draw } from './workflow/draw.js';
import { fire } from './workflow/fire.js';
import { handleAction } from './workflow/handle.js';
import type { Processes } from './workflow/process.js';
import { timerSpec } from './workflow/schedule.js';
import { settleWaiting } from './workflow/waitingRows.js';

/** A running Convenor. */
export interface Convenor {
  /** Where its web server listens: 'http://127.0.0.1:3978'. */
  readonly address: string;
  readonly store: Store;
  stop(): Promise<void>;
}

/** What the caller may hand in instead of the machine's own. */
export interface StartOptions {
  readonly clock?: Clock;
  readonly log?: Log;
}

/**
 * Puts the program together and starts it: store, processes, delivery, and the adapters that are configured,
 * each loaded only then. The one place that knows every part.
 * @throws ConfigError, AlreadyRunningError, MigrationError, StoreUnavailableError, AddressInUseError: each with a
 *   sentence for the operator
 */
export async function startConvenor(config: Config, options: StartOptions = {}): Promise<Convenor> {
  const log: Log = options.log ?? pino({ level: config.logLevel });
  const store = await openStore(config.databaseUrl, { checkpoints: checkpointsInThread });
  const closing: (() => Promise<void>)[] = [() => store.close()];
  try {
    return await startOn(store, config, log, options.clock ?? systemClock, closing);
  } catch (error) {
    for (const close of closing.reverse()) await close();
    throw error;
  }
}

async function startOn(
  store: Store,
  config: Config,
  log: Log,
  machine: Clock,
  closing: (() => Promise<void>)[],
): Promise<Convenor> {
  const { createHttpServer } = await import('../adapters/http/server.js');
  const { serveFiles } = await import('../adapters/http/files.js');
  const { serveCalendars } = await import('../adapters/http/calendars.js');
  const registry = new Registry();
  const server = createHttpServer({
    ready: async () => (await store.db.setting.count().catch(() => -1)) >= 0,
    metrics: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  });
  // Planning a county takes seconds: in a worker, so that no acknowledgement waits for it.
  const processes = createProcesses(plannerInWorker);
  // Adapters answer through the router and wake delivery, which is put together after them: it delivers to them.
  const late: { delivery: Delivery | null } = { delivery: null };
  const desk = {
    store,
    draw: drawing(processes),
    mayRead: async (personId: number, now: Date) =>
      holdsRole(store.db, personId, 'coordinator', londonDate(now)),
    wake: () => late.delivery?.wake(),
  };
  const calendars = { store, publicUrl: config.publicUrl };
  const commands = allCommands(store, processes, {
    commands: [deliveryCommand(desk)],
    mine: [calendarSubcommand(calendars)],
    first: {
      asks: (personId, today) => idsOfRolesHeld(personId, 'coordinator', today),
      lines: (personId, now) => deliveryTroubles(desk, personId, now),
    },
  });
  const platforms: ChatPlatform[] = [];
  const onAction = (action: ActionInteraction) => {
    if (action.verb.startsWith(DELIVERY_VERBS)) return deliveryAction(desk, action);
    if (action.verb.startsWith(CALENDAR_VERBS)) return calendarAction(calendars, action);
    return handleAction(store, processes, action);
  };
  const router = waking(createRouter(commands, onAction), late);

  const { HandedFiles } = await import('../adapters/media/handedFiles.js');
  let clock = machine;
  const files = new HandedFiles(store, { now: () => clock.now() });
  serveFiles(server.app, files);
  serveCalendars(
    server.app,
    CALENDAR_PATH,
    createCalendarFeeds(store, [reviewEvents], { now: () => clock.now() }),
  );
  let prepare = async (): Promise<void> => {};
  if (config.web) {
    const web = await import('./playground.js');
    const playground = await web.openPlayground({
      store,
      processes,
      config,
      log,
      machine,
      router,
      commands,
      files,
      late,
    });
    clock = playground.clock;
    playground.adapter.routes(server.app);
    platforms.push(playground.adapter);
    prepare = playground.offerDemo;
  }
  if (config.slack) {
    const { createSlackAdapter } = await import('../adapters/slack/slackAdapter.js');
    const slack = createSlackAdapter({
      config: config.slack,
      store,
      router,
      commands: commands.map(({ name }) => name),
      clock,
      log,
      files,
      publicUrl: config.publicUrl,
    });
    slack.routes(server.app);
    platforms.push(slack);
  }
  if (config.teams) {
    const { createTeamsAdapter } = await import('../adapters/teams/teamsAdapter.js');
    const teams = createTeamsAdapter({
      settings: config.teams,
      posted: postedCards(store, clock, () => late.delivery?.wake()),
      host: config.host,
      store,
      router,
      clock,
      log,
      files,
      publicUrl: config.publicUrl,
    });
    teams.routes(server.app);
    platforms.push(teams);
  }
  if (platforms.length === 0) throw new ConfigError(NOTHING_TO_TALK_TO);

  const delivery = createDelivery({
    store,
    platforms,
    draw: drawing(processes),
    fireTimer: (tx, timer, now) => fire(tx, processes, timer, now),
    isReminder: timer => isReminder(processes, timer.entityKind, timer.state, timer.name),
    clock,
    chores: (now, stopped) => settleWaiting(store, processes, now, stopped),
    sendTime: (personId, now) => routineSendTime(store.db, personId, now),
    log,
    instance: randomUUID(),
    metrics: createDeliveryMetrics(registry, store),
  });
  late.delivery = delivery;
  closing.push(() => delivery.stop());
  for (const platform of platforms) {
    await platform.start();
    closing.push(() => platform.stop());
  }
  await prepare();
  const address = await server.listen(config.host, config.port);
  // The playground's own browser reaches it where it listens.
  if (config.web) calendars.publicUrl ??= address;
  closing.push(() => server.close());
  const holidays = (await keptBankHolidays(store.db)) ?? bundledBankHolidays();
  const warning = bankHolidayWarning(londonDate(clock.now()), holidays);
  if (warning) log.warn({}, warning);
  delivery.start();
  delivery.wake();
  log.info({ address, platforms: platforms.map(({ name }) => name), date: londonDate(clock.now()) }, 'ready');
  return {
    address,
    store,
    async stop() {
      for (const close of closing.reverse()) await close();
      closing.length = 0;
    },
  };
}

const NOTHING_TO_TALK_TO =
  'No platform is configured: set SLACK_BOT_TOKEN or MicrosoftAppId, or CONVENOR_WEB=on for the playground.';

/** Draws any process's cards, for whoever posts them. */
function drawing(processes: Processes): DeliveryDeps['draw'] {
  return (tx, what, now, round) => draw(tx, processes, what, now, round);
}

/** After whatever was done, delivery looks at once instead of at its next heartbeat. */
function waking(router: Router, late: { readonly delivery: Delivery | null }): Router {
  return async interaction => {
    const answer = await router(interaction);
    late.delivery?.wake();
    return answer;
  };
}

/** Whether a timer's line only tells: of several that are late, the newest then says it all. */
function isReminder(processes: Processes, kind: string, state: string, name: string): boolean {
  const process = processes.find(kind);
  return process ? timerSpec(process.workflow, state, name)?.run === undefined : true;
}
