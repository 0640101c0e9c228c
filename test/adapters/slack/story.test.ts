import { describe, expect, test } from 'vitest';
import { supportCommands } from '../../../src/support/commands.js';
import { bell } from '../../fakes/bell.js';
import { withDatabase } from '../../fakes/database.js';
import { SlackTown } from '../../fakes/slackTown.js';
import { AGREED, castOf, stateOf } from '../../support/cast.js';
import { deployment } from '../../support/plays/deployment.js';
import { openChatStage } from '../across/chatStage.js';
import { messageProblems, viewProblems } from './conformance.js';

async function begin(mode: 'http' | 'socket') {
  const cast = await castOf(await (await withDatabase('sqlite')).open());
  const { world } = cast;
  const town = await SlackTown.open(world, supportCommands(world), { mode });
  await town.bind(cast.rita, cast.priya, cast.colin, cast.harriet, cast.jo.personId);
  await world.store.db.channelAddress.create({
    data: { channelId: world.brokeringChannelId, platform: 'slack', tenant: 'T1', externalId: 'CBROKER' },
  });
  return { cast, world, town };
}

/** Long enough on a busy machine; the story takes a second or two. */
const STORY_MS = 240_000;

/** The newest message in a conversation that has a button of that name. */
function standing(town: SlackTown, channel: string, label: string) {
  const message = town.slack.messages
    .filter(each => each.channel === channel && JSON.stringify(each.blocks).includes(`"${label}"`))
    .at(-1);
  if (!message) throw new Error(`No "${label}" in ${channel}: ${JSON.stringify(town.slack.messages)}`);
  return { button: town.button(message.blocks, label), where: { channel, ts: message.ts } };
}

/** The people in front of Slack, and what they do there. */
async function stage(mode: 'http' | 'socket') {
  const { cast, world, town } = await begin(mode);
  const { rita, priya, harriet, jo } = cast;
  const [u, p, h, j] = [rita, priya, harriet, jo.personId].map(each => `U${each}`) as [
    string,
    string,
    string,
    string,
  ];
  const direct = (user: string) => `D${user.slice(1)}`;
  const settle = async (expected: string) => {
    await bell.until(async () => (await stateOf(cast, 1)) === expected);
    await town.delivery.tick();
  };
  const press = async (user: string, label: string, channel = direct(user)) => {
    const { button, where } = standing(town, channel, label);
    const views = town.slack.views.length;
    await town.presses(user, button, where);
    return () => bell.until(() => town.slack.views.length > views);
  };
  return { cast, world, town, u, p, h, j, settle, press };
}

/** Nothing that was shown is beyond Slack's format, calls a whole channel, or was logged as a fault. */
function nothingAmiss(town: SlackTown): void {
  for (const message of town.slack.messages) expect(messageProblems(message.blocks)).toEqual([]);
  for (const { arguments: given } of town.slack.views) expect(viewProblems(given.view)).toEqual([]);
  for (const { blocks } of town.whispers) expect(messageProblems(blocks)).toEqual([]);
  expect(JSON.stringify([town.slack.messages, town.whispers])).not.toContain('<!channel>');
  expect(town.logged.filter(each => /fail|could not|error/i.test(each))).toEqual([]);
}

describe.each(['http', 'socket'] as const)('a request for support over %s', mode => {
  test(
    'from the question to the agreement, by clicking alone',
    async () => {
      const { cast, world, town, u, p, h, j, settle, press } = await stage(mode);
      const { jo } = cast;
      await town.types(u, '/support');
      await bell.until(() => town.slack.views.length === 1);
      const empty = await town.fills(u, { area: 'phonics' });
      expect(empty.body).toMatchObject({
        response_action: 'errors',
        errors: { 'field.need': 'Say in one sentence what you need.' },
      });
      const form = town.lastView();
      const sent = await town.fills(u, {
        area: 'phonics',
        need: '<!channel> help',
        timing: 'Spring term 2027',
      });
      expect(sent.status).toBe(200);
      expect(sent.body ?? '').not.toMatchObject({ response_action: 'errors' });
      // Slack's own repeat of the same request changes nothing.
      await town.fills(u, { area: 'phonics', need: '<!channel> help', timing: 'Spring term 2027' }, form);
      await bell.until(() => town.whispers.length >= 2);
      expect(town.whispers[0]?.text).toContain('SR-2026-0001');
      expect(await world.store.db.supportRequest.count()).toBe(1);
      await town.delivery.tick();

      await press(p, 'Claim', 'CBROKER');
      await settle('triage');
      await bell.until(() => town.whispers.some(each => each.user === p));
      const claimed = town.whispers.filter(each => each.user === p).at(-1);
      let before = town.whispers.length;
      await town.presses(p, town.button(claimed?.blocks, 'Take it on'), { ephemeral: true });
      await settle('matching');
      await bell.until(() => town.whispers.length > before);
      const shown = town.whispers.at(-1);
      before = town.whispers.length;
      await town.presses(p, town.button(shown?.blocks, 'Find a leader'), { ephemeral: true });
      await bell.until(() => town.whispers.length > before);
      const candidates = town.whispers.at(-1);
      expect(candidates?.replace_original).toBe(true);
      await town.presses(p, town.button(candidates?.blocks, 'Ask Jo Poole'), { ephemeral: true });
      await settle('releaseAsked');

      await press(h, 'Approve the release');
      await bell.until(async () => (await world.told({ personId: jo.personId })).includes('leaderAsked'));
      await town.delivery.tick();
      await press(j, 'Yes, I can');
      await settle('shortlisted');
      await press(u, 'Choose Jo Poole');
      await settle('agreementDraft');
      await (await press(p, 'Write the agreement'))();
      await town.fills(p, AGREED);
      await settle('agreementProposed');
      for (const user of [u, h, j]) await press(user, 'Accept the agreement');
      await settle('firstContact');
      nothingAmiss(town);
    },
    STORY_MS,
  );

  test(
    'from the first contact to the sign-off, by clicking alone',
    async () => {
      const stage = await openChatStage({ onTeams: [], mode });
      await deployment(stage);
      await stage.looksOver();
    },
    STORY_MS,
  );
});
