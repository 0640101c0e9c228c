import { expect, test } from 'vitest';
import { supportCommands } from '../../../src/support/commands.js';
import { withDatabase } from '../../fakes/database.js';
import type { Fault } from '../../fakes/faults.js';
import { SlackTown } from '../../fakes/slackTown.js';
import { castOf, submit } from '../../support/cast.js';

const CHANNEL = 'CBROKER';

/** The brokering channel on Slack, with what is to go wrong when a line is posted. */
async function begin(fault: () => Fault | null = () => null) {
  const cast = await castOf(await (await withDatabase('sqlite')).open());
  const { world } = cast;
  const town = await SlackTown.open(world, supportCommands(world), {
    fault: ({ method }, given) =>
      method === 'chat.postMessage' && given.thread_ts !== undefined ? fault() : null,
  });
  await world.store.db.channelAddress.create({
    data: { channelId: world.brokeringChannelId, platform: 'slack', tenant: 'T1', externalId: CHANNEL },
  });
  const posted = async () => {
    await town.delivery.tick();
    return town.slack.messages.filter(({ channel }) => channel === CHANNEL);
  };
  return { cast, world, town, posted };
}

test('a request’s story stands in the thread of its card: one line a state, without a school’s name', async () => {
  const { cast, world, posted } = await begin();
  const id = await submit(cast, cast.rita);
  const [card, ...none] = await posted();
  expect(none).toEqual([]);
  expect(card?.threadTs).toBeNull();
  await world.must('support', id, 'claim', cast.priya);
  await posted();
  await world.must('support', id, 'takeOn', cast.priya);
  await posted();
  await world.must('support', id, 'withdraw', cast.rita, { reason: 'Solved here.' });
  const [, ...lines] = await posted();
  expect(lines.map(({ text }) => text)).toEqual([
    'Priya Nair has claimed it and is reading it.',
    'Priya Nair has claimed it and is looking for a leader.',
    'The head took it back.',
  ]);
  for (const line of lines) expect(line).toMatchObject({ threadTs: card?.ts, blocks: null, edits: [] });
  expect(JSON.stringify(lines)).not.toContain('Receiving');
});

test('a line whose answer was lost is found in the thread and not said twice', async () => {
  const faults: Fault[] = [{ type: 'drop', done: true }];
  const { cast, world, town, posted } = await begin(() => faults.pop() ?? null);
  const id = await submit(cast, cast.rita);
  await posted();
  await world.must('support', id, 'claim', cast.priya);
  await posted();
  const row = { where: { notice: { startsWith: 'line:' } } };
  expect(await world.store.db.message.findFirstOrThrow(row)).toMatchObject({ status: 'pending' });
  world.now = new Date(world.now.getTime() + 120_000);
  expect(await posted()).toHaveLength(2);
  expect(await world.store.db.message.findFirstOrThrow(row)).toMatchObject({ status: 'sent' });
  expect(town.slack.calls.filter(({ method }) => method === 'conversations.replies')).toHaveLength(1);
});

test('of a request that the channel was not told of it hears nothing later either', async () => {
  const { cast, world, posted } = await begin();
  const { id } = await world.must('support', null, 'askForCall', cast.rita, { timing: 'Any time' });
  await world.must('support', id, 'takeCall', cast.priya);
  await world.must('support', id, 'withdraw', cast.rita, { reason: 'Solved here.' });
  expect(await posted()).toEqual([]);
  const told = { where: { channelId: world.brokeringChannelId } };
  expect(await world.store.db.message.count(told)).toBe(0);
});

test('a line beneath a card that was never posted is left out', async () => {
  const { cast, world, town, posted } = await begin();
  const id = await submit(cast, cast.rita);
  await world.store.db.message.updateMany({
    where: { channelId: world.brokeringChannelId },
    data: { status: 'refused' },
  });
  await world.must('support', id, 'claim', cast.priya);
  expect(await posted()).toEqual([]);
  const line = await world.store.db.message.findFirstOrThrow({ where: { notice: { startsWith: 'line:' } } });
  expect(line).toMatchObject({ status: 'superseded', reason: expect.stringContaining('does not stand') });
  expect(town.logged.filter(each => /fail/i.test(each))).toEqual([]);
});
