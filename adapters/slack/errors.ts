import { webApi } from '@slack/bolt';
import type { Outcome, UpdateOutcome } from '../../src/delivery/platform.js';

/** What became of a call that Slack did not answer with yes: an outcome other than `sent`. */
export type Failure = Exclude<Outcome, { type: 'sent' }>;

/** Sure not to have been done, for good: why, and what a coordinator or administrator can do. */
const REFUSED: Readonly<Record<string, string>> = {
  channel_not_found:
    'Slack knows no such channel, or Convenor may not see it. Invite Convenor to it, or bind another channel; then try again.',
  thread_not_found: 'The message it belongs beneath has been deleted on Slack. Nothing needs to be done.',
  not_in_channel: 'Convenor is not in that Slack channel. Invite it there with /invite; then try again.',
  is_archived:
    'That Slack channel is archived. Open it again in Slack, or bind another channel; then try again.',
  channel_is_archived:
    'That Slack channel is archived. Open it again in Slack, or bind another channel; then try again.',
  account_inactive:
    'The Slack account of Convenor, or of the person, has been deactivated. Ask a Slack administrator which; then try again.',
  user_disabled:
    'The person’s Slack account has been deactivated. Give their role to somebody else, or bind their new account.',
  user_not_found: 'Slack knows no such person. Ask an administrator to bind their account again.',
  users_not_found: 'Slack knows no such person. Ask an administrator to bind their account again.',
  user_not_visible:
    'Convenor may not see that person on Slack. Write to them in a channel, or bind an account of this workspace.',
  user_not_in_channel: 'The person is not in that Slack channel. Invite them, or write to them directly.',
  messages_tab_disabled:
    'The Messages tab of Convenor is switched off. Switch it on under App Home at api.slack.com/apps; then try again.',
  cannot_dm_bot: 'The account that is bound to the person is a bot. Bind their own account; then try again.',
  cannot_dm_self:
    'The account that is bound to the person is Convenor itself. Bind their own account; then try again.',
  restricted_action:
    'A setting of the Slack workspace keeps Convenor from writing there. Ask a Slack administrator to allow it.',
  restricted_action_read_only_channel:
    'Only some may write in that Slack channel. Ask its manager to let Convenor write there; then try again.',
  restricted_action_thread_only_channel:
    'In that Slack channel only replies are allowed. Ask its manager to let Convenor post; then try again.',
  restricted_action_non_threadable_channel:
    'In that Slack channel no replies are allowed. Bind another channel; then try again.',
  restricted_action_thread_locked:
    'That Slack thread is locked. Unlock it, or bind another channel; then try again.',
  team_access_not_granted:
    'Convenor is not allowed in that Slack workspace. Ask the organisation’s owner to approve it there.',
  access_denied:
    'Slack denied Convenor access. Ask a Slack administrator to approve the app; then try again.',
  ekm_access_denied: 'A Slack administrator has suspended access to messages. Ask them; then try again.',
  enterprise_is_restricted: 'The Slack organisation does not allow this. Ask its administrator.',
  no_permission: 'Convenor may not do this on Slack. Install it anew from its manifest; then try again.',
  missing_scope: 'Convenor lacks a permission on Slack. Install it anew from its manifest; then try again.',
  not_allowed_token_type:
    'SLACK_BOT_TOKEN is not a bot token. Set the one that begins with xoxb-; then try again.',
  invalid_auth:
    'Slack does not accept SLACK_BOT_TOKEN. Copy it again from OAuth & Permissions; then try again.',
  not_authed: 'SLACK_BOT_TOKEN is missing. Copy it from OAuth & Permissions; then try again.',
  token_revoked:
    'SLACK_BOT_TOKEN has been revoked. Install Convenor again and set the new one; then try again.',
  token_expired: 'SLACK_BOT_TOKEN has expired. Install Convenor again and set the new one; then try again.',
  org_login_required:
    'The workspace is being moved to an organisation. Try again when Slack says that it is done.',
  team_added_to_org:
    'The workspace is being moved to an organisation. Try again when Slack says that it is done.',
  two_factor_setup_required:
    'The workspace asks for two-factor sign-in of the app’s owner. Set it up; then try again.',
  msg_too_long: 'The message is too long for Slack. Shorten what was written on the record; then try again.',
  msg_blocks_too_long:
    'The card is too long for Slack. Shorten what was written on the record; then try again.',
  no_text: 'The message was empty. Tell whoever runs Convenor: its log has the message.',
  invalid_blocks: 'Slack did not understand the card. Tell whoever runs Convenor: its log has the message.',
  invalid_blocks_format:
    'Slack did not understand the card. Tell whoever runs Convenor: its log has the message.',
  invalid_arguments:
    'Slack did not understand the message. Tell whoever runs Convenor: its log has the message.',
  metadata_too_large:
    'The message carries too much data for Slack. Tell whoever runs Convenor: its log has the message.',
  too_many_attachments:
    'The card is too long for Slack. Tell whoever runs Convenor: its log has the message.',
  message_limit_exceeded:
    'The workspace has reached the messages its Slack plan allows. Ask a Slack administrator.',
  slack_connect_file_link_sharing_blocked:
    'That Slack channel is shared with others and blocks this. Bind another channel.',
  external_channel_migrating: 'That shared Slack channel is being moved. Try again in an hour.',
  as_user_not_supported:
    'Slack did not understand the message. Tell whoever runs Convenor: its log has the message.',
};

