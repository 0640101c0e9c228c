import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../src/config.js';

const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's' };
const teams = { MicrosoftAppId: 'id', MicrosoftAppPassword: 'p', MicrosoftAppTenantId: 't' };

describe('settings', () => {
  test('none at all is the playground on the loopback address', () => {
    expect(readConfig({})).toMatchObject({
      databaseUrl: 'file:./data/convenor.db',
      host: '127.0.0.1',
      port: 3978,
      logLevel: 'warn',
      web: true,
      slack: null,
      teams: null,
    });
  });

  test('a platform takes the place of the playground, which may be switched on beside it', () => {
    expect(readConfig(slack)).toMatchObject({
      web: false,
      logLevel: 'info',
      slack: { botToken: 'xoxb-1', appToken: null },
    });
    expect(readConfig({ ...slack, ...teams, CONVENOR_WEB: 'on' })).toMatchObject({
      web: true,
      teams: { appId: 'id' },
    });
  });

  test("without an identity Teams is for Microsoft's local test client", () => {
    expect(readConfig({ MicrosoftAppId: '' }).teams).toMatchObject({ appId: '' });
    expect(readConfig({ CONVENOR_WEB: 'off' }).teams).toMatchObject({ appId: '' });
    expect(readConfig({ ...slack, CONVENOR_WEB: 'off' }).teams).toBeNull();
  });

  test.each([
    [{ PORT: 'http' }, /PORT is not a number\. Use a free port/],
    [{ PORT: '70000' }, /PORT is above 65535/],
    [{ DATABASE_URL: 'mysql://x' }, /DATABASE_URL is neither a file nor a PostgreSQL address/],
    [{ LOG_LEVEL: 'loud' }, /LOG_LEVEL must be one of/],
    [{ SLACK_SIGNING_SECRET: 's' }, /SLACK_BOT_TOKEN is missing.*OAuth & Permissions/],
    [{ SLACK_BOT_TOKEN: 'xoxb-1' }, /SLACK_APP_TOKEN.*or SLACK_SIGNING_SECRET/],
    [{ ...slack, SLACK_BOT_TOKEN: 'xapp-1' }, /SLACK_BOT_TOKEN is not a bot token/],
    [{ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'x' }, /SLACK_APP_TOKEN is not an app-level token/],
    [{ ...slack, SLACK_API_URL: 'http://127.0.0.1:9/api' }, /SLACK_API_URL must end with a slash/],
    [{ MicrosoftAppId: 'id', MicrosoftAppTenantId: 't' }, /MicrosoftAppPassword is missing/],
    [{ MicrosoftAppId: 'id', MicrosoftAppPassword: 'p' }, /MicrosoftAppTenantId is missing.*Directory/],
    [{ MicrosoftAppPassword: 'p' }, /MicrosoftAppId is missing.*Entra/],
  ])('%j is refused with what to do', (environment, sentence) => {
    expect(() => readConfig(environment)).toThrow(ConfigError);
    expect(() => readConfig(environment)).toThrow(sentence);
  });

  test("a server that only speaks Slack's language may have tokens of its own make", () => {
    const { slack: config } = readConfig({
      ...slack,
      SLACK_BOT_TOKEN: 'local',
      SLACK_API_URL: 'http://127.0.0.1:9/api/',
    });
    expect(config).toMatchObject({ botToken: 'local', apiUrl: 'http://127.0.0.1:9/api/' });
  });

  test('several faults are named at once', () => {
    expect(() => readConfig({ PORT: 'x', LOG_LEVEL: 'y' })).toThrow(/PORT[\s\S]*LOG_LEVEL/);
  });
});
