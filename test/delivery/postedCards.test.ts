import { expect, test } from 'vitest';
import type { PostedRef } from '../../src/delivery/platform.js';
import { HELD_IN_CHANNEL_MS, HELD_MS, postedCards } from '../../src/delivery/postedCards.js';
import type { Store } from '../../src/store/open.js';
import { eachStore } from '../fakes/database.js';
import { buildTown, errandDelivery, errandWork, StandingClock } from '../fakes/errandTown.js';
import { type MemoryCall, type MemoryFault, MemoryPlatform } from '../fakes/memoryPlatform.js';

/** A Monday in term, at a time when routine messages may go. */
const MONDAY = '2026-11-09T15:45:00Z';
const MINUTE = 60_000;

async function set(
  store: Store,
  options: {
    fault?: (call: MemoryCall) => MemoryFault | null;
    drawn?: () => Promise<void>;
    hold?: (call: MemoryCall) => Promise<void>;
  } = {},
) {
  const clock = new StandingClock(MONDAY);
  const platform = new MemoryPlatform({ name: 'teams', clock, canLook: false, ...options });
  const { draw } = errandWork();
  let woken = 0;
  const cards = postedCards(store, clock, () => woken++);
  const { delivery, processes } = errandDelivery({
    store,
    platforms: [platform],
    clock,
    draw: async (...asked) => {
      const drawn = await draw(...asked);
      await options.drawn?.();
      return drawn;
    },
  });
  const town = await buildTown(store, processes, { size: 3, platform: platform.name });
  const shown = (where: string) => platform.posts.find(post => post.conversation === where)?.shown ?? [];
  const copy = async (where: string): Promise<PostedRef> =>
    store.db.cardCopy.findFirstOrThrow({
      where: { conversation: where },
      orderBy: { id: 'asc' },
      select: { conversation: true, externalId: true },
    });
  return { clock, platform, delivery, town, cards, shown, copy, woken: () => woken };
}

