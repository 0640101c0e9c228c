import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import type { Answer } from '../../src/chat/answer.js';
import { allActions, type Card } from '../../src/chat/card.js';
import { cardText } from '../../src/chat/plainText.js';
import { createRouter } from '../../src/chat/router.js';
import {
  type DeskDeps,
  deliveryAction,
  deliveryCommand,
  deliveryTroubles,
} from '../../src/delivery/command.js';
import { createDeliveryMetrics } from '../../src/delivery/metrics.js';
import type { Store } from '../../src/store/open.js';
import { eachStore } from '../fakes/database.js';
import { buildTown, errandDelivery, errandWork, StandingClock } from '../fakes/errandTown.js';
import { type MemoryFault, MemoryPlatform } from '../fakes/memoryPlatform.js';

async function set(store: Store) {
  const clock = new StandingClock('2026-11-09T09:00:00Z');
  const faults = new Map<string, MemoryFault>();
  const platform = new MemoryPlatform({
    name: 'teams',
    canLook: false,
    clock,
    fault: call => faults.get(call.address.externalId) ?? null,
  });
  const registry = new Registry();
  const lines: object[] = [];
  const log = { info: (f: object) => lines.push(f), warn: (f: object) => lines.push(f), error: () => {} };
  const metrics = createDeliveryMetrics(registry, store);
  const { delivery, processes } = errandDelivery({ store, platforms: [platform], clock, metrics, log });
  const town = await buildTown(store, processes, { platform: 'teams' });
  const [coordinator = 0, ,] = town.people;
  let woken = 0;
  const deps: DeskDeps = {
    store,
    draw: errandWork().draw,
    mayRead: async personId => personId === coordinator,
    wake: () => woken++,
  };
  const route = createRouter([deliveryCommand(deps)], interaction => deliveryAction(deps, interaction));
  const base = { key: 'k', platform: 'teams', personId: coordinator };
  const type = (text: string, personId = coordinator) =>
    route({ ...base, personId, type: 'command', text, at: clock.now() });
  const press = (verb: string, values: Record<string, string>) =>
    route({ ...base, type: 'action', verb, values, submitted: false, at: clock.now() });
  const home = (personId: number) => deliveryTroubles(deps, personId, clock.now());
  return { clock, faults, platform, delivery, town, type, press, home, registry, lines, woken: () => woken };
}

const cardOf = (answer: Answer): Card => {
  if (!('card' in answer) || !answer.card) throw new Error('no card');
  return answer.card;
};

