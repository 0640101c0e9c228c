import { expect, test } from 'vitest';
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
import { withDatabase } from '../../fakes/database.js';
import { SlackTown, TEAM, until } from '../../fakes/slackTown.js';
import { AGREED, castOf, stateOf } from '../../support/cast.js';
import { seatIn, TeamsSeat } from './seat.js';
import { openTeams, TENANT } from './teamsWorld.js';

type Json = Readonly<Record<string, unknown>>;
type Part = 'rita' | 'priya' | 'harriet' | 'jo';

const ASKED = { area: 'phonics', need: 'A new Year 1 phonics lead.', timing: 'Spring term 2027' };
const GROUP = '19:brokering@thread.v2';

/** Every step goes over HTTP and through the store: more than a test's usual time on a busy machine. */
const LONG = 240_000;

/** Somebody who acts, wherever they are. */
interface Seat {
  types(text: string): Promise<unknown>;
  presses(label: string): Promise<unknown>;
  pressesInChannel(label: string): Promise<unknown>;
  fills(values: Json): Promise<unknown>;
}

class SlackSeat implements Seat {
  private readonly town: SlackTown;
  private readonly user: string;

  constructor(town: SlackTown, personId: number) {
    this.town = town;
    this.user = `U${personId}`;
  }

  async types(text: string): Promise<void> {
    await this.changes(() => this.town.types(this.user, `/${text}`));
  }

  presses(label: string): Promise<void> {
    return this.pressesOn(label, `D${this.user.slice(1)}`);
  }

  pressesInChannel(label: string): Promise<void> {
    return this.pressesOn(label, 'CBROKER');
  }

  async fills(values: Json): Promise<void> {
    await this.changes(() => this.town.fills(this.user, values));
  }

  private async pressesOn(label: string, channel: string): Promise<void> {
    const { town, user } = this;
    const own = town.whispers.findLast(
      each => each.user === user && JSON.stringify(each.blocks ?? []).includes(`"${label}"`),
    );
    const posted = town.slack.messages.findLast(
      each => each.channel === channel && JSON.stringify(each.blocks).includes(`"${label}"`),
    );
    if (!own && !posted) throw new Error(`${user} finds no "${label}" in ${channel}.`);
    const where = posted ? { channel, ts: posted.ts } : { ephemeral: true };
    await this.changes(() => town.presses(user, town.button((posted ?? own)?.blocks, label), where));
  }

  /** Slack is answered at once; what came of it is seen a moment later. */
  private async changes(act: () => Promise<unknown>): Promise<void> {
    const { town } = this;
    const seen = () => town.whispers.length + town.slack.views.length + town.slack.calls.length;
    const before = seen();
    await act();
    await until(() => seen() > before);
  }
}

class TeamsActor implements Seat {
  private readonly seat: TeamsSeat;
  private readonly channel: string;

  constructor(seat: TeamsSeat, channel: string) {
    this.seat = seat;
    this.channel = channel;
  }

  types(text: string) {
    return this.seat.types(text);
  }

  presses(label: string) {
    return this.seat.presses(label);
  }

  pressesInChannel(label: string) {
    return this.seat.pressesIn(this.channel, label);
  }

  fills(values: Json) {
    return this.seat.fills(values);
  }
}

