import type http from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { onTestFinished } from 'vitest';
import { HandedFiles } from '../../../adapters/media/handedFiles.js';
import { createTeamsAdapter, type TeamsAdapter } from '../../../adapters/teams/teamsAdapter.js';
import type { Clock } from '../../../src/calendar/clock.js';
import type { Router } from '../../../src/chat/router.js';
import { postedCards } from '../../../src/delivery/postedCards.js';
import type { Store } from '../../../src/store/open.js';
import { type ConnectorActivity, ConnectorServer } from '../../fakes/connectorServer.js';
import type { Fault, ServerCall } from '../../fakes/faults.js';
import { APP_ID, TestAuthority } from './authority.js';

export const TENANT = 'aaaaaaaa-0000-4000-8000-000000000001';
export const BOT = `28:${APP_ID}`;

type Json = Readonly<Record<string, unknown>>;

/** Somebody's account in the tenant. */
export interface TeamsUser {
  readonly name: string;
  readonly email: string;
  readonly aad: string;
  readonly userId: string;
  readonly conversation: string;
}

export function userNamed(name: string, number: number): TeamsUser {
  const aad = `bbbbbbbb-0000-4000-8000-${String(number).padStart(12, '0')}`;
  const [first = ''] = name.toLowerCase().split(' ');
  return { name, email: `${first}@school.example`, aad, userId: `29:${first}`, conversation: `a:${first}` };
}

export interface TeamsWorldOptions {
  readonly store: Store;
  readonly router: Router;
  readonly clock: Clock;
  readonly users?: readonly TeamsUser[];
  readonly allowedTenants?: readonly string[];
  readonly timeoutMs?: number;
  readonly patienceMs?: number;
  /** After a posted card may be edited again. */
  wake?(): void;
  fault?(call: ServerCall): Fault | null;
}

/** The adapter on an HTTP server, with a Teams of our own at both its ends. */
export interface TeamsWorld {
  readonly adapter: TeamsAdapter;
  readonly connector: ConnectorServer;
  readonly authority: TestAuthority;
  /** What was logged at warn or above. */
  readonly logged: string[];
  /** Posts an activity; the token is good unless told. */
  post(activity: Json, token?: string | null): Promise<{ status: number; body: Json }>;
  /** What a client sends, by who and where; personal unless told. */
  activity(user: TeamsUser, more: Json): Json;
  /** Types to Convenor in one's own chat. */
  types(user: TeamsUser, text: string, more?: Json): Promise<void>;
  /** Presses a button of a message: Action.Execute, as clients of today send it. */
  presses(user: TeamsUser, on: ConnectorActivity, data: Json, more?: Json): Promise<Json>;
  /** The newest message in somebody's own chat. */
  newest(user: TeamsUser): ConnectorActivity;
}

let numbered = 0;

