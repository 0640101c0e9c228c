import { expect, test } from 'vitest';
import { bell } from '../../fakes/bell.js';
import { withDatabase } from '../../fakes/database.js';
import type { SlackUser } from '../../fakes/slackServer.js';
import { SlackTown } from '../../fakes/slackTown.js';
import { World } from '../../fakes/world.js';

async function begin(users: readonly SlackUser[]) {
  const world = await World.create(await (await withDatabase('sqlite')).open(), []);
  const town = await SlackTown.open(world, [], { users });
  const { db } = world.store;
  const says = async (user: string, more = {}) => {
    const before = town.whispers.length;
    await town.types(user, '/me', more);
    await bell.until(() => town.whispers.length > before);
    return town.whispers.at(-1)?.text ?? '';
  };
  const account = (externalId: string) => db.account.findFirst({ where: { externalId } });
  return { world, town, db, says, account };
}

test('whom the partnership imported is recognised by the e-mail address that Slack vouches for', async () => {
  const { db, says, account } = await begin([{ id: 'UR', name: 'Rita', email: 'Rita@Oak.sch.uk' }]);
  const { id } = await db.person.create({ data: { name: 'Rita', email: 'rita@oak.sch.uk' } });
  expect(await says('UR')).toContain('Nothing waits on you');
  expect(await account('UR')).toMatchObject({ personId: id, state: 'bound', displayName: 'Rita' });
});

test('who is not imported, or has left, hears whom to ask, and an administrator finds the account', async () => {
  const { db, says, account } = await begin([
    { id: 'UX', name: 'Xena', email: 'x@oak.sch.uk' },
    { id: 'UL', name: 'Leo', email: 'leo@oak.sch.uk' },
    { id: 'UN', name: 'Nobody' },
  ]);
  await db.person.create({ data: { name: 'Leo', email: 'leo@oak.sch.uk', leftOn: '2026-09-01' } });
  for (const user of ['UX', 'UL', 'UN']) {
    expect(await says(user)).toContain('Ask your partnership’s coordinator to add you');
    expect(await account(user)).toMatchObject({ personId: null, state: 'pending' });
  }
  expect(await says('UX')).toContain('x@oak.sch.uk');
});

test('an account that is deactivated is written to no more, and comes back with its owner', async () => {
  const { world, town, says, account } = await begin([]);
  await town.bind(await world.person('Rita'));
  const change = async (user: object, is: object) => {
    await town.event({ type: 'user_change', user: { id: 'U1', team_id: 'T1', ...user }, event_ts: '1' });
    await expect.poll(() => account('U1')).toMatchObject(is);
  };
  await change({ deleted: true }, { state: 'left' });
  expect(await says('U1')).toContain('no longer in the partnership');
  await change({ deleted: false, real_name: 'Rita Oak' }, { state: 'bound', displayName: 'Rita Oak' });
  expect(await says('U1')).toContain('Nothing waits on you');
});

test('another workspace is refused in a sentence, and nobody in it is looked up', async () => {
  const { town, says } = await begin([{ id: 'UR', name: 'Rita', email: 'rita@oak.sch.uk' }]);
  expect(await says('UR', { team_id: 'T2' })).toContain('Convenor serves another Slack workspace');
  expect(town.slack.calls.filter(call => call.method === 'users.info')).toEqual([]);
});

test('that an account is in use is noted once an hour', async () => {
  const { world, town, says, account } = await begin([]);
  await town.bind(await world.person('Rita'));
  const noted = async () => (await account('U1'))?.usedAt;
  await says('U1');
  const first = world.now;
  await expect.poll(noted).toEqual(first);
  world.now = new Date(first.getTime() + 59 * 60_000);
  await says('U1');
  world.now = new Date(first.getTime() + 61 * 60_000);
  // Nothing was noted in between: the next note is the first that could follow it.
  expect(await noted()).toEqual(first);
  await says('U1');
  await expect.poll(noted).toEqual(world.now);
});

test('an account that was imported without its workspace is known, leaves and comes back', async () => {
  const { world, town, db, says, account } = await begin([{ id: 'UR', name: 'Rita' }]);
  const personId = await world.person('Rita');
  await db.account.create({
    data: { platform: 'slack', tenant: '', externalId: 'UR', personId, state: 'bound' },
  });
  expect(await says('UR')).toContain('Nothing waits on you');
  expect(town.slack.calls.filter(call => call.method === 'users.info')).toEqual([]);
  await expect.poll(async () => (await account('UR'))?.usedAt).toEqual(world.now);
  const change = async (deleted: boolean, state: string) => {
    await town.event({ type: 'user_change', user: { id: 'UR', team_id: 'T1', deleted }, event_ts: '1' });
    await expect.poll(async () => (await account('UR'))?.state).toBe(state);
  };
  await change(true, 'left');
  expect(await says('UR')).toContain('no longer in the partnership');
  await change(false, 'bound');
  expect(await says('UR')).toContain('Nothing waits on you');
  expect(await db.account.count()).toBe(1);
});
