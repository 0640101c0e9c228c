import { performance } from 'node:perf_hooks';
import { expect, test } from 'vitest';
import { Breath } from '../../src/store/breath.js';

/** Keeps the thread for so long, as reading rows does. */
function work(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

test('a long chain of queries lets others have their turn; a short one goes on at once', async () => {
  const breath = new Breath();
  let turns = 0;
  let counting = true;
  const count = () => {
    turns++;
    if (counting) setImmediate(count);
  };
  setImmediate(count);
  for (let i = 0; i < 20; i++) await breath.take();
  expect(turns).toBe(0);
  for (let i = 0; i < 10; i++) {
    await breath.take();
    work(5);
  }
  counting = false;
  expect(turns).toBeGreaterThanOrEqual(3);
});
