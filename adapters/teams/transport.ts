import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { createRequire } from 'node:module';
import type { Application as ApplicationType, TurnState } from '@microsoft/teams-ai';
import type { Activity, TurnContext } from 'botbuilder';
import type { Request, Response } from 'express';
import { type IncomingActivity, IncomingActivitySchema, tenantOf } from './activity.js';
import type { InvokeReply, OnActivity, OutgoingActivity, Place, TeamsPort } from './port.js';
import { allowing, isLoopback } from './serviceUrls.js';
import { NO_CLIENT, NO_TOKEN, SERVICE_URL_REFUSED, TransportError } from './transportError.js';

/*
 * Of teams-ai the two files that are used, and both libraries by `require`: its index would load models, tokenizers
 * and validators too, and `import` reads every file of a CommonJS package twice. Together that was a third of the
 * time to start.
 */
const load = createRequire(import.meta.url);
const { Application } = load(
  '@microsoft/teams-ai/lib/Application.js',
) as typeof import('@microsoft/teams-ai');
const { TeamsAdapter } = load(
  '@microsoft/teams-ai/lib/TeamsAdapter.js',
) as typeof import('@microsoft/teams-ai');
const { ActivityTypes, ConfigurationServiceClientCredentialFactory } = load(
  'botbuilder',
) as typeof import('botbuilder');

/** What the transport writes its log with; pino's logger is one. */
export interface TransportLog {
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface TransportOptions {
  readonly appId: string;
  readonly appPassword: string;
  readonly appType: 'SingleTenant' | 'MultiTenant' | 'UserAssignedMSI';
  readonly tenantId: string;
  /** The tenants that may use Convenor. Empty only for the local test client, which has none. */
  readonly allowedTenants: readonly string[];
  /** Addresses that may be sent to beside Microsoft's own. */
  readonly serviceUrls: readonly string[];
  /** The address that the server listens on, as in HOST. */
  readonly host: string;
  readonly onActivity: OnActivity;
  readonly log: TransportLog;
  /** How long one request to the Connector may take, in ms. */
  readonly timeoutMs?: number;
  /** Other places of trust than Microsoft's, all of them or none: for tests that sign their own tokens. */
  readonly authority?: Authority;
}

export interface Authority {
  readonly ToBotFromChannelOpenIdMetadataUrl: string;
  readonly ToBotFromChannelTokenIssuer: string;
  readonly ToBotFromEmulatorOpenIdMetadataUrl: string;
  readonly ToChannelFromBotLoginUrl: string;
  readonly ToChannelFromBotOAuthScope: string;
  readonly OAuthUrl: string;
  readonly ValidateAuthority: boolean;
  /** The bot's own token, in place of one from Microsoft's sign-in. */
  outboundToken(): Promise<string>;
}

/** Said when Teams is set up so that anybody could be anybody. */
export class TeamsSetupError extends Error {
  override readonly name = 'TeamsSetupError';
}

/** Shorter than the sender's own patience with an attempt, so that the reason is the real one. */
const TIMEOUT_MS = 20_000;

/** System errors at which no byte of the request can have arrived. */
const NEVER_LEFT =
  /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|CERT_|ERR_TLS|DEPTH_ZERO|UNABLE_TO)/;

const CREDENTIALS_SAY =
  /AADSTS|invalid_client|unauthorized_client|ClientAuthError|ServerError|MSAL|Authentication:/;

/**
 * Microsoft's two libraries, and the only file that knows them: teams-ai routes what comes in, botbuilder's
 * adapter carries both ways. Both are past their end of support (31 December 2025); their successor replaces
 * this file alone.
 *
 * @throws TeamsSetupError without an app id on anything but this machine's own address
 */
