import { webApi } from '@slack/bolt';
import { afterEach, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import type { Card } from '../../src/chat/card.js';
import type { Address } from '../../src/delivery/platform.js';
import { ConnectorServer } from './connectorServer.js';
import type { Fault } from './faults.js';
import { slackOverHttp, teamsOverHttp } from './httpPlatform.js';
import { SlackServer } from './slackServer.js';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

const card: Card = { title: 'T', body: [], actions: [] };
const post = { deliveryKey: 'k1', text: 'Hello', card };
const to = (platform: string, externalId: string): Address => ({
  platform,
  tenant: '',
  externalId,
  reference: null,
  direct: true,
});
const at = new Date('2026-11-09T09:00:00Z');
const options = (url: string) => ({ url, timeoutMs: 300, now: () => at });

describe('the fake Slack', () => {
  test("answers Slack's own client: post, edit, look, people, views", async () => {
    const server = await SlackServer.start({ users: [{ id: 'U1', name: 'Ann', email: 'ann@example.org' }] });
    open.push(server);
    const client = new webApi.WebClient('xoxb-fake', {
      slackApiUrl: server.url,
      retryConfig: { retries: 0 },
    });
    expect((await client.auth.test()).team_id).toBe('T1');
    const posted = await client.chat.postMessage({
      channel: 'U1',
      text: 'Hello',
      metadata: { event_type: 'convenor', event_payload: { key: 'k' } },
    });
    await client.chat.update({ channel: posted.channel ?? '', ts: posted.ts ?? '', text: 'Bye' });
    const history = await client.conversations.history({ channel: 'D1', include_all_metadata: true });
    expect(history.messages).toMatchObject([{ text: 'Bye', metadata: { event_payload: { key: 'k' } } }]);
    expect((await client.users.lookupByEmail({ email: 'ann@example.org' })).user?.id).toBe('U1');
    await client.views.open({
      trigger_id: 't',
      view: { type: 'modal', title: { type: 'plain_text', text: 'X' }, blocks: [] },
    });
    expect(server.views).toMatchObject([{ method: 'views.open' }]);
    await expect(
      client.chat.update({ channel: 'D1', ts: '1.0', text: 'no such message' }),
    ).rejects.toMatchObject({ data: { error: 'message_not_found' } });
  });

  test('a Socket Mode client is greeted, gets envelopes, and its acknowledgement is kept', async () => {
    const server = await SlackServer.start();
    open.push(server);
    const client = new webApi.WebClient('xapp-fake', { slackApiUrl: server.url });
    const { url = '' } = await client.apps.connections.open();
    const socket = new WebSocket(url);
    const received: string[] = [];
    await new Promise<void>(resolve => {
      socket.on('message', data => {
        const message = JSON.parse(String(data)) as { type: string; envelope_id?: string };
        received.push(message.type);
        if (message.type === 'hello') server.send({ envelope_id: 'e1', type: 'slash_commands', payload: {} });
        else
          socket.send(JSON.stringify({ envelope_id: message.envelope_id, payload: { text: 'ok' } }), () => {
            socket.close();
          });
      });
      socket.on('close', () => resolve());
    });
    expect(received).toEqual(['hello', 'slash_commands']);
    expect(server.acknowledged.get('e1')).toEqual({ text: 'ok' });
  });
});

const FAULTS: readonly (readonly [Fault, string, number])[] = [
  [{ type: 'tooMany', retryAfterSeconds: 7 }, 'later', 0],
  [{ type: 'status', status: 502, done: false }, 'unknown', 0],
  [{ type: 'status', status: 502, done: true }, 'unknown', 1],
  [{ type: 'silent', done: false }, 'unknown', 0],
  [{ type: 'silent', done: true }, 'unknown', 1],
  [{ type: 'drop', done: false }, 'unknown', 0],
  [{ type: 'drop', done: true }, 'unknown', 1],
  [{ type: 'slow', ms: 10 }, 'sent', 1],
  [{ type: 'refuse', error: 'ConversationNotFound' }, 'refused', 0],
];

describe('faults', () => {
  test.each(FAULTS)('%j is %s, and %i messages stand', async (fault, outcome, standing) => {
    const slack = await SlackServer.start({ fault: () => fault });
    const teams = await ConnectorServer.start({ fault: () => fault });
    open.push(slack, teams);
    expect((await slackOverHttp(options(slack.url)).deliver(to('slack', 'U1'), post)).type).toBe(outcome);
    expect((await teamsOverHttp(options(teams.url)).deliver(to('teams', 'a:1'), post)).type).toBe(outcome);
    expect([slack.messages.length, teams.activities.length]).toEqual([standing, standing]);
  });

  test('a ceiling that is passed is 429, and counted', async () => {
    const windows = [{ n: 1, ms: 60_000 }];
    const slack = await SlackServer.start({ ceilings: { channel: windows, workspace: [] } });
    const teams = await ConnectorServer.start({ ceilings: { conversation: [], app: windows } });
    open.push(slack, teams);
    for (const platform of [slackOverHttp(options(slack.url)), teamsOverHttp(options(teams.url))]) {
      expect((await platform.deliver(to(platform.name, 'U1'), post)).type).toBe('sent');
      const second = await platform.deliver(to(platform.name, 'U1'), post);
      expect(second).toMatchObject({ type: 'later', retryAt: new Date('2026-11-09T09:01:00Z') });
    }
    expect([slack.tooMany, teams.tooMany]).toEqual([1, 1]);
  });
});

describe('the fake connector', () => {
  test('takes posts, replies, edits and new conversations, and knows its members', async () => {
    const server = await ConnectorServer.start({ members: { 'a:1': [{ id: '29:1', name: 'Ann' }] } });
    open.push(server);
    const call = async (verb: string, path: string, body?: object) => {
      const response = await fetch(`${server.url}v3/conversations${path}`, {
        method: verb,
        headers: { 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    };
    const { body } = await call('POST', '', { members: [{ id: '29:1' }], isGroup: false });
    const conversation = String(body.id);
    const reply = await call('POST', `/${conversation}/activities/some-id`, { type: 'message', text: 'A' });
    await call('PUT', `/${conversation}/activities/${reply.body.id}`, { type: 'message', text: 'B' });
    expect(server.in(conversation)).toMatchObject([{ activity: { text: 'B' }, edits: [{ text: 'A' }] }]);
    expect((await call('PUT', `/${conversation}/activities/none`, {})).status).toBe(404);
    expect((await call('GET', '/a:1/members')).body).toMatchObject([{ name: 'Ann' }]);
    expect((await call('GET', '/a:1/members/29:1')).body).toMatchObject({ name: 'Ann' });
    expect((await call('GET', '/a:9/members')).status).toBe(404);
  });
});
