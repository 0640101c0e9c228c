import { expect, test } from 'vitest';
import { withDatabase } from '../fakes/database.js';
import { errandDelivery, StandingClock } from '../fakes/errandTown.js';

test('the program’s chores are looked to with a beat, once a second at most, and a stop waits for them', async () => {
  const store = await (await withDatabase('sqlite')).open();
  const clock = new StandingClock('2026-11-09T09:00:00Z');
  const begun: Date[] = [];
  let finish = () => {};
  let wasStopped = false;
  const { delivery } = errandDelivery({
    store,
    platforms: [],
    clock,
    async chores(now, stopped) {
      begun.push(now);
      await new Promise<void>(resolve => {
        finish = resolve;
      });
      wasStopped = stopped();
      return 1;
    },
  });
  delivery.start();
  await expect.poll(() => begun.length).toBe(1);
  delivery.wake();
  let ended = false;
  const stopping = delivery.stop().then(() => {
    ended = true;
  });
  await new Promise(resolve => setImmediate(resolve));
  expect([ended, begun]).toEqual([false, [clock.now()]]);
  finish();
  await stopping;
  expect(wasStopped).toBe(true);
});
