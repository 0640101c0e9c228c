import type http from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, onTestFinished } from 'vitest';
import { HandedFiles } from '../../adapters/media/handedFiles.js';
import { PlaygroundClock } from '../../adapters/web/playgroundClock.js';
import { createWebAdapter } from '../../adapters/web/webAdapter.js';
import { createRouter } from '../../src/chat/router.js';
import { createDelivery, type Delivery } from '../../src/delivery/delivery.js';
import { supportCommands } from '../../src/support/commands.js';
import { draw } from '../../src/workflow/draw.js';
import { fire } from '../../src/workflow/fire.js';
import { handleAction } from '../../src/workflow/handle.js';
import { withDatabase } from '../fakes/database.js';
import { stateOf } from '../support/cast.js';
import { personOf, playCastOf } from '../support/plays/playCast.js';
import type { Stage } from '../support/plays/seat.js';
import type { Browser, Look } from './chromium.js';
import { PageSeat } from './pageSeat.js';
import { Player } from './player.js';

const SILENT = { info() {}, warn() {}, error() {} };

/** The page around a record of its own, in which every part is played by one who becomes each in turn. */
export async function openPageStage(browser: Browser, look?: Look): Promise<Stage> {
  const cast = await playCastOf(await (await withDatabase('sqlite')).open());
  const { world } = cast;
  const { store, processes } = world;
  const clock = await PlaygroundClock.open(store, { now: () => world.now });
  const commands = supportCommands({ store, processes });
  const late: { delivery?: Delivery } = {};
  const channel = { id: world.brokeringChannelId, name: 'brokering', says: 'New requests, without names' };
  const coordinators = [cast.priya, cast.colin];
  const adapter = createWebAdapter({
    host: '127.0.0.1',
    store,
    clock,
    router: createRouter(commands, each => handleAction(store, processes, each)),
    files: new HandedFiles(store, clock),
    delivery: {
      tick: async () => late.delivery?.tick(),
      nextDueAt: async () => (await late.delivery?.nextDueAt()) ?? null,
    },
    commands,
    channelsOf: async personId => (coordinators.includes(personId) ? [channel] : []),
    waiting: async () => [],
    log: SILENT,
  });
  const delivery = createDelivery({
    store,
    platforms: [adapter],
    draw: (tx, drawing, now) => draw(tx, processes, drawing, now),
    fireTimer: (tx, timer, now) => fire(tx, processes, timer, now),
    isReminder: () => true,
    clock,
    log: SILENT,
    instance: 'test',
    limits: { pace: {} },
  });
  late.delivery = delivery;
  const app = express();
  adapter.routes(app);
  await adapter.start();
  const server = await new Promise<http.Server>(resolve => {
    const started = app.listen(0, '127.0.0.1', () => resolve(started));
  });
  const { port } = server.address() as AddressInfo;
  const page = await browser.open(`http://127.0.0.1:${port}`, look);
  onTestFinished(async () => {
    await page.close();
    await delivery.stop();
    await adapter.stop();
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });
  const player = new Player(page);
  const seatOf = (personId: number) => new PageSeat(player, personId, `channel:${channel.id}`);
  const priya = seatOf(cast.priya);
  const seats = new Map<number, PageSeat>([[cast.priya, priya]]);
  return {
    cast,
    seat(part) {
      const personId = personOf(cast, part);
      const seat = seats.get(personId) ?? seatOf(personId);
      seats.set(personId, seat);
      return seat;
    },
    async settle(state) {
      expect(await stateOf(cast, 1)).toBe(state);
      await delivery.tick();
    },
    async passes(days) {
      await world.daysPass(days);
      await delivery.tick();
    },
    channel: () => priya.readsChannel(),
  };
}
