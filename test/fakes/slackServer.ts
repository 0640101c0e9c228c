import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Window } from '../../src/delivery/limits.js';
import { bell } from './bell.js';
import { Ceilings, type Fault, readBody, type ServerCall, underFault } from './faults.js';

/** A message as it stands in a channel, with every text it has had. */
export interface SlackMessage {
  readonly channel: string;
  readonly ts: string;
  readonly user: string;
  text: string;
  blocks: unknown;
  metadata: { readonly event_type: string; readonly event_payload: Record<string, unknown> } | null;
  readonly threadTs: string | null;
  readonly edits: { readonly text: string; readonly blocks: unknown }[];
}

export interface SlackView {
  readonly method: string;
  readonly arguments: Record<string, unknown>;
}

export interface SlackUser {
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  readonly deleted?: boolean;
}

export interface SlackFile {
  readonly id: string;
  readonly name: string;
  readonly length: number;
  content: Buffer | null;
  complete: boolean;
  channel: string | null;
  threadTs: string | null;
}

interface Options {
  readonly users?: readonly SlackUser[];
  readonly team?: string;
  /** Ceilings that the server enforces with 429: of a channel and of the whole workspace. */
  readonly ceilings?: { readonly channel: readonly Window[]; readonly workspace: readonly Window[] };
  /** Asked once for every call, with what it carries. */
  fault?(call: ServerCall, given: Readonly<Record<string, unknown>>): Fault | null;
}

type Arguments = Record<string, unknown>;

/** Slack's Web API and a Socket Mode end over HTTP on the loopback address, with faults and a ledger. */
export class SlackServer {
  readonly messages: SlackMessage[] = [];
  readonly ephemerals: { readonly channel: string; readonly user: string; readonly text: string }[] = [];
  readonly views: SlackView[] = [];
  /** Files as they were uploaded; `channel` is where one was shared, null while nobody has said. */
  readonly files: SlackFile[] = [];
  readonly calls: ServerCall[] = [];
  /** Answers of 429 because a ceiling was passed. */
  tooMany = 0;
  /** What the Socket Mode client acknowledged, by envelope id. */
  readonly acknowledged = new Map<string, unknown>();
  readonly #options: Options;
  readonly #http = createServer((request, response) => void this.#serve(request, response));
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #channelCeilings: Ceilings;
  readonly #workspaceCeilings: Ceilings;
  #nextTs = 1_700_000_000_000_000;
  #nextView = 1;

