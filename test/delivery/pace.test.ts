import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS, PUBLISHED_PACE } from '../../src/delivery/limits.js';
import { Bucket, Pacer } from '../../src/delivery/pace.js';
import { pauseAfter } from '../../src/delivery/pause.js';
import type { Address } from '../../src/delivery/platform.js';
import { QuickStopwatch, StandingClock } from '../fakes/errandTown.js';
import { Ceilings } from '../fakes/faults.js';

const address = (platform: string, externalId: string): Address => ({
  platform,
  tenant: '',
  externalId,
  reference: null,
  direct: true,
});

describe('a bucket', () => {
  test('never lets more arrive in a window than it allows, whenever the requests arrive and are answered', () => {
    const send = fc.record({ way: fc.integer({ min: 0, max: 400 }), back: fc.integer({ min: 0, max: 400 }) });
    const windows = [
      { n: 3, ms: 100 },
      { n: 5, ms: 500 },
    ];
    fc.assert(
      fc.property(fc.array(send, { minLength: 10, maxLength: 60 }), fc.boolean(), (sends, spread) => {
        const bucket = new Bucket(windows, spread);
        const arrivals: number[] = [];
        let answers: number[] = [];
        let t = 0;
        for (const { way, back } of sends) {
          for (let wait = bucket.wait(t); wait > 0; wait = bucket.wait(t)) {
            // The next thing that happens: an answer, or the time is up.
            const next = Math.min(t + wait, ...answers);
            for (const answer of answers.filter(each => each <= next)) bucket.finish(answer);
            answers = answers.filter(each => each > next);
            t = next;
          }
          bucket.start(t);
          arrivals.push(t + way);
          answers.push(t + way + back);
          answers.sort((a, b) => a - b);
        }
        for (const { n, ms } of windows) {
          const sorted = arrivals.toSorted((a, b) => a - b);
          for (let i = n; i < sorted.length; i++) {
            expect(sorted[i]! - sorted[i - n]!).toBeGreaterThanOrEqual(ms);
          }
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test('spreads a window over its length, and loses next to nothing by it', () => {
    const bucket = new Bucket([{ n: 50, ms: 1_000 }], true);
    const starts: number[] = [];
    let t = 0;
    while (starts.length < 500) {
      t += bucket.wait(t);
      bucket.start(t);
      starts.push(t);
      bucket.finish(t + 2);
    }
    const gaps = starts.slice(1).map((at, index) => at - starts[index]!);
    expect(Math.min(...gaps)).toBeGreaterThan(17);
    expect(500 / ((starts.at(-1)! + 20) / 1_000) / 50).toBeGreaterThan(0.98);
  });

  test('is forgotten when nothing of it counts any more', () => {
    const bucket = new Bucket([{ n: 1, ms: 1_000 }]);
    bucket.start(0);
    expect(bucket.idle(10)).toBe(false);
    bucket.finish(20);
    expect([bucket.idle(1_000), bucket.idle(1_020)]).toEqual([false, true]);
    bucket.close(5_000);
    expect([bucket.wait(2_000), bucket.idle(2_000)]).toEqual([3_000, false]);
  });
});

describe('the pacer', () => {
  test('keeps the published ceilings of a conversation', async () => {
    const stopwatch = new QuickStopwatch(new StandingClock('2026-11-09T09:00:00Z'));
    const pacer = new Pacer(PUBLISHED_PACE, stopwatch);
    const server = new Ceilings(PUBLISHED_PACE.teams?.conversation ?? []);
    const gate = pacer.conversation(address('teams', 'a:1'));
    for (let i = 0; i < 200; i++) {
      expect(await gate.enter(Number.POSITIVE_INFINITY)).not.toBeNull();
      expect(server.admit('a:1', stopwatch.now())).toBeNull();
      gate.leave();
    }
    const seconds = (stopwatch.now() - new Date('2026-11-09T09:00:00Z').getTime()) / 1_000;
    // 60 a half minute: 200 take three half minutes and a little.
    expect(seconds).toBeGreaterThan(90);
    expect(seconds).toBeLessThan(105);
  });

  test('says a little before that a turn comes, and keeps the ceilings all the same', async () => {
    const stopwatch = new QuickStopwatch(new StandingClock('2026-11-09T09:00:00Z'));
    const server = new Ceilings([{ n: 50, ms: 1_000 }]);
    const gate = new Pacer(PUBLISHED_PACE, stopwatch).gate(address('teams', 'a:1'), 'post');
    const leads: number[] = [];
    for (let i = 0; i < 200; i++) {
      const turn = await gate.enter(Number.POSITIVE_INFINITY, 15);
      leads.push(turn!.leavesAt - stopwatch.now());
      await gate.departure(turn!);
      expect(server.admit('app', stopwatch.now())).toBeNull();
      gate.leave();
    }
    expect(Math.max(...leads)).toBeGreaterThan(0);
    expect(Math.max(...leads)).toBeLessThanOrEqual(15);
  });

  test('one conversation told to wait stops only itself; several at once stop the app', async () => {
    const pacer = new Pacer({}, new QuickStopwatch(new StandingClock('2026-11-09T09:00:00Z')));
    const [a, b, c] = ['a', 'b', 'c'].map(id => address('slack', id));
    pacer.saidLater(a!, 'post', 30_000);
    expect([pacer.conversation(a!).wait(), pacer.conversation(b!).wait()]).toEqual([30_000, 0]);
    expect(pacer.gate(a!, 'post').wait()).toBe(0);
    pacer.saidLater(b!, 'post', 30_000);
    pacer.saidLater(c!, 'post', 30_000);
    expect(pacer.gate(a!, 'post').wait()).toBe(30_000);
    expect(pacer.gate(address('teams', 'a'), 'post').wait()).toBe(0);
    expect(await pacer.gate(a!, 'post').enter(1_000)).toBeNull();
    expect(await pacer.gate(a!, 'post').enter(40_000)).not.toBeNull();
  });

  test('processes that share a ceiling keep to it together', async () => {
    const clock = new StandingClock('2026-11-09T09:00:00Z');
    const server = new Ceilings([{ n: 50, ms: 1_000 }]);
    const stopwatch = new QuickStopwatch(clock);
    const pacers = [1, 2, 3].map(() => new Pacer(PUBLISHED_PACE, stopwatch));
    for (const pacer of pacers) pacer.divide(3);
    const began = stopwatch.now();
    await Promise.all(
      pacers.map(async (pacer, process) => {
        for (let i = 0; i < 160; i++) {
          const gate = pacer.gate(address('teams', `a:${process}`), 'post');
          await gate.enter(Number.POSITIVE_INFINITY);
          expect(server.admit('app', stopwatch.now())).toBeNull();
          gate.leave();
        }
      }),
    );
    const perSecond = 480 / ((stopwatch.now() - began) / 1_000);
    expect(perSecond).toBeGreaterThan(45);
    expect(perSecond).toBeLessThanOrEqual(53.4);
  });

  test('edits are counted apart where the platform does', () => {
    const pacer = new Pacer(PUBLISHED_PACE, new QuickStopwatch(new StandingClock('2026-11-09T09:00:00Z')));
    const gate = (platform: string, what: 'post' | 'update') => pacer.gate(address(platform, 'a'), what);
    expect(gate('slack', 'update')).not.toBe(gate('slack', 'post'));
    expect(gate('teams', 'update')).toBe(gate('teams', 'post'));
  });
});

test('pauses double up to the longest, and chance spreads them', () => {
  const pauses = [1, 2, 3, 20].map(attempts => pauseAfter(attempts, DEFAULT_LIMITS, () => 1));
  expect(pauses).toEqual([5_000, 10_000, 20_000, 1_800_000]);
  expect(pauseAfter(3, DEFAULT_LIMITS, () => 0)).toBe(10_000);
});