eachStore('/delivery', open => {
  test('shows what was not delivered and why, and sends it again', async () => {
    const store = await open();
    const { clock, faults, platform, delivery, town, type, press, woken } = await set(store);
    const [, ann = 0, ben = 0] = town.people;
    faults.set('U2', { type: 'refused', reason: 'The bot is blocked. Ask Person 2 to unblock it.' });
    faults.set('U3', { type: 'lostAfter' });
    await town.ask({ title: 'A', doer: ann, now: clock.now(), urgent: true, board: true });
    await town.ask({ title: 'B', doer: ben, now: clock.now(), urgent: true });
    await delivery.tick();

    const card = cardOf(await type('/delivery'));
    const text = cardText(card);
    expect(text).toContain('2 of 3 messages not delivered for certain');
    expect(text).toContain('A, to Person 2\nNot delivered, Mon 9 Nov 2026, 09:00.\nThe bot is blocked. Ask');
    expect(text).toContain('B, to Person 3\nMay not have been delivered');
    expect(allActions(card).map(action => action.label)).toEqual(['It arrived', 'Try again', 'Try again']);

    faults.clear();
    const [seen, , again] = allActions(card);
    await press(seen?.verb ?? '', seen?.values ?? {});
    const after = await press(again?.verb ?? '', again?.values ?? {});
    expect(after).toMatchObject({ tone: 'done', text: 'It will be sent again now.' });
    expect(woken()).toBe(2);
    await delivery.tick();
    expect(platform.textsIn('U2')).toEqual(['A: you are asked, and it presses']);
    expect(platform.textsIn('U3')).toHaveLength(1);
    expect(cardText(cardOf(await type('/delivery')))).toContain('Everything was delivered');
    // The same button again, from the older card: nothing to do.
    expect(await press(again?.verb ?? '', again?.values ?? {})).toMatchObject({ tone: 'refused' });
    expect(await type('/delivery again 99')).toMatchObject({ tone: 'refused' });
    expect(await type('/delivery again me')).toMatchObject({
      text: expect.stringContaining('by its number'),
    });
  });

  test('what waited for weeks and was refused today is shown; what is in doubt stays until somebody deals with it', async () => {
    const store = await open();
    const { clock, faults, delivery, town, type } = await set(store);
    const [, ann = 0, ben = 0] = town.people;
    faults.set('U2', { type: 'refused', reason: 'The bot is blocked.' });
    faults.set('U3', { type: 'lostAfter' });
    const now = clock.now();
    for (const doer of [ann, ben]) await town.ask({ title: `For ${doer}`, doer, now, urgent: true });
    const written = new Date(now.getTime() - 40 * 86_400_000);
    await store.db.message.updateMany({ data: { createdAt: written } });
    await delivery.tick();
    expect(cardText(cardOf(await type('/delivery')))).toContain('2 of 2 messages not delivered');
    clock.by(40 * 86_400_000);
    const later = cardText(cardOf(await type('/delivery')));
    expect(later).toContain('1 of 1 messages not delivered');
    expect(later).toContain('May not have been delivered');
  });

  test('typed, a message in doubt is sent again only by one who is sure', async () => {
    const store = await open();
    const { clock, faults, platform, delivery, town, type } = await set(store);
    const ben = town.people[2] ?? 0;
    faults.set('U3', { type: 'lostAfter' });
    await town.ask({ title: 'B', doer: ben, now: clock.now(), urgent: true });
    await delivery.tick();
    faults.clear();
    const { id } = await store.db.message.findFirstOrThrow({ where: { status: 'unknown' } });
    expect(await type(`/delivery again ${id}`)).toMatchObject({
      tone: 'refused',
      text: expect.stringMatching(/twice.*anyway/),
    });
    await delivery.tick();
    expect(platform.textsIn('U3')).toHaveLength(1);
    expect(await type(`/delivery again ${id} anyway`)).toMatchObject({ tone: 'done' });
    await delivery.tick();
    expect(platform.textsIn('U3')).toHaveLength(2);
  });

  test("one press settles all that a day's message told; a routine one waits for its hour", async () => {
    const store = await open();
    const { clock, faults, delivery, town, type, press } = await set(store);
    const ben = town.people[2] ?? 0;
    faults.set('U3', { type: 'lostAfter' });
    for (const title of ['A', 'B', 'C']) await town.ask({ title, doer: ben, now: clock.now() });
    await delivery.tick();
    const card = cardOf(await type('/delivery'));
    expect(cardText(card)).toContain('3 of 3 messages not delivered');
    const [, again] = allActions(card);
    expect(await press(again?.verb ?? '', again?.values ?? {})).toMatchObject({
      text: expect.stringContaining("this person's next message of the day"),
    });
    expect(await store.db.message.count({ where: { status: 'pending' } })).toBe(3);
    clock.by(86_400_000);
    await delivery.tick();
    const [seen] = allActions(cardOf(await type('/delivery')));
    await press(seen?.verb ?? '', seen?.values ?? {});
    expect(cardText(cardOf(await type('/delivery')))).toContain('Everything was delivered');
  });

  test('is for coordinators only', async () => {
    const store = await open();
    const { clock, faults, delivery, town, type, home } = await set(store);
    expect(await type('/delivery', town.people[1])).toMatchObject({ tone: 'refused' });
    faults.set('U3', { type: 'lostAfter' });
    await town.ask({ title: 'B', doer: town.people[2] ?? 0, now: clock.now(), urgent: true });
    await delivery.tick();
    expect(await home(town.people[1] ?? 0)).toEqual([]);
    expect(JSON.stringify(await home(town.people[0] ?? 0))).toContain(
      'One message or reminder did not arrive',
    );
    expect(await type('/delivery again 1', town.people[1])).toMatchObject({ tone: 'refused' });
  });

  test('a channel bound afterwards gets what waited for it', async () => {
    const store = await open();
    const { clock, platform, delivery, town, type } = await set(store);
    await store.db.channelAddress.deleteMany();
    await town.ask({ title: 'A', doer: town.people[1] ?? 0, now: clock.now(), board: true });
    await delivery.tick();
    expect(cardText(cardOf(await type('delivery')))).toContain(
      'The channel "Board" is bound to no Teams channel.',
    );
    await store.db.channelAddress.create({
      data: { channelId: town.channelId, platform: 'teams', externalId: 'C9' },
    });
    const row = await store.db.message.findFirst({ where: { channelId: town.channelId } });
    await type(`/delivery again ${row?.id}`);
    await delivery.tick();
    expect(platform.textsIn('C9')).toEqual(['A: you are asked']);
  });

  test('a failed timer can be fired again', async () => {
    const store = await open();
    const { clock, delivery, town, type, press } = await set(store);
    await town.ask({ title: 'A', doer: town.people[1] ?? 0, now: clock.now(), urgent: true });
    await store.db.timer.updateMany({
      where: { name: 'lapse' },
      data: { status: 'failed', note: 'It failed 8 times.', dueAt: clock.now(), settledAt: clock.now() },
    });
    const card = cardOf(await type('/delivery'));
    expect(cardText(card)).toContain('A: "lapse" did not happen');
    const [again] = allActions(card);
    await press(again?.verb ?? '', again?.values ?? {});
    await delivery.tick();
    expect(await store.db.taskGroup.findFirst()).toMatchObject({ state: 'lapsed' });
  });

  test('outcomes are counted and logged without a name or an account', async () => {
    const store = await open();
    const { clock, faults, delivery, town, registry, lines } = await set(store);
    faults.set('U3', { type: 'lostBefore' });
    const [, ann = 0, ben = 0] = town.people;
    await town.ask({ title: 'A', doer: ann, now: clock.now(), urgent: true });
    await town.ask({ title: 'B', doer: ben, now: clock.now(), urgent: true });
    await delivery.tick();
    const metrics = await registry.metrics();
    expect(metrics).toContain(
      'convenor_delivery_outcomes_total{what="message",platform="teams",outcome="sent"} 1',
    );
    expect(metrics).toContain('convenor_outbox_messages{status="unknown"} 1');
    expect(lines).toHaveLength(2);
    expect(lines).toContainEqual(
      expect.objectContaining({ what: 'message', outcome: 'unknown', attempts: 1 }),
    );
    expect(JSON.stringify(lines)).not.toMatch(/Person|U2|U3|presses/);
  });
});
