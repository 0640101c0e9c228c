import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { checkTeams } from '../../adapters/teams/check.js';
import { doctorCommand } from '../../src/cli/doctor.js';
import type { TeamsConfig } from '../../src/config.js';
import { withDatabase } from '../fakes/database.js';
import { SlackServer } from '../fakes/slackServer.js';

const TEAMS: TeamsConfig = {
  appId: '11111111-1111-4111-8111-111111111111',
  appPassword: 'a secret',
  appType: 'SingleTenant',
  tenantId: '22222222-2222-4222-8222-222222222222',
  allowedTenants: [],
  serviceUrls: [],
};

async function listening(server: Server): Promise<string> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Microsoft's sign-in, which says `words` of whoever asks; '' for a token. */
async function signIn(words: string): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    asked.push(`${request.url} ${body}`);
    response.writeHead(words === '' ? 200 : 401, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify(
        words === '' ? { access_token: 't' } : { error: 'invalid_client', error_description: words },
      ),
    );
  });
  return { url: await listening(server), asked };
}

describe('convenor doctor', () => {
  let written = '';
  beforeEach(() => {
    for (const name of Object.keys(process.env))
      if (/^(SLACK_|Microsoft|CONVENOR_)/.test(name)) vi.stubEnv(name, undefined);
    vi.spyOn(process.stdout, 'write').mockImplementation(text => {
      written += String(text);
      return true;
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    process.exitCode = undefined;
  });

  async function run(environment: Readonly<Record<string, string>>, ...args: string[]) {
    written = '';
    process.exitCode = undefined;
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    await doctorCommand().parseAsync(args, { from: 'user' });
    return { text: written, status: Number(process.exitCode ?? 0) };
  }

  test('all is well: the store is up to date, Slack takes the token', async () => {
    const database = await withDatabase('sqlite');
    const slack = await SlackServer.start();
    onTestFinished(() => slack.close());
    const { text, status } = await run({
      DATABASE_URL: database.url,
      SLACK_API_URL: slack.url,
      SLACK_BOT_TOKEN: 'xoxb-test',
      SLACK_APP_TOKEN: 'xapp-test',
    });
    expect(status).toBe(0);
    expect(text).toContain('Convenor runs Slack in Socket Mode at 127.0.0.1:3978.');
    expect(text).toContain('The SQLite database answers and is up to date.');
    expect(text).toContain('Convenor belongs to the workspace "Fake"');
    expect(text).toContain('Socket Mode can connect');
    expect(slack.messages).toEqual([]);
  });

  test('each fault is named with its setting and where to find the value, and the status says so', async () => {
    const slack = await SlackServer.start({
      fault: ({ method }) => (method === 'auth.test' ? { type: 'refuse', error: 'invalid_auth' } : null),
    });
    onTestFinished(() => slack.close());
    const { text, status } = await run(
      {
        DATABASE_URL: 'file:/nowhere/at/all/convenor.db',
        SLACK_API_URL: slack.url,
        SLACK_BOT_TOKEN: 'xoxb-wrong',
        SLACK_SIGNING_SECRET: 'xoxb-not-a-secret',
        MicrosoftAppId: 'not an id',
        MicrosoftAppPassword: 'p',
        MicrosoftAppTenantId: TEAMS.tenantId,
        CONVENOR_PUBLIC_URL: 'http://127.0.0.1:9',
      },
      '--json',
    );
    expect(status).toBe(1);
    const { ok, findings } = JSON.parse(text) as {
      ok: boolean;
      findings: { part: string; ok: boolean; says: string }[];
    };
    expect(ok).toBe(false);
    const faults = findings.filter(each => !each.ok).map(each => `${each.part}: ${each.says}`);
    expect(faults).toEqual([
      expect.stringContaining('store: There is no database at DATABASE_URL yet'),
      expect.stringMatching(/slack: SLACK_SIGNING_SECRET is not a signing secret\..*Basic Information/),
      expect.stringMatching(/slack: Slack does not accept SLACK_BOT_TOKEN\..*OAuth & Permissions/),
      expect.stringMatching(/teams: MicrosoftAppId is not an id .*Entra admin centre/),
      expect.stringContaining('address: Nothing answers at http://127.0.0.1:9 (CONVENOR_PUBLIC_URL)'),
    ]);
  });

  test('settings that cannot be read end it, one line a setting', async () => {
    const { text, status } = await run({ PORT: 'http', LOG_LEVEL: 'loud' });
    expect(status).toBe(1);
    expect(text).toMatch(/FAULT {2}settings {2}PORT is not a number/);
    expect(text).toMatch(/FAULT {2}settings {2}LOG_LEVEL must be one of/);
  });
});

test('Microsoft’s directory is asked for a token, and each refusal says what to do', async () => {
  const good = await signIn('');
  expect(await checkTeams(TEAMS, '127.0.0.1', good.url)).toMatchObject([{ ok: true }]);
  expect(good.asked[0]).toMatch(/^\/22222222-.*\/oauth2\/v2\.0\/token grant_type=client_credentials/);
  for (const [words, says] of [
    [
      'AADSTS7000215: Invalid client secret provided.',
      /does not accept MicrosoftAppPassword.*Certificates & secrets/,
    ],
    ['AADSTS7000222: The provided client secret keys are expired.', /expired/],
    ['AADSTS700016: Application was not found in the directory.', /knows no app with this MicrosoftAppId/],
    ['AADSTS90002: Tenant not found.', /no tenant with this MicrosoftAppTenantId/],
    ['something new', /refused to sign Convenor in \(status 401\)/],
  ] as const) {
    const { url } = await signIn(words);
    expect(await checkTeams(TEAMS, '127.0.0.1', url)).toMatchObject([
      { ok: false, serious: true, says: expect.stringMatching(says) },
    ]);
  }
  expect(await checkTeams({ ...TEAMS, appId: '' }, '0.0.0.0')).toMatchObject([
    { serious: true, says: expect.stringContaining('HOST') },
  ]);
  expect(await checkTeams({ ...TEAMS, appPassword: TEAMS.appId }, '127.0.0.1')).toMatchObject([
    { serious: true, says: expect.stringContaining('secret’s ID, not its value') },
  ]);
});
