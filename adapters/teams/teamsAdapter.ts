import express, { type Express } from 'express';
import type { Clock } from '../../src/calendar/clock.js';
import type { Router } from '../../src/chat/router.js';
import type { TeamsConfig } from '../../src/config.js';
import type {
  Address,
  ChatPlatform,
  Outcome,
  Post,
  PostedRef,
  UpdateOutcome,
} from '../../src/delivery/platform.js';
import type { PostedCards } from '../../src/delivery/postedCards.js';
import type { Store } from '../../src/store/open.js';
import { CardMedia, type Media } from '../adaptiveCards/media.js';
import { renderPage } from '../adaptiveCards/pages.js';
import { clean, cut } from '../adaptiveCards/text.js';
import type { HandedFiles } from '../media/handedFiles.js';
import { Accounts } from './accounts.js';
import { above, message } from './answers.js';
import { Inbound } from './inbound.js';
import { failure, failureBefore, NOT_INSTALLED, UNINSTALLED, updateFailure } from './outcomes.js';
import type { OnActivity, OutgoingActivity, TeamsPort } from './port.js';
import { type PersonReference, readChannelReference, readPersonReference } from './references.js';
import { GLOBAL_SERVICE_URL } from './serviceUrls.js';
import { type Authority, createTransport, type TransportLog } from './transport.js';

export interface TeamsAdapterDeps {
  readonly settings: TeamsConfig;
  /** The address that the server listens on, as in HOST. */
  readonly host: string;
  readonly store: Store;
  readonly router: Router;
  readonly clock: Clock;
  readonly log: TransportLog;
  readonly files: HandedFiles;
  readonly posted: PostedCards;
  /** Where the outside reaches our own server; null when nobody has said. */
  readonly publicUrl: string | null;
  /** Where trust comes from in tests, in place of Microsoft. */
  readonly authority?: Authority;
  readonly timeoutMs?: number;
  readonly patienceMs?: number;
}

/** Teams as a chat platform, and as a path of a web server. */
export type TeamsAdapter = ChatPlatform & {
  /** Adds `/api/messages` to a server. */
  routes(app: Express): void;
};

/** Microsoft's clients wait 5 s for the answer to a click. */
const PATIENCE_MS = 4_000;

/** Characters of the sentence of a notification. */
const SENTENCE = 1_000;

/** The largest activity that is read; Teams sends none of this size. */
const BODY_LIMIT = '256kb';

/**
 * Puts the Teams adapter together.
 * @throws TeamsSetupError with a sentence for the operator, when anybody could be anybody
 */
export function createTeamsAdapter(deps: TeamsAdapterDeps): TeamsAdapter {
  const { settings, store, clock, log } = deps;
  const late: { receive: OnActivity } = { receive: async () => null };
  const port = createTransport({
    ...settings,
    allowedTenants: tenants(settings),
    host: deps.host,
    log,
    onActivity: activity => late.receive(activity),
    ...(deps.authority && { authority: deps.authority }),
    ...(deps.timeoutMs !== undefined && { timeoutMs: deps.timeoutMs }),
  });
  const accounts = new Accounts({
    store,
    member: (place, userId) => port.member(place, userId),
    // The local test client has one tenant, its own.
    homeTenant: settings.appId === '' ? null : settings.tenantId.toLowerCase(),
    log,
  });
  const media = new CardMedia({ files: deps.files, base: deps.publicUrl, drawsSvg: false, log });
  const inbound = new Inbound({
    media,
    posted: deps.posted,
    store,
    port,
    accounts,
    clock,
    log,
    router: deps.router,
    patienceMs: deps.patienceMs ?? PATIENCE_MS,
  });
  late.receive = activity => inbound.receive(activity);
  const outbox = new Outbox(port, accounts, clock, media);
  return {
    name: 'teams',
    deliver: (address, post) => outbox.deliver(address, post),
    update: (posted, address, post) => outbox.update(posted, address, post),
    start: async () => {},
    stop: async () => {},
    routes(app) {
      app.post('/api/messages', express.json({ limit: BODY_LIMIT }), (request, response) =>
        port.receive(request, response),
      );
    },
  };
}

function tenants({ appId, tenantId, allowedTenants }: TeamsConfig): readonly string[] {
  if (appId === '') return [];
  return [tenantId, ...allowedTenants].filter(each => each !== '').map(each => each.toLowerCase());
}

/** What is posted and kept up to date. */
class Outbox {
  private readonly port: TeamsPort;
  private readonly accounts: Accounts;
  private readonly clock: Clock;
  private readonly media: CardMedia;

