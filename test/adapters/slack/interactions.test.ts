import { expect, test } from 'vitest';
import { type Answer, done } from '../../../src/chat/answer.js';
import type { Interaction } from '../../../src/chat/interaction.js';
import { supportCommands } from '../../../src/support/commands.js';
import { CARDS, FORMS, SCHOOLS } from '../../contract/samples.js';
import { bell } from '../../fakes/bell.js';
import { withDatabase } from '../../fakes/database.js';
import { SlackTown } from '../../fakes/slackTown.js';
import { World } from '../../fakes/world.js';
import { castOf, stateOf, submit } from '../../support/cast.js';
import { messageProblems, viewProblems } from './conformance.js';

/** A workspace in which one person gets the answers that a test says. */
async function answered(answer: (interaction: Interaction) => Answer | Promise<Answer>, patience = {}) {
  const world = await World.create(await (await withDatabase('sqlite')).open(), []);
  const asked: Interaction[] = [];
  const town = await SlackTown.open(world, [], {
    patience,
    router: () => async interaction => {
      asked.push(interaction);
      return answer(interaction);
    },
  });
  await town.bind(await world.person('Rita'));
  return { world, town, asked };
}

async function supporting() {
  const cast = await castOf(await (await withDatabase('sqlite')).open());
  const town = await SlackTown.open(cast.world, supportCommands(cast.world));
  await town.bind(cast.rita, cast.priya);
  return { cast, town };
}

const wide = FORMS['a choice among five hundred schools'];
if (!wide) throw new Error('the sample is gone');

test('a form that takes long is announced at once and takes the announcement’s place', async () => {
  let ready = (_: Answer): void => {};
  const later = new Promise<Answer>(resolve => {
    ready = resolve;
  });
  const { town } = await answered(() => later, { openWithinMs: 1 });
  await town.types('U1', '/support');
  await bell.until(() => town.slack.views.length === 1);
  expect(town.slack.views[0]).toMatchObject({ method: 'views.open', arguments: { trigger_id: '1.trigger' } });
  expect(JSON.stringify(town.lastView())).toContain('One moment');
  ready({ type: 'form', form: wide });
  await bell.until(() => town.slack.views.length === 2);
  expect(town.slack.views[1]).toMatchObject({ method: 'views.update', arguments: { view_id: 'V1' } });
  expect(town.lastView()).toMatchObject({ callback_id: 'convenor.form' });
});

test('a sent form that takes long says so within three seconds, then what came of it', async () => {
  let ready = (_: Answer): void => {};
  const later = new Promise<Answer>(resolve => {
    ready = resolve;
  });
  const opens: Answer = { type: 'form', form: wide };
  const { town } = await answered(
    ({ type, ...rest }) => ('submitted' in rest && rest.submitted ? later : opens),
    {
      submitWithinMs: 1,
    },
  );
  await town.types('U1', '/review');
  await bell.until(() => town.slack.views.length === 1);
  const acknowledged = await town.fills('U1', { school: '1001' });
  expect(acknowledged.body).toMatchObject({ response_action: 'update' });
  ready(done('Saved.'));
  await bell.until(() => town.slack.views.length === 2 || town.whispers.length === 1);
  expect(JSON.stringify([town.slack.views.at(-1), town.whispers])).toMatch(/Saved|Done/);
});

test('among five hundred schools a part of the name finds the one, by the list that the core gives', async () => {
  const { town, asked } = await answered(() => ({ type: 'form', form: wide }));
  await town.types('U1', '/review');
  await bell.until(() => town.slack.views.length === 1);
  const find = async (typed: string) => {
    const { body } = await town.searches('U1', 'school', typed);
    return (body as { options: { value: string }[] }).options.map(option => option.value);
  };
  expect(await find('')).toHaveLength(100);
  expect(await find('st marys school 404')).toEqual(['1404']);
  expect(await find('federation abbots 450')).toEqual(['1450']);
  expect(await find('no such school')).toEqual([]);
  // One request for the command, one for the lists: not one a letter.
  expect(asked).toHaveLength(2);
  expect(asked[1]).toMatchObject({ verb: 'review.assign', submitted: false, entity: { id: 3 } });
});

