import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { checkSlack, requireWorkingSlack } from '../../../adapters/slack/check.js';
import { slackManifest } from '../../../adapters/slack/manifest.js';
import { SCOPES } from '../../../adapters/slack/scopes.js';
import { commandList } from '../../../src/cli/commandList.js';
import type { SlackConfig } from '../../../src/config.js';
import { SlackServer } from '../../fakes/slackServer.js';
import { versions } from './conformance.js';

const silent = { info() {}, warn() {}, error() {} };

function config(apiUrl: string, more: Partial<SlackConfig> = {}): SlackConfig {
  return { botToken: 'xoxb-1', signingSecret: '0'.repeat(32), appToken: null, apiUrl, ...more };
}

async function refusing(method: string, error: string): Promise<string> {
  const server = await SlackServer.start({
    fault: call => (call.method === method ? { type: 'refuse', error } : null),
  });
  onTestFinished(() => server.close());
  return server.url;
}

test.each([
  ['invalid_auth', 'Slack does not accept SLACK_BOT_TOKEN. Copy the Bot User OAuth Token'],
  ['token_revoked', 'SLACK_BOT_TOKEN has been revoked'],
  ['account_inactive', 'The app has been removed from the workspace'],
])('a start with a token that is %s ends in a sentence', async (error, sentence) => {
  const url = await refusing('auth.test', error);
  await expect(requireWorkingSlack(config(url), silent)).rejects.toThrow(sentence);
});

test('an app-level token is tried before Socket Mode begins', async () => {
  const url = await refusing('apps.connections.open', 'missing_scope');
  const socket = config(url, { appToken: 'xapp-1', signingSecret: null });
  await expect(requireWorkingSlack(socket, silent)).rejects.toThrow('lacks the scope connections:write');
});

test('a value that is no signing secret is told, and everything else that is wrong with it', async () => {
  const url = await refusing('auth.test', 'invalid_auth');
  const wrong = requireWorkingSlack(config(url, { signingSecret: 'xoxb-oops' }), silent);
  await expect(wrong).rejects.toThrow(/SLACK_SIGNING_SECRET is not[\s\S]*SLACK_BOT_TOKEN/);
});

test('a missing permission is named with what it is for; one that only helps does not stop the start', async () => {
  let granted = SCOPES.map(scope => scope.name);
  const server = createServer((_, response) => {
    response.setHeader('x-oauth-scopes', granted.join(','));
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ok: true, team: 'Fake', team_id: 'T1', user_id: 'UB', bot_id: 'B1' }));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
  expect((await checkSlack(config(url), silent)).every(finding => finding.ok)).toBe(true);
  granted = granted.filter(name => name !== 'chat:write');
  await expect(requireWorkingSlack(config(url), silent)).rejects.toThrow(
    'The app lacks the scope chat:write, which it needs to post cards',
  );
  granted = SCOPES.map(scope => scope.name).filter(name => name !== 'groups:history');
  await requireWorkingSlack(config(url), silent);
  const [finding] = (await checkSlack(config(url), silent)).filter(each => !each.ok);
  expect(finding).toMatchObject({ serious: false, says: expect.stringContaining('groups:history') });
});

test('a Slack that cannot be reached is named by its address', async () => {
  const wrong = requireWorkingSlack(config('http://127.0.0.1:9/api/'), silent);
  await expect(wrong).rejects.toThrow('Slack could not be reached at http://127.0.0.1:9/api/');
});

test('the manifest declares every command, and an address exactly when there is one', () => {
  const commands = commandList();
  const socket = slackManifest(null, commands) as {
    features: { slash_commands: { command: string; description: string; usage_hint?: string }[] };
  };
  const declared = socket.features.slash_commands;
  expect(declared.map(each => each.command)).toEqual(
    [...commands.map(each => each.name), 'convenor'].map(name => `/${name}`),
  );
  expect(declared.map(each => each.command)).toEqual(expect.arrayContaining(['/support', '/review', '/me']));
  // Slack's limits of a command: 32 characters, 2,000 of description, 1,000 of hint.
  for (const each of declared) {
    expect(each.command).toMatch(/^\/[a-z-]{1,31}$/);
    expect(each.description.length).toBeLessThan(200);
    expect(each.usage_hint?.length ?? 0).toBeLessThanOrEqual(100);
  }
  expect(JSON.stringify(socket)).not.toContain('url"');
  expect(socket).toMatchObject({ settings: { socket_mode_enabled: true } });
  const http = slackManifest('https://convenor.example.org/', commands);
  expect(http).toMatchObject({
    settings: {
      socket_mode_enabled: false,
      event_subscriptions: { request_url: 'https://convenor.example.org/slack/events' },
      interactivity: { request_url: 'https://convenor.example.org/slack/events' },
    },
  });
});

test('the schema that payloads are tested against is of the installed types', () => {
  expect(versions.schema).toBe(versions.installed);
});