  private constructor(options: Options) {
    this.#options = options;
    this.#channelCeilings = new Ceilings(options.ceilings?.channel ?? []);
    this.#workspaceCeilings = new Ceilings(options.ceilings?.workspace ?? []);
    this.#http.on('upgrade', (request, socket, head) =>
      this.#sockets.handleUpgrade(request, socket, head, client => this.#greet(client)),
    );
  }

  static async start(options: Options = {}): Promise<SlackServer> {
    const server = new SlackServer(options);
    // A connection closed for being idle, just when the next request leaves, would be a fault nobody asked for.
    server.#http.keepAliveTimeout = 60_000;
    await new Promise<void>(resolve => server.#http.listen(0, '127.0.0.1', resolve));
    return server;
  }

  /** What SLACK_API_URL would be, with a slash at its end. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}/api/`;
  }

  get #port(): number {
    return (this.#http.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const client of this.#sockets.clients) client.terminate();
    this.#http.closeAllConnections();
    await new Promise(resolve => this.#http.close(resolve));
  }

  /** The texts that stand in a channel, oldest first. */
  textsIn(channel: string): string[] {
    return this.messages.filter(message => message.channel === channel).map(message => message.text);
  }

  /** Hands an envelope (an event, a command, a pressed button) to every Socket Mode client. */
  send(envelope: { readonly envelope_id: string; readonly type: string; readonly payload: unknown }): void {
    for (const client of this.#sockets.clients) {
      client.send(JSON.stringify({ accepts_response_payload: true, ...envelope }));
    }
  }

  #greet(client: WebSocket): void {
    client.on('message', data => {
      const answer = JSON.parse(String(data)) as { envelope_id?: string; payload?: unknown };
      if (answer.envelope_id) this.acknowledged.set(answer.envelope_id, answer.payload ?? null);
      bell.ring();
    });
    client.send(
      JSON.stringify({
        type: 'hello',
        num_connections: 1,
        connection_info: { app_id: 'A1' },
        debug_info: { host: 'fake', approximate_connection_time: 3_600 },
      }),
    );
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = (request.url ?? '').split('?')[0]?.replace(/^\/api\//, '') ?? '';
    const upload = /^\/upload\/(F\d+)$/.exec(method)?.[1];
    if (upload !== undefined) return this.#receive(upload, request, response);
    const given = readArguments(await readBody(request), request.headers['content-type'] ?? '');
    const conversation = String(given.channel ?? given.users ?? given.user ?? given.user_id ?? '');
    const at = performance.now();
    const call = { method, conversation, at };
    this.calls.push(call);
    await underFault(
      this.#options.fault?.(call, given) ?? this.#overCeiling(call),
      request,
      response,
      () => this.#answer(method, given),
      error => ({ status: 200, body: { ok: false, error } }),
    );
    bell.ring();
  }

  #overCeiling({ method, conversation, at }: ServerCall): Fault | null {
    if (method !== 'chat.postMessage') return null;
    const over =
      this.#channelCeilings.admit(conversation, at) ?? this.#workspaceCeilings.admit('workspace', at);
    if (over) this.tooMany++;
    return over && { type: 'tooMany', ...over };
  }

  #answer(method: string, given: Arguments): object {
    switch (method) {
      case 'auth.test':
        return {
          ok: true,
          url: 'https://fake.slack.com/',
          team: 'Fake',
          user: 'convenor',
          team_id: this.#options.team ?? 'T1',
          user_id: 'UBOT',
          bot_id: 'BBOT',
        };
      case 'apps.connections.open':
        return { ok: true, url: `ws://127.0.0.1:${this.#port}/socket` };
      case 'chat.postMessage':
        return this.#post(given);
      case 'chat.update':
        return this.#update(given);
      case 'chat.postEphemeral':
        this.ephemerals.push({
          channel: String(given.channel),
          user: String(given.user),
          text: String(given.text ?? ''),
        });
        return { ok: true, message_ts: this.#ts() };
      case 'views.open':
      case 'views.update':
      case 'views.push':
      case 'views.publish':
        this.views.push({ method, arguments: given });
        return {
          ok: true,
          view: { ...(given.view as object), id: String(given.view_id ?? `V${this.#nextView++}`), hash: '1' },
        };
      case 'conversations.open':
        return { ok: true, channel: { id: directChannel(String(given.users)) } };
      case 'conversations.history':
      case 'conversations.replies':
        return this.#history(given);
      case 'conversations.info':
        return { ok: true, channel: { id: given.channel, name: String(given.channel), is_member: true } };
      case 'files.getUploadURLExternal':
        return this.#promise(given);
      case 'files.completeUploadExternal':
        return this.#complete(given);
      case 'users.info':
        return this.#user(user => user.id === given.user);
      case 'users.lookupByEmail':
        return this.#user(user => user.email === given.email);
      default:
        return { ok: false, error: 'unknown_method' };
    }
  }

  /** Where the bytes of a file go, which nobody sees before the upload is completed. */
  #promise(given: Arguments): object {
    const length = Number(given.length);
    if (!(length > 0) || typeof given.filename !== 'string') return { ok: false, error: 'invalid_arguments' };
    const id = `F${this.files.length + 1}`;
    const nobody = { content: null, complete: false, channel: null, threadTs: null };
    this.files.push({ id, name: given.filename, length, ...nobody });
    return { ok: true, upload_url: `http://127.0.0.1:${this.#port}/upload/${id}`, file_id: id };
  }

  async #receive(id: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const file = this.files.find(each => each.id === id);
    const content = Buffer.concat(chunks);
    const taken = file?.content === null && content.length === file.length;
    if (file && taken) file.content = content;
    response.writeHead(taken ? 200 : 400).end(taken ? `OK - ${content.length}` : 'no such upload');
  }

  #complete(given: Arguments): object {
    const wanted = (given.files ?? []) as readonly { id?: string }[];
    const found = wanted.map(({ id }) => this.files.find(each => each.id === id && each.content !== null));
    if (found.length === 0 || found.some(each => each === undefined || each.complete))
      return { ok: false, error: 'file_not_found' };
    for (const file of found) {
      if (!file) continue;
      file.complete = true;
      file.channel = given.channel_id === undefined ? null : String(given.channel_id);
      file.threadTs = given.thread_ts === undefined ? null : String(given.thread_ts);
    }
    return { ok: true, files: found.map(file => ({ id: file?.id, title: file?.name })) };
  }

  /** A picture that Slack does not have cannot be shown. */
  #unknownPicture(blocks: unknown): boolean {
    const named = [...JSON.stringify(blocks ?? []).matchAll(/"slack_file":\{"id":"([^"]+)"\}/g)];
    return named.some(([, id]) => !this.files.some(file => file.id === id && file.complete));
  }

  #post(given: Arguments): object {
    if (this.#unknownPicture(given.blocks)) return { ok: false, error: 'invalid_blocks' };
    const channel = directChannel(String(given.channel));
    const message: SlackMessage = {
      channel,
      ts: this.#ts(),
      user: 'UBOT',
      text: String(given.text ?? ''),
      blocks: given.blocks ?? null,
      metadata: (given.metadata as SlackMessage['metadata']) ?? null,
      threadTs: given.thread_ts === undefined ? null : String(given.thread_ts),
      edits: [],
    };
    this.messages.push(message);
    return { ok: true, channel, ts: message.ts, message: shown(message) };
  }

  #update(given: Arguments): object {
    const message = this.messages.find(
      each => each.channel === directChannel(String(given.channel)) && each.ts === given.ts,
    );
    if (!message) return { ok: false, error: 'message_not_found' };
    message.edits.push({ text: message.text, blocks: message.blocks });
    message.text = String(given.text ?? '');
    message.blocks = given.blocks ?? null;
    if (given.metadata) message.metadata = given.metadata as SlackMessage['metadata'];
    return { ok: true, channel: message.channel, ts: message.ts, text: message.text };
  }

  #history(given: Arguments): object {
    const channel = directChannel(String(given.channel));
    const limit = Number(given.limit ?? 100);
    const oldest = Number(given.oldest ?? 0);
    const found = this.messages.filter(
      message =>
        message.channel === channel &&
        Number(message.ts) >= oldest &&
        (given.ts === undefined
          ? message.threadTs === null
          : message.threadTs === given.ts || message.ts === given.ts),
    );
    const page = found.slice(-limit).reverse();
    return { ok: true, messages: page.map(shown), has_more: found.length > limit };
  }

  #user(is: (user: SlackUser) => boolean): object {
    const user = this.#options.users?.find(is);
    if (!user) return { ok: false, error: 'users_not_found' };
    const { id, name, email, deleted = false } = user;
    const profile = { real_name: name, ...(email && { email }) };
    return {
      ok: true,
      user: { id, name, deleted, real_name: name, team_id: this.#options.team ?? 'T1', profile },
    };
  }

  #ts(): string {
    this.#nextTs += 100;
    return `${Math.floor(this.#nextTs / 1_000_000)}.${String(this.#nextTs % 1_000_000).padStart(6, '0')}`;
  }
}

/** Posting to a user opens the direct channel with them. */
function directChannel(id: string): string {
  return id.startsWith('U') ? `D${id.slice(1)}` : id;
}

function shown({ ts, user, text, blocks, metadata, threadTs }: SlackMessage): object {
  return {
    type: 'message',
    ts,
    user,
    bot_id: 'BBOT',
    text,
    ...(blocks !== null && { blocks }),
    ...(metadata && { metadata }),
    ...(threadTs && { thread_ts: threadTs }),
  };
}

/** Slack's client sends a form whose complex fields are JSON; JSON bodies are understood too. */
function readArguments(body: string, type: string): Arguments {
  if (type.includes('json')) return body === '' ? {} : (JSON.parse(body) as Arguments);
  const entries = [...new URLSearchParams(body)].map(([name, value]) => {
    if (!/^[[{]/.test(value)) return [name, value];
    try {
      return [name, JSON.parse(value)];
    } catch {
      return [name, value];
    }
  });
  return Object.fromEntries(entries) as Arguments;
}