  constructor(port: TeamsPort, accounts: Accounts, clock: Clock, media: CardMedia) {
    this.port = port;
    this.accounts = accounts;
    this.clock = clock;
    this.media = media;
  }

  private async draw(post: Post): Promise<OutgoingActivity> {
    return draw(post, await this.media.of(post.card));
  }

  async deliver(address: Address, post: Post): Promise<Outcome> {
    if (post.under) return this.toThread(post.under, address, post);
    let activity: OutgoingActivity;
    try {
      activity = await this.draw(post);
    } catch (error) {
      return failure(error, this.clock.now());
    }
    if (address.direct) return this.toPerson(address, activity);
    return this.toChannel(address, activity);
  }

  private async toPerson(address: Address, activity: OutgoingActivity): Promise<Outcome> {
    const reference = readPersonReference(address.reference);
    if (reference?.type === 'uninstalled') return { type: 'refused', reason: UNINSTALLED };
    if (!reference) return { type: 'refused', reason: NOT_INSTALLED };
    let conversation: string;
    try {
      conversation = reference.conversationId ?? (await this.open(address, reference));
    } catch (error) {
      return failureBefore(error, this.clock.now());
    }
    try {
      const place = { serviceUrl: reference.serviceUrl, conversationId: conversation };
      const externalId = await this.port.send(place, activity);
      return { type: 'sent', posted: { conversation, externalId } };
    } catch (error) {
      return failure(error, this.clock.now());
    }
  }

  private async open({ tenant, externalId }: Address, reference: PersonReference): Promise<string> {
    const conversationId = await this.port.openPersonal(reference);
    await this.accounts.keepConversation(tenant, externalId, { ...reference, conversationId });
    return conversationId;
  }

  private async toChannel(address: Address, activity: OutgoingActivity): Promise<Outcome> {
    const { type, serviceUrl, tenantId, botId } = readChannelReference(address.reference) ?? {
      // Bound by its id before anything was heard from it: the Connector's address for everybody knows it.
      type: address.externalId.includes('@thread.v2') ? 'groupChat' : 'channel',
      serviceUrl: GLOBAL_SERVICE_URL,
      tenantId: address.tenant,
      botId: '',
    };
    try {
      if (type === 'groupChat') {
        const place = { serviceUrl, conversationId: address.externalId };
        const externalId = await this.port.send(place, activity);
        return { type: 'sent', posted: { conversation: address.externalId, externalId } };
      }
      const where = { serviceUrl, tenantId, botId, channelId: address.externalId };
      const { conversationId, activityId } = await this.port.postInChannel(where, activity);
      return { type: 'sent', posted: { conversation: conversationId, externalId: activityId } };
    } catch (error) {
      return failure(error, this.clock.now());
    }
  }

  /**
   * Beneath the post whose story it tells: its conversation is the thread. In a group chat it is the chat, where the
   * sentence has to say which work it is about.
   */
  private async toThread(
    { conversation }: PostedRef,
    address: Address,
    { text, card }: Post,
  ): Promise<Outcome> {
    const said = conversation === address.externalId ? `${card.title}: ${text}` : text;
    const activity = message({ text: cut(clean(said), SENTENCE) });
    const serviceUrl = readChannelReference(address.reference)?.serviceUrl ?? GLOBAL_SERVICE_URL;
    try {
      const externalId = await this.port.send({ serviceUrl, conversationId: conversation }, activity);
      return { type: 'sent', posted: { conversation, externalId } };
    } catch (error) {
      return failure(error, this.clock.now());
    }
  }

  async update(posted: PostedRef, address: Address, post: Post): Promise<UpdateOutcome> {
    const reference = address.direct
      ? readPersonReference(address.reference)
      : readChannelReference(address.reference);
    if (reference?.type === 'uninstalled') return { type: 'gone', reason: UNINSTALLED };
    const serviceUrl = reference?.serviceUrl ?? GLOBAL_SERVICE_URL;
    try {
      const place = { serviceUrl, conversationId: posted.conversation };
      await this.port.update(place, posted.externalId, await this.draw(post));
      return { type: 'updated' };
    } catch (error) {
      return updateFailure(error, this.clock.now());
    }
  }
}

/**
 * What is posted: one card with the sentence on it, which a notification shows too. (Microsoft's test client makes two
 * messages of a text and a card, of which none can be kept up to date, and in a channel leaves the card out.)
 * @throws RangeError when it is too large for chat
 */
export function draw({ deliveryKey, text, card }: Post, media: Media): OutgoingActivity {
  const source = card.entity ? { verb: `${card.entity.kind}.open` } : null;
  const sentence = cut(clean(text), SENTENCE);
  return message({ card: renderPage(above(sentence, card), 0, source, media, deliveryKey) }, sentence);
}
