import { expect, test } from 'vitest';
import { bell } from '../../fakes/bell.js';
import { withDatabase } from '../../fakes/database.js';
import { SlackTown } from '../../fakes/slackTown.js';
import { World } from '../../fakes/world.js';

async function begin() {
  const world = await World.create(await (await withDatabase('sqlite')).open(), []);
  let asked = 0;
  const town = await SlackTown.open(world, [], {
    router: usual => interaction => {
      asked++;
      return usual(interaction);
    },
  });
  const person = await world.person('Rita');
  await town.bind(person);
  const command = new URLSearchParams({
    command: '/help',
    text: '',
    user_id: `U${person}`,
    team_id: 'T1',
    channel_id: 'C1',
    trigger_id: '1.1',
  }).toString();
  return { town, command, asked: () => asked };
}

const FORM = 'application/x-www-form-urlencoded';
const MINUTES = 60_000;

test('a request is taken with Slack’s signature and a fresh time stamp only', async () => {
  const { town, command, asked } = await begin();
  const now = Date.now();
  const refused = [
    await town.postSigned(command, FORM, { secret: 'somebody-elses' }),
    await town.postSigned(command, FORM, { at: now - 6 * MINUTES }),
    await town.postSigned(command, FORM, { at: now + 6 * MINUTES }),
  ];
  expect(refused.map(each => each.status)).toEqual([401, 401, 401]);
  expect(asked()).toBe(0);
  expect((await town.postSigned(command, FORM, { at: now })).status).toBe(200);
  await bell.until(() => asked() === 1);
});

test('a wrong secret is told to the operator, once', async () => {
  const { town, command } = await begin();
  for (const text of [command, `${command}&n=2`]) await town.postSigned(text, FORM, { secret: 'another' });
  expect(town.logged.filter(each => each.includes('signature is wrong'))).toHaveLength(1);
});

test('what was overheard and is sent again is dropped; what Slack itself repeats is not', async () => {
  const { town, command, asked } = await begin();
  const at = Date.now();
  expect((await town.postSigned(command, FORM, { at })).status).toBe(200);
  await bell.until(() => asked() === 1);
  await town.postSigned(command, FORM, { at });
  await town.postSigned(command, FORM, { at });
  expect(town.logged.filter(each => each.includes('dropped'))).toHaveLength(2);
  expect(asked()).toBe(1);
  const headers = { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' };
  expect((await town.postSigned(command, FORM, { at, headers })).status).toBe(200);
  await bell.until(() => asked() === 2);
});

test('the address answers Slack’s challenge', async () => {
  const { town } = await begin();
  const text = JSON.stringify({ type: 'url_verification', challenge: 'c-1', token: 'x' });
  expect(await town.postSigned(text, 'application/json')).toEqual({
    status: 200,
    body: { challenge: 'c-1' },
  });
});
