import path from 'node:path';
import type { Express } from 'express';
import type { LocalDate } from '../../src/calendar/localDate.js';
import { londonDate } from '../../src/calendar/london.js';
import type { ChatPlatform } from '../../src/delivery/platform.js';
import { packageRoot } from '../../src/packageRoot.js';
import type { Store } from '../../src/store/open.js';
import { CardMedia } from '../adaptiveCards/media.js';
import { Conversations, channelConversation } from './conversations.js';
import type { WebAdapterDeps } from './deps.js';
import { requireLoopback } from './guard.js';
import { Mailbox } from './mailbox.js';
import { Pages } from './pages.js';
import { People } from './people.js';
import { createRoutes } from './routes.js';
import { TimeTravel } from './timeTravel.js';
import type { MessageView } from './wire.js';

/** The playground as a chat platform, and as pages and data of a web server. */
export type WebAdapter = ChatPlatform & {
  /** Adds the page (`/`) and what it talks to (`/web/…`) to a server. */
  routes(app: Express): void;
};

/**
 * Puts the playground together.
 * @throws Error with a sentence for the operator when `host` is not a loopback address
 */
export function createWebAdapter(deps: WebAdapterDeps): WebAdapter {
  requireLoopback(deps.host);
  const { store, clock } = deps;
  const pages = new Pages();
  const people = new People(store);
  const conversations = new Conversations(store, deps.channelsOf);
  const posted: string[] = [];

  async function tellPages(message: MessageView, fresh: boolean): Promise<void> {
    const onlookers = await Promise.all(
      pages.people().map(async person => ({
        person,
        open: await conversations.isOpenTo(person, message.conversation),
      })),
    );
    const to = onlookers.filter(each => each.open).map(each => each.person);
    pages.push({ type: 'message', message, fresh }, to);
    pages.push({ type: 'waiting' });
  }

  // The page and the files come from one server, so that their addresses need no name of it.
  const media = new CardMedia({ files: deps.files, base: '', drawsSvg: true, log: deps.log });
  const mailbox = new Mailbox(store, clock, media, (message, fresh) => {
    if (fresh) posted.push(message.conversation);
    tellPages(message, fresh).catch(error => {
      // The message is posted; a page that was not told of it reads it when it next connects.
      deps.log.warn({ err: error, message: message.id }, 'a page could not be told of a message');
    });
  });

  const time = new TimeTravel({
    clock,
    due: deps.delivery,
    schoolDayAfter: deps.schoolDayAfter && (date => deps.schoolDayAfter?.(date) ?? Promise.resolve(date)),
    posted,
    names: ids => conversationNames(store, people, ids, londonDate(clock.now())),
    onStep: view => pages.push({ type: 'clock', clock: view }),
  });

  return {
    name: 'web',
    deliver: (address, post) => mailbox.deliver(address, post),
    update: (posted, _address, post) => mailbox.update(posted, post),
    find: async (_address, deliveryKey) => (await mailbox.find(deliveryKey)) ?? 'absent',
    start: () => openChannels(store),
    async stop() {
      pages.close();
    },
    routes(app) {
      const pageFolder = deps.pageFolder ?? path.join(packageRoot(), 'dist', 'page');
      createRoutes({
        app,
        pageFolder,
        people,
        conversations,
        pages,
        time,
        deps,
        media,
        today: () => londonDate(clock.now()),
      });
    },
  };
}

/** What conversations are called in a sentence: a person's own by their name, a channel as '#brokering'. */
async function conversationNames(
  store: Store,
  people: People,
  conversations: readonly string[],
  today: LocalDate,
): Promise<string[]> {
  const idsOf = (kind: string) =>
    conversations.flatMap(each => (each.startsWith(kind) ? [Number(each.slice(kind.length))] : []));
  const channels = await store.db.channel.findMany({
    where: { id: { in: idsOf('channel:') } },
    select: { name: true },
    orderBy: { id: 'asc' },
  });
  const named = await people.byId(idsOf('person:'), today);
  return [...[...named.values()].map(person => person.name), ...channels.map(({ name }) => `#${name}`)];
}

/** Gives every channel that is not in the playground yet its place there, so that messages to it are sent. */
async function openChannels(store: Store): Promise<void> {
  await store.transaction(async tx => {
    const closed = await tx.channel.findMany({
      where: { addresses: { none: { platform: 'web' } } },
      select: { id: true },
    });
    if (closed.length === 0) return;
    await tx.channelAddress.createMany({
      data: closed.map(({ id }) => ({
        channelId: id,
        platform: 'web',
        externalId: channelConversation(id),
      })),
    });
  });
}
