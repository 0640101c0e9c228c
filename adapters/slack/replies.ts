import type { types, webApi } from '@slack/bolt';
import { CALL_MS } from './client.js';
import { errorName } from './errors.js';
import type { SlackLog } from './log.js';
import { lightFetch } from './transport.js';

const respond = lightFetch(CALL_MS);

/** What is said to one person. */
export interface Said {
  /** Already escaped. */
  readonly text: string;
  readonly blocks: types.KnownBlock[];
}

/** Where something may be said to one person only, the best way first. */
export interface ReplyPlace {
  readonly responseUrl?: string | undefined;
  /** Whether the message pressed is theirs alone, so that the answer takes its place. */
  readonly replace?: boolean;
  readonly channel?: string | undefined;
  readonly threadTs?: string | undefined;
  readonly user: string;
  /** The channel is their own conversation with Convenor: nobody else reads it. */
  readonly direct?: boolean;
}

/** Says things to one person: by the address that came with the click, else unseen by others, else directly. */
export class Replies {
  readonly #client: webApi.WebClient;
  readonly #log: SlackLog;

  constructor(client: webApi.WebClient, log: SlackLog) {
    this.#client = client;
    this.#log = log;
  }

  async say(place: ReplyPlace, said: Said): Promise<void> {
    if (place.responseUrl !== undefined && (await this.#respond(place.responseUrl, place, said))) return;
    const content = { text: said.text, blocks: said.blocks };
    const thread = place.threadTs === undefined ? {} : { thread_ts: place.threadTs };
    if (place.channel !== undefined) {
      try {
        if (place.direct)
          await this.#client.chat.postMessage({ channel: place.channel, ...thread, ...content });
        else
          await this.#client.chat.postEphemeral({
            channel: place.channel,
            user: place.user,
            ...thread,
            ...content,
          });
        return;
      } catch (error) {
        this.#log.warn({ slackError: errorName(error) }, 'an answer could not be given in the channel');
      }
    }
    await this.#client.chat.postMessage({ channel: place.user, ...content });
  }

  /** The address is good for five answers in half an hour; after that another way is found. */
  async #respond(url: string, { replace = false }: ReplyPlace, said: Said): Promise<boolean> {
    try {
      const answer = await respond(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify({ response_type: 'ephemeral', replace_original: replace, ...said }),
      });
      await answer.arrayBuffer();
      if (answer.ok) return true;
      this.#log.warn({ status: answer.status }, 'Slack did not take an answer to a click');
    } catch (error) {
      this.#log.warn({ err: error }, 'an answer to a click did not reach Slack');
    }
    return false;
  }
}
