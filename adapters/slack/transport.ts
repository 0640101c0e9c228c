import type { webApi } from '@slack/bolt';
import { Agent, type Dispatcher, request } from 'undici';

/** How long an idle connection is kept: shorter than servers keep theirs, so that none is used as it closes. */
const IDLE_MS = 4_000;

type Answer = Awaited<ReturnType<webApi.FetchFunction>>;

/**
 * Requests for Slack's Web client, which takes a `fetch`, over what Node's own `fetch` is made of: a third of its
 * processor time for bodies this small. Binary bodies are left to that. An answer of any status is an answer, and a
 * broken connection throws with the system's code or undici's.
 *
 * @param limitMs how long connecting may take, and each wait for an answer and for more of it
 */
export function lightFetch(limitMs: number): webApi.FetchFunction {
  const dispatcher = new Agent({
    connect: { timeout: limitMs },
    headersTimeout: limitMs,
    bodyTimeout: limitMs,
    keepAliveTimeout: IDLE_MS,
  });
  return async (url, init = {}) => {
    const { method = 'GET', headers = {}, body } = init;
    if (body !== undefined && typeof body !== 'string') {
      return fetch(url, { ...init, signal: AbortSignal.timeout(limitMs) } as RequestInit);
    }
    const answer = await request(url, {
      method: method as Dispatcher.HttpMethod,
      headers,
      body: body ?? null,
      dispatcher,
    });
    // At once: a connection whose answer nobody reads is lost.
    return response(String(url), answer, Buffer.from(await answer.body.arrayBuffer()));
  };
}

function response(
  url: string,
  { statusCode: status, statusText = '', headers }: Awaited<ReturnType<typeof request>>,
  body: Buffer,
): Answer {
  const texts = new Map(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
  return {
    ok: status >= 200 && status < 300,
    status,
    statusText,
    url,
    headers: {
      get: (name: string) => texts.get(name.toLowerCase()) ?? null,
      entries: () => texts.entries(),
    },
    arrayBuffer: async () => new Uint8Array(body).buffer,
    text: async () => body.toString('utf8'),
    json: async () => JSON.parse(body.toString('utf8')) as unknown,
  };
}
