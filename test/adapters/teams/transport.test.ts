import { afterEach, describe, expect, test, vi } from 'vitest';
import { allowing } from '../../../adapters/teams/serviceUrls.js';
import { createTransport } from '../../../adapters/teams/transport.js';
import { done } from '../../../src/chat/answer.js';
import { withDatabase } from '../../fakes/database.js';
import { openTeams, TENANT, userNamed } from './teamsWorld.js';

const ANN = userNamed('Ann Head', 1);
const now = new Date('2026-11-09T10:00:00Z');

// The library writes refused tokens to the console itself.
vi.spyOn(console, 'error').mockImplementation(() => {});
afterEach(() => vi.clearAllMocks());

async function open(options: { allowedTenants?: readonly string[] } = {}) {
  const store = await (await withDatabase('sqlite')).open();
  const person = await store.db.person.create({ data: { name: ANN.name, email: ANN.email } });
  let heard = 0;
  const teams = await openTeams({
    store,
    users: [ANN],
    clock: { now: () => now },
    router: async () => {
      heard++;
      return done('Understood.');
    },
    ...options,
  });
  return { teams, store, person, heard: () => heard };
}

describe('who may call /api/messages', () => {
  test('every token that is not Teams’ own is refused with 401, and nothing is done or sent', async () => {
    const { teams, heard } = await open();
    const { authority, connector } = teams;
    const good = authority.token(connector.url);
    const [head = '', payload = '', signature = ''] = good.split('.');
    const forged = Buffer.from(payload, 'base64url').toString().replace('1111', '2222');
    const other = signature.startsWith('A') ? 'B' : 'A';
    const tokens: Readonly<Record<string, string | null>> = {
      none: null,
      'no token at all': 'nonsense',
      'wrong audience': authority.token(connector.url, { aud: '22222222-2222-4222-8222-222222222222' }),
      'wrong issuer': authority.token(connector.url, { iss: 'https://evil.example' }),
      expired: authority.token(connector.url, { expiresIn: -3_600 }),
      'tampered signature': `${head}.${payload}.${other}${signature.slice(1)}`,
      'tampered payload': `${head}.${Buffer.from(forged).toString('base64url')}.${signature}`,
      unsigned: `${Buffer.from('{"alg":"none","kid":"test"}').toString('base64url')}.${payload}.`,
      'wrong service URL': authority.token('https://smba.trafficmanager.net/uk/'),
    };
    const statuses: Record<string, number> = {};
    for (const [name, token] of Object.entries(tokens)) {
      const activity = teams.activity(ANN, { type: 'message', text: 'help' });
      statuses[name] = (await teams.post(activity, token)).status;
    }
    expect(statuses).toEqual(Object.fromEntries(Object.keys(tokens).map(name => [name, 401])));
    expect(heard()).toBe(0);
    expect(connector.calls).toEqual([]);

    expect((await teams.post(teams.activity(ANN, { type: 'message', text: 'help' }), good)).status).toBe(200);
    expect(heard()).toBe(1);
  });

  test('another tenant is refused with 403, unless it is allowed by configuration', async () => {
    const foreign = 'cccccccc-0000-4000-8000-000000000003';
    const from = { channelData: { tenant: { id: foreign } } };
    const closed = await open();
    const activity = closed.teams.activity(ANN, { type: 'message', text: 'help', ...from });
    expect((await closed.teams.post(activity)).status).toBe(403);
    expect(closed.teams.connector.calls).toEqual([]);

    const opened = await open({ allowedTenants: [foreign.toUpperCase()] });
    await opened.teams.types(ANN, 'help', from);
    expect(opened.heard()).toBe(1);
  });

  test('a service URL that is not on the list is never sent to, whatever the token says', async () => {
    const { teams, heard } = await open();
    const evil = 'https://smba.trafficmanager.net.evil.example/';
    const activity = { ...teams.activity(ANN, { type: 'message', text: 'help' }), serviceUrl: evil };
    expect((await teams.post(activity, teams.authority.token(evil))).status).toBe(403);
    expect(heard()).toBe(0);
    const reference = {
      type: 'person',
      serviceUrl: evil,
      tenantId: TENANT,
      botId: '28:b',
      userId: '29:x',
      conversationId: 'a:x',
    };
    const outcome = await teams.adapter.deliver(
      { platform: 'teams', tenant: TENANT, externalId: ANN.aad, reference, direct: true },
      { deliveryKey: 'k', text: 'Hello', card: { title: 'T', body: [], actions: [] } },
    );
    expect(outcome).toMatchObject({
      type: 'refused',
      reason: expect.stringContaining('CONVENOR_TEAMS_SERVICE_URLS'),
    });
  });

  test('what is no activity is refused with 400, once the caller is known', async () => {
    const { teams } = await open();
    const { type: _, ...untyped } = teams.activity(ANN, { type: 'message' });
    expect((await teams.post(untyped)).status).toBe(400);
    expect(
      (await teams.post(teams.activity(ANN, { type: 'invoke', name: 'fileConsent/invoke' }))).status,
    ).toBe(501);
  });
});

test('without an app id it starts on this machine’s own address only', () => {
  const options = {
    appId: '',
    appPassword: '',
    appType: 'SingleTenant',
    tenantId: '',
    allowedTenants: [],
    serviceUrls: [],
    onActivity: async () => null,
    log: { warn() {}, error() {} },
  } as const;
  for (const host of ['0.0.0.0', '::', '192.0.2.1', 'convenor.example'])
    expect(() => createTransport({ ...options, host })).toThrow(/MicrosoftAppId/);
  expect(() => createTransport({ ...options, host: '127.0.0.1' })).not.toThrow();
});

test('the list of service URLs', () => {
  const allowed = allowing(['https://proxy.example/teams'], false);
  for (const url of [
    'https://smba.trafficmanager.net/uk/',
    'https://smba.trafficmanager.net/teams/',
    'https://europe.api.botframework.com/',
    'https://smba.infra.gov.teams.microsoft.com/teams/',
    'https://proxy.example/teams/uk/',
  ])
    expect([allowed(url), allowed(url)], url).toEqual([true, true]);
  for (const url of [
    'http://smba.trafficmanager.net/uk/',
    'https://smba.trafficmanager.net:8443/uk/',
    'https://evil.trafficmanager.net/',
    'https://smba.trafficmanager.net.evil.example/',
    'https://smba.trafficmanager.net@evil.example/',
    'https://evilbotframework.com/',
    'https://proxy.example/other/',
    'https://proxy.example/teamsters/',
    'http://127.0.0.1:56150/_connector',
    'file:///etc/passwd',
    '',
  ])
    expect([allowed(url), allowed(url)], url).toEqual([false, false]);
  const local = allowing([], true);
  expect(local('http://localhost:56150/_connector')).toBe(true);
  expect(local('http://192.0.2.1:56150/_connector')).toBe(false);
});
