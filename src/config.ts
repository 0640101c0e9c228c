import { z } from 'zod';

/** Set up wrongly: the message names each setting, what is wrong with it and where its value is found. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

export interface Config {
  readonly databaseUrl: string;
  readonly host: string;
  readonly port: number;
  /** Where the outside reaches this server, without a slash at its end; null when it cannot. */
  readonly publicUrl: string | null;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
  readonly web: boolean;
  readonly slack: SlackConfig | null;
  readonly teams: TeamsConfig | null;
}

export interface SlackConfig {
  readonly botToken: string;
  /** HTTP mode needs it; Socket Mode does not. */
  readonly signingSecret: string | null;
  /** Present: Socket Mode. */
  readonly appToken: string | null;
  readonly apiUrl: string;
}

export interface TeamsConfig {
  /** Empty only on a loopback address, for Microsoft's local test client. */
  readonly appId: string;
  readonly appPassword: string;
  readonly appType: 'SingleTenant' | 'MultiTenant' | 'UserAssignedMSI';
  readonly tenantId: string;
  /** Other tenants whose people may use Convenor. */
  readonly allowedTenants: readonly string[];
  /** Connector addresses beside Microsoft's own, which it may write to. */
  readonly serviceUrls: readonly string[];
}

const SLACK_ITSELF = 'https://slack.com/api/';

const blankIsAbsent = (value: unknown) =>
  typeof value === 'string' && value.trim() === '' ? undefined : value;
const optional = (schema: z.ZodType<string>) => z.preprocess(blankIsAbsent, schema.optional());

/** Several values in one setting, with commas between them. */
const list = z
  .string()
  .default('')
  .transform(text =>
    text
      .split(',')
      .map(each => each.trim())
      .filter(each => each !== ''),
  );

const DATABASE_HINT = 'Use file:./data/convenor.db, or postgresql://user:password@host/database.';
const BOT_TOKEN_HINT =
  'It begins with xoxb- and stands under OAuth & Permissions of your app at api.slack.com/apps, after Install to Workspace.';
const APP_TOKEN_HINT =
  'It begins with xapp- and is made under Basic Information, App-Level Tokens, with the scope connections:write.';
const SIGNING_SECRET_HINT =
  'It is the Signing Secret under Basic Information of your app at api.slack.com/apps.';
const APP_ID_HINT = 'It is the Application (client) ID of the app registration in the Entra admin centre.';
const TENANT_HINT = 'It is the Directory (tenant) ID on the same page as the Application ID.';

const Environment = z.object({
  DATABASE_URL: z
    .preprocess(blankIsAbsent, z.string().default('file:./data/convenor.db'))
    .refine(
      url => /^(file:|postgres(ql)?:)/.test(url),
      `is neither a file nor a PostgreSQL address. ${DATABASE_HINT}`,
    ),
  HOST: z.preprocess(blankIsAbsent, z.string().default('127.0.0.1')),
  PORT: z.preprocess(
    blankIsAbsent,
    z.coerce
      .number('is not a number. Use a free port, for example 3978.')
      .int('is not a whole number. Use a free port, for example 3978.')
      .min(0, 'is below 0. Use a free port, for example 3978.')
      .max(65535, 'is above 65535. Use a free port, for example 3978.')
      .default(3978),
  ),
  CONVENOR_PUBLIC_URL: z
    .preprocess(blankIsAbsent, z.string().optional())
    .transform(text => text?.replace(/\/+$/, '') ?? null)
    .refine(
      url => url === null || isPublicAddress(url),
      'is not an address without a path. It is where Slack, Teams or a calendar reaches this server, as https://convenor.example.org; leave it unset when nothing reaches it.',
    ),
  LOG_LEVEL: z.preprocess(
    blankIsAbsent,
    z
      .enum(
        ['fatal', 'error', 'warn', 'info', 'debug', 'silent'],
        'must be one of fatal, error, warn, info, debug, silent.',
      )
      .optional(),
  ),
  CONVENOR_WEB: z.preprocess(blankIsAbsent, z.enum(['on', 'off'], 'must be on or off.').optional()),
  SLACK_BOT_TOKEN: optional(z.string()),
  SLACK_SIGNING_SECRET: optional(z.string()),
  SLACK_APP_TOKEN: optional(z.string()),
  SLACK_API_URL: z.preprocess(
    blankIsAbsent,
    z
      .url('is not an address. Leave it unset for Slack itself.')
      .endsWith('/', 'must end with a slash.')
      .default(SLACK_ITSELF),
  ),
  MicrosoftAppId: optional(z.string()),
  MicrosoftAppPassword: optional(z.string()),
  MicrosoftAppType: z.preprocess(
    blankIsAbsent,
    z
      .enum(
        ['SingleTenant', 'MultiTenant', 'UserAssignedMSI'],
        'must be SingleTenant, MultiTenant or UserAssignedMSI.',
      )
      .default('SingleTenant'),
  ),
  MicrosoftAppTenantId: optional(z.string()),
  CONVENOR_TEAMS_TENANTS: list,
  CONVENOR_TEAMS_SERVICE_URLS: list,
});

