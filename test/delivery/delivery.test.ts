import { describe, expect, test } from 'vitest';
import type { Address, ChatPlatform } from '../../src/delivery/platform.js';
import type { Store } from '../../src/store/open.js';
import { eachStore } from '../fakes/database.js';
import { buildTown, errandDelivery, StandingClock } from '../fakes/errandTown.js';
import { type MemoryFault, MemoryPlatform } from '../fakes/memoryPlatform.js';

/** A Monday in term, at a time when routine messages may go. */
const MONDAY = '2026-11-09T15:45:00Z';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

async function set(
  store: Store,
  options: Partial<ConstructorParameters<typeof MemoryPlatform>[0]> & { size?: number } = {},
) {
  const clock = new StandingClock(MONDAY);
  const platform = new MemoryPlatform({ clock, ...options });
  const { delivery, processes } = errandDelivery({ store, platforms: [platform], clock });
  const town = await buildTown(store, processes, {
    size: options.size ?? 3,
    platform: platform.name,
  });
  return { clock, platform, delivery, town };
}

const statuses = async (store: Store) =>
  (await store.db.message.findMany({ orderBy: { id: 'asc' } })).map(row => row.status);

eachStore('delivery', open => {
  test('says what a commit caused, once, and keeps the card up to date', async () => {
    const store = await open();
    const { clock, platform, delivery, town } = await set(store);
    const [, doer = 0] = town.people;
    await town.ask({ title: 'Paint', doer, now: clock.now(), board: true });
    await delivery.tick();
    await delivery.tick();
    expect(platform.textsIn('U2')).toEqual(['Paint: you are asked']);
    expect(platform.textsIn('C1')).toEqual(['Paint: you are asked']);
    const asked = platform.posts.find(post => post.conversation === 'U2');
    expect(asked?.shown[0]?.card.actions.map(action => action.label)).toContain('Done');

    await town.give({ id: 1, command: 'finish', by: doer, now: clock.now() });
    await delivery.tick();
    const shown = platform.posts.map(post => post.shown.at(-1)?.card);
    expect(shown.map(card => card?.status?.text)).toEqual(['finished', 'finished', 'finished', 'finished']);
    expect(shown.flatMap(card => card?.actions ?? [])).toEqual([]);
    expect(platform.textsIn('U1')).toEqual(['Paint: done']);
    expect(await statuses(store)).toEqual(['sent', 'sent', 'sent', 'sent']);
  });

  test('waits as long as it is told, and no longer keeps the others waiting', async () => {
    const store = await open();
    let faults: MemoryFault[] = [{ type: 'tooMany', retryAfterMs: 40_000 }];
    const { clock, platform, delivery, town } = await set(store, {
      fault: call => (call.address.externalId === 'U2' ? (faults.pop() ?? null) : null),
    });
    const [, slow = 0, other = 0] = town.people;
    await town.ask({ title: 'A', doer: slow, now: clock.now(), urgent: true });
    await town.ask({ title: 'B', doer: slow, now: clock.now(), urgent: true });
    await town.ask({ title: 'C', doer: other, now: clock.now(), urgent: true });
    await delivery.tick();
    expect(platform.posts.map(post => post.conversation)).toEqual(['U3']);
    clock.by(39_000);
    await delivery.tick();
    expect(platform.posts).toHaveLength(1);
    clock.by(2_000);
    await delivery.tick();
    expect(platform.textsIn('U2')).toEqual([
      'A: you are asked, and it presses',
      'B: you are asked, and it presses',
    ]);
    faults = [];
  });

  test('a lost answer is looked up before anything is posted again', async () => {
    const store = await open();
    const faults: MemoryFault[] = [{ type: 'lostBefore' }, { type: 'lostAfter' }];
    const { clock, platform, delivery, town } = await set(store, { fault: () => faults.pop() ?? null });
    const [, first = 0, second = 0] = town.people;
    await town.ask({ title: 'A', doer: first, now: clock.now(), urgent: true });
    await town.ask({ title: 'B', doer: second, now: clock.now(), urgent: true });
    await delivery.tick();
    expect(await statuses(store)).toEqual(['pending', 'pending']);
    expect(platform.posts).toHaveLength(1);
    clock.by(MINUTE);
    await delivery.tick();
    expect(platform.textsIn('U2')).toHaveLength(1);
    expect(platform.textsIn('U3')).toHaveLength(1);
    expect(await statuses(store)).toEqual(['sent', 'sent']);
    // What was found is one of the posted cards like any other.
    await town.give({ id: 1, command: 'note', by: first, now: clock.now() });
    await town.give({ id: 2, command: 'note', by: second, now: clock.now() });
    await delivery.tick();
    expect(platform.posts.slice(0, 2).map(post => post.shown.at(-1)?.card.body)).toEqual(
      [1, 1].map(n => [{ type: 'facts', facts: [{ label: 'Notes', value: String(n) }] }]),
    );
  });

  test('where nobody can look, what may have been posted is parked and never posted again by itself', async () => {
    const store = await open();
    const { clock, platform, delivery, town } = await set(store, {
      name: 'teams',
      canLook: false,
      fault: () => ({ type: 'lostAfter' }),
    });
    await town.ask({ title: 'A', doer: town.people[1] ?? 0, now: clock.now(), urgent: true });
    await delivery.tick();
    clock.by(DAY);
    await delivery.tick();
    expect(platform.posts).toHaveLength(1);
    const [row] = await store.db.message.findMany();
    expect(row).toMatchObject({ status: 'unknown', platform: 'teams' });
    expect(row?.reason).toContain('Teams does not let Convenor look');
  });

  test('an attempt whose process died is looked up after its lease, not before', async () => {
    const store = await open();
    const { clock, platform, delivery, town } = await set(store);
    await town.ask({ title: 'A', doer: town.people[1] ?? 0, now: clock.now(), urgent: true });
    await store.db.message.updateMany({
      data: { claimedBy: 'dead', attempts: 1, availableAt: new Date(clock.now().getTime() + 90_000) },
    });
    await delivery.tick();
    expect(platform.calls).toEqual([]);
    clock.by(91_000);
    await delivery.tick();
    expect(platform.calls.map(call => call.type)).toEqual(['find', 'deliver']);
  });

  test('what a process held that died before it left is taken over without a look', async () => {
    const store = await open();
    const { clock, platform, delivery, town } = await set(store, { name: 'teams', canLook: false });
    await town.ask({ title: 'A', doer: town.people[1] ?? 0, now: clock.now(), urgent: true });
    const availableAt = new Date(clock.now().getTime() + 90_000);
    await store.db.message.updateMany({ data: { claimedBy: 'dead~', attempts: 1, availableAt } });
    clock.by(91_000);
    await delivery.tick();
    expect(platform.textsIn('U2')).toHaveLength(1);
    expect(await statuses(store)).toEqual(['sent']);
  });

  test('what nobody can receive is refused with what to do about it', async () => {
    const store = await open();
    const { clock, delivery, town } = await set(store);
    await store.db.account.deleteMany({ where: { personId: town.people[1] ?? 0 } });
    await town.ask({ title: 'A', doer: town.people[1] ?? 0, now: clock.now(), urgent: true });
    await delivery.tick();
    const [row] = await store.db.message.findMany();
    expect(row).toMatchObject({ status: 'refused' });
    expect(row?.reason).toContain('Convenor knows no Slack account of Person 2.');
  });

  test('somebody whom one platform refuses is reached on the other, once', async () => {
    const store = await open();
    const clock = new StandingClock(MONDAY);
    const blocked = (name: string) =>
      new MemoryPlatform({ name, clock, fault: () => ({ type: 'refused', reason: `${name} says no.` }) });
    const slack = blocked('slack');
    const teams = new MemoryPlatform({ name: 'teams', clock });
    const { delivery, processes } = errandDelivery({ store, platforms: [slack, teams], clock });
    const town = await buildTown(store, processes);
    const [, doer = 0] = town.people;
    await store.db.account.create({
      data: { platform: 'teams', externalId: 'T2', personId: doer, state: 'bound' },
    });
    await town.ask({ title: 'A', doer, now: clock.now(), urgent: true });
    await delivery.tick();
    expect(teams.textsIn('T2')).toHaveLength(1);
    expect(await store.db.message.findMany()).toMatchObject([{ status: 'sent', platform: 'teams' }]);

    const both = errandDelivery({ store, platforms: [slack, blocked('teams')], clock });
    await town.ask({ title: 'B', doer, now: clock.now(), urgent: true });
    await both.delivery.tick();
    const row = await store.db.message.findFirst({ where: { entityId: 2 } });
    expect(row).toMatchObject({
      status: 'refused',
      reason: 'Refused on Slack: slack says no.\nteams says no.',
    });
  });

  test('several routine messages are one post, and one a day is all', async () => {
    const store = await open();
    const { clock, platform, delivery, town } = await set(store);
    const [, doer = 0] = town.people;
    for (const title of ['A', 'B', 'C']) await town.ask({ title, doer, now: clock.now() });
    await delivery.tick();
    expect(platform.textsIn('U2')).toEqual(['Convenor has 3 things for you today.']);
    const card = platform.posts[0]?.shown[0]?.card;
    expect(card?.title).toBe('Today from Convenor');
    expect(card?.body.map(each => each.type === 'section' && [each.title, each.actions[0]?.verb])).toEqual(
      ['A', 'B', 'C'].map(title => [title, 'errand.open']),
    );
    expect(await statuses(store)).toEqual(['sent', 'gathered', 'gathered']);

    await town.ask({ title: 'D', doer, now: clock.now() });
    await town.ask({ title: 'E', doer, now: clock.now(), urgent: true });
    await delivery.tick();
    expect(platform.textsIn('U2').slice(1)).toEqual(['E: you are asked, and it presses']);
    clock.by(DAY);
    await delivery.tick();
    expect(platform.textsIn('U2').slice(2)).toEqual(['D: you are asked']);
  });

  test('several routine messages about one thing are its card, with the newest sentence, kept up to date', async () => {
    const store = await open();
    const { clock, platform, delivery, town } = await set(store);
    const [, doer = 0] = town.people;
    await town.ask({ title: 'A', doer, now: clock.now() });
    clock.by(2 * DAY);
    await delivery.tick();
    expect(await statuses(store)).toEqual(['sent', 'gathered']);
    expect(platform.textsIn('U2')).toEqual([expect.stringContaining('A: a reminder')]);
    await town.give({ id: 1, command: 'finish', by: doer, now: clock.now() });
    await delivery.tick();
    const [post] = platform.posts.filter(each => each.conversation === 'U2');
    expect(post?.shown.map(({ card }) => card.status?.text)).toEqual(['open', 'finished']);
    expect(post?.shown.at(-1)?.text).toContain('A: a reminder');
  });

  test('of two cards about one thing the newer is kept up to date; the older says once that there is one', async () => {
    const store = await open();
    const { clock, platform, delivery, town } = await set(store);
    const [, doer = 0] = town.people;
    await town.ask({ title: 'A', doer, now: clock.now(), board: true });
    await delivery.tick();
    clock.by(2 * DAY);
    await delivery.tick();
    await town.give({ id: 1, command: 'finish', by: doer, now: clock.now() });
    await delivery.tick();
    const [older, newer] = platform.posts.filter(each => each.conversation === 'U2');
    expect(older?.shown.map(({ card }) => card.actions.length > 0)).toEqual([true, false]);
    expect(older?.shown.at(-1)?.card.body).toEqual([
      expect.objectContaining({ text: 'There is a newer message about this further down.' }),
    ]);
    expect(newer?.shown.map(({ card }) => card.status?.text)).toEqual(['open', 'finished']);
    // A channel is read by several, each at their own time: everything that stands there is kept up to date.
    const [inChannel] = platform.posts.filter(each => each.conversation === 'C1');
    expect(inChannel?.shown.at(-1)?.card.status?.text).toBe('finished');
  });

  test('a refused digest is refused for each of its messages', async () => {
    const store = await open();
    const { clock, delivery, town } = await set(store, {
      fault: () => ({ type: 'refused', reason: 'The account is closed.' }),
    });
    const [, doer = 0] = town.people;
    for (const title of ['A', 'B']) await town.ask({ title, doer, now: clock.now() });
    await delivery.tick();
    const rows = await store.db.message.findMany();
    expect(rows.map(row => [row.status, row.reason])).toEqual([
      ['refused', 'The account is closed.'],
      ['refused', 'The account is closed.'],
    ]);
  });

  test('outside school hours a routine message is moved, and an urgent one passes it', async () => {
    const store = await open();
    const clock = new StandingClock('2026-11-09T22:00:00Z');
    const platform = new MemoryPlatform({ clock });
    const morning = new Date('2026-11-10T08:00:00Z');
    const { delivery, processes } = errandDelivery({
      store,
      platforms: [platform],
      clock,
      sendTime: async (_personId, now) => (now < morning ? morning : now),
    });
    const town = await buildTown(store, processes);
    const [, doer = 0] = town.people;
    await town.ask({ title: 'A', doer, now: clock.now() });
    await town.ask({ title: 'B', doer, now: clock.now(), urgent: true });
    await delivery.tick();
    expect(platform.textsIn('U2')).toEqual(['B: you are asked, and it presses']);
    expect(await delivery.nextDueAt()).toEqual(morning);
    clock.to(morning);
    await delivery.tick();
    expect(platform.textsIn('U2')).toEqual(['B: you are asked, and it presses', 'A: you are asked']);
  });

  test('a card that changes while it is on its way is edited as soon as it stands', async () => {
    const store = await open();
    let change = async (): Promise<void> => {};
    const { clock, platform, delivery, town } = await set(store, {
      hold: call => (call.type === 'deliver' ? change() : Promise.resolve()),
    });
    const [, doer = 0] = town.people;
    change = async () => {
      change = async () => {};
      await town.give({ id: 1, command: 'note', by: doer, now: clock.now() });
    };
    await town.ask({ title: 'A', doer, now: clock.now(), urgent: true });
    await delivery.tick();
    const notes = platform.posts[0]?.shown.map(post => post.card.entity?.version);
    expect(notes).toEqual([1, 2]);
  });

  test('a copy that is gone is recorded and left alone', async () => {
    const store = await open();
    const { clock, platform, delivery, town } = await set(store, {
      fault: call => (call.type === 'update' ? { type: 'gone', reason: 'It was deleted.' } : null),
    });
    const [, doer = 0] = town.people;
    await town.ask({ title: 'A', doer, now: clock.now(), urgent: true });
    await delivery.tick();
    await town.give({ id: 1, command: 'note', by: doer, now: clock.now() });
    await delivery.tick();
    await town.give({ id: 1, command: 'note', by: doer, now: clock.now() });
    await delivery.tick();
    const edits = platform.calls.filter(call => call.type === 'update');
    expect(edits.map(call => call.address.externalId)).toEqual(['U2', 'U1']);
    const copy = await store.db.cardCopy.findFirst({ where: { notice: 'pressing' } });
    expect(copy).toMatchObject({ status: 'gone', reason: 'It was deleted.', stale: false });
  });

  test('messages of one conversation never overtake each other, and never overlap', async () => {
    const store = await open();
    let inFlight = 0;
    let most = 0;
    const { clock, platform, delivery, town } = await set(store, {
      hold: async () => {
        inFlight++;
        most = Math.max(most, inFlight);
        await new Promise(resolve => setImmediate(resolve));
        inFlight--;
      },
    });
    const titles = Array.from({ length: 12 }, (_, index) => `T${index}`);
    for (const title of titles) {
      await town.ask({ title, doer: town.people[1] ?? 0, now: clock.now(), urgent: true });
    }
    await delivery.tick();
    expect(platform.textsIn('U2')).toEqual(titles.map(title => `${title}: you are asked, and it presses`));
    expect(most).toBe(1);
  });
});

describe('a fault of an adapter', () => {
  const throwing: ChatPlatform = {
    name: 'slack',
    deliver: (_address: Address) => Promise.reject(new Error('a bug')),
    update: () => Promise.reject(new Error('a bug')),
    start: async () => {},
    stop: async () => {},
  };

  eachStore('is an unknown outcome', open => {
    test('that a person hears of', async () => {
      const store = await open();
      const clock = new StandingClock(MONDAY);
      const { delivery, processes } = errandDelivery({ store, platforms: [throwing], clock });
      const town = await buildTown(store, processes);
      await town.ask({ title: 'A', doer: town.people[1] ?? 0, now: clock.now(), urgent: true });
      await delivery.tick();
      expect(await statuses(store)).toEqual(['unknown']);
    });
  });
});
