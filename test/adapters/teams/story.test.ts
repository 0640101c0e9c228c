import { expect, test } from 'vitest';
import type { ChatCommand } from '../../../src/chat/command.js';
import { helpCommand } from '../../../src/chat/help.js';
import { createRouter } from '../../../src/chat/router.js';
import { createDelivery } from '../../../src/delivery/delivery.js';
import { supportCommands } from '../../../src/support/commands.js';
import { draw } from '../../../src/workflow/draw.js';
import { fire } from '../../../src/workflow/fire.js';
import { handleAction } from '../../../src/workflow/handle.js';
import { withDatabase } from '../../fakes/database.js';
import { AGREED, type Cast, castOf, stateOf } from '../../support/cast.js';
import { deployment } from '../../support/plays/deployment.js';
import { PARTS } from '../../support/plays/seat.js';
import { openChatStage } from '../across/chatStage.js';
import { converged } from '../across/converged.js';
import { parserWarnings } from '../adaptiveCards/parser.js';
import { seatIn, TeamsSeat } from './seat.js';
import { openTeams, TENANT } from './teamsWorld.js';

const ASKED = { area: 'phonics', need: 'A new Year 1 phonics lead.', timing: 'Spring term 2027' };

/** Every step goes over HTTP and through the store: more than a test's usual time on a busy machine. */
const LONG = 240_000;

const BROKERING = '19:brokering@thread.tacv2';

async function begin() {
  const cast = await castOf(await (await withDatabase('sqlite')).open());
  const { world } = cast;
  const { store, processes } = world;
  const users = {
    rita: await seatIn(world, cast.rita, 'byAddress'),
    priya: await seatIn(world, cast.priya, 'bound'),
    harriet: await seatIn(world, cast.harriet, 'bound'),
    jo: await seatIn(world, cast.jo.personId, 'byAddress'),
  };
  await store.db.channelAddress.create({
    data: { channelId: world.brokeringChannelId, platform: 'teams', tenant: TENANT, externalId: BROKERING },
  });
  const clock = { now: () => world.now };
  const commands: readonly ChatCommand[] = supportCommands({ store, processes });
  const router = createRouter([...commands, helpCommand(commands)], each =>
    handleAction(store, processes, each),
  );
  // However busy the machine, an answer stands where it was asked for.
  const teams = await openTeams({ store, router, clock, users: Object.values(users), patienceMs: LONG });
  const delivery = createDelivery({
    store,
    platforms: [teams.adapter],
    draw: (tx, drawing, now) => draw(tx, processes, drawing, now),
    fireTimer: (tx, timer, now) => fire(tx, processes, timer, now),
    isReminder: () => true,
    clock,
    log: { info() {}, warn() {}, error() {} },
    instance: 'test',
    // The clock stands still: what a ceiling put off would never come.
    limits: { pace: {} },
  });
  const seats = {
    rita: new TeamsSeat(teams, users.rita),
    priya: new TeamsSeat(teams, users.priya),
    harriet: new TeamsSeat(teams, users.harriet),
    jo: new TeamsSeat(teams, users.jo),
  };
  for (const seat of Object.values(seats)) await seat.installs();
  // Somebody mentions Convenor in the channel: from then on it knows the way there.
  await teams.types(users.priya, '<at>Convenor</at>&nbsp;help', {
    conversation: { id: `${BROKERING};messageid=1`, conversationType: 'channel', tenantId: TENANT },
    channelData: { tenant: { id: TENANT }, team: { id: '19:team' }, channel: { id: BROKERING } },
    entities: [{ type: 'mention', text: '<at>Convenor</at>', mentioned: { id: '28:bot' } }],
  });
  return { cast, world, teams, delivery, users, ...seats };
}

/** Nothing that was posted is beyond the format, was refused, or was logged as a fault. */
async function nothingAmiss({ world }: Cast, teams: Awaited<ReturnType<typeof openTeams>>): Promise<void> {
  for (const { activity } of teams.connector.activities) {
    for (const { content } of (activity.attachments ?? []) as { content: never }[])
      expect(parserWarnings(content)).toEqual([]);
  }
  expect(teams.logged).toEqual([]);
  expect(
    await world.store.db.message.findMany({ where: { status: { in: ['refused', 'unknown'] } } }),
  ).toEqual([]);
}