export function createTransport(options: TransportOptions): TeamsPort {
  const anonymous = options.appId === '';
  if (anonymous && !isLoopback(options.host)) {
    throw new TeamsSetupError(
      `Without MicrosoftAppId nobody's identity is checked, so Teams' test client may call on this machine only, and HOST is "${options.host}". Set MicrosoftAppId and MicrosoftAppPassword, or HOST=127.0.0.1.`,
    );
  }
  if (!anonymous && options.allowedTenants.length === 0) {
    throw new TeamsSetupError(
      'No tenant may use Convenor yet. Set MicrosoftAppTenantId, or CONVENOR_TEAMS_TENANTS for several.',
    );
  }
  const adapter = new Adapter(options);
  const answers = new WeakMap<TurnContext, InvokeReply | null>();
  /** Activities as they were read on arrival. */
  const read = new WeakMap<object, IncomingActivity>();
  const application = route(async context => {
    const activity = read.get(context.activity) ?? IncomingActivitySchema.parse(context.activity);
    answers.set(context, await options.onActivity(activity));
  });
  const allowed = allowing(options.serviceUrls, anonymous);
  const outbound = new Outbound(adapter, allowed, options.timeoutMs ?? TIMEOUT_MS);

  async function receive(request: Request, response: Response): Promise<void> {
    const parsed = IncomingActivitySchema.safeParse(request.body);
    // Who sends it is asked first, so that a stranger learns nothing, not even what a good activity is.
    const trusted = await adapter.trust(request.body, request.headers.authorization ?? '');
    if (trusted.type !== 'trusted') {
      if (trusted.type === 'unsure')
        options.log.error({ err: trusted.error }, 'Microsoft’s signing keys cannot be read');
      response.status(trusted.type === 'unsure' ? 503 : 401).end();
      return;
    }
    if (!parsed.success) {
      response.status(400).end();
      return;
    }
    const refusal = refusalOf(parsed.data);
    if (refusal) {
      options.log.warn({ tenant: tenantOf(parsed.data), serviceUrl: parsed.data.serviceUrl }, refusal);
      response.status(403).end();
      return;
    }
    read.set(request.body, parsed.data);
    let reply: InvokeReply | null = null;
    try {
      await adapter.processActivityDirect(trusted.result, request.body as Activity, async context => {
        await application.run(context);
        reply = answers.get(context) ?? null;
      });
    } catch (error) {
      options.log.error({ err: error }, 'an activity of Teams could not be answered');
      response.status(500).end();
      return;
    }
    end(response, parsed.data, reply);
  }

  function refusalOf(activity: IncomingActivity): string | null {
    if (!allowed(activity.serviceUrl))
      return 'an activity of Teams named a service URL that is not on the list';
    const tenants = options.allowedTenants;
    if (tenants.length > 0 && !tenants.includes(tenantOf(activity).toLowerCase()))
      return 'an activity came from a tenant that may not use Convenor';
    return null;
  }

  return {
    receive,
    send: (place, activity) => outbound.send(place, activity),
    update: (place, id, activity) => outbound.update(place, id, activity),
    openPersonal: async ({ serviceUrl, tenantId, botId, userId }) => {
      const parameters = {
        isGroup: false,
        bot: { id: botId, name: '' },
        members: [{ id: userId, name: '' }],
        tenantId,
      };
      const { id } = await outbound.create(serviceUrl, {
        ...parameters,
        channelData: { tenant: { id: tenantId } },
      });
      return id;
    },
    postInChannel: async ({ serviceUrl, tenantId, botId, channelId }, activity) => {
      const { id, activityId } = await outbound.create(serviceUrl, {
        isGroup: true,
        bot: { id: botId, name: '' },
        tenantId,
        channelData: { channel: { id: channelId }, tenant: { id: tenantId } },
        activity,
      });
      return { conversationId: id, activityId };
    },
    member: (place, userId) => outbound.member(place, userId),
  };
}

/** Everything goes to one handler: what an activity means is the adapter's to say, not the library's. */
function route(handle: (context: TurnContext) => Promise<void>): ApplicationType<TurnState> {
  const application = new Application<TurnState>({ removeRecipientMention: false, startTypingTimer: false });
  // The library reads that option nowhere: after a second it would post "typing", beside or behind the answer.
  application.startTypingTimer = () => {};
  const isInvoke = async (context: TurnContext) => context.activity.type === ActivityTypes.Invoke;
  application.addRoute(isInvoke, handle, true);
  application.addRoute(async context => context.activity.type !== ActivityTypes.Invoke, handle);
  return application;
}

function end(response: Response, activity: IncomingActivity, reply: InvokeReply | null): void {
  if (activity.type !== ActivityTypes.Invoke) response.status(200).end();
  else if (reply === null) response.status(501).end();
  else if (reply.body === undefined) response.status(reply.status).end();
  else response.status(reply.status).json(reply.body);
}

type Trust =
  | { readonly type: 'trusted'; readonly result: Awaited<ReturnType<Adapter['authenticate']>> }
  | { readonly type: 'refused' }
  /** The keys could not be fetched: nothing can be said of the token. */
  | { readonly type: 'unsure'; readonly error: unknown };

class Adapter extends TeamsAdapter {
  private readonly appId: string;

  constructor(options: TransportOptions) {
    const { appId, authority } = options;
    const settings = {
      MicrosoftAppId: appId,
      MicrosoftAppPassword: options.appPassword,
      // Without an app id there is nothing to sign in to, and the library's other types insist on one.
      MicrosoftAppType: appId === '' ? 'MultiTenant' : options.appType,
      MicrosoftAppTenantId: options.tenantId,
    };
    const { outboundToken, ...overrides } = authority ?? {};
    super({ ...settings, ...overrides }, new Credentials(settings, outboundToken));
    this.appId = appId;
  }

