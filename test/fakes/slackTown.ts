import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { onTestFinished } from 'vitest';
import { HandedFiles } from '../../adapters/media/handedFiles.js';
import { createSlackAdapter, type SlackAdapter } from '../../adapters/slack/slackAdapter.js';
import type { ChatCommand } from '../../src/chat/command.js';
import { helpCommand } from '../../src/chat/help.js';
import { createRouter, type Router } from '../../src/chat/router.js';
import { createDelivery, type Delivery } from '../../src/delivery/delivery.js';
import { draw } from '../../src/workflow/draw.js';
import { fire } from '../../src/workflow/fire.js';
import { handleAction } from '../../src/workflow/handle.js';
import { meCommand } from '../../src/workflow/meCommand.js';
import { bell } from './bell.js';
import { readBody } from './faults.js';
import { SlackServer, type SlackUser } from './slackServer.js';
import type { World } from './world.js';

export const SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
export const TEAM = 'T1';

type Json = Readonly<Record<string, unknown>>;

/** What somebody was told alone, through the address that came with a click. */
export interface Whisper {
  readonly user: string;
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly replace_original: boolean;
}

type SlackFaults = NonNullable<NonNullable<Parameters<typeof SlackServer.start>[0]>['fault']>;

interface Options {
  readonly mode?: 'http' | 'socket';
  readonly users?: readonly SlackUser[];
  readonly fault?: SlackFaults;
  readonly publicUrl?: string;
  readonly router?: (usual: Router) => Router;
  readonly patience?: { readonly openWithinMs?: number; readonly submitWithinMs?: number };
}

/** A request as Slack sends it: its body, and how it is wrapped in Socket Mode. */
interface Sent {
  readonly type: 'slash_commands' | 'interactive' | 'events_api';
  readonly payload: Json;
}

export interface Acknowledged {
  readonly status: number;
  readonly body: unknown;
}

/**
 * A Slack workspace on the loopback address around the real adapter, router and delivery: what its users type
 * and press arrives signed (or as Socket Mode envelopes), as Slack sends it.
 */
export class SlackTown {
  readonly slack: SlackServer;
  readonly adapter: SlackAdapter;
  readonly delivery: Delivery;
  readonly whispers: Whisper[] = [];
  readonly logged: string[] = [];
  readonly #web: Server;
  readonly #world: World;
  readonly #mode: 'http' | 'socket';
  #count = 0;

  private constructor(parts: {
    slack: SlackServer;
    adapter: SlackAdapter;
    delivery: Delivery;
    web: Server;
    world: World;
    mode: 'http' | 'socket';
    logged: string[];
  }) {
    this.slack = parts.slack;
    this.adapter = parts.adapter;
    this.delivery = parts.delivery;
    this.logged = parts.logged;
    this.#web = parts.web;
    this.#world = parts.world;
    this.#mode = parts.mode;
  }

  static async open(
    world: World,
    commands: readonly ChatCommand[],
    options: Options = {},
  ): Promise<SlackTown> {
    const { mode = 'http', users = [], fault, patience, publicUrl = null } = options;
    const slack = await SlackServer.start({ users, team: TEAM, ...(fault && { fault }) });
    const { store, processes } = world;
    const clock = { now: () => world.now };
    const all = [...commands, meCommand(store, processes)];
    const usual = createRouter([...all, helpCommand(all)], each => handleAction(store, processes, each));
    const logged: string[] = [];
    const log = {
      info: (_: object, message: string) => void logged.push(message),
      warn: (_: object, message: string) => void logged.push(message),
      error: (fields: object, message: string) =>
        void logged.push(`${message} ${(fields as { err?: Error }).err?.stack ?? ''}`),
    };
    const adapter = createSlackAdapter({
      config: {
        botToken: 'xoxb-test',
        signingSecret: SECRET,
        appToken: mode === 'socket' ? 'xapp-test' : null,
        apiUrl: slack.url,
      },
      store,
      router: async interaction => {
        const answering = (options.router?.(usual) ?? usual)(interaction);
        bell.ring();
        return answering;
      },
      commands: [...all.map(({ name }) => name), 'help'],
      clock,
      log,
      files: new HandedFiles(store, clock),
      publicUrl,
      ...(patience && { patience }),
    });
    const delivery = createDelivery({
      store,
      platforms: [adapter],
      draw: (tx, drawing, now) => draw(tx, processes, drawing, now),
      fireTimer: (tx, timer, now) => fire(tx, processes, timer, now),
      isReminder: () => true,
      clock,
      log,
      instance: 'test',
      // One message a second and channel would make a story last a minute.
      limits: { pace: {} },
    });
    const app = express();
    adapter.routes(app);
    const web = createServer(app);
    const town = new SlackTown({ slack, adapter, delivery, web, world, mode, logged });
    app.post('/response/:user', (request, response) => {
      void readBody(request).then(text => {
        town.whispers.push({ user: request.params.user, ...(JSON.parse(text) as Omit<Whisper, 'user'>) });
        response.send('ok');
        bell.ring();
      });
    });
    await new Promise<void>(resolve => web.listen(0, '127.0.0.1', resolve));
    onTestFinished(async () => {
      await delivery.stop();
      await adapter.stop();
      web.closeAllConnections();
      web.close();
      await slack.close();
    });
    await adapter.start();
    return town;
  }

