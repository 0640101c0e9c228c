import { expect } from 'vitest';
import { helpCommand } from '../../../src/chat/help.js';
import { createRouter } from '../../../src/chat/router.js';
import { createDelivery } from '../../../src/delivery/delivery.js';
import { supportCommands } from '../../../src/support/commands.js';
import { draw } from '../../../src/workflow/draw.js';
import { fire } from '../../../src/workflow/fire.js';
import { handleAction } from '../../../src/workflow/handle.js';
import { bell } from '../../fakes/bell.js';
import { withDatabase } from '../../fakes/database.js';
import { SlackTown, TEAM } from '../../fakes/slackTown.js';
import { stateOf } from '../../support/cast.js';
import { personOf, playCastOf } from '../../support/plays/playCast.js';
import { PARTS, type Part, type Seat, type Stage } from '../../support/plays/seat.js';
import { parserWarnings } from '../adaptiveCards/parser.js';
import { messageProblems, viewProblems } from '../slack/conformance.js';
import { seatIn, TeamsSeat } from '../teams/seat.js';
import { openTeams, TENANT } from '../teams/teamsWorld.js';
import { converged } from './converged.js';
import { SLACK_CHANNEL, SlackSeat } from './slackSeat.js';
import { TEAMS_CHANNEL, TeamsPart } from './teamsPart.js';

/** Every step goes over HTTP and through the store: more than a test's usual time on a busy machine. */
export const LONG = 240_000;

/** A stage on two platforms at once, that can also be looked over when a play is done. */
export interface ChatStage extends Stage {
  /** Every posted card shows the work as it is now, in its platform's own format; nothing went wrong. */
  looksOver(): Promise<void>;
}

/** Slack and Teams around one record; those parts are on Teams, everybody else on Slack. */
export async function openChatStage({
  onTeams,
  mode = 'http',
}: {
  readonly onTeams: readonly Part[];
  /** How Slack sends what happens there. */
  readonly mode?: 'http' | 'socket';
}): Promise<ChatStage> {
  const cast = await playCastOf(await (await withDatabase('sqlite')).open());
  const { world } = cast;
  const { store, processes } = world;
  const commands = supportCommands({ store, processes });
  const clock = { now: () => world.now };
  const town = await SlackTown.open(world, commands, { mode });
  const users = new Map<Part, Awaited<ReturnType<typeof seatIn>>>();
  for (const part of onTeams) users.set(part, await seatIn(world, personOf(cast, part), 'bound'));
  const router = createRouter([...commands, helpCommand(commands)], each =>
    handleAction(store, processes, each),
  );
  // However busy the machine, an answer stands where it was asked for.
  const teams = await openTeams({ store, router, clock, users: [...users.values()], patienceMs: LONG });
  // The channel stands on both.
  await store.db.channelAddress.createMany({
    data: [
      { channelId: world.brokeringChannelId, platform: 'slack', tenant: TEAM, externalId: SLACK_CHANNEL },
      {
        channelId: world.brokeringChannelId,
        platform: 'teams',
        tenant: TENANT,
        externalId: TEAMS_CHANNEL,
        reference: { type: 'groupChat', serviceUrl: teams.connector.url, tenantId: TENANT, botId: '28:b' },
      },
    ],
  });
  const delivery = createDelivery({
    store,
    platforms: [town.adapter, teams.adapter],
    draw: (tx, drawing, now) => draw(tx, processes, drawing, now),
    fireTimer: (tx, timer, now) => fire(tx, processes, timer, now),
    isReminder: () => true,
    clock,
    log: { info() {}, warn() {}, error() {} },
    instance: 'test',
    // The clock stands still: what a ceiling put off would never come.
    limits: { pace: {} },
  });
  const seats = new Map<Part, Seat>();
  for (const part of PARTS) {
    const user = users.get(part);
    if (user) {
      const seat = new TeamsSeat(teams, user);
      await seat.installs();
      seats.set(part, new TeamsPart(seat, teams));
    } else {
      await town.bind(personOf(cast, part));
      seats.set(part, new SlackSeat(town, personOf(cast, part)));
    }
  }

  const channelNow = () =>
    JSON.stringify([
      teams.connector.in(TEAMS_CHANNEL).map(({ activity }) => activity),
      town.slack.messages.filter(each => each.channel === SLACK_CHANNEL),
    ]);

  return {
    cast,
    seat(part) {
      const seat = seats.get(part);
      if (!seat) throw new Error(`Nobody plays ${part}.`);
      return seat;
    },
    async settle(state) {
      await bell.until(async () => (await stateOf(cast, 1).catch(() => 'none yet')) === state);
      await delivery.tick();
    },
    async passes(days) {
      await world.daysPass(days);
      await delivery.tick();
    },
    channel: async () => channelNow(),
    async looksOver() {
      await delivery.tick();
      await converged(world, { teams, town });
      expect(channelNow()).not.toContain('Receiving Primary');
      // Nothing that was shown is beyond a platform's format, or calls a whole channel.
      for (const { blocks } of [...town.slack.messages, ...town.whispers])
        expect(messageProblems(blocks)).toEqual([]);
      for (const { arguments: given } of town.slack.views) expect(viewProblems(given.view)).toEqual([]);
      for (const { activity } of teams.connector.activities)
        for (const { content } of (activity.attachments ?? []) as { content: never }[])
          expect(parserWarnings(content)).toEqual([]);
      expect(teams.logged).toEqual([]);
      expect(town.logged.filter(each => /fail|could not|error/i.test(each))).toEqual([]);
      const bad = { status: { in: ['refused', 'unknown'] } };
      expect(await store.db.message.findMany({ where: bad })).toEqual([]);
    },
  };
}