  authenticate(activity: Activity, header: string) {
    return this.botFrameworkAuthentication.authenticateRequest(activity, header);
  }

  /** Whether a request is Teams' own. Every fault of a token is the caller's; only lost keys are ours. */
  async trust(body: unknown, header: string): Promise<Trust> {
    if (typeof body !== 'object' || body === null) return { type: 'refused' };
    try {
      return { type: 'trusted', result: await this.authenticate(body as Activity, header) };
    } catch (error) {
      const { statusCode, name } = error as { statusCode?: unknown; name?: unknown };
      return statusCode === 500 || name === 'FetchError' ? { type: 'unsure', error } : { type: 'refused' };
    }
  }

  /** A client for one service URL that sends every request once: the outbox owns every retry. */
  async connector(serviceUrl: string) {
    const factory = this.botFrameworkAuthentication.createConnectorFactory(
      this.createClaimsIdentity(this.appId),
    );
    const connector = await factory.create(serviceUrl, undefined as unknown as string);
    const { client } = connector as unknown as { client?: RetryingClient };
    const before = client?.pipeline.getOrderedPolicies().length ?? 0;
    client?.pipeline.removePolicy({ phase: 'Retry' });
    if ((client?.pipeline.getOrderedPolicies().length ?? 0) >= before) {
      throw new TeamsSetupError(
        'botbuilder’s own retries could not be switched off, which would post messages twice: use exactly the version of package-lock.json.',
      );
    }
    // A kept connection may be closed from the other side just as a message leaves: nobody could say then whether
    // it arrived. Each request has one of its own.
    client?.pipeline.addPolicy({
      name: 'convenor-own-connection',
      sendRequest(request, next) {
        request.agent = request.url.startsWith('https:') ? HTTPS : HTTP;
        return next(request);
      },
    });
    return connector;
  }
}

/** A connection for each request. (The library's own way to ask for that takes Node's agent, which keeps them.) */
const HTTP = new HttpAgent({ keepAlive: false });
const HTTPS = new HttpsAgent({ keepAlive: false });

interface OutgoingRequest {
  readonly url: string;
  agent?: HttpAgent;
}

/** The library's own HTTP client, which its types do not show. */
interface RetryingClient {
  readonly pipeline: {
    removePolicy(which: { phase: 'Retry' }): void;
    addPolicy(policy: {
      readonly name: string;
      sendRequest<Response>(
        request: OutgoingRequest,
        next: (request: OutgoingRequest) => Promise<Response>,
      ): Promise<Response>;
    }): void;
    getOrderedPolicies(): readonly object[];
  };
}

class Credentials extends ConfigurationServiceClientCredentialFactory {
  private readonly outboundToken: (() => Promise<string>) | undefined;

  constructor(settings: object, outboundToken: (() => Promise<string>) | undefined) {
    super(settings);
    this.outboundToken = outboundToken;
  }

  override async createCredentials(appId: string, audience: string, endpoint: string, validate: boolean) {
    const token = this.outboundToken;
    if (!token) return super.createCredentials(appId, audience, endpoint, validate);
    return {
      async signRequest<T extends { headers: { set(name: string, value: string): void } }>(
        request: T,
      ): Promise<T> {
        request.headers.set('authorization', `Bearer ${await token()}`);
        return request;
      },
    } as Awaited<
      ReturnType<InstanceType<typeof ConfigurationServiceClientCredentialFactory>['createCredentials']>
    >;
  }
}

type Connector = Awaited<ReturnType<Adapter['connector']>>;
type NewConversationJson = Parameters<Connector['conversations']['createConversation']>[0];

/** Requests to the Connector, each one once. */
class Outbound {
  private readonly adapter: Adapter;
  private readonly allowed: (serviceUrl: string) => boolean;
  private readonly timeoutMs: number;
  /** Service URLs are few: one for each region. */
  private readonly connectors = new Map<string, Promise<Connector>>();

  constructor(adapter: Adapter, allowed: (serviceUrl: string) => boolean, timeoutMs: number) {
    this.adapter = adapter;
    this.allowed = allowed;
    this.timeoutMs = timeoutMs;
  }

  async send({ serviceUrl, conversationId }: Place, activity: OutgoingActivity): Promise<string> {
    return this.call(serviceUrl, async ({ conversations }, options) => {
      const { id } = await conversations.sendToConversation(conversationId, json(activity), options);
      if (id) return id;
      throw new TransportError({
        message: 'The Connector took the message and gave it no id.',
        code: '',
        reached: 'maybe',
      });
    });
  }

