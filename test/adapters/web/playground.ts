import type http from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { HandedFiles } from '../../../adapters/media/handedFiles.js';
import type { Story, WaitingEntry } from '../../../adapters/web/deps.js';
import { PlaygroundClock } from '../../../adapters/web/playgroundClock.js';
import { createWebAdapter, type WebAdapter } from '../../../adapters/web/webAdapter.js';
import { type Answer, done } from '../../../src/chat/answer.js';
import type { Card } from '../../../src/chat/card.js';
import type { ChatCommand } from '../../../src/chat/command.js';
import type { Interaction } from '../../../src/chat/interaction.js';
import type { Address } from '../../../src/delivery/platform.js';
import type { Store } from '../../../src/store/open.js';

/** A Thursday morning in the autumn term, in winter time. */
export const BEGINS = new Date('2026-11-12T09:30:00Z');

/** A machine's clock that stands still until it is set. */
export class StoppedClock {
  private at = BEGINS;

  now(): Date {
    return this.at;
  }

  set(at: Date): void {
    this.at = at;
  }
}

/** Things that fall due at their time, in place of delivery. */
export class Agenda {
  private entries: { at: Date; run: () => Promise<void> }[] = [];
  readonly ran: Date[] = [];
  private readonly now: () => Date;

  constructor(now: () => Date) {
    this.now = now;
  }

  add(at: Date, run: () => Promise<void> = async () => {}): void {
    this.entries.push({ at, run });
  }

  async nextDueAt(): Promise<Date | null> {
    const dates = this.entries.filter(entry => entry.at > this.now()).map(entry => entry.at.getTime());
    return dates.length > 0 ? new Date(Math.min(...dates)) : null;
  }

  async tick(): Promise<void> {
    const due = this.entries.filter(entry => entry.at <= this.now());
    this.entries = this.entries.filter(entry => !due.includes(entry));
    for (const entry of due) {
      await entry.run();
      this.ran.push(this.now());
    }
  }
}

export interface Cast {
  readonly head: number;
  readonly coordinator: number;
  readonly leader: number;
  readonly brokering: number;
}

/** A head, a coordinator, an SLE and a brokering channel. */
export async function seedCast(store: Store): Promise<Cast> {
  const { db } = store;
  await db.localAuthority.create({ data: { code: '312', name: 'Hillingdon' } });
  const school = await db.school.create({
    data: {
      urn: 102_400,
      laCode: '312',
      name: 'Oak Wood Primary School',
      phase: 'Primary',
      createdAt: BEGINS,
      updatedAt: BEGINS,
    },
  });
  const partnership = await db.partnership.create({
    data: { slug: 'hillingdon', name: 'Hillingdon Learning Partnership', tier: 'strategic' },
  });
  const channel = await db.channel.create({
    data: { purpose: 'brokering', name: 'brokering', partnershipId: partnership.id },
  });
  const head = await db.person.create({ data: { name: 'Ada Example-Head' } });
  const coordinator = await db.person.create({ data: { name: 'Colin Example-Coordinator' } });
  const leader = await db.person.create({ data: { name: 'Zoë Example-Leader' } });
  await db.roleAssignment.createMany({
    data: [
      { personId: head.id, role: 'headteacher', schoolId: school.id, from: '2025-09-01' },
      { personId: coordinator.id, role: 'coordinator', partnershipId: partnership.id, from: '2025-09-01' },
    ],
  });
  await db.designationType.create({ data: { code: 'SLE', title: 'Specialist leader of education' } });
  await db.designation.create({
    data: {
      personId: leader.id,
      typeCode: 'SLE',
      body: 'Hillingdon Learning Partnership',
      homeSchoolId: school.id,
      from: '2025-09-01',
      halfDaysPerYear: 30,
      phases: [],
    },
  });
  return { head: head.id, coordinator: coordinator.id, leader: leader.id, brokering: channel.id };
}

export interface Playground {
  readonly url: string;
  readonly adapter: WebAdapter;
  readonly clock: PlaygroundClock;
  readonly machine: StoppedClock;
  readonly agenda: Agenda;
  /** Everything that reached the router, in order. */
  readonly heard: Interaction[];
  /** What the router says to the next interactions; afterwards a plain "Done.". */
  answer: (interaction: Interaction) => Promise<Answer> | Answer;
  waiting: WaitingEntry[];
  stop(): Promise<void>;
}

export interface PlaygroundOptions {
  readonly store: Store;
  readonly cast: Cast;
  readonly port?: number;
  readonly pageFolder?: string;
  readonly stories?: readonly Story[];
  readonly machine?: StoppedClock;
}

const COMMANDS: readonly ChatCommand[] = [
  {
    name: 'support',
    says: 'Help from another school',
    subcommands: [
      { name: '', says: 'Ask for help from a leader of another school', run: async () => done('') },
      { name: 'list', usage: '[state]', says: 'Requests that you can see', run: async () => done('') },
    ],
  },
  {
    name: 'help',
    says: 'What I can do',
    subcommands: [{ name: '', says: 'What I can do', run: async () => done('') }],
  },
];

/** A playground on a free port, with a router and a delivery that the test holds in its hand. */
export async function openPlayground(options: PlaygroundOptions): Promise<Playground> {
  const { store, cast } = options;
  const machine = options.machine ?? new StoppedClock();
  const clock = await PlaygroundClock.open(store, machine);
  const agenda = new Agenda(() => clock.now());
  const heard: Interaction[] = [];
  const adapter = createWebAdapter({
    host: '127.0.0.1',
    store,
    clock,
    files: new HandedFiles(store, clock),
    delivery: agenda,
    commands: COMMANDS,
    async router(interaction) {
      heard.push(interaction);
      return playground.answer(interaction);
    },
    async channelsOf(personId) {
      return personId === cast.coordinator
        ? [{ id: cast.brokering, name: 'brokering', says: 'Requests for support, without names' }]
        : [];
    },
    waiting: async () => playground.waiting,
    log: { warn() {}, error() {} },
    ...(options.pageFolder !== undefined && { pageFolder: options.pageFolder }),
    stories: async () => options.stories ?? [],
  });
  const app = express();
  adapter.routes(app);
  await adapter.start();
  const server = await new Promise<http.Server>(resolve => {
    const started = app.listen(options.port ?? 0, '127.0.0.1', () => resolve(started));
  });
  const { port } = server.address() as AddressInfo;
  const playground: Playground = {
    url: `http://127.0.0.1:${port}`,
    adapter,
    clock,
    machine,
    agenda,
    heard,
    answer: () => done('Done.'),
    waiting: [],
    async stop() {
      await adapter.stop();
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
  return playground;
}

/** Somebody's own conversation, as the network writes its address. */
export function personAddress(personId: number): Address {
  return { platform: 'web', tenant: '', externalId: String(personId), reference: null, direct: true };
}

export function channelAddress(channelId: number): Address {
  return {
    platform: 'web',
    tenant: '',
    externalId: `channel:${channelId}`,
    reference: null,
    direct: false,
  };
}

/** A small card, told apart by its title. */
export function card(title: string, more: Partial<Card> = {}): Card {
  return { title, body: [], actions: [], ...more };
}
