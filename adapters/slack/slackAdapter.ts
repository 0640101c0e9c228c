import { App, type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { Express } from 'express';
import type { Clock } from '../../src/calendar/clock.js';
import type { Card } from '../../src/chat/card.js';
import { FormLists } from '../../src/chat/formLists.js';
import type { Router } from '../../src/chat/router.js';
import type { SlackConfig } from '../../src/config.js';
import type { ChatPlatform } from '../../src/delivery/platform.js';
import type { Store } from '../../src/store/open.js';
import type { HandedFiles } from '../media/handedFiles.js';
import { Accounts } from './accounts.js';
import { Answering, OPEN_WITHIN_MS } from './answering.js';
import { requireWorkingSlack } from './check.js';
import { CALL_MS, clientOptions, createClient } from './client.js';
import { rememberedIdentity } from './identity.js';
import { listen } from './listeners.js';
import { libraryLog, type SlackLog } from './log.js';
import { SlackMedia } from './media.js';
import { Posting } from './posting.js';
import { createHttpReceiver, type HttpReceiver } from './receiver.js';
import { Replies } from './replies.js';
import { interactionKey } from './submission.js';

/** A sent form is answered within Slack's 3 s; what takes longer is shown when it is there. */
const SUBMIT_WITHIN_MS = 2_000;

export interface SlackAdapterDeps {
  readonly config: SlackConfig;
  readonly store: Store;
  readonly router: Router;
  /** The words that begin a command. */
  readonly commands: readonly string[];
  readonly clock: Clock;
  readonly log: SlackLog;
  readonly files: HandedFiles;
  /** Where Slack reaches our own server; null when it cannot. */
  readonly publicUrl: string | null;
  /** What a person's Home tab shows; what `/me` answers unless told. */
  home?(personId: number, at: Date): Promise<Card>;
  /** Tests shorten how long is waited before a view says that something takes longer. */
  readonly patience?: { readonly openWithinMs?: number; readonly submitWithinMs?: number };
}

/** Slack as a chat platform and, without Socket Mode, as a path of a web server. */
export type SlackAdapter = ChatPlatform & {
  /** Adds `/slack/events` to a server. With Socket Mode there is nothing to add: Convenor calls Slack. */
  routes(app: Express): void;
};

/**
 * Puts the Slack adapter together: Socket Mode when there is an app-level token, else HTTP. Nothing is connected
 * before `start`, which throws SlackSetupError with a sentence for everything that is set up wrongly.
 */
export function createSlackAdapter(deps: SlackAdapterDeps): SlackAdapter {
  const { config, store, router, clock, log } = deps;
  const options = clientOptions(config, log);
  const client = createClient(config.botToken, options);
  const identity = rememberedIdentity(client);
  const accounts = new Accounts({ store, client, clock, log });
  const replies = new Replies(client, log);
  const { receiver, http } = createReceiver(config, log);
  const app = new App({
    receiver,
    clientOptions: options,
    logger: libraryLog(log),
    convoStore: false,
    // Whose request it is, and whether it may be, is for the listeners to say in words.
    authorize: async () => {
      const { botId, botUserId } = await identity();
      return { botToken: config.botToken, botId, botUserId };
    },
  });
  const media = new SlackMedia({ client, files: deps.files, publicUrl: deps.publicUrl, clock, log });
  const answering = new Answering({
    client,
    media,
    replies,
    log,
    openWithinMs: deps.patience?.openWithinMs ?? OPEN_WITHIN_MS,
  });
  listen({
    app,
    client,
    router,
    commands: deps.commands,
    clock,
    log,
    accounts,
    answering,
    replies,
    lists: new FormLists(router, clock),
    identity,
    home: deps.home ?? ((personId, at) => homeByCommand(router, personId, at)),
    submitWithinMs: deps.patience?.submitWithinMs ?? SUBMIT_WITHIN_MS,
  });
  const posting = new Posting({
    client,
    media,
    store,
    log,
    now: () => clock.now(),
    onGone: ({ tenant, externalId }) => accounts.left(tenant, externalId),
  });
  let connected = false;

  return {
    name: 'slack',
    deliver: (address, post) => posting.deliver(address, post),
    update: (posted, address, post) => posting.update(posted, address, post),
    find: (address, deliveryKey, under) => posting.find(address, deliveryKey, under),
    async start() {
      await requireWorkingSlack(config, log);
      const { teamName } = await identity();
      if (!http) {
        await app.start();
        connected = true;
      }
      log.info({ workspace: teamName, mode: http ? 'HTTP' : 'Socket Mode' }, 'Slack is connected');
    },
    async stop() {
      if (connected) await app.stop();
      connected = false;
    },
    routes(server) {
      if (http) server.use(http.router);
    },
  };
}

function createReceiver(
  config: SlackConfig,
  log: SlackLog,
): { readonly receiver: Receiver; readonly http: HttpReceiver | null } {
  if (config.appToken === null) {
    const http = createHttpReceiver(config.signingSecret ?? '', log);
    return { receiver: http.receiver, http };
  }
  const receiver = new SocketModeReceiver({
    appToken: config.appToken,
    logger: libraryLog(log),
    // Connecting again may be tried as often as it takes: it posts nothing.
    installerOptions: { clientOptions: { slackApiUrl: config.apiUrl, timeout: CALL_MS } },
  });
  return { receiver, http: null };
}

async function homeByCommand(router: Router, personId: number, at: Date): Promise<Card> {
  const answer = await router({
    type: 'command',
    key: interactionKey('home', String(personId), String(at.getTime())),
    at,
    platform: 'slack',
    personId,
    text: '/me',
  });
  if (answer.type === 'card') return answer.card;
  const text = answer.type === 'notice' ? answer.text : 'Type /help to see what Convenor can do.';
  return { title: 'Convenor', body: [{ type: 'text', text }], actions: [] };
}