export async function openTeams(options: TeamsWorldOptions): Promise<TeamsWorld> {
  const { store, router, clock, users = [] } = options;
  const authority = await TestAuthority.start();
  const connector = await ConnectorServer.start({
    members: Object.fromEntries(
      users.map(user => [
        user.conversation,
        [
          {
            id: user.userId,
            name: user.name,
            aadObjectId: user.aad,
            email: user.email,
            userPrincipalName: user.email,
            tenantId: TENANT,
          },
        ],
      ]),
    ),
    ...(options.fault && { fault: options.fault }),
  });
  const logged: string[] = [];
  const log = (fields: object, message: string) => {
    const { err } = fields as { err?: unknown };
    logged.push(err instanceof Error ? `${message}: ${err.message}` : message);
  };
  const adapter = createTeamsAdapter({
    posted: postedCards(store, clock, options.wake ?? (() => {})),
    settings: {
      appId: APP_ID,
      appPassword: 'not a real one',
      appType: 'SingleTenant',
      tenantId: TENANT,
      allowedTenants: options.allowedTenants ?? [],
      serviceUrls: [connector.url],
    },
    host: '127.0.0.1',
    store,
    router,
    clock,
    log: { warn: log, error: log },
    files: new HandedFiles(store, clock),
    publicUrl: null,
    authority: authority.trust,
    timeoutMs: options.timeoutMs ?? 2_000,
    ...(options.patienceMs !== undefined && { patienceMs: options.patienceMs }),
  });
  const app = express();
  adapter.routes(app);
  const server = await new Promise<http.Server>(resolve => {
    const started = app.listen(0, '127.0.0.1', () => resolve(started));
  });
  const { port } = server.address() as AddressInfo;
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
    await connector.close();
    await authority.close();
  });

  const world: TeamsWorld = {
    adapter,
    connector,
    authority,
    logged,
    async post(activity, token = authority.token(connector.url)) {
      const response = await fetch(`http://127.0.0.1:${port}/api/messages`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token !== null && { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify(activity),
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Json) };
    },
    activity: (user, more) => ({
      id: `in-${++numbered}`,
      channelId: 'msteams',
      serviceUrl: connector.url,
      timestamp: '2026-11-09T10:00:00.000Z',
      from: { id: user.userId, name: user.name, aadObjectId: user.aad },
      recipient: { id: BOT, name: 'Convenor' },
      conversation: { id: user.conversation, conversationType: 'personal', tenantId: TENANT },
      channelData: { tenant: { id: TENANT } },
      ...more,
    }),
    async types(user, text, more = {}) {
      const { status } = await world.post(world.activity(user, { type: 'message', text, ...more }));
      if (status !== 200) throw new Error(`Typing was answered with ${status}: ${logged.join('; ')}`);
    },
    async presses(user, on, data, more = {}) {
      const value = { action: { type: 'Action.Execute', verb: data.verb, data }, trigger: 'manual' };
      const invoke = world.activity(user, {
        type: 'invoke',
        name: 'adaptiveCard/action',
        replyToId: on.id,
        value,
        conversation: {
          id: on.conversation,
          conversationType: on.conversation === user.conversation ? 'personal' : 'channel',
          tenantId: TENANT,
        },
        ...more,
      });
      const { status, body } = await world.post(invoke);
      if (status !== 200) throw new Error(`Pressing was answered with ${status}: ${logged.join('; ')}`);
      return body;
    },
    newest(user) {
      const message = connector.in(user.conversation).at(-1);
      if (!message) throw new Error(`Nothing was posted to ${user.name}.`);
      return message;
    },
  };
  return world;
}

/** The card of a posted message. */
export function cardOf(message: ConnectorActivity): Json {
  const [first] = (message.activity.attachments ?? []) as { content: Json }[];
  if (!first) throw new Error(`The message has no card: ${JSON.stringify(message.activity)}`);
  return first.content;
}

/** Every button of a card with the data that it sends. */
export function buttonsOf(card: unknown): { readonly title: string; readonly data: Json }[] {
  const found: { title: string; data: Json }[] = [];
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { type, title, data, fallback: _, ...rest } = value as Json;
    if (type === 'Action.Execute' || type === 'Action.Submit')
      found.push({ title: String(title), data: data as Json });
    Object.values(rest).forEach(look);
  };
  look(card);
  return found;
}

/** The addresses that a card opens, with what their buttons say. */
export function linksOf(card: unknown): { readonly url: string; readonly says: string }[] {
  const found: { url: string; says: string }[] = [];
  JSON.stringify(card, (_, value) => {
    const { type, url, title } = (value ?? {}) as Json;
    if (type === 'Action.OpenUrl') found.push({ url: String(url), says: String(title) });
    return value;
  });
  return found;
}

/** The data of the button with that title. */
export function button(card: unknown, title: string | RegExp): Json {
  const all = buttonsOf(card);
  const one = all.find(each => (typeof title === 'string' ? each.title === title : title.test(each.title)));
  if (!one)
    throw new Error(`No button "${title}" among ${all.map(each => each.title).join(', ') || 'none'}.`);
  return one.data;
}

/** Every text that a person reads on a card. */
export function textsOf(value: unknown): string {
  const found: string[] = [];
  JSON.stringify(value, (key, each) => {
    if (/^(text|label|title|altText|placeholder|errorMessage)$/.test(key) && typeof each === 'string')
      found.push(each);
    return key === 'fallback' || key === 'fallbackText' ? undefined : each;
  });
  return found.join('\n');
}
