// What is measured by ack-slack, in a process of its own so that its processor time is nobody else's.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, ExpressReceiver } from '@slack/bolt';
import express from 'express';
import { HandedFiles } from '../adapters/media/handedFiles.js';
import { createSlackAdapter } from '../adapters/slack/slackAdapter.js';
import { createRouter } from '../src/chat/router.js';
import { createDelivery } from '../src/delivery/delivery.js';
import { supportCommands } from '../src/support/commands.js';
import { supportProcess } from '../src/support/process.js';
import { commit } from '../src/workflow/commit.js';
import { draw } from '../src/workflow/draw.js';
import { fire } from '../src/workflow/fire.js';
import { handleAction } from '../src/workflow/handle.js';
import { Processes } from '../src/workflow/process.js';
import { errandProcess } from '../test/fakes/errand.js';
import { buildTown, SILENT } from '../test/fakes/errandTown.js';
import { World } from '../test/fakes/world.js';
import { benchDatabase, type Dialect } from './databases.js';

export interface AckServerArguments {
  /** Ours; Bolt that only acknowledges; Bolt that acknowledges and commits the same. */
  readonly kind: 'ours' | 'empty' | 'bare';
  readonly dialect: Dialect;
  readonly apiUrl: string;
  readonly secret: string;
  /** The team of the fake workspace. */
  readonly team: string;
  /** Messages that wait to be sent while requests come in; 0: no delivery at all. */
  readonly backlog: number;
  /** How many heads there are to open a form. */
  readonly heads: number;
}

export interface AckServerReady {
  readonly port: number;
  /** Whose commands open a form, in turn. */
  readonly heads: readonly string[];
  /** Who may add notes to which errands. */
  readonly doer: string;
  readonly errands: readonly number[];
}

/** Errands that notes are added to, in turn. */
const ERRANDS = 40;

await serve(JSON.parse(process.argv[2] ?? '{}') as AckServerArguments);

async function serve({
  kind,
  dialect,
  apiUrl,
  secret,
  team,
  backlog,
  heads,
}: AckServerArguments): Promise<void> {
  const database = await benchDatabase(dialect);
  if (!database) throw new Error('There is no PostgreSQL to measure on.');
  const { store } = database;
  const clock = { now: () => new Date() };
  const processes = new Processes([supportProcess, errandProcess()]);
  const world = await World.create(store, [supportProcess]);
  const headIds: number[] = [];
  for (let n = 0; n < heads; n++) {
    headIds.push(await world.head(`Rita ${n}`, await world.school(`Oak Wood School ${n}`)));
  }
  const town = await buildTown(store, processes, { size: 5 });
  await store.db.account.updateMany({ data: { tenant: team } });
  const doerId = town.people.at(-1) ?? 0;
  await store.db.account.createMany({
    data: [...headIds, doerId].map(personId => ({
      platform: 'slack',
      tenant: team,
      externalId: `UB${personId}`,
      personId,
      state: 'bound',
      usedAt: clock.now(),
    })),
  });
  const errands: number[] = [];
  for (let n = 0; n < ERRANDS; n++) {
    const made = await town.ask({
      title: `E${n}`,
      doer: doerId,
      now: clock.now(),
      urgent: true,
      key: `e:${n}`,
    });
    if (made.type === 'done') errands.push(made.entity.id);
  }
  for (let n = 0; n < backlog; n++) {
    const id = errands[n % errands.length] ?? 0;
    await town.give({ id, command: 'note', by: doerId, now: clock.now(), key: `backlog:${n}` });
  }

  /** Of the bare program. */
  let committed = 0;
  const web = express();
  const onAction = (each: Parameters<typeof handleAction>[2]) => handleAction(store, processes, each);
  if (kind === 'ours') {
    const adapter = createSlackAdapter({
      config: { botToken: 'xoxb-bench', signingSecret: secret, appToken: null, apiUrl },
      store,
      router: createRouter(supportCommands({ store, processes }), onAction),
      commands: ['support'],
      clock,
      log: SILENT,
      files: new HandedFiles(store, clock),
      publicUrl: null,
    });
    adapter.routes(web);
    await adapter.start();
    if (backlog > 0) {
      const delivery = createDelivery({
        store,
        platforms: [adapter],
        draw: (tx, drawing, now) => draw(tx, processes, drawing, now),
        fireTimer: (tx, timer, now) => fire(tx, processes, timer, now),
        isReminder: () => true,
        clock,
        log: SILENT,
        instance: 'bench',
        limits: { pace: {} },
      });
      delivery.start();
    }
  } else {
    const receiver = new ExpressReceiver({ signingSecret: secret, endpoints: '/slack/events' });
    const app = new App({
      receiver,
      convoStore: false,
      authorize: async () => ({ botToken: 'xoxb-bench', botId: 'BBOT', botUserId: 'UBOT' }),
    });
    app.command(/.*/, async ({ ack }) => {
      await ack();
    });
    app.action(/.*/, async ({ ack, action, body }) => {
      await ack();
      if (kind !== 'bare' || action.type !== 'button' || !('action_ts' in action)) return;
      const { e } = JSON.parse(action.value ?? '{}') as { e: [string, number] };
      await commit(store, processes, {
        key: `slack:action:${action.action_ts}:${body.user.id}:${action.action_id}`,
        kind: 'errand',
        id: e[1],
        command: 'note',
        input: {},
        personId: doerId,
        platform: 'slack',
        now: clock.now(),
      });
      committed++;
    });
    web.use(receiver.app);
  }
  const server = createServer(web);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  process.on('message', async (message: 'cpu' | 'committed' | 'waiting' | 'end') => {
    if (message === 'cpu') {
      const { user, system } = process.cpuUsage();
      process.send?.({ microseconds: user + system });
    } else if (message === 'committed') {
      process.send?.({ committed });
    } else if (message === 'waiting') {
      process.send?.({ waiting: await store.db.message.count({ where: { status: 'pending' } }) });
    } else {
      await database.close().catch(() => {});
      process.exit(0);
    }
  });
  const ready: AckServerReady = {
    port: (server.address() as AddressInfo).port,
    heads: headIds.map(id => `UB${id}`),
    doer: `UB${doerId}`,
    errands,
  };
  process.send?.(ready);
}
