// One instance of the program as the crash rounds run it: real store, real commits, real delivery over HTTP.

import { systemClock } from '../../src/calendar/clock.js';
import { hours } from '../../src/calendar/units.js';
import { createDelivery } from '../../src/delivery/delivery.js';
import { checkpointsInThread } from '../../src/store/checkpoints.js';
import { openStore, type Store } from '../../src/store/open.js';
import { commit } from '../../src/workflow/commit.js';
import { errandWork } from '../fakes/errandTown.js';
import { slackOverHttp, teamsOverHttp } from '../fakes/httpPlatform.js';
import type { FromInstance, InstanceArguments, Left, ToInstance } from './wire.js';

/** An errand's timers in seconds instead of days, so that many fall due while processes die. */
const SECONDS = 1 / 3_600;
const TIMES = {
  first: { after: hours(1 * SECONDS) },
  second: { after: hours(2 * SECONDS) },
  lapse: { after: hours(4 * SECONDS) },
};

/** What is put off beyond this is for another day and no longer the round's. */
const SOON_MS = 3_600_000;

const { database, slack, teams, name } = JSON.parse(process.argv[2] ?? '{}') as InstanceArguments;
const say = (message: FromInstance): void => {
  process.send?.(message);
};
const store = await openStore(database, { checkpoints: checkpointsInThread });
const { processes, ...work } = errandWork(TIMES, 'urgent');
const now = () => systemClock.now();
const delivery = createDelivery({
  ...work,
  store,
  clock: systemClock,
  platforms: [
    slackOverHttp({ url: slack, timeoutMs: 800, now }),
    teamsOverHttp({ url: teams, timeoutMs: 800, now }),
  ],
  instance: name,
  log: {
    info() {},
    warn() {},
    error: (fields, message) => console.error(message, fields),
  },
  limits: {
    leaseMs: 3_000,
    attemptMs: 1_000,
    lookAfterMs: 300,
    firstPauseMs: 50,
    longestPauseMs: 400,
    patienceMs: 300,
    pace: {},
  },
});
delivery.start();
setInterval(() => delivery.wake(), 100);

process.on('disconnect', () => process.exit());
process.on('message', (message: ToInstance) => {
  if (message.type === 'left') void left(store).then(counts => say({ type: 'left', ...counts }));
  else void click(message.click);
});
say({ type: 'ready' });

async function click({ n, key, command, personId, id, input }: ToInstanceClick): Promise<void> {
  try {
    const result = await commit(store, processes, {
      key,
      kind: 'errand',
      id,
      command,
      input,
      personId,
      platform: 'slack',
      now: now(),
    });
    delivery.wake();
    say({
      type: 'clicked',
      n,
      done: result.type === 'done',
      id: result.type === 'done' ? result.entity.id : null,
    });
  } catch (error) {
    // Not acknowledged: the driver tries again, as a platform would.
    console.error('a click failed', error);
  }
}

type ToInstanceClick = Extract<ToInstance, { type: 'click' }>['click'];

async function left({ db }: Store): Promise<Left> {
  const soon = { lte: new Date(now().getTime() + SOON_MS) };
  return {
    messages: await db.message.count({ where: { status: 'pending', availableAt: soon } }),
    timers: await db.timer.count({ where: { status: 'pending', availableAt: soon } }),
    copies: await db.cardCopy.count({
      where: { stale: true, status: 'live', message: { status: 'sent' } },
    }),
  };
}
