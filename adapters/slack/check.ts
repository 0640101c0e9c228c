import { webApi } from '@slack/bolt';
import type { SlackConfig } from '../../src/config.js';
import { clientOptions, createClient } from './client.js';
import { errorName } from './errors.js';
import { askIdentity, type Identity } from './identity.js';
import type { SlackLog } from './log.js';
import { SCOPES } from './scopes.js';

/** Slack is set up wrongly: the message says what to do, and where. */
export class SlackSetupError extends Error {
  override readonly name = 'SlackSetupError';
}

/** One line of what `doctor` says. */
export interface Finding {
  readonly ok: boolean;
  /** Whether Convenor starts all the same. */
  readonly serious: boolean;
  readonly says: string;
}

const BOT_TOKEN = 'Copy the Bot User OAuth Token from OAuth & Permissions of your app at api.slack.com/apps.';
const APP_TOKEN =
  'Make one under Basic Information, App-Level Tokens, with the scope connections:write, at api.slack.com/apps.';
const SECRET = 'Copy the Signing Secret from Basic Information of your app at api.slack.com/apps.';
const REINSTALL =
  'Add it under OAuth & Permissions of your app (or take over the manifest of `npx convenor manifest slack`), then install the app again.';

/** What Slack says of a token, as a sentence that says what to do. */
const TOKEN_FAULTS: Readonly<Record<string, string>> = {
  invalid_auth: `Slack does not accept SLACK_BOT_TOKEN. ${BOT_TOKEN}`,
  not_authed: `SLACK_BOT_TOKEN is missing. ${BOT_TOKEN}`,
  token_revoked: `SLACK_BOT_TOKEN has been revoked. Install the app again. ${BOT_TOKEN}`,
  token_expired: `SLACK_BOT_TOKEN has expired: switch token rotation off, install the app again. ${BOT_TOKEN}`,
  account_inactive: `The app has been removed from the workspace, or its bot deactivated. Install it again. ${BOT_TOKEN}`,
  not_allowed_token_type: `SLACK_BOT_TOKEN is a token of another kind. ${BOT_TOKEN}`,
  org_login_required:
    'The workspace is being moved to an organisation. Start Convenor again when Slack says it is done.',
  ekm_access_denied:
    'A Slack administrator has suspended access for apps. Ask them, then start Convenor again.',
};

const APP_TOKEN_FAULTS: Readonly<Record<string, string>> = {
  invalid_auth: `Slack does not accept SLACK_APP_TOKEN. ${APP_TOKEN}`,
  not_authed: `Slack does not accept SLACK_APP_TOKEN. ${APP_TOKEN}`,
  not_allowed_token_type: `SLACK_APP_TOKEN is not an app-level token. ${APP_TOKEN}`,
  missing_scope: `SLACK_APP_TOKEN lacks the scope connections:write. ${APP_TOKEN}`,
  token_revoked: `SLACK_APP_TOKEN has been revoked. ${APP_TOKEN}`,
  forbidden_team:
    'Socket Mode is not allowed in this workspace. Leave SLACK_APP_TOKEN out and use SLACK_SIGNING_SECRET.',
  socket_mode_disabled:
    'Socket Mode is switched off. Switch it on under Socket Mode of your app at api.slack.com/apps.',
};

/**
 * Asks Slack everything that can go wrong with the set-up, for `doctor` and before starting. Nothing is posted.
 */
export async function checkSlack(config: SlackConfig, log: SlackLog): Promise<Finding[]> {
  const findings = [...secretFindings(config)];
  const client = createClient(config.botToken, clientOptions(config, log));
  try {
    const identity = await askIdentity(client);
    findings.push({
      ok: true,
      serious: false,
      says: `Slack accepts the bot token: Convenor belongs to the workspace "${identity.teamName}".`,
    });
    findings.push(...scopeFindings(identity));
  } catch (error) {
    findings.push({ ok: false, serious: true, says: sentenceFor(error, TOKEN_FAULTS, config) });
  }
  if (config.appToken !== null) findings.push(await appTokenFinding(config, log));
  return findings;
}

/** @throws SlackSetupError with one line for everything that keeps Convenor from working on Slack */
export async function requireWorkingSlack(config: SlackConfig, log: SlackLog): Promise<void> {
  const findings = await checkSlack(config, log);
  const faults = findings.filter(each => !each.ok);
  const serious = faults.filter(each => each.serious);
  if (serious.length > 0) throw new SlackSetupError(serious.map(each => each.says).join('\n'));
  for (const { says } of faults) log.warn({}, says);
}

/** A wrong secret cannot be asked for; a value that is none can be told. */
function secretFindings({ signingSecret, appToken }: SlackConfig): Finding[] {
  if (signingSecret === null || appToken !== null) return [];
  const wrong = /\s/.test(signingSecret) || /^(xox|xapp-)/.test(signingSecret);
  if (wrong) {
    return [{ ok: false, serious: true, says: `SLACK_SIGNING_SECRET is not a signing secret. ${SECRET}` }];
  }
  return /^[0-9a-f]{32}$/.test(signingSecret)
    ? [
        {
          ok: true,
          serious: false,
          says: 'SLACK_SIGNING_SECRET looks like one; the first request shows whether it is right.',
        },
      ]
    : [
        {
          ok: false,
          serious: false,
          says: `SLACK_SIGNING_SECRET does not look like Slack's (32 digits and letters a to f). ${SECRET}`,
        },
      ];
}

function scopeFindings({ scopes }: Identity): Finding[] {
  if (scopes === null) return [];
  return SCOPES.filter(scope => !scopes.includes(scope.name)).map(({ name, why, without }) => ({
    ok: false,
    serious: without === undefined,
    says: `The app lacks the scope ${name}, which it needs ${why}. ${without ? `${without} ` : ''}${REINSTALL}`,
  }));
}

async function appTokenFinding(config: SlackConfig, log: SlackLog): Promise<Finding> {
  try {
    const client = createClient(config.appToken ?? '', clientOptions(config, log));
    await client.apps.connections.open({});
    return { ok: true, serious: false, says: 'Slack accepts the app-level token: Socket Mode can connect.' };
  } catch (error) {
    return { ok: false, serious: true, says: sentenceFor(error, APP_TOKEN_FAULTS, config) };
  }
}

function sentenceFor(
  error: unknown,
  faults: Readonly<Record<string, string>>,
  { apiUrl }: SlackConfig,
): string {
  const name = errorName(error);
  if (name !== null) return faults[name] ?? `Slack refused the set-up ("${name}"). ${BOT_TOKEN}`;
  if (error instanceof webApi.WebAPIRateLimitedError)
    return `Slack asks Convenor to wait ${error.retryAfter} s. Start it again after that.`;
  if (error instanceof webApi.WebAPIHTTPError)
    return `${apiUrl} answered with status ${error.statusCode}. Check SLACK_API_URL, or start again when Slack works.`;
  return `Slack could not be reached at ${apiUrl}. Check the network, any proxy, and SLACK_API_URL.`;
}
