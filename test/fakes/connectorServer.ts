import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { Window } from '../../src/delivery/limits.js';
import { Ceilings, type Fault, readBody, type ServerCall, underFault } from './faults.js';

/** An activity as it stands in a conversation, with every form it has had. */
export interface ConnectorActivity {
  readonly conversation: string;
  readonly id: string;
  activity: Record<string, unknown>;
  readonly edits: Record<string, unknown>[];
}

export interface ConnectorMember {
  readonly id: string;
  readonly name: string;
  readonly aadObjectId?: string;
  readonly email?: string;
  readonly userPrincipalName?: string;
  readonly tenantId?: string;
}

interface Options {
  /** Who is in which conversation. */
  readonly members?: Readonly<Record<string, readonly ConnectorMember[]>>;
  /** Ceilings that the server enforces with 429: of a conversation, and of the app. */
  readonly ceilings?: { readonly conversation: readonly Window[]; readonly app: readonly Window[] };
  /** Asked once for every call, with what it carries. */
  fault?(call: ServerCall, given: Readonly<Record<string, unknown>>): Fault | null;
}

/** The Bot Connector's REST interface on the loopback address, with faults and a ledger. */
export class ConnectorServer {
  readonly activities: ConnectorActivity[] = [];
  readonly calls: ServerCall[] = [];
  /** Answers of 429 because a ceiling was passed. */
  tooMany = 0;
  readonly #options: Options;
  readonly #http = createServer((request, response) => void this.#serve(request, response));
  readonly #conversationCeilings: Ceilings;
  readonly #appCeilings: Ceilings;
  readonly #byId = new Map<string, ConnectorActivity>();
  #nextConversation = 1;
  #nextActivity = 1;

  private constructor(options: Options) {
    this.#options = options;
    this.#conversationCeilings = new Ceilings(options.ceilings?.conversation ?? []);
    this.#appCeilings = new Ceilings(options.ceilings?.app ?? []);
  }

  static async start(options: Options = {}): Promise<ConnectorServer> {
    const server = new ConnectorServer(options);
    // A connection closed for being idle, just when the next request leaves, would be a fault nobody asked for.
    server.#http.keepAliveTimeout = 60_000;
    await new Promise<void>(resolve => server.#http.listen(0, '127.0.0.1', resolve));
    return server;
  }

  /** The service URL of its conversations, with a slash at its end. */
  get url(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}/`;
  }

  async close(): Promise<void> {
    this.#http.closeAllConnections();
    await new Promise(resolve => this.#http.close(resolve));
  }

  /** What stands in a conversation, oldest first. */
  in(conversation: string): ConnectorActivity[] {
    return this.activities.filter(each => each.conversation === conversation);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    const given = (body === '' ? {} : JSON.parse(body)) as Record<string, unknown>;
    const path = decodeURIComponent((request.url ?? '').split('?')[0] ?? '').replace(/^\/+/, '/');
    const [, conversation = '', rest = ''] = path.match(/^\/v3\/conversations(?:\/([^/]+)(\/.*)?)?$/) ?? [];
    const method = `${request.method} ${rest.replace(/\/activities\/[^/]+/, '/activities/{id}') || '/'}`;
    const at = performance.now();
    const call = { method, conversation, at };
    this.calls.push(call);
    const answer = this.#route(request.method ?? 'GET', conversation, rest, given);
    if (!answer) {
      response.writeHead(404, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({
          error: { code: 'ConversationNotFound', message: 'The conversation was not found.' },
        }),
      );
      return;
    }
    await underFault(
      this.#options.fault?.(call, given) ?? this.#overCeiling(request.method ?? '', call),
      request,
      response,
      answer,
      code => ({
        status: code.endsWith('NotFound') ? 404 : 403,
        body: { error: { code, message: 'The fake was told to refuse.' } },
      }),
    );
  }

  #overCeiling(verb: string, { conversation, at }: ServerCall): Fault | null {
    if (verb === 'GET') return null;
    const over = this.#conversationCeilings.admit(conversation, at) ?? this.#appCeilings.admit('app', at);
    if (over) this.tooMany++;
    return over && { type: 'tooMany', ...over };
  }

  /** The work of a request; null where the connector has no such place. */
  #route(
    verb: string,
    conversation: string,
    rest: string,
    given: Record<string, unknown>,
  ): (() => object) | null {
    if (verb === 'POST' && conversation === '') {
      return () => {
        const member = (given.members as { id: string }[] | undefined)?.[0]?.id ?? this.#nextConversation++;
        const id = `a:${member}`;
        const first = given.activity ? this.#post(id, given.activity as Record<string, unknown>) : null;
        return { id, serviceUrl: this.url, ...(first && { activityId: first.id }) };
      };
    }
    // A post, also in the form of a reply to an activity.
    if (verb === 'POST' && /^\/activities(\/[^/]+)?$/.test(rest)) {
      return () => ({ id: this.#post(conversation, given).id });
    }
    const [, id] = rest.match(/^\/activities\/([^/]+)$/) ?? [];
    if (verb === 'PUT' && id) {
      const standing = this.#byId.get(id);
      if (!standing || standing.conversation !== conversation) return null;
      return () => {
        standing.edits.push(standing.activity);
        standing.activity = given;
        return { id };
      };
    }
    const members = this.#options.members?.[conversation];
    if (verb === 'GET' && rest === '/members') return members ? () => [...members] : null;
    if (verb === 'GET' && rest === '/pagedmembers') return members ? () => ({ members: [...members] }) : null;
    const [, memberId] = rest.match(/^\/members\/([^/]+)$/) ?? [];
    const member = members?.find(each => each.id === memberId);
    return verb === 'GET' && member ? () => member : null;
  }

  #post(conversation: string, activity: Record<string, unknown>): ConnectorActivity {
    const posted = { conversation, id: `activity-${this.#nextActivity++}`, activity, edits: [] };
    this.activities.push(posted);
    this.#byId.set(posted.id, posted);
    return posted;
  }
}
