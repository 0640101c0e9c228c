import { expect, test } from 'vitest';
import { hours } from '../../src/calendar/units.js';
import { createDelivery } from '../../src/delivery/delivery.js';
import type { Store } from '../../src/store/open.js';
import { eachStore } from '../fakes/database.js';
import {
  buildTown,
  errandDelivery,
  errandWork,
  QuickStopwatch,
  SILENT,
  StandingClock,
} from '../fakes/errandTown.js';
import { MemoryPlatform } from '../fakes/memoryPlatform.js';

const MONDAY = '2026-11-09T09:00:00Z';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

async function set(store: Store, start = MONDAY) {
  const clock = new StandingClock(start);
  const platform = new MemoryPlatform({ clock });
  const { delivery, processes } = errandDelivery({ store, platforms: [platform], clock });
  const town = await buildTown(store, processes);
  return { clock, platform, delivery, town, processes };
}

const timers = async (store: Store) =>
  Object.fromEntries(
    (await store.db.timer.findMany({ where: { entityId: 1, state: 'open' } })).map(row => [
      row.name,
      row.status,
    ]),
  );

eachStore('timers', open => {
  test('fire when they fall due, once, until the work is done', async () => {
    const store = await open();
    const { clock, platform, delivery, town } = await set(store);
    const [, doer = 0] = town.people;
    await town.ask({ title: 'A', doer, now: clock.now() });
    for (let hour = 0; hour < 24 * 3; hour++) {
      clock.by(HOUR);
      await delivery.tick();
    }
    expect(platform.textsIn('U2')).toEqual(['A: you are asked', 'A: a reminder']);
    await town.give({ id: 1, command: 'finish', by: doer, now: clock.now() });
    clock.by(30 * DAY);
    await delivery.tick();
    expect(platform.textsIn('U2')).toHaveLength(2);
    expect(await timers(store)).toEqual({ first: 'fired', second: 'cancelled', lapse: 'cancelled' });
  });

  test('a week of downtime: one gathered message that says how late, and nothing superseded', async () => {
    const store = await open();
    const { clock, platform, delivery, town } = await set(store);
    const [, doer = 0, other = 0] = town.people;
    for (const title of ['A', 'B']) await town.ask({ title, doer, now: clock.now() });
    await town.ask({ title: 'C', doer: other, now: clock.now() });
    await delivery.tick();
    const before = platform.posts.length;

    clock.to('2026-11-18T10:00:00Z');
    await delivery.tick();
    const posts = platform.posts.slice(before);
    expect(posts.map(post => post.conversation).sort()).toEqual(['U2', 'U3']);
    const late = ': a last reminder (This is 6 days late: it was due on Thursday 12 November 2026.)';
    const digest = posts.find(post => post.conversation === 'U2')?.shown[0]?.card;
    // Both fell due at the same moment, so either may come first.
    const gathered = digest?.body.map(each => each.type === 'section' && each.body[0]);
    expect(gathered).toHaveLength(2);
    for (const matter of ['A', 'B'])
      expect(gathered).toContainEqual({ type: 'text', text: `${matter}${late}` });
    expect(platform.textsIn('U3').at(-1)).toBe(`C${late}`);
    expect(await timers(store)).toEqual({ first: 'superseded', second: 'fired', lapse: 'pending' });
    expect(await store.db.timer.findFirst({ where: { name: 'first' } })).toMatchObject({
      note: 'a later reminder of the same matter was due by then',
    });
  });

  test('what the clock does of itself makes the reminders before it superfluous', async () => {
    const store = await open();
    const { clock, platform, delivery, town } = await set(store);
    await town.ask({ title: 'A', doer: town.people[1] ?? 0, now: clock.now() });
    await delivery.tick();
    clock.by(21 * DAY);
    await delivery.tick();
    expect(platform.textsIn('U2').slice(1)).toEqual([
      'A: lapsed (This is 7 days late: it was due on Monday 23 November 2026.)',
    ]);
    expect(await timers(store)).toEqual({ first: 'superseded', second: 'superseded', lapse: 'fired' });
  });

  test('a clock set back an hour doubles nothing and loses nothing', async () => {
    const store = await open();
    const { clock, platform, delivery, town } = await set(store);
    const [, doer = 0] = town.people;
    await town.ask({ title: 'A', doer, now: clock.now(), urgent: true });
    await delivery.tick();
    clock.to('2026-11-11T15:46:00Z');
    await delivery.tick();
    clock.by(-HOUR);
    await delivery.tick();
    await town.ask({ title: 'B', doer, now: clock.now(), urgent: true });
    await delivery.tick();
    clock.by(HOUR);
    await delivery.tick();
    expect(platform.textsIn('U2')).toEqual([
      'A: you are asked, and it presses',
      'A: a reminder',
      'B: you are asked, and it presses',
    ]);
  });

  test.each(['2026-03-29', '2026-10-25', '2027-03-28', '2027-10-31'])(
    'the night of %s, on which the clocks change',
    async night => {
      const store = await open();
      const clock = new StandingClock(`${night}T00:00:00Z`);
      const platform = new MemoryPlatform({ clock });
      const work = errandWork({
        first: { after: hours(1.5) },
        second: { after: hours(2) },
        lapse: { after: hours(2.5) },
      });
      const { delivery } = errandDelivery({ store, platforms: [platform], clock, ...work });
      const town = await buildTown(store, work.processes);
      await town.ask({ title: 'A', doer: town.people[1] ?? 0, now: clock.now(), urgent: true });
      for (let minute = 0; minute < 180; minute += 10) {
        await delivery.tick();
        clock.by(10 * 60_000);
      }
      // The reminders are routine: on one day they are one, and the last of them is held for the next.
      expect(await timers(store)).toEqual({ first: 'fired', second: 'fired', lapse: 'fired' });
      expect(platform.textsIn('U2')).toEqual(['A: you are asked, and it presses', 'A: a reminder']);
      clock.by(DAY);
      await delivery.tick();
      expect(platform.posts.filter(post => post.conversation === 'U2')).toHaveLength(3);
    },
  );

  test('at night a click is passed on at once; what the clock causes waits for the morning, urgent or not', async () => {
    const store = await open();
    const clock = new StandingClock('2026-11-09T22:00:00Z');
    const platform = new MemoryPlatform({ clock });
    const work = errandWork(
      { first: { after: hours(3) }, second: { after: hours(60) }, lapse: { after: hours(90) } },
      'urgent',
    );
    const { delivery } = errandDelivery({ store, platforms: [platform], clock, ...work });
    const town = await buildTown(store, work.processes);
    await town.ask({ title: 'A', doer: town.people[1] ?? 0, now: clock.now(), urgent: true });
    await delivery.tick();
    expect(platform.textsIn('U2')).toEqual(['A: you are asked, and it presses']);
    clock.to('2026-11-10T01:10:00Z');
    await delivery.tick();
    expect(platform.textsIn('U2')).toHaveLength(1);
    clock.to('2026-11-10T07:00:00Z');
    await delivery.tick();
    expect(platform.textsIn('U2')).toEqual(['A: you are asked, and it presses', 'A: a reminder']);
  });

  test('one that fails is tried again, then shown as failed, and holds up no other', async () => {
    const store = await open();
    const { clock, platform, town } = await set(store);
    const { processes: _, ...work } = errandWork();
    const delivery = createDelivery({
      ...work,
      store,
      platforms: [platform],
      clock,
      log: SILENT,
      instance: 'one',
      stopwatch: new QuickStopwatch(clock),
      limits: { timerAttempts: 3 },
      async fireTimer(tx, timer, now) {
        const fired = await work.fireTimer(tx, timer, now);
        // After its effects, so that they have to be taken back.
        if (timer.entityId === 1) throw new Error('a bug');
        return fired;
      },
    });
    const [, doer = 0, other = 0] = town.people;
    await town.ask({ title: 'A', doer, now: clock.now(), urgent: true });
    await town.ask({ title: 'B', doer: other, now: clock.now(), urgent: true });
    await store.db.timer.deleteMany({ where: { name: { not: 'first' } } });
    await delivery.tick();
    clock.to('2026-11-11T16:00:00Z');
    for (let attempt = 0; attempt < 4; attempt++) {
      await delivery.tick();
      clock.by(HOUR);
    }
    expect(platform.textsIn('U2')).toEqual(['A: you are asked, and it presses']);
    expect(platform.textsIn('U3').at(-1)).toBe('B: a reminder');
    expect(await store.db.timer.findMany({ orderBy: { entityId: 'asc' } })).toMatchObject([
      { status: 'failed', attempts: 3, note: expect.stringContaining('failed 3 times') },
      { status: 'fired' },
    ]);
  });

  test('two instances whose clocks differ by half a minute do everything once', async () => {
    const store = await open();
    const { clock, platform, town } = await set(store);
    const { processes: _, ...work } = errandWork();
    const ahead = { now: () => new Date(clock.now().getTime() + 30_000) };
    const [one, two] = [clock, ahead].map((own, index) =>
      createDelivery({
        ...work,
        store,
        platforms: [platform],
        clock: own,
        log: SILENT,
        instance: `instance ${index}`,
        stopwatch: new QuickStopwatch(own),
      }),
    );
    for (let index = 0; index < 10; index++) {
      const doer = town.people[1 + (index % 2)] ?? 0;
      await town.ask({ title: `E${index}`, doer, now: clock.now(), urgent: true, board: true });
    }
    for (let step = 0; step < 12; step++) {
      await Promise.all([one?.tick(), two?.tick()]);
      clock.by(8 * HOUR);
    }
    expect(await store.db.message.count({ where: { status: 'pending' } })).toBe(0);
    const keys = platform.posts.map(post => post.deliveryKey);
    expect(new Set(keys).size).toBe(keys.length);
    expect(await store.db.message.count({ where: { status: 'sent' } })).toBe(keys.length);
    expect(await store.db.timer.count({ where: { status: 'fired', name: 'first' } })).toBe(10);
    expect(platform.calls.some(call => call.type === 'find')).toBe(false);
  });

  test('a click at the very moment a timer fires: one of them is first, and the other knows', async () => {
    const store = await open();
    const { clock, delivery, town } = await set(store);
    const [, doer = 0] = town.people;
    for (let index = 0; index < 6; index++) {
      await town.ask({ title: `E${index}`, doer, now: clock.now(), urgent: true });
    }
    await store.db.timer.deleteMany({ where: { name: { not: 'lapse' } } });
    clock.by(30 * DAY);
    const clicks = Array.from({ length: 6 }, (_, index) =>
      town.give({ id: index + 1, command: 'finish', by: doer, now: clock.now() }),
    );
    const [, ...results] = await Promise.all([delivery.tick(), ...clicks]);
    for (const [index, result] of results.entries()) {
      const record = await store.db.taskGroup.findUnique({ where: { id: index + 1 } });
      expect(record?.state).toBe(result.type === 'done' ? 'finished' : 'lapsed');
      expect(record?.version).toBe(2);
      const [timer] = await store.db.timer.findMany({ where: { entityId: index + 1 } });
      expect(timer?.status).toMatch(result.type === 'done' ? /cancelled|superseded/ : /fired/);
    }
  });
});
