import { expect } from 'vitest';
import { bringTo } from '../cast.js';
import type { Play } from './seat.js';

/** From the first contact to the sign-off (DOMAIN 3.7): visits, the middle in private, what both sides say. */
export const deployment: Play = async stage => {
  const { world } = stage.cast;
  const rita = stage.seat('rita');
  const priya = stage.seat('priya');
  const jo = stage.seat('jo');
  await bringTo(stage.cast, 'firstContact');
  await stage.settle('firstContact');
  await jo.presses('We are in touch');
  await jo.fills({});
  await stage.settle('active');
  await stage.passes(14);
  for (const [visit, then] of [
    ['first', 'active'],
    ['second', 'midReview'],
    ['third', 'evaluationDue'],
  ] as const) {
    await jo.presses('Record a visit');
    await jo.fills({ on: world.today, days: '1', summary: `The ${visit} day.` });
    await stage.settle(then);
    if (then !== 'midReview') continue;
    for (const seat of [rita, jo]) {
      await seat.presses('Say how it goes');
      await seat.fills({ working: 'yes', goOn: 'asPlanned' });
    }
    await stage.settle('active');
  }
  await rita.presses('Say how effective it was');
  await rita.fills({ rating: 'effective' });
  await jo.presses('Say what was hard');
  await jo.fills({ comment: 'Two classes at once.' });
  await stage.settle('qualityCheck');
  expect(await jo.reads()).toContain('How effective');
  expect(await rita.reads()).not.toContain('Two classes at once.');
  await priya.presses('Sign it off');
  await priya.fills({});
  await stage.settle('signedOff');
};