eachStore('posted cards', open => {
  test('a card in whose place its reader has a form open is left alone until the form is gone', async () => {
    const store = await open();
    const { clock, delivery, town, cards, shown, copy, woken } = await set(store);
    const [, doer = 0] = town.people;
    await town.ask({ title: 'Paint', doer, now: clock.now(), urgent: true, board: true });
    await delivery.tick();
    await cards.hold('teams', await copy('U2'));
    await town.give({ id: 1, command: 'note', by: doer, now: clock.now() });
    clock.by(MINUTE);
    await delivery.tick();
    expect(shown('U2')).toHaveLength(1);
    expect(shown('C1')).toHaveLength(2);

    await cards.release('teams', await copy('U2'));
    await cards.release('teams', await copy('U2'));
    expect(woken()).toBe(1);
    await delivery.tick();
    expect(shown('U2')).toHaveLength(2);

    await cards.hold('teams', await copy('U2'));
    await town.give({ id: 1, command: 'note', by: doer, now: clock.now() });
    clock.by(HELD_MS - MINUTE);
    await delivery.tick();
    expect(shown('U2')).toHaveLength(2);
    clock.by(2 * MINUTE);
    await delivery.tick();
    expect(shown('U2')).toHaveLength(3);
  });

  test('a channel’s card, which others read too, is left alone for a few minutes', async () => {
    const store = await open();
    const { clock, delivery, town, cards, shown, copy, woken } = await set(store);
    const [, doer = 0] = town.people;
    const note = () => town.give({ id: 1, command: 'note', by: doer, now: clock.now() });
    await town.ask({ title: 'Paint', doer, now: clock.now(), board: true });
    await delivery.tick();
    await cards.hold('teams', await copy('C1'));
    await note();
    clock.by(HELD_IN_CHANNEL_MS - MINUTE);
    await delivery.tick();
    expect(shown('C1')).toHaveLength(1);
    await cards.release('teams', await copy('C1'));
    expect(woken()).toBe(1);
    await delivery.tick();
    expect(shown('C1')).toHaveLength(2);

    await cards.hold('teams', await copy('C1'));
    await note();
    clock.by(HELD_IN_CHANNEL_MS + MINUTE);
    await delivery.tick();
    expect(shown('C1')).toHaveLength(3);
  });

  test('a form that opens while the edit is being drawn is not taken away either', async () => {
    const store = await open();
    let opens = async (): Promise<void> => {};
    const { clock, delivery, town, cards, shown, copy } = await set(store, { drawn: () => opens() });
    const [, doer = 0] = town.people;
    await town.ask({ title: 'Paint', doer, now: clock.now(), urgent: true });
    await delivery.tick();
    await town.give({ id: 1, command: 'note', by: doer, now: clock.now() });
    let holding: Promise<void> | undefined;
    opens = async () => {
      holding ??= cards.hold('teams', await copy('U2'));
      await expect.poll(() => store.db.cardCopy.count({ where: { heldUntil: { not: null } } })).toBe(1);
    };
    await delivery.tick();
    await holding;
    expect(shown('U2')).toHaveLength(1);
    opens = async () => {};
    await cards.release('teams', await copy('U2'));
    await delivery.tick();
    expect(shown('U2')).toHaveLength(2);
  });

  test('a form comes after the edit that is under way', async () => {
    const store = await open();
    const happened: string[] = [];
    let underWay = (): void => {};
    const entered = new Promise<void>(resolve => {
      underWay = resolve;
    });
    let letGo = (): void => {};
    const gate = new Promise<void>(resolve => {
      letGo = resolve;
    });
    const { clock, delivery, town, cards, copy } = await set(store, {
      hold: async call => {
        if (call.type !== 'update' || call.address.externalId !== 'U2') return;
        underWay();
        await gate;
        happened.push('edited');
      },
    });
    const [, doer = 0] = town.people;
    await town.ask({ title: 'Paint', doer, now: clock.now(), urgent: true });
    await delivery.tick();
    const posted = await copy('U2');
    await town.give({ id: 1, command: 'note', by: doer, now: clock.now() });
    const ticking = delivery.tick();
    await entered;
    const holding = cards.hold('teams', posted).then(() => happened.push('held'));
    await expect.poll(() => store.db.cardCopy.count({ where: { heldUntil: { not: null } } })).toBe(1);
    await store.db.cardCopy.count();
    expect(happened).toEqual([]);
    letGo();
    await Promise.all([ticking, holding]);
    expect(happened).toEqual(['edited', 'held']);
  });

  test('a message in doubt has arrived when its reader presses a button of it, and its card is kept up to date', async () => {
    const store = await open();
    const faults: MemoryFault[] = [{ type: 'lostAfter' }];
    const { clock, platform, delivery, town, cards, woken } = await set(store, {
      fault: () => faults.pop() ?? null,
    });
    const [asker = 0, doer = 0] = town.people;
    await town.ask({ title: 'Paint', doer, now: clock.now(), urgent: true });
    await delivery.tick();
    clock.by(5 * MINUTE);
    await delivery.tick();
    const [post] = platform.posts;
    if (!post) throw new Error('It was posted.');
    const row = () => store.db.message.findUniqueOrThrow({ where: { key: post.deliveryKey } });
    expect((await row()).status).toBe('unknown');
    const press = {
      platform: 'teams',
      deliveryKey: post.deliveryKey,
      posted: { conversation: post.conversation, externalId: post.externalId },
      personId: doer,
      channel: null,
    };

    // Nobody else's word counts, nor one from somewhere else.
    await cards.pressed({ ...press, personId: asker });
    await cards.pressed({ ...press, channel: 'C1' });
    await cards.pressed({ ...press, platform: 'slack' });
    await cards.pressed({ ...press, deliveryKey: 'nothing' });
    expect((await row()).status).toBe('unknown');
    expect(woken()).toBe(0);

    const settledAt = (await row()).settledAt;
    await cards.pressed(press);
    await cards.pressed(press);
    expect(woken()).toBe(1);
    expect(await row()).toMatchObject({
      status: 'sent',
      settledAt,
      reason: expect.stringContaining('pressed'),
    });
    await town.give({ id: 1, command: 'note', by: doer, now: clock.now() });
    await delivery.tick();
    expect(platform.posts.filter(each => each.conversation === 'U2')).toEqual([post]);
    expect(post.shown.length).toBeGreaterThan(1);
    expect(await store.db.cardCopy.findFirst({ where: { externalId: post.externalId } })).toMatchObject({
      status: 'live',
      stale: false,
    });
  });

  test('one that was said again meanwhile stands as the older of the two', async () => {
    const store = await open();
    const faults: MemoryFault[] = [{ type: 'lostAfter' }];
    const { clock, platform, delivery, town, cards } = await set(store, {
      fault: () => faults.pop() ?? null,
    });
    const [, doer = 0] = town.people;
    await town.ask({ title: 'Paint', doer, now: clock.now(), urgent: true });
    await delivery.tick();
    clock.by(5 * MINUTE);
    await delivery.tick();
    const [post] = platform.posts;
    if (!post) throw new Error('It was posted.');
    const first = await store.db.message.findUniqueOrThrow({ where: { key: post.deliveryKey } });
    const { id: _, ...again } = first;
    await store.db.message.create({
      data: {
        ...again,
        key: 'said again',
        status: 'pending',
        claimedBy: null,
        attempts: 0,
        settledAt: null,
        reason: null,
      },
    });
    await delivery.tick();
    expect(platform.posts).toHaveLength(2);
    await cards.pressed({
      platform: 'teams',
      deliveryKey: post.deliveryKey,
      posted: { conversation: post.conversation, externalId: post.externalId },
      personId: doer,
      channel: null,
    });
    await delivery.tick();
    expect(post.shown.at(-1)?.card.actions).toEqual([]);
    expect(platform.posts.at(-1)?.shown.at(-1)?.card.actions.length).toBeGreaterThan(0);
  });
});
