import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createTransport } from '../../../adapters/teams/transport.js';
import { done } from '../../../src/chat/answer.js';
import type { Address, Post } from '../../../src/delivery/platform.js';
import { withDatabase } from '../../fakes/database.js';
import type { Fault, ServerCall } from '../../fakes/faults.js';
import { button, cardOf, openTeams, TENANT, userNamed } from './teamsWorld.js';

const ANN = userNamed('Ann Head', 1);
const NOW = new Date('2026-11-09T10:00:00Z');
const CHANNEL = '19:c@thread.tacv2';

const post: Post = {
  deliveryKey: 'k',
  text: 'A request has *moved* on.',
  card: { entity: { kind: 'support', id: 7, version: 3 }, title: 'SR-2026-0007', body: [], actions: [] },
};

async function open(fault: (call: ServerCall) => Fault | null = () => null, timeoutMs = 2_000) {
  const store = await (await withDatabase('sqlite')).open();
  const clock = { now: () => NOW };
  const teams = await openTeams({
    store,
    clock,
    router: async () => done('.'),
    users: [ANN],
    fault,
    timeoutMs,
  });
  const common = { serviceUrl: teams.connector.url, tenantId: TENANT, botId: '28:b' };
  const at = { platform: 'teams', tenant: TENANT };
  const person = { type: 'person', ...common, userId: ANN.userId, conversationId: ANN.conversation };
  const direct: Address = { ...at, externalId: ANN.aad, reference: person, direct: true };
  const channel: Address = {
    ...at,
    externalId: CHANNEL,
    reference: { type: 'channel', ...common },
    direct: false,
  };
  return { store, teams, direct, channel, person };
}

test('a sentence and a card, to a person, a channel thread and a group chat, each kept up to date', async () => {
  const { teams, direct, channel } = await open();
  const group: Address = {
    ...channel,
    externalId: '19:g@thread.v2',
    reference: { ...(channel.reference as object), type: 'groupChat' },
  };
  for (const address of [direct, channel, group]) {
    const outcome = await teams.adapter.deliver(address, post);
    if (outcome.type !== 'sent') throw new Error(JSON.stringify(outcome));
    const { conversation, externalId } = outcome.posted;
    const stands = teams.connector.activities.find(each => each.id === externalId);
    // The sentence stands on the card; what a notification shows is the same.
    const says = (text: string) => {
      const sentence = expect.objectContaining({ inlines: [expect.objectContaining({ text })] });
      return { summary: text, attachments: [{ content: { body: expect.arrayContaining([sentence]) } }] };
    };
    expect(stands?.activity).toMatchObject(says(post.text));
    expect(stands?.activity).not.toHaveProperty('text');
    const changed = { ...post, text: 'It is closed.' };
    expect(await teams.adapter.update({ conversation, externalId }, address, changed)).toEqual({
      type: 'updated',
    });
    expect(stands?.edits).toHaveLength(1);
    expect(stands?.activity).toMatchObject(says('It is closed.'));
  }
  expect(teams.connector.calls.filter(each => each.method.startsWith('POST'))).toHaveLength(3);
});

test('a line stands in words beneath its post: in the thread, and in a group chat with what it is about', async () => {
  const { teams, channel } = await open();
  const group: Address = {
    ...channel,
    externalId: '19:g@thread.v2',
    reference: { ...(channel.reference as object), type: 'groupChat' },
  };
  const said: unknown[] = [];
  for (const address of [channel, group]) {
    const above = await teams.adapter.deliver(address, post);
    if (above.type !== 'sent') throw new Error(JSON.stringify(above));
    const line = { ...post, deliveryKey: 'l', text: 'It has been claimed.', under: above.posted };
    const outcome = await teams.adapter.deliver(address, line);
    expect(outcome).toMatchObject({ type: 'sent', posted: { conversation: above.posted.conversation } });
    const stands = teams.connector.in(above.posted.conversation).at(-1)?.activity;
    expect(stands?.attachments).toBeUndefined();
    said.push(stands?.text);
  }
  expect(said).toEqual(['It has been claimed.', 'SR-2026-0007: It has been claimed.']);
});

test('somebody known from a channel is written to in a conversation that is opened once', async () => {
  const { store, teams, direct, person } = await open();
  const { conversationId: _, ...unopened } = person;
  const row = await store.db.account.create({
    data: { platform: 'teams', tenant: TENANT, externalId: ANN.aad, state: 'bound', reference: unopened },
  });
  expect(await teams.adapter.deliver({ ...direct, reference: unopened }, post)).toMatchObject({
    type: 'sent',
  });
  const { reference } = await store.db.account.findUniqueOrThrow({ where: { id: row.id } });
  expect(reference).toMatchObject({ conversationId: `a:${ANN.userId}` });
  expect(await teams.adapter.deliver({ ...direct, reference }, post)).toMatchObject({ type: 'sent' });
  expect(teams.connector.calls.map(each => each.method)).toEqual([
    'POST /',
    'POST /activities',
    'POST /activities',
  ]);
});