async function begin(onTeams: readonly Part[]) {
  const cast = await castOf(await (await withDatabase('sqlite')).open());
  const { world } = cast;
  const { store, processes } = world;
  const ids: Readonly<Record<Part, number>> = {
    rita: cast.rita,
    priya: cast.priya,
    harriet: cast.harriet,
    jo: cast.jo.personId,
  };
  const commands = supportCommands({ store, processes });
  const clock = { now: () => world.now };
  const town = await SlackTown.open(world, commands);
  const users = await Promise.all(onTeams.map(part => seatIn(world, ids[part], 'bound')));
  const router = createRouter([...commands, helpCommand(commands)], each =>
    handleAction(store, processes, each),
  );
  // However busy the machine, an answer stands where it was asked for.
  const teams = await openTeams({ store, router, clock, users, patienceMs: LONG });
  // The channel stands on both.
  await store.db.channelAddress.createMany({
    data: [
      { channelId: world.brokeringChannelId, platform: 'slack', tenant: TEAM, externalId: 'CBROKER' },
      {
        channelId: world.brokeringChannelId,
        platform: 'teams',
        tenant: TENANT,
        externalId: GROUP,
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
  const seats = {} as Record<Part, Seat>;
  for (const part of Object.keys(ids) as Part[]) {
    const at = onTeams.indexOf(part);
    const user = users[at];
    if (user) {
      const seat = new TeamsSeat(teams, user);
      await seat.installs();
      seats[part] = new TeamsActor(seat, GROUP);
    } else {
      await town.bind(ids[part]);
      seats[part] = new SlackSeat(town, ids[part]);
    }
  }
  return { cast, world, town, teams, delivery, seats };
}

test.each<{ says: string; onTeams: readonly Part[] }>([
  { says: 'head and SLE on Teams, coordinator and home head on Slack', onTeams: ['rita', 'jo'] },
  { says: 'coordinator and home head on Teams, head and SLE on Slack', onTeams: ['priya', 'harriet'] },
])(
  'one request for support, $says, one record',
  async ({ onTeams }) => {
    const { cast, world, town, teams, delivery, seats } = await begin(onTeams);
    const { rita, priya, harriet, jo } = seats;
    const settle = async (state: string) => {
      await until2(async () => (await stateOf(cast, 1).catch(() => '')) === state);
      await delivery.tick();
    };

    await rita.types('support');
    await rita.fills(ASKED);
    await settle('submitted');
    await priya.pressesInChannel('Claim');
    await settle('triage');
    await priya.types('support show SR-2026-0001');
    await priya.presses('Take it on');
    await settle('matching');
    await priya.presses('Find a leader');
    await priya.presses('Ask Jo Poole');
    await settle('releaseAsked');
    await harriet.presses('Approve the release');
    await until2(async () => (await world.told({ personId: cast.jo.personId })).includes('leaderAsked'));
    await delivery.tick();
    await jo.presses('Yes, I can');
    await settle('shortlisted');
    await rita.presses('Choose Jo Poole');
    await settle('agreementDraft');
    await priya.presses('Write the agreement');
    await priya.fills(AGREED);
    await settle('agreementProposed');
    for (const seat of [rita, harriet, jo]) await seat.presses('Accept the agreement');
    await settle('firstContact');

    const copies = await world.store.db.cardCopy.findMany({
      where: { entityKind: { not: 'digest' } },
      include: { message: true },
    });
    expect(new Set(copies.map(copy => copy.platform))).toEqual(new Set(['slack', 'teams']));
    for (const copy of copies) {
      expect(copy).toMatchObject({ status: 'live', stale: false });
      const drawn = await draw(world.store.db, world.processes, copy, world.now);
      if (!drawn) throw new Error('The work is gone.');
      if (copy.platform === 'teams') {
        const stands = teams.connector.activities.find(each => each.id === copy.externalId);
        expect(stands?.activity.attachments).toEqual(
          drawPost({ deliveryKey: copy.message.key, ...drawn }, WORDS_ONLY).attachments,
        );
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
    const posted = JSON.stringify([
      teams.connector.in(GROUP),
      town.slack.messages.filter(each => each.channel === 'CBROKER'),
    ]);
    expect(posted).not.toContain('Receiving Primary');
    expect(teams.logged).toEqual([]);
  },
  LONG,
);

/** Waits for something that happens by itself: no time is given but the test's own limit. */
async function until2(is: () => Promise<boolean>): Promise<void> {
  while (!(await is())) await new Promise(resolve => setImmediate(resolve));
}
