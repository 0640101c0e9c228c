import { Agent, request } from 'node:http';
import type {
  Address,
  ChatPlatform,
  Outcome,
  Post,
  PostedRef,
  UpdateOutcome,
} from '../../src/delivery/platform.js';

/** One request. `silent` when no answer came, whatever the reason. */
type Reply =
  | { readonly type: 'answer'; readonly status: number; readonly body: Record<string, unknown> }
  | { readonly type: 'later'; readonly retryAt: Date }
  | { readonly type: 'silent' };

interface Options {
  readonly url: string;
  readonly timeoutMs: number;
  now(): Date;
}

/** Connections are kept, as the platforms' own clients do. */
const AGENT = new Agent({ keepAlive: true });

function send({ timeoutMs, now }: Options, verb: string, url: string, body: object): Promise<Reply> {
  return new Promise(resolve => {
    const headers = { 'content-type': 'application/json' };
    const call = request(url, { method: verb, headers, agent: AGENT, timeout: timeoutMs }, response => {
      const chunks: Buffer[] = [];
      response.on('data', chunk => chunks.push(chunk));
      response.on('error', () => resolve({ type: 'silent' }));
      response.on('end', () => {
        const { statusCode: status = 0, headers: given } = response;
        if (status === 429) {
          const seconds = Number(given['retry-after'] ?? 1);
          resolve({ type: 'later', retryAt: new Date(now().getTime() + seconds * 1_000) });
        } else if (status >= 500) {
          resolve({ type: 'silent' });
        } else {
          resolve({ type: 'answer', status, body: JSON.parse(Buffer.concat(chunks).toString('utf8')) });
        }
      });
    });
    call.on('timeout', () => call.destroy());
    call.on('error', () => resolve({ type: 'silent' }));
    call.end(JSON.stringify(body));
  });
}

const LOST = { type: 'unknown', reason: 'no answer' } as const;

/** The least of a Slack adapter: enough to drive the sender over HTTP, with a look at what was posted. */
export function slackOverHttp(options: Options): ChatPlatform {
  const metadata = (post: Post) => ({ event_type: 'convenor', event_payload: { key: post.deliveryKey } });
  return {
    name: 'slack',
    async deliver(address: Address, post: Post): Promise<Outcome> {
      const reply = await send(options, 'POST', `${options.url}chat.postMessage`, {
        channel: address.externalId,
        text: post.text,
        blocks: [{ version: post.card.entity?.version, title: post.card.title }],
        metadata: metadata(post),
      });
      if (reply.type === 'silent') return LOST;
      if (reply.type === 'later') return { ...reply, reason: 'too many requests' };
      const { ok, error, channel, ts } = reply.body;
      if (!ok) return { type: 'refused', reason: String(error) };
      return { type: 'sent', posted: { conversation: String(channel), externalId: String(ts) } };
    },
    async update(posted: PostedRef, _address: Address, post: Post): Promise<UpdateOutcome> {
      const reply = await send(options, 'POST', `${options.url}chat.update`, {
        channel: posted.conversation,
        ts: posted.externalId,
        text: post.text,
        blocks: [{ version: post.card.entity?.version, title: post.card.title }],
        metadata: metadata(post),
      });
      if (reply.type === 'silent') return { type: 'later', reason: 'no answer' };
      if (reply.type === 'later') return { ...reply, reason: 'too many requests' };
      return reply.body.ok ? { type: 'updated' } : { type: 'gone', reason: String(reply.body.error) };
    },
    async find(address: Address, deliveryKey: string): Promise<PostedRef | 'absent' | null> {
      const reply = await send(options, 'POST', `${options.url}conversations.history`, {
        channel: address.externalId,
        include_all_metadata: true,
        limit: 1_000,
      });
      if (reply.type !== 'answer') throw new Error('Slack does not answer.');
      const messages = reply.body.messages as {
        ts: string;
        metadata?: { event_payload?: { key?: string } };
      }[];
      const found = messages.find(message => message.metadata?.event_payload?.key === deliveryKey);
      const conversation = address.externalId.replace(/^U/, 'D');
      return found ? { conversation, externalId: found.ts } : 'absent';
    },
    start: async () => {},
    stop: async () => {},
  };
}

/** The least of a Teams adapter: it cannot look. */
export function teamsOverHttp(options: Options): ChatPlatform {
  const activity = (post: Post) => ({
    type: 'message',
    text: post.text,
    channelData: { key: post.deliveryKey },
    version: post.card.entity?.version,
  });
  return {
    name: 'teams',
    async deliver(address: Address, post: Post): Promise<Outcome> {
      const url = `${options.url}v3/conversations/${address.externalId}/activities`;
      const reply = await send(options, 'POST', url, activity(post));
      if (reply.type === 'silent') return LOST;
      if (reply.type === 'later') return { ...reply, reason: 'too many requests' };
      if (reply.status !== 200) return { type: 'refused', reason: `refused with ${reply.status}` };
      return {
        type: 'sent',
        posted: { conversation: address.externalId, externalId: String(reply.body.id) },
      };
    },
    async update(posted: PostedRef, _address: Address, post: Post): Promise<UpdateOutcome> {
      const url = `${options.url}v3/conversations/${posted.conversation}/activities/${posted.externalId}`;
      const reply = await send(options, 'PUT', url, activity(post));
      if (reply.type === 'silent') return { type: 'later', reason: 'no answer' };
      if (reply.type === 'later') return { ...reply, reason: 'too many requests' };
      return reply.status === 200
        ? { type: 'updated' }
        : { type: 'gone', reason: `refused with ${reply.status}` };
    },
    start: async () => {},
    stop: async () => {},
  };
}
