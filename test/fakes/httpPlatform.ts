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

async function send({ timeoutMs, now }: Options, verb: string, url: string, body: object): Promise<Reply> {
  try {
    const response = await fetch(url, {
      method: verb,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.status === 429) {
      await response.arrayBuffer();
      const seconds = Number(response.headers.get('retry-after') ?? 1);
      return { type: 'later', retryAt: new Date(now().getTime() + seconds * 1_000) };
    }
    const answer = (await response.json()) as Record<string, unknown>;
    return response.status >= 500
      ? { type: 'silent' }
      : { type: 'answer', status: response.status, body: answer };
  } catch {
    return { type: 'silent' };
  }
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
