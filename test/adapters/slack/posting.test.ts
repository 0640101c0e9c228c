import { expect, test } from 'vitest';
import type { Address, Post } from '../../../src/delivery/platform.js';
import { addressesOf, addressesOfChannel } from '../../../src/network/accounts.js';
import { everything } from '../../contract/samples.js';
import { withDatabase } from '../../fakes/database.js';
import type { Fault } from '../../fakes/faults.js';
import { SlackTown } from '../../fakes/slackTown.js';
import { World } from '../../fakes/world.js';
import { messageProblems } from './conformance.js';

// Pictures and files are media.test.ts's.
const wordsAlone = {
  ...everything,
  body: everything.body.filter(each => each.type !== 'file' && each.type !== 'image'),
};

const post: Post = {
  deliveryKey: 'support:42:v1:asked:person:1',
  text: 'A head <!here> asks.',
  card: wordsAlone,
};

async function begin() {
  const world = await World.create(await (await withDatabase('sqlite')).open(), []);
  const faults = new Map<string, Fault>();
  const town = await SlackTown.open(world, [], { fault: ({ method }) => faults.get(method) ?? null });
  const person = await world.person('Rita');
  await town.bind(person);
  const { db } = world.store;
  await db.channelAddress.create({
    data: { channelId: world.boardChannelId, platform: 'slack', tenant: 'T1', externalId: 'CBOARD' },
  });
  const direct = async (): Promise<Address> => (await addressesOf(db, person, ['slack']))[0]!;
  const [board] = await addressesOfChannel(db, world.boardChannelId, 'slack');
  return { world, town, faults, direct, board: board!, slack: town.slack, adapter: town.adapter };
}

test('a post carries its key, its sentence and its card; an edit replaces them', async () => {
  const { adapter, slack, board } = await begin();
  const outcome = await adapter.deliver(board, post);
  expect(outcome).toMatchObject({ type: 'sent', posted: { conversation: 'CBOARD' } });
  const [message] = slack.messages;
  expect(message?.text).toBe('A head &lt;!here&gt; asks.');
  expect(message?.metadata?.event_payload).toEqual({ key: post.deliveryKey });
  expect(messageProblems(message?.blocks)).toEqual([]);
  if (outcome.type !== 'sent') throw new Error('not sent');
  const changed = { ...post, card: { ...wordsAlone, title: 'Settled' } };
  expect(await adapter.update(outcome.posted, board, changed)).toEqual({ type: 'updated' });
  expect(JSON.stringify(message?.blocks)).toContain('Settled');
});

test('a direct conversation is opened once and remembered', async () => {
  const { adapter, slack, direct } = await begin();
  for (const key of ['a', 'b']) await adapter.deliver(await direct(), { ...post, deliveryKey: key });
  expect(slack.calls.filter(call => call.method === 'conversations.open')).toHaveLength(1);
  expect(slack.messages.map(message => message.channel)).toEqual(['D1', 'D1']);
  expect(await direct()).toMatchObject({ reference: { dm: 'D1' } });
});

test('one attempt is one request, whatever goes wrong, and every fault has its outcome', async () => {
  const { adapter, slack, board, faults, world } = await begin();
  const attempt = async (fault: Fault) => {
    faults.set('chat.postMessage', fault);
    const before = slack.calls.length;
    const outcome = await adapter.deliver(board, post);
    expect(slack.calls.length).toBe(before + 1);
    return outcome;
  };
  expect(await attempt({ type: 'tooMany', retryAfterSeconds: 7 })).toMatchObject({
    type: 'later',
    retryAt: new Date(world.now.getTime() + 7_000),
  });
  expect(await attempt({ type: 'status', status: 503, done: true })).toMatchObject({ type: 'unknown' });
  expect(await attempt({ type: 'drop', done: false })).toMatchObject({ type: 'unknown' });
  expect(await attempt({ type: 'refuse', error: 'is_archived' })).toMatchObject({
    type: 'refused',
    reason: expect.stringContaining('archived'),
  });
  faults.clear();
  faults.set('conversations.open', { type: 'status', status: 500, done: false });
  const direct = { ...board, direct: true, externalId: 'U1' };
  // Nothing can have been posted: it is simply tried again.
  expect(await adapter.deliver(direct, post)).toMatchObject({ type: 'later' });
});

test('a post whose answer was lost is found by its key; one that never arrived is not', async () => {
  const { adapter, board, faults } = await begin();
  faults.set('chat.postMessage', { type: 'drop', done: true });
  expect(await adapter.deliver(board, post)).toMatchObject({ type: 'unknown' });
  faults.clear();
  const found = await adapter.find?.(board, post.deliveryKey);
  expect(found).toMatchObject({ conversation: 'CBOARD' });
  expect(await adapter.find?.(board, 'another')).toBe('absent');
  faults.set('conversations.history', { type: 'refuse', error: 'missing_scope' });
  expect(await adapter.find?.(board, post.deliveryKey)).toBeNull();
  faults.set('conversations.history', { type: 'status', status: 500, done: false });
  await expect(adapter.find?.(board, post.deliveryKey)).rejects.toThrow();
});

test('a deactivated account is refused and marked; a deleted message is gone', async () => {
  const { world, adapter, direct, board, faults } = await begin();
  faults.set('conversations.open', { type: 'refuse', error: 'user_disabled' });
  expect(await adapter.deliver(await direct(), post)).toMatchObject({ type: 'refused' });
  expect(await world.store.db.account.findFirst()).toMatchObject({ state: 'left' });
  const gone = await adapter.update({ conversation: 'CBOARD', externalId: '1.1' }, board, post);
  expect(gone).toEqual({ type: 'gone', reason: 'The message has been deleted on Slack.' });
});