/** Sure not to have been done, and likely to work later. */
const LATER: ReadonlySet<string> = new Set([
  'ratelimited',
  'rate_limited',
  'service_unavailable',
  'request_timeout',
  'accesslimited',
  'update_failed',
]);

/** Slack's own words: some of it may have been done before it failed. */
const UNKNOWN: ReadonlySet<string> = new Set(['fatal_error', 'internal_error', 'unknown_error']);

/** The connection was never made, so nothing can have been done. */
const NEVER_CONNECTED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** What an edit meets when the message can never be edited again. */
const GONE: Readonly<Record<string, string>> = {
  message_not_found: 'The message has been deleted on Slack.',
  cant_update_message: 'The message is not one of Convenor’s own any more.',
  edit_window_closed: 'The workspace allows no edits of messages this old.',
};

/**
 * What a failed call of Slack's Web API means for the message.
 *
 * @param now to which Slack's "retry after" is added
 */
export function failure(error: unknown, now: Date): Failure {
  if (error instanceof webApi.WebAPIRateLimitedError) {
    const retryAt = new Date(now.getTime() + error.retryAfter * 1_000);
    return { type: 'later', retryAt, reason: 'Slack asks Convenor to write more slowly.' };
  }
  if (error instanceof webApi.WebAPIPlatformError) return refusal(error.data.error);
  if (error instanceof webApi.WebAPIHTTPError) {
    return error.statusCode >= 500 || error.statusCode === 408
      ? { type: 'unknown', reason: `Slack failed while it was posting (status ${error.statusCode}).` }
      : {
          type: 'refused',
          reason: `Slack refused the request (status ${error.statusCode}). Check SLACK_API_URL; then try again.`,
        };
  }
  if (error instanceof RangeError) {
    return {
      type: 'refused',
      reason: 'The card is too large for Slack. Tell whoever runs Convenor: its log says which.',
    };
  }
  const code = connectionCode(error);
  return code !== null && NEVER_CONNECTED.has(code)
    ? { type: 'later', reason: `Slack could not be reached (${code}).` }
    : { type: 'unknown', reason: `Slack did not answer${code ? ` (${code})` : ''}.` };
}

/** The same for an edit: doing it twice does no harm, so what is unknown is simply done again. */
export function updateFailure(error: unknown, now: Date): UpdateOutcome {
  const name = errorName(error);
  const gone = name === null ? undefined : GONE[name];
  if (gone) return { type: 'gone', reason: gone };
  const outcome = failure(error, now);
  if (outcome.type === 'refused') return { type: 'gone', reason: outcome.reason };
  return outcome.type === 'later' ? outcome : { type: 'later', reason: outcome.reason };
}

/** Slack's name for what it refused ('not_in_channel'), or null when it was something else. */
export function errorName(error: unknown): string | null {
  return error instanceof webApi.WebAPIPlatformError ? error.data.error : null;
}

/** The sentence for an error by its name. */
export function errorSentence(name: string): string {
  return (
    REFUSED[name] ??
    `Slack refused it ("${name}"). Look the word up at docs.slack.dev, or ask a Slack administrator.`
  );
}

function refusal(name: string): Failure {
  if (LATER.has(name)) return { type: 'later', reason: `Slack is busy ("${name}").` };
  if (UNKNOWN.has(name)) return { type: 'unknown', reason: `Slack failed while it was posting ("${name}").` };
  return { type: 'refused', reason: errorSentence(name) };
}

/** The system's code of a broken connection, however deep it is wrapped. */
function connectionCode(error: unknown): string | null {
  let at: unknown = error;
  let found: string | null = null;
  for (let depth = 0; depth < 6 && typeof at === 'object' && at !== null; depth++) {
    const { code, cause, original, errors } = at as {
      code?: unknown;
      cause?: unknown;
      original?: unknown;
      errors?: readonly unknown[];
    };
    if (typeof code === 'string' && !code.startsWith('slack_')) found = code;
    at = original ?? cause ?? errors?.[0];
  }
  return found;
}