test('what does not fit opens in a view of its own, where its pages turn', async () => {
  const long = CARDS['five hundred schools'];
  if (!long) throw new Error('the sample is gone');
  const { town } = await answered(() => ({ type: 'card', card: long }));
  await town.types('U1', '/review list');
  await bell.until(() => town.whispers.length === 1);
  const [message] = town.whispers;
  expect(messageProblems(message?.blocks)).toEqual([]);
  await town.presses('U1', town.button(message?.blocks, 'Show everything'), { ephemeral: true });
  await bell.until(() => town.slack.views.length === 1);
  const first = town.lastView();
  expect(viewProblems(first)).toEqual([]);
  expect(JSON.stringify(first)).toContain(`${SCHOOLS[1]?.label}"`.slice(0, -1));
  await town.presses('U1', town.button(first.blocks, 'Show the rest'), { view: { ...first, id: 'V1' } });
  await bell.until(() => town.slack.views.length === 2);
  expect(town.slack.views[1]).toMatchObject({ method: 'views.update', arguments: { view_id: 'V1' } });
  expect(JSON.stringify(town.lastView())).toContain('Part 2 of');
});

test('the same press twice, and Slack’s repeat of it, commit once', async () => {
  const { cast, town } = await supporting();
  const id = await submit(cast, cast.rita);
  const card = await cast.world.card('support', id, cast.priya);
  await town.types(`U${cast.priya}`, '/support show SR-2026-0001');
  await bell.until(() => town.whispers.length === 1);
  expect(card?.title).toContain('SR-2026-0001');
  const claim = town.button(town.whispers[0]?.blocks, 'Claim');
  const press = () => town.presses(`U${cast.priya}`, claim, {}, '1700009999.000100');
  await Promise.all([press(), press()]);
  await bell.until(() => town.whispers.length === 3);
  expect(await stateOf(cast, id)).toBe('triage');
  expect(await cast.world.store.db.auditEntry.count({ where: { verb: 'claim' } })).toBe(1);
  expect(new Set(town.whispers.slice(1).map(each => each.text)).size).toBe(1);
});

test('a press on a card that is out of date changes nothing and shows the present one', async () => {
  const { cast, town } = await supporting();
  const id = await submit(cast, cast.rita);
  await town.types(`U${cast.rita}`, '/support show SR-2026-0001');
  await bell.until(() => town.whispers.length === 1);
  const withdraw = town.button(town.whispers[0]?.blocks, 'Withdraw');
  await cast.world.must('support', id, 'claim', cast.priya);
  await town.presses(`U${cast.rita}`, withdraw, { ephemeral: true });
  await bell.until(() => town.whispers.length === 2);
  expect(town.whispers[1]).toMatchObject({
    text: expect.stringContaining('has moved on'),
    replace_original: true,
  });
  expect(await stateOf(cast, id)).toBe('triage');
});

test('a button that nobody knows, or that was tampered with, says so', async () => {
  const { town, asked } = await answered(() => done('never'));
  for (const value of ['{"e":["support","1; drop table"]}', 'no json', '[]', '{"e":["support",-1]}'])
    await town.presses('U1', { action_id: 'support.claim#0', value });
  await bell.until(() => town.whispers.length === 4);
  expect(new Set(town.whispers.map(each => each.text))).toEqual(
    new Set(['⚠️ This button belongs to an older version of Convenor. Type /help to see what there is now.']),
  );
  expect(asked).toEqual([]);
});

test('a trigger that came too late gets a button in place of the form', async () => {
  const world = await World.create(await (await withDatabase('sqlite')).open(), []);
  const town = await SlackTown.open(world, [], {
    router: () => async () => ({ type: 'form', form: wide }),
    fault: ({ method }) => (method === 'views.open' ? { type: 'refuse', error: 'expired_trigger_id' } : null),
  });
  await town.bind(await world.person('Rita'));
  await town.types('U1', '/review');
  await bell.until(() => town.whispers.length === 1);
  expect(town.button(town.whispers[0]?.blocks, 'Open the form').action_id).toBe('review.assign#0');
});

test('the Home tab shows what waits on whom opens it', async () => {
  const { cast, town } = await supporting();
  await submit(cast, cast.rita);
  await town.event({
    type: 'app_home_opened',
    user: `U${cast.priya}`,
    channel: 'D1',
    tab: 'home',
    event_ts: '1.1',
  });
  await bell.until(() => town.slack.views.length === 1);
  expect(town.slack.views[0]).toMatchObject({
    method: 'views.publish',
    arguments: { user_id: `U${cast.priya}` },
  });
  expect(viewProblems(town.lastView())).toEqual([]);
  expect(JSON.stringify(town.lastView())).toContain('Support request SR-2026-0001');
  // What is opened from it opens above it, and the tab is brought up to date.
  const open = town.button(town.lastView().blocks, 'Open');
  await town.presses(`U${cast.priya}`, open, { view: { ...town.lastView(), id: 'VHOME', type: 'home' } });
  await bell.until(() => town.slack.views.length === 3);
  expect(town.slack.views.slice(1).map(each => each.method)).toEqual(['views.open', 'views.publish']);
});

