import { expect } from 'vitest';
import { WORDS_ONLY } from '../../../adapters/adaptiveCards/media.js';
import { renderCard as blocksOf } from '../../../adapters/slack/card.js';
import { MESSAGE } from '../../../adapters/slack/limits.js';
import { draw as drawPost } from '../../../adapters/teams/teamsAdapter.js';
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
import { seatIn, TeamsSeat } from '../teams/seat.js';
import { openTeams, TENANT } from '../teams/teamsWorld.js';
import { SLACK_CHANNEL, SlackSeat } from './slackSeat.js';
import { TEAMS_CHANNEL, TeamsPart } from './teamsPart.js';

/** Every step goes over HTTP and through the store: more than a test's usual time on a busy machine. */
export const LONG = 240_000;

/** A stage on two platforms at once, that can also be looked over when a play is done. */
export interface ChatStage extends Stage {
  /** Every posted card shows the work as it is now, on the platform that its reader is on; nothing went wrong. */
  looksOver(): Promise<void>;
}

/** Slack and Teams around one record; those parts are on Teams, everybody else on Slack. */
export async function openChatStage(onTeams: readonly Part[]): Promise<ChatStage> {
  const cast = await playCastOf(await (await withDatabase('sqlite')).open());
  const { world } = cast;
  const { store, processes } = world;
  const commands = supportCommands({ store, processes });
  const clock = { now: () => world.now };
  const town = await SlackTown.open(world, commands);
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
      const copies = await store.db.cardCopy.findMany({
        where: { entityKind: { not: 'digest' } },
        include: { message: true },
      });
      expect(new Set(copies.map(copy => copy.platform))).toEqual(new Set(['slack', 'teams']));
      for (const copy of copies) {
        expect(copy).toMatchObject({ status: 'live', stale: false });
        const drawn = await draw(store.db, processes, copy, world.now);
        if (!drawn) throw new Error('The work is gone.');
        if (copy.platform === 'teams') {
          const stands = teams.connector.activities.find(each => each.id === copy.externalId);
          const expected = drawPost({ deliveryKey: copy.message.key, ...drawn }, WORDS_ONLY);
          expect(stands?.activity.attachments).toEqual(expected.attachments);
        } else {
          const stands = town.slack.messages.find(
            each => each.channel === copy.conversation && each.ts === copy.externalId,
          );
          const expected = JSON.stringify(blocksOf(drawn.card, { room: MESSAGE }));
          const labels = [...expected.matchAll(/"action_id":"([^"]+)"/g)].map(([, id]) => id);
          for (const id of labels) expect(JSON.stringify(stands?.blocks)).toContain(id);
          expect(JSON.stringify(stands?.blocks)).toContain(drawn.card.status?.text ?? '');
        }
      }
      expect(channelNow()).not.toContain('Receiving Primary');
      expect(teams.logged).toEqual([]);
      expect(town.logged.filter(each => /fail|could not|error/i.test(each))).toEqual([]);
      const bad = { status: { in: ['refused', 'unknown'] } };
      expect(await store.db.message.findMany({ where: bad })).toEqual([]);
    },
  };
}
