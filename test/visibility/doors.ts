import type http from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Logger } from 'pino';
import { serveCalendars } from '../../adapters/http/calendars.js';
import { HandedFiles } from '../../adapters/media/handedFiles.js';
import { PlaygroundClock } from '../../adapters/web/playgroundClock.js';
import { createWebAdapter, type WebAdapter } from '../../adapters/web/webAdapter.js';
import { CALENDAR_PATH, makeAddress } from '../../src/calendarFeed/address.js';
import { createCalendarFeeds } from '../../src/calendarFeed/feed.js';
import type { ChatCommand } from '../../src/chat/command.js';
import type { Router } from '../../src/chat/router.js';
import { exportPerson } from '../../src/export/person.js';
import { personText } from '../../src/export/personText.js';
import { channelsReadBy } from '../../src/network/channels.js';
import { reviewEvents } from '../../src/review/dayEvents.js';
import type { Tx } from '../../src/store/open.js';
import { loadBooks } from '../../src/support/money/load.js';
import { schedule, scheduleRows, totalsOf } from '../../src/support/money/report.js';
import { reporterOf } from '../../src/workflow/boardReport.js';
import { allWaiting } from '../../src/workflow/waiting.js';
import type { World } from '../fakes/world.js';
import type { Work } from './subject.js';

/** What came out of a door: its words, and which door it was. */
export type Found = (text: string, by: string) => void;

interface Parts {
  readonly world: World;
  /** The store through which everybody's own export is read. */
  readonly db: Tx;
  readonly router: Router;
  readonly commands: readonly ChatCommand[];
  readonly log: Logger;
  readonly people: readonly number[];
}

/**
 * The ways out of the store that are no card in a chat: the data of the web page, with the server in front of it,
 * people's calendars behind their secret addresses, one person's export, and the file of the money.
 */
export class Doors {
  readonly web: WebAdapter;
  private readonly world: World;
  private readonly db: Tx;
  private readonly url: string;
  private readonly server: http.Server;
  private readonly secrets: ReadonlyMap<number, string>;
  private keys = 0;

  private constructor(
    { world, db }: Parts,
    web: WebAdapter,
    server: http.Server,
    secrets: ReadonlyMap<number, string>,
  ) {
    this.world = world;
    this.db = db;
    this.web = web;
    this.server = server;
    this.secrets = secrets;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  /** Opens a server on a free port, and a calendar address for everybody. */
  static async open(parts: Parts): Promise<Doors> {
    const { world, router, commands, log, people } = parts;
    const { store, processes } = world;
    const clock = await PlaygroundClock.open(store, { now: () => world.now });
    const web = createWebAdapter({
      host: '127.0.0.1',
      store,
      router,
      clock,
      commands,
      log,
      files: new HandedFiles(store, clock),
      delivery: { tick: async () => {}, nextDueAt: async () => null },
      channelsOf: personId => channelsReadBy(store.db, personId, world.today),
      waiting: today => allWaiting(store.db, processes, today),
    });
    const app = express();
    web.routes(app);
    serveCalendars(app, CALENDAR_PATH, createCalendarFeeds(store, [reviewEvents], { now: () => world.now }));
    await web.start();
    const server = await new Promise<http.Server>(resolve => {
      const started = app.listen(0, '127.0.0.1', () => resolve(started));
    });
    const secrets = new Map<number, string>();
    for (const id of people) secrets.set(id, await makeAddress(store, id, world.now));
    return new Doors(parts, web, server, secrets);
  }

  /** Everything of a person's that lies behind a door, and what the page answers about others'. */
  async ofPerson(personId: number, works: readonly Work[], found: Found): Promise<void> {
    const { db } = this;
    const secret = this.secrets.get(personId) ?? '';
    found(await this.get(`${CALENDAR_PATH}/${secret}.ics`), 'calendar');
    const held = await exportPerson(db, personId);
    if (held) {
      found(JSON.stringify(held), 'export person --json');
      found(personText(held, this.world.today), 'export person');
    }
    const own = `person:${personId}`;
    const channels = await db.channel.findMany({ select: { id: true } });
    // Whose it is decides, and nothing else: two others' conversations stand for all of them.
    const others = [...this.secrets.keys()].filter(id => id !== personId).slice(0, 2);
    const theirs = others.map(id => `person:${id}`);
    for (const conversation of [own, ...theirs, ...channels.map(({ id }) => `channel:${id}`)])
      found(
        await this.get(`/web/messages?person=${personId}&conversation=${conversation}`),
        'page: messages',
      );
    found(await this.get(`/web/conversations?person=${personId}`), 'page: conversations');
    for (const { kind, id } of works) {
      const data = { verb: `${kind}.open`, entity: { kind, id } };
      found(await this.act(personId, own, data), `page: ${kind}`);
    }
  }

  /** What the page tells whoever has it open, without being anybody. */
  async ofThePage(found: Found): Promise<void> {
    for (const path of ['hello', 'waiting', 'clock']) found(await this.get(`/web/${path}`), `page: ${path}`);
  }

  /** The file of who owes whom what, in both its forms. */
  async ofTheBooks(found: Found): Promise<void> {
    const { store, today } = this.world;
    const lines = schedule(await loadBooks(store.db, null), today, null);
    found(JSON.stringify({ totals: totalsOf(lines), lines }), 'export recharge --json');
    found(scheduleRows(lines).flat().join('\n'), 'export recharge');
  }

  /** What all processes tell the board of the partnership, unsuppressed: its pack shows no more. */
  async ofTheBoard(found: Found): Promise<void> {
    const { store, processes, partnershipId, today } = this.world;
    const scope = { boardId: 0, takesUnassigned: true, partnershipId, partnershipIds: [partnershipId] };
    const time = { from: '2026-09-01', to: '2027-12-31', today } as const;
    const report = await reporterOf(processes.all())(store.db, { ...scope, ...time });
    found(JSON.stringify(report), 'board report');
  }

  async close(): Promise<void> {
    await this.web.stop();
    this.server.closeAllConnections();
    await new Promise(resolve => this.server.close(resolve));
  }

  private async get(path: string): Promise<string> {
    return (await fetch(`${this.url}${path}`, { headers: { connection: 'close' } })).text();
  }

  private async act(person: number, conversation: string, data: object): Promise<string> {
    const key = `00000000-0000-4000-8000-${String(++this.keys).padStart(12, '0')}`;
    const response = await fetch(`${this.url}/web/act`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', connection: 'close' },
      body: JSON.stringify({ person, conversation, key, data }),
    });
    return response.text();
  }
}