/** The names of all settings. */
export const SETTING_NAMES: readonly string[] = Object.keys(Environment.shape);

/**
 * Reads the settings from environment variables, once.
 * @throws ConfigError with one line for every setting at fault
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const read = Environment.safeParse(environment);
  if (!read.success) {
    throw new ConfigError(
      read.error.issues.map(issue => `${issue.path.join('.')} ${issue.message}`).join('\n'),
    );
  }
  const env = read.data;
  const slack = slackConfig(env);
  const anonymous = environment.MicrosoftAppId === '' || (env.CONVENOR_WEB === 'off' && !slack);
  const teams = teamsConfig(env, anonymous);
  const web = env.CONVENOR_WEB ? env.CONVENOR_WEB === 'on' : !slack && !teams;
  return {
    databaseUrl: env.DATABASE_URL,
    host: env.HOST,
    port: env.PORT,
    publicUrl: env.CONVENOR_PUBLIC_URL,
    // Somebody who only plays reads one address, not a line for every message.
    logLevel: env.LOG_LEVEL ?? (slack || teams ? 'info' : 'warn'),
    web,
    slack,
    teams,
  };
}

/** https, or http on this machine for tests. */
function isPublicAddress(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  const secure = url?.protocol === 'https:' || /^http:\/\/(127\.0\.0\.1|localhost)(:|$)/.test(text);
  return url !== null && secure && url.origin === text.toLowerCase();
}

type Env = z.infer<typeof Environment>;

function slackConfig(env: Env): SlackConfig | null {
  if (!env.SLACK_BOT_TOKEN && !env.SLACK_APP_TOKEN && !env.SLACK_SIGNING_SECRET) return null;
  if (!env.SLACK_BOT_TOKEN)
    throw new ConfigError(
      `SLACK_BOT_TOKEN is missing, though other Slack settings are there. ${BOT_TOKEN_HINT}`,
    );
  // A server that only speaks Slack's language has tokens of its own make.
  if (env.SLACK_API_URL === SLACK_ITSELF) {
    if (!env.SLACK_BOT_TOKEN.startsWith('xoxb-'))
      throw new ConfigError(`SLACK_BOT_TOKEN is not a bot token. ${BOT_TOKEN_HINT}`);
    if (env.SLACK_APP_TOKEN && !env.SLACK_APP_TOKEN.startsWith('xapp-'))
      throw new ConfigError(`SLACK_APP_TOKEN is not an app-level token. ${APP_TOKEN_HINT}`);
  }
  if (!env.SLACK_APP_TOKEN && !env.SLACK_SIGNING_SECRET) {
    throw new ConfigError(
      `Slack needs either SLACK_APP_TOKEN (no public address needed: ${APP_TOKEN_HINT}) or SLACK_SIGNING_SECRET (${SIGNING_SECRET_HINT})`,
    );
  }
  return {
    botToken: env.SLACK_BOT_TOKEN,
    signingSecret: env.SLACK_SIGNING_SECRET ?? null,
    appToken: env.SLACK_APP_TOKEN ?? null,
    apiUrl: env.SLACK_API_URL,
  };
}

/**
 * Teams' settings. With MicrosoftAppId set but empty (or nothing else to talk to) it is for Microsoft's local test
 * client, which knows no identities: the adapter then refuses any but a loopback address.
 */
function teamsConfig(env: Env, anonymous: boolean): TeamsConfig | null {
  const { CONVENOR_TEAMS_TENANTS: allowedTenants, CONVENOR_TEAMS_SERVICE_URLS: serviceUrls } = env;
  if (!env.MicrosoftAppId) {
    if (env.MicrosoftAppPassword || env.MicrosoftAppTenantId) {
      throw new ConfigError(
        `MicrosoftAppId is missing, though other Teams settings are there. ${APP_ID_HINT}`,
      );
    }
    if (!anonymous) return null;
    return { appId: '', appPassword: '', appType: 'SingleTenant', tenantId: '', allowedTenants, serviceUrls };
  }
  if (!env.MicrosoftAppPassword && env.MicrosoftAppType !== 'UserAssignedMSI') {
    throw new ConfigError(
      'MicrosoftAppPassword is missing. It is the value of a client secret, made under Certificates & secrets of the app registration.',
    );
  }
  if (!env.MicrosoftAppTenantId && env.MicrosoftAppType !== 'MultiTenant') {
    throw new ConfigError(`MicrosoftAppTenantId is missing. ${TENANT_HINT}`);
  }
  return {
    appId: env.MicrosoftAppId,
    appPassword: env.MicrosoftAppPassword ?? '',
    appType: env.MicrosoftAppType,
    tenantId: env.MicrosoftAppTenantId ?? '',
    allowedTenants,
    serviceUrls,
  };
}
