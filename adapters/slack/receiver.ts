import { ExpressReceiver } from '@slack/bolt';
import { type Request, type Response, Router } from 'express';
import { systemClock } from '../../src/calendar/clock.js';
import { EVENTS_PATH } from './declared.js';
import { libraryLog, type SlackLog } from './log.js';

/** How far a request's time stamp may lie from ours: Slack's own advice. */
const FRESH_MS = 5 * 60_000;

/** Signatures remembered at most; at a hundred requests a second these are the last five minutes. */
const REMEMBERED = 40_000;

const WRONG_SECRET =
  'A request came whose signature is wrong. If it was Slack’s, SLACK_SIGNING_SECRET is not this app’s: copy it from Basic Information of your app at api.slack.com/apps.';

export interface HttpReceiver {
  readonly receiver: ExpressReceiver;
  /** Takes Slack's requests; to be used at the root of a web server. */
  readonly router: Router;
}

/**
 * Takes Slack's requests over HTTP. Bolt checks signature and age; on top of that a request from the future is
 * refused, and one that was already taken is dropped: Slack signs each attempt anew, so the same signature twice
 * is somebody repeating what they overheard, who learns nothing from an empty answer. Slack's own repeats say that
 * they are, and are known by their keys.
 */
export function createHttpReceiver(signingSecret: string, log: SlackLog): HttpReceiver {
  // Slack's clock is the machine's, and Bolt reads that too: never one that is moved on to see reminders.
  const clock = systemClock;
  const taken = new Map<string, number>();
  let told = false;
  const heard = (message: string): void => {
    if (told || !message.includes('ignature mismatch')) return;
    told = true;
    log.error({}, WRONG_SECRET);
  };
  const guard = (request: Request, response: Response, next: () => void): void => {
    const stamp = Number(request.headers['x-slack-request-timestamp']) * 1_000;
    const repeated = taken.has(String(request.headers['x-slack-signature']));
    if (stamp > clock.now().getTime() + FRESH_MS) {
      log.warn({}, 'a request was refused: its time stamp lies in the future');
      response.status(401).send();
    } else if (repeated && request.headers['x-slack-retry-num'] === undefined) {
      log.warn({}, 'a request was dropped: it was taken before');
      response.status(200).send();
    } else next();
  };
  const router = Router();
  router.post(EVENTS_PATH, guard);
  const receiver = new ExpressReceiver({
    signingSecret,
    endpoints: EVENTS_PATH,
    router,
    logger: libraryLog(log, heard),
    // Called once the signature is known to be right.
    customPropertiesExtractor: request => {
      remember(taken, String(request.headers['x-slack-signature']), clock.now().getTime());
      return {};
    },
  });
  return { receiver, router };
}

function remember(taken: Map<string, number>, signature: string, now: number): void {
  taken.set(signature, now);
  for (const [oldest, at] of taken) {
    if (taken.size <= REMEMBERED && at > now - 2 * FRESH_MS) break;
    taken.delete(oldest);
  }
}