  /** Binds people to accounts of the same names as their ids: person 4 is U4. */
  async bind(...people: readonly number[]): Promise<void> {
    for (const personId of people) {
      await this.#world.store.db.account.create({
        data: { platform: 'slack', tenant: TEAM, externalId: `U${personId}`, personId, state: 'bound' },
      });
    }
  }

  get #base(): string {
    return `http://127.0.0.1:${(this.#web.address() as AddressInfo).port}`;
  }

  /** Somebody types a command. */
  types(user: string, text: string, more: Json = {}): Promise<Acknowledged> {
    const [command = '', ...words] = text.split(' ');
    const n = ++this.#count;
    return this.send({
      type: 'slash_commands',
      payload: {
        token: 'x',
        team_id: TEAM,
        team_domain: 'fake',
        channel_id: 'C9',
        channel_name: 'general',
        user_id: user,
        user_name: user.toLowerCase(),
        command,
        text: words.join(' '),
        api_app_id: 'A1',
        is_enterprise_install: 'false',
        response_url: `${this.#base}/response/${user}`,
        trigger_id: `${n}.trigger`,
        ...more,
      },
    });
  }

  /** Somebody presses a button of a message, a view or their Home tab. */
  presses(
    user: string,
    button: Json,
    where: {
      readonly ephemeral?: boolean;
      readonly channel?: string;
      readonly view?: Json;
      readonly ts?: string;
    } = {},
    actionTs = `170000${String(++this.#count).padStart(4, '0')}.000100`,
  ): Promise<Acknowledged> {
    const { ephemeral = false, channel = 'C9', view, ts = '1700000000.000100' } = where;
    return this.send({
      type: 'interactive',
      payload: {
        type: 'block_actions',
        user: { id: user, username: user.toLowerCase(), name: user.toLowerCase(), team_id: TEAM },
        api_app_id: 'A1',
        token: 'x',
        team: { id: TEAM, domain: 'fake' },
        enterprise: null,
        is_enterprise_install: false,
        trigger_id: `${++this.#count}.trigger`,
        ...(view
          ? { container: { type: 'view', view_id: view.id }, view }
          : {
              container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: ephemeral },
              channel: { id: channel, name: 'general' },
              message: { type: 'message', ts, text: '' },
              response_url: `${this.#base}/response/${user}`,
            }),
        actions: [{ type: 'button', block_id: 'b', action_ts: actionTs, ...button }],
      },
    });
  }

  /** Somebody fills in the form that was opened last and sends it. `values` by field name. */
  fills(user: string, values: Json, view: Json = this.lastView()): Promise<Acknowledged> {
    const state: Record<string, Json> = {};
    for (const block of view.blocks as readonly Json[]) {
      if (block.type !== 'input') continue;
      const element = block.element as Json;
      const name = String(element.action_id);
      state[String(block.block_id)] = { [name]: entered(element, values[name]) };
    }
    return this.send({
      type: 'interactive',
      payload: {
        type: 'view_submission',
        team: { id: TEAM, domain: 'fake' },
        user: { id: user, username: user.toLowerCase(), name: user.toLowerCase(), team_id: TEAM },
        api_app_id: 'A1',
        token: 'x',
        trigger_id: `${++this.#count}.trigger`,
        is_enterprise_install: false,
        enterprise: null,
        response_urls: [],
        view: {
          ...view,
          id: 'V1',
          root_view_id: 'V1',
          team_id: TEAM,
          state: { values: state },
          hash: `${this.slack.views.length}.h`,
        },
      },
    });
  }

  /** Somebody types into a long list of a form. */
  searches(user: string, field: string, typed: string, view: Json = this.lastView()): Promise<Acknowledged> {
    return this.send({
      type: 'interactive',
      payload: {
        type: 'block_suggestion',
        user: { id: user, name: user, team_id: TEAM },
        team: { id: TEAM, domain: 'fake' },
        api_app_id: 'A1',
        token: 'x',
        action_id: field,
        block_id: `field.${field}`,
        value: typed,
        container: { type: 'view', view_id: 'V1' },
        view: { ...view, id: 'V1', root_view_id: 'V1' },
      },
    });
  }

  /** An event of the Events API. */
  event(event: Json, more: Json = {}, headers: Readonly<Record<string, string>> = {}): Promise<Acknowledged> {
    return this.send(
      {
        type: 'events_api',
        payload: {
          token: 'x',
          team_id: TEAM,
          api_app_id: 'A1',
          type: 'event_callback',
          event_id: `Ev${++this.#count}`,
          event_time: 1_700_000_000,
          authorizations: [{ enterprise_id: null, team_id: TEAM, user_id: 'UBOT', is_bot: true }],
          event,
          ...more,
        },
      },
      headers,
    );
  }

  /** Sends something as Slack does in this mode, and waits until it has been worked through. */
  async send(sent: Sent, headers: Readonly<Record<string, string>> = {}): Promise<Acknowledged> {
    const answer = this.#mode === 'http' ? await this.#post(sent, headers) : await this.#envelope(sent);
    return answer;
  }

  /** The body as it goes over HTTP. */
  body({ type, payload }: Sent): { readonly text: string; readonly contentType: string } {
    if (type === 'events_api') return { text: JSON.stringify(payload), contentType: 'application/json' };
    const form =
      type === 'interactive'
        ? new URLSearchParams({ payload: JSON.stringify(payload) })
        : new URLSearchParams(payload as Record<string, string>);
    return { text: form.toString(), contentType: 'application/x-www-form-urlencoded' };
  }

  /** Signs a body as Slack does and posts it. */
  async postSigned(
    text: string,
    contentType: string,
    {
      secret = SECRET,
      at = Date.now(),
      headers = {},
    }: { secret?: string; at?: number; headers?: Readonly<Record<string, string>> } = {},
  ): Promise<Acknowledged> {
    const stamp = String(Math.floor(at / 1_000));
    const signature = `v0=${createHmac('sha256', secret).update(`v0:${stamp}:${text}`).digest('hex')}`;
    const response = await fetch(`${this.#base}/slack/events`, {
      method: 'POST',
      headers: {
        'content-type': contentType,
        'x-slack-request-timestamp': stamp,
        'x-slack-signature': signature,
        ...headers,
      },
      body: text,
    });
    const answer = await response.text();
    return { status: response.status, body: answer.startsWith('{') ? JSON.parse(answer) : answer };
  }

  #post(sent: Sent, headers: Readonly<Record<string, string>>): Promise<Acknowledged> {
    const { text, contentType } = this.body(sent);
    return this.postSigned(text, contentType, { headers });
  }

  async #envelope({ type, payload }: Sent): Promise<Acknowledged> {
    const id = `envelope-${++this.#count}`;
    this.slack.send({ envelope_id: id, type, payload });
    await bell.until(() => this.slack.acknowledged.has(id));
    return { status: 200, body: this.slack.acknowledged.get(id) };
  }

  /** The view that was opened or updated last. */
  lastView(): Json {
    const view = this.slack.views.at(-1)?.arguments.view;
    if (!view) throw new Error(`No view was opened. The log says: ${this.logged.join('\n')}`);
    return view as Json;
  }

  /** A button by what it says, in blocks. */
  button(blocks: unknown, label: string): Json {
    const found = ((blocks ?? []) as readonly Json[])
      .flatMap(block => [
        ...((block.elements as Json[] | undefined) ?? []),
        block.accessory as Json | undefined,
      ])
      .find(each => each?.type === 'button' && (each.text as { text: string }).text === label);
    if (!found) throw new Error(`No button "${label}" in ${JSON.stringify(blocks)}`);
    return { action_id: found.action_id, value: found.value };
  }
}

function entered(element: Json, value: unknown): Json {
  const type = String(element.type);
  const option = (one: unknown) => ({ text: { type: 'plain_text', text: 'x' }, value: String(one) });
  switch (type) {
    case 'datepicker':
      return { type, selected_date: value ?? null };
    case 'timepicker':
      return { type, selected_time: value ?? null };
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return { type, selected_option: value === undefined ? null : option(value) };
    case 'multi_static_select':
    case 'multi_external_select':
      return { type, selected_options: ((value as unknown[]) ?? []).map(option) };
    case 'checkboxes':
      return { type, selected_options: value ? [option('true')] : [] };
    default:
      return { type, value: value === undefined ? null : String(value) };
  }
}