test(
  'a request for support in Teams, from the question to the agreement, by clicking alone',
  async () => {
    const { cast, world, teams, delivery, users, rita, priya, harriet, jo } = await begin();
    const [hint] = teams.connector.in(`${BROKERING};messageid=1`);
    expect(hint?.activity.text).toContain('our own chat');
    expect(hint?.activity.attachments).toBeUndefined();
    expect(JSON.stringify(teams.newest(users.priya).activity)).toContain('/support list');

    await rita.types('support');
    const refusedForm = await rita.fills({ area: 'phonics' });
    expect(refusedForm).toContain('Say in one sentence what you need.');
    expect(refusedForm).toContain('Ask for');
    expect(await rita.fills(ASKED)).toContain('SR-2026-0001');
    // What she sent stays what became of it, when the conversation is loaded again.
    await expect.poll(() => JSON.stringify(teams.newest(users.rita).activity)).toContain('SR-2026-0001');
    await delivery.tick();
    expect(await converged(world, { teams })).toBe(2);

    const channel = (await world.store.db.cardCopy.findFirstOrThrow({ where: { channelId: { not: null } } }))
      .conversation;
    expect(JSON.stringify(teams.connector.in(channel))).not.toContain('Receiving Primary');
    expect(await priya.pressesIn(channel, 'Claim')).toContain('Receiving Primary');
    await delivery.tick();
    expect(await stateOf(cast, 1)).toBe('triage');
    expect(JSON.stringify(teams.connector.in(channel))).not.toContain('Receiving Primary');
    // The card begins a thread, and its story is told in it.
    expect(channel).not.toBe(BROKERING);
    expect(teams.connector.in(channel).map(({ activity }) => activity.text ?? 'card')).toEqual([
      'card',
      'Priya Nair has claimed it and is reading it.',
    ]);

    // In the channel, too, a form stands while the request goes on, here through her telephone.
    const shared = () => JSON.stringify(teams.connector.in(channel)[0]?.activity);
    const claimed = shared();
    expect(await priya.presses('Point elsewhere')).toContain('"form":true');
    const telephone = new TeamsSeat(teams, users.priya);
    await telephone.types('support show SR-2026-0001');
    await telephone.presses('Take it on');
    await delivery.tick();
    expect(shared()).toBe(claimed);
    await priya.presses('Cancel');
    await delivery.tick();
    expect(shared()).not.toBe(claimed);

    await priya.types('support show SR-2026-0001');
    await priya.presses('Find a leader');
    await priya.presses('Ask Jo Poole');
    await delivery.tick();
    expect(await stateOf(cast, 1)).toBe('releaseAsked');
    await harriet.presses('Approve the release');
    await delivery.tick();
    await jo.presses('Yes, I can');
    await delivery.tick();
    await rita.presses('Choose Jo Poole');
    await delivery.tick();
    await priya.presses('Write the agreement');
    expect(await priya.fills({ ...AGREED, days: '0' })).toContain('days');
    await priya.presses('Cancel');
    await priya.presses('Write the agreement');
    await priya.fills(AGREED);
    await delivery.tick();
    // A form stands in her card's place while the others go on: nothing takes it away, not even when it is wrong.
    const hers = () => JSON.stringify(teams.newest(users.jo).activity);
    const proposed = hers();
    expect(await jo.presses('Ask for a change')).toContain('"form":true');
    await rita.presses('Accept the agreement');
    await delivery.tick();
    expect(JSON.stringify(teams.newest(users.rita).activity)).toContain('receiving head');
    expect(await jo.fills({ what: '' })).toContain('"form":true');
    await delivery.tick();
    expect(hers()).toBe(proposed);
    await jo.presses('Cancel');
    await delivery.tick();
    expect(hers()).not.toBe(proposed);
    for (const seat of [harriet, jo]) await seat.presses('Accept the agreement');
    await delivery.tick();
    expect(await stateOf(cast, 1)).toBe('firstContact');
    expect(await converged(world, { teams })).toBeGreaterThan(5);
    await nothingAmiss(cast, teams);
  },
  LONG,
);

test(
  'a deployment in Teams, from the first contact to the sign-off, by clicking alone',
  async () => {
    const stage = await openChatStage({ onTeams: PARTS });
    await deployment(stage);
    await stage.looksOver();
  },
  LONG,
);
