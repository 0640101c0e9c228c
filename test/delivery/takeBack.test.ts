import { expect, test } from 'vitest';
import { withDatabase } from '../fakes/database.js';
import { buildTown, errandDelivery, StandingClock } from '../fakes/errandTown.js';
import { MemoryPlatform } from '../fakes/memoryPlatform.js';

/** How long an answer that was lost is waited for before anybody looks, ms. */
const LOOK_AFTER_MS = 30_000;

test('after a start on SQLite nobody waits for the lease of the process that died', async () => {
  const store = await (await withDatabase('sqlite')).open();
  const clock = new StandingClock('2026-11-09T09:00:00Z');
  const platform = new MemoryPlatform({ clock });
  const { delivery, processes } = errandDelivery({ store, platforms: [platform], clock });
  const town = await buildTown(store, processes);
  const [, one = 0, two = 0, three = 0] = town.people;
  for (const [title, doer] of Object.entries({ unbegun: one, begun: two, later: three }))
    await town.ask({ title, doer, now: clock.now(), urgent: true });
  const availableAt = new Date(clock.now().getTime() + 110_000);
  const heldBy = (personId: number, claimedBy: string | null) =>
    store.db.message.updateMany({ where: { personId }, data: { claimedBy, attempts: 1, availableAt } });
  await heldBy(one, 'dead~');
  await heldBy(two, 'dead');
  // Not held: a platform has said to come back then.
  await heldBy(three, null);

  delivery.start();
  try {
    await expect.poll(() => platform.posts.length).toBe(1);
    await delivery.tick();
    expect(platform.calls.map(call => call.type)).toEqual(['deliver']);
    clock.by(LOOK_AFTER_MS);
    await delivery.tick();
    expect(platform.calls.map(call => call.type)).toEqual(['deliver', 'find', 'deliver']);
    expect(platform.posts).toHaveLength(2);
    const left = await store.db.message.findFirstOrThrow({ where: { personId: three } });
    expect(left).toMatchObject({ status: 'pending', availableAt });
  } finally {
    await delivery.stop();
  }
});