  async update({ serviceUrl, conversationId }: Place, id: string, activity: OutgoingActivity): Promise<void> {
    await this.call(serviceUrl, ({ conversations }, options) =>
      conversations.updateActivity(conversationId, id, json({ ...activity, id }), options),
    );
  }

  async create(serviceUrl: string, parameters: object): Promise<{ id: string; activityId: string }> {
    return this.call(serviceUrl, async ({ conversations }, options) => {
      const made = await conversations.createConversation(parameters as NewConversationJson, options);
      return { id: made.id, activityId: made.activityId };
    });
  }

  async member({ serviceUrl, conversationId }: Place, userId: string) {
    return this.call(serviceUrl, async ({ conversations }, options) => {
      const member = await conversations.getConversationMember(conversationId, userId, options);
      const { email, userPrincipalName, name } = member as unknown as Record<string, unknown>;
      return { email: text(email), userPrincipalName: text(userPrincipalName), name: text(name) };
    });
  }

  private async call<T>(
    serviceUrl: string,
    work: (connector: Connector, options: { timeout: number }) => Promise<T>,
  ): Promise<T> {
    if (!this.allowed(serviceUrl)) {
      throw new TransportError({
        message: `The service URL ${serviceUrl} is not on the list of those that may be sent to.`,
        code: SERVICE_URL_REFUSED,
        reached: 'no',
      });
    }
    const connector = await this.connector(serviceUrl).catch(error => {
      throw new TransportError({ message: String(error), code: NO_CLIENT, reached: 'no', cause: error });
    });
    try {
      return await work(connector, { timeout: this.timeoutMs });
    } catch (error) {
      throw error instanceof TransportError ? error : factsOf(error);
    }
  }

  private connector(serviceUrl: string): Promise<Connector> {
    const known = this.connectors.get(serviceUrl);
    if (known) return known;
    const made = this.adapter.connector(serviceUrl);
    this.connectors.set(serviceUrl, made);
    made.catch(() => this.connectors.delete(serviceUrl));
    return made;
  }
}

/** The library types activities with every field that one can have. */
function json(activity: object): Activity {
  return activity as Activity;
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** What a failed request of the library says, in neutral words. */
function factsOf(error: unknown): TransportError {
  const {
    statusCode,
    code,
    response,
    message = '',
  } = error as {
    statusCode?: number;
    code?: string;
    message?: string;
    response?: { headers?: { get(name: string): string | undefined }; bodyAsText?: string };
  };
  if (statusCode !== undefined) {
    const said = bodyError(response?.bodyAsText);
    return new TransportError({
      message: said.message || message || `The Connector answered ${statusCode}.`,
      status: statusCode,
      code: said.code,
      retryAfterMs: retryAfter(response?.headers?.get('retry-after')),
      reached: statusCode >= 500 ? 'maybe' : 'no',
      cause: error,
    });
  }
  const system = systemCode(error);
  if (system === '' && CREDENTIALS_SAY.test(`${code ?? ''} ${message}`)) {
    return new TransportError({ message, code: NO_TOKEN, reached: 'no', cause: error });
  }
  const reached = NEVER_LEFT.test(system) ? 'no' : 'maybe';
  return new TransportError({
    message: message || 'The Connector did not answer.',
    code: system,
    reached,
    cause: error,
  });
}

function bodyError(body: string | undefined): { code: string; message: string } {
  try {
    const { error } = JSON.parse(body ?? '') as { error?: { code?: unknown; message?: unknown } };
    return { code: text(error?.code) ?? '', message: text(error?.message) ?? '' };
  } catch {
    return { code: '', message: '' };
  }
}

/** Retry-After in ms: a number of seconds, as the Connector sends it. */
function retryAfter(value: string | undefined): number | null {
  const seconds = Number(value);
  return value !== undefined && value !== '' && Number.isFinite(seconds) && seconds >= 0
    ? seconds * 1_000
    : null;
}

/** The operating system's word for a lost connection, wherever in the chain of causes it stands. */
function systemCode(error: unknown): string {
  for (let each: unknown = error, depth = 0; each && depth < 5; depth++) {
    const { code, errno, syscall, cause } = each as {
      code?: unknown;
      errno?: unknown;
      syscall?: unknown;
      cause?: unknown;
    };
    const word =
      typeof code === 'string' &&
      (errno !== undefined || syscall !== undefined || /^(E|CERT|ERR_)/.test(code));
    if (word) return code as string;
    each = cause;
  }
  return '';
}
