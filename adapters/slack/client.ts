import { type types, webApi } from '@slack/bolt';
import type { SlackConfig } from '../../src/config.js';
import { libraryLog, type SlackLog } from './log.js';
import { lightFetch } from './transport.js';

/**
 * How long connecting may take, and then waiting for the answer, in ms: longer than Slack ever does, and both together
 * less than the 30 s that one attempt of a delivery may last.
 */
export const CALL_MS = 10_000;

/** How many calls are under way at once: the outbox paces what leaves, so this is only a ceiling. */
const CONCURRENT = 50;

/**
 * Settings of Slack's Web client under which one call is one request: the outbox owns every retry, and the
 * library's own would post twice after a lost answer.
 */
export function clientOptions(config: Pick<SlackConfig, 'apiUrl'>, log: SlackLog): webApi.WebClientOptions {
  return {
    slackApiUrl: config.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    maxRequestConcurrency: CONCURRENT,
    allowAbsoluteUrls: false,
    fetch: lightFetch(CALL_MS),
    logger: libraryLog(log),
  };
}

/** A Web client with a token. */
export function createClient(token: string, options: webApi.WebClientOptions): webApi.WebClient {
  return new webApi.WebClient(token, options);
}

/**
 * Opens a view with a trigger, within the three seconds that one lives. The view goes as text, which is how it travels
 * anyway: given an object, the Web client copies all of it for a debug line that nobody reads.
 *
 * @returns the view's id, where Slack says
 */
export async function openView(
  client: webApi.WebClient,
  triggerId: string,
  view: types.ModalView,
): Promise<string | null> {
  const answer = await client.apiCall('views.open', { trigger_id: triggerId, view: JSON.stringify(view) });
  return (answer as webApi.ViewsOpenResponse).view?.id ?? null;
}