test('not installed, or removed: refused with what to do, and nothing is sent', async () => {
  const { teams, direct } = await open();
  expect(await teams.adapter.deliver({ ...direct, reference: null }, post)).toMatchObject({
    type: 'refused',
    reason: expect.stringContaining('add Convenor'),
  });
  const uninstalled = { ...direct, reference: { type: 'uninstalled' } };
  expect(await teams.adapter.deliver(uninstalled, post)).toMatchObject({
    type: 'refused',
    reason: expect.stringContaining('removed Convenor'),
  });
  expect(await teams.adapter.update({ conversation: 'a', externalId: '1' }, uninstalled, post)).toMatchObject(
    {
      type: 'gone',
    },
  );
  expect(teams.connector.calls).toEqual([]);
});

const FAULTS: readonly (readonly [string, Fault, string, string])[] = [
  ['429 with Retry-After', { type: 'tooMany', retryAfterSeconds: 7 }, 'later', 'later'],
  ['429 without', { type: 'status', status: 429, done: false }, 'later', 'later'],
  ['412', { type: 'status', status: 412, done: false }, 'later', 'later'],
  ['413', { type: 'status', status: 413, done: false }, 'refused', 'gone'],
  ['blocked', { type: 'refuse', error: 'MessageWritesBlocked' }, 'refused', 'gone'],
  ['no such conversation', { type: 'refuse', error: 'ConversationNotFound' }, 'refused', 'gone'],
  ['502 before', { type: 'status', status: 502, done: false }, 'unknown', 'later'],
  ['504 after', { type: 'status', status: 504, done: true }, 'unknown', 'later'],
  ['a cut connection', { type: 'drop', done: true }, 'unknown', 'later'],
  ['silence', { type: 'silent', done: true }, 'unknown', 'later'],
];

test.each(FAULTS)('%s: one request, and the outcome that it is', async (_, fault, expected, whenEdited) => {
  let faulty = false;
  const { teams, direct, channel } = await open(() => (faulty ? fault : null), 300);
  const posted = { conversation: '', externalId: '' };
  for (const address of [direct, channel]) {
    faulty = false;
    const good = await teams.adapter.deliver(address, post);
    if (good.type !== 'sent') throw new Error(JSON.stringify(good));
    Object.assign(posted, good.posted);
    faulty = true;
    const before = teams.connector.calls.length;
    const outcome = await teams.adapter.deliver(address, post);
    expect(outcome.type).toBe(expected);
    const edited = await teams.adapter.update(posted, address, post);
    expect(edited.type).toBe(whenEdited);
    expect(teams.connector.calls.length - before).toBe(2);
    if (fault.type === 'tooMany') {
      const retryAt = new Date(NOW.getTime() + 7_000);
      expect([outcome, edited]).toMatchObject([{ retryAt }, { retryAt }]);
    }
  }
});

test('a Connector that is away is tried again later', async () => {
  const { teams, direct } = await open();
  await teams.connector.close();
  expect(await teams.adapter.deliver(direct, post)).toMatchObject({
    type: 'later',
    reason: expect.stringContaining('ECONNREFUSED'),
  });
});

test('no connection is used twice: one that is closed just then would leave a message in doubt', async () => {
  const used = new WeakSet<Socket>();
  const closing = createServer((request, response) => {
    if (used.has(request.socket)) {
      request.socket.destroy();
      return;
    }
    used.add(request.socket);
    response.setHeader('content-type', 'application/json');
    response.end('{"id":"1"}');
  });
  await new Promise<void>(resolve => closing.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void closing.close());
  const serviceUrl = `http://127.0.0.1:${(closing.address() as AddressInfo).port}/`;
  const port = createTransport({
    appId: '',
    appPassword: '',
    appType: 'SingleTenant',
    tenantId: '',
    allowedTenants: [],
    serviceUrls: [],
    host: '127.0.0.1',
    onActivity: async () => null,
    log: { warn() {}, error() {} },
  });
  for (const text of ['one', 'two', 'three'])
    expect(await port.send({ serviceUrl, conversationId: 'a' }, { type: 'message', text })).toBe('1');
});

test('a message in doubt carries its key, and whoever presses a button of it brings that back', async () => {
  const lost: Fault[] = [{ type: 'drop', done: true }];
  const { store, teams, direct } = await open(() => lost.pop() ?? null);
  const person = await store.db.person.create({ data: { name: ANN.name, email: ANN.email } });
  await store.db.message.create({
    data: {
      key: 'support:7:asked',
      lane: `person:${person.id}`,
      personId: person.id,
      platform: 'teams',
      entityKind: 'support',
      entityId: 7,
      notice: 'asked',
      urgency: 'urgent',
      status: 'unknown',
      availableAt: NOW,
      createdAt: NOW,
      settledAt: NOW,
    },
  });
  const card: Post['card'] = { ...post.card, actions: [{ verb: 'support.accept', label: 'Accept' }] };
  expect(
    await teams.adapter.deliver(direct, { ...post, deliveryKey: 'support:7:asked', card }),
  ).toMatchObject({
    type: 'unknown',
  });
  const message = teams.newest(ANN);
  await teams.presses(ANN, message, button(cardOf(message), 'Accept'));
  const row = () => store.db.message.findFirstOrThrow({ include: { copies: true } });
  await expect.poll(async () => (await row()).status).toBe('sent');
  expect((await row()).copies).toMatchObject([
    { conversation: ANN.conversation, externalId: message.id, status: 'live' },
  ]);
});