test('plain words in the direct conversation get a form to open, or the command they mean', async () => {
  const { cast, town } = await supporting();
  const user = `U${cast.rita}`;
  const writes = async (text: string) => {
    const before = town.slack.messages.length;
    await town.event({
      type: 'message',
      channel_type: 'im',
      channel: 'D7',
      user,
      text,
      ts: '1.1',
      event_ts: '1.1',
    });
    await bell.until(() => town.slack.messages.length > before);
    return town.slack.messages.at(-1)!;
  };
  const offered = await writes('We need someone to plan Year 1 phonics with');
  await town.presses(user, town.button(offered.blocks, 'Ask for support'), { channel: 'D7', ts: offered.ts });
  await bell.until(() => town.slack.views.length === 1);
  expect(JSON.stringify(town.lastView())).toContain('We need someone to plan Year 1 phonics with');
  expect((await writes('what waits on me?')).text).toContain('Nothing waits on you');
  expect((await writes('support list')).text).toMatch(/request/i);
  expect((await writes('xyzzy')).text).toContain('not sure what you need');
  for (const message of town.slack.messages) expect(messageProblems(message.blocks)).toEqual([]);
});

test('shortcuts: a message becomes the form’s text, names and links as they were read', async () => {
  const { cast, town } = await supporting();
  const actor = {
    user: { id: `U${cast.rita}`, name: 'rita', team_id: 'T1' },
    team: { id: 'T1', domain: 'fake' },
  };
  await town.send({
    type: 'interactive',
    payload: {
      type: 'message_action',
      callback_id: 'convenor.message',
      trigger_id: '9.9',
      message_ts: '1.1',
      action_ts: '1.2',
      response_url: 'http://127.0.0.1:9/none',
      channel: { id: 'C1', name: 'heads' },
      message: {
        type: 'message',
        ts: '1.1',
        text: 'Hi <@U99|sam>, <https://x.org|our plan> &amp; <!channel>',
      },
      ...actor,
    },
  });
  await bell.until(() => town.slack.views.length === 1);
  expect(JSON.stringify(town.lastView())).toContain('Hi sam, our plan &');
  await town.send({
    type: 'interactive',
    payload: {
      type: 'shortcut',
      callback_id: 'convenor.waiting',
      trigger_id: '9.8',
      action_ts: '1.3',
      ...actor,
    },
  });
  await bell.until(() => town.slack.views.length === 2);
  expect(JSON.stringify(town.lastView())).toContain('Nothing waits on you');
});

test('a failure is answered with a sentence, in the core as in showing its answer', async () => {
  const world = await World.create(await (await withDatabase('sqlite')).open(), []);
  const town = await SlackTown.open(world, [], {
    router:
      () =>
      async ({ type, ...rest }) => {
        if (type === 'command' && 'text' in rest && rest.text === '/board')
          throw new Error('the store is away');
        return { type: 'form', form: wide };
      },
    fault: ({ method }) => (method === 'views.open' ? { type: 'refuse', error: 'invalid_blocks' } : null),
  });
  await town.bind(await world.person('Rita'));
  await town.types('U1', '/board');
  await bell.until(() => town.whispers.length === 1);
  expect(town.whispers[0]?.text).toContain('nothing was lost');
  await town.types('U1', '/review');
  await bell.until(() => town.whispers.length === 2);
  expect(town.whispers[1]?.text).toContain('could not be shown on Slack');
});

test('a head whom Convenor knows gets the form while the store is busy with something else', async () => {
  const { cast, town } = await supporting();
  const opened = async () => {
    const before = town.slack.views.length;
    await town.types('U1', '/support');
    await bell.until(() => town.slack.views.length > before);
    return town.lastView();
  };
  const first = await opened();
  let release = (): void => {};
  const { store } = cast.world;
  // On SQLite a transaction has the one connection for itself until it ends.
  const busy = store.transaction(async tx => {
    await tx.person.count();
    await new Promise<void>(resolve => (release = resolve));
  });
  expect(await opened()).toMatchObject({ title: first?.title, blocks: first?.blocks });
  expect(town.slack.views.map(each => each.method)).toEqual(['views.open', 'views.open']);
  release();
  await busy;
});
