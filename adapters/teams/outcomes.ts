import type { Outcome, UpdateOutcome } from '../../src/delivery/platform.js';
import { NO_TOKEN, SERVICE_URL_REFUSED, TransportError } from './transportError.js';

/** What became of a post that the Connector did not take: an outcome other than `sent`. */
export type Failure = Exclude<Outcome, { type: 'sent' }>;

/** Said wherever Convenor is not, or no longer, in somebody's Teams. */
export const NOT_INSTALLED =
  'Convenor is not installed for this person in Teams. Ask them to open Apps in Teams, add Convenor and write "help" to it, or ask a Teams administrator to install it for them; then try again.';

/** Said of somebody who has taken Convenor out of their Teams. */
export const UNINSTALLED =
  'The person has removed Convenor from their Teams. Ask them to add it again under Apps; then try again.';

/** Sure not to have been done, for good, by the Connector's own word for it. */
const REFUSED: Readonly<Record<string, string>> = {
  MessageWritesBlocked:
    'The person has blocked Convenor in Teams, or removed it. Ask them to unblock it or add it again; then try again.',
  ConversationBlockedByUser:
    'The person has blocked Convenor in Teams. Ask them to unblock it; then try again.',
  BotDisabledByAdmin:
    'A Teams administrator has switched Convenor off. Ask them to allow the app again; then try again.',
  BotNotInConversationRoster:
    'Convenor is not a member there in Teams. Add it to that team, chat or person; then try again.',
  ConversationNotFound:
    'Teams knows no such conversation any more. Ask the person to write to Convenor once, or bind the channel again; then try again.',
  MemberNotFoundInConversation:
    'Teams does not find the person there. Ask an administrator to bind their account again.',
  MessageSizeTooBig:
    'The card is too large for Teams. Shorten what was written on the record; then try again.',
  [SERVICE_URL_REFUSED]:
    'The address at which Teams was last heard is not one that Convenor may send to. Ask whoever runs Convenor to check CONVENOR_TEAMS_SERVICE_URLS; then try again.',
};

const BY_STATUS: Readonly<Record<number, string>> = {
  403: 'Teams does not let Convenor write there: it was removed, blocked or not allowed. Add Convenor there again, or ask a Teams administrator; then try again.',
  404: REFUSED.ConversationNotFound ?? '',
  413: REFUSED.MessageSizeTooBig ?? '',
};

/**
 * What a failed post means for the message (learn.microsoft.com, "Optimize your bot with rate limiting" and
 * "Send proactive messages": 412, 429, 502 and 504 pass by themselves; a gateway's 502 or 504 does not say
 * whether the message was posted before it).
 *
 * @param now to which a wait that Teams asks for is added
 */
export function failure(error: unknown, now: Date): Failure {
  if (error instanceof RangeError) return { type: 'refused', reason: REFUSED.MessageSizeTooBig ?? '' };
  if (!(error instanceof TransportError)) throw error;
  const { status, code, retryAfterMs, reached } = error;
  if (status === 429 || (status === 503 && retryAfterMs !== null)) {
    const reason = 'Teams asks Convenor to write more slowly.';
    return retryAfterMs === null
      ? { type: 'later', reason }
      : { type: 'later', reason, retryAt: new Date(now.getTime() + retryAfterMs) };
  }
  if (status === 412) return { type: 'later', reason: 'Teams was busy with that conversation (status 412).' };
  if (status === 401 || code === NO_TOKEN) {
    return {
      type: 'later',
      reason:
        'Microsoft does not accept Convenor’s identity. Ask whoever runs Convenor to check MicrosoftAppId, MicrosoftAppPassword (its secret may have expired) and MicrosoftAppTenantId.',
    };
  }
  if (status !== null && status >= 500) {
    return { type: 'unknown', reason: `Teams failed while it was posting (status ${status}).` };
  }
  const known = REFUSED[code] ?? BY_STATUS[status ?? 0];
  if (known) return { type: 'refused', reason: known };
  if (status !== null) {
    const words = code === '' ? `status ${status}` : `"${code}", status ${status}`;
    return {
      type: 'refused',
      reason: `Teams refused it (${words}). Ask a Teams administrator, or whoever runs Convenor: its log has the answer.`,
    };
  }
  return reached === 'no'
    ? { type: 'later', reason: `Teams could not be reached (${code}).` }
    : { type: 'unknown', reason: `Teams did not answer${code === '' ? '' : ` (${code})`}.` };
}

/** The same before anything was posted (finding the conversation): what is unknown is simply done again. */
export function failureBefore(error: unknown, now: Date): Failure {
  const outcome = failure(error, now);
  return outcome.type === 'unknown' ? { type: 'later', reason: outcome.reason } : outcome;
}

/** The same for an edit, which does no harm when it is done twice. */
export function updateFailure(error: unknown, now: Date): UpdateOutcome {
  const outcome = failureBefore(error, now);
  return outcome.type === 'refused' ? { type: 'gone', reason: outcome.reason } : (outcome as UpdateOutcome);
}
