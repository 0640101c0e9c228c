import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TURNS } from '../support/plays/turns.js';
import { type Browser, findChromium, startBrowser } from './chromium.js';
import { openPageStage } from './pageStage.js';

const WITHOUT = findChromium() === undefined && process.env.CI !== 'true';

describe.skipIf(WITHOUT)('a request that takes another turn, played in the page', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await startBrowser();
  });

  afterAll(async () => {
    await browser?.close();
  });

  for (const { says, play } of TURNS) {
    test(says, async () => {
      await play(await openPageStage(browser));
      expect(browser.strangers).toEqual([]);
      expect(browser.complaints).toEqual([]);
    });
  }
});
