import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildPage } from '../../../scripts/buildPage.mjs';
import { done } from '../../../src/chat/answer.js';
import { type Browser, findChromium, startBrowser } from '../../browser/chromium.js';
import { withDatabase } from '../../fakes/database.js';
import { type Cast, card, channelAddress, openPlayground, type Playground, seedCast } from './playground.js';

/** The least contrast of text and ground (WCAG 2.2 AA, 1.4.3). */
const READABLE = 4.5;

/** The most presses of Tab from the top of the page to a button of its newest card. */
const MOST_TABS = 80;

const REQUEST = card('Support request SR-2026-007', {
  entity: { kind: 'support', id: 7, version: 3 },
  status: { text: 'Waiting for a coordinator', tone: 'warning' },
  body: [
    { type: 'text', text: 'A primary school asks for help with early reading.' },
    { type: 'text', style: 'subtle', text: 'Asked on Thu 12 Nov 2026.' },
    { type: 'facts', facts: [{ label: 'Area', value: 'Phonics and early reading' }] },
    { type: 'link', label: 'Reading plan', url: 'https://school.example/plan?a=1&b=2' },
    { type: 'link', label: 'Not a link', url: 'javascript:alert(1)' },
  ],
  actions: [{ verb: 'support.claim', label: 'Claim', style: 'primary' }],
});

/**
 * The lowest contrast of any visible text in the page with what lies behind it, and whose. Runs in the page, with
 * WCAG's own formula of relative luminance.
 */
const LOWEST_CONTRAST = `(() => {
  const channel = value => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const parse = colour => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const luminance = ([r, g, b]) => 0.2126 * channel(r / 255) + 0.7152 * channel(g / 255) + 0.0722 * channel(b / 255);
  const ground = element => {
    for (let each = element; each; each = each.parentElement) {
      const [r, g, b, a = 1] = parse(getComputedStyle(each).backgroundColor);
      if (a > 0.99) return [r, g, b];
    }
    return [255, 255, 255];
  };
  let lowest = { contrast: 21, text: '' };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const text = walker.currentNode.textContent.trim();
    if (text === '' || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if (element.closest('[disabled], [aria-disabled="true"], script, style')) continue;
    const [a, b] = [luminance(parse(getComputedStyle(element).color)), luminance(ground(element))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < lowest.contrast) lowest = { contrast, text };
  }
  return { ...lowest, ground: getComputedStyle(document.body).backgroundColor };
})()`;

interface Contrast {
  readonly contrast: number;
  readonly text: string;
  readonly ground: string;
}

describe.skipIf(findChromium() === undefined && !process.env.CI)('the look of the page', () => {
  let browser: Browser;
  let pageFolder: string;
  let cast: Cast;
  let playground: Playground;
  let close = async (): Promise<void> => {};

  beforeAll(async () => {
    pageFolder = mkdtempSync(path.join(os.tmpdir(), 'convenor-look-'));
    const database = await withDatabase('sqlite');
    const store = await database.open();
    [browser] = await Promise.all([startBrowser(), buildPage(pageFolder)]);
    cast = await seedCast(store);
    playground = await openPlayground({ store, cast, pageFolder });
    close = async () => {
      await playground.stop();
      await database.drop();
    };
    await playground.adapter.deliver(channelAddress(cast.brokering), {
      deliveryKey: 'support:7:new',
      text: 'A new request for support.',
      card: REQUEST,
    });
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await close();
    rmSync(pageFolder, { recursive: true, force: true });
  });

  const inBrokering = async (colours: 'light' | 'dark'): Promise<Page> => {
    const where = `#/${cast.coordinator}/channel:${cast.brokering}`;
    const page = await browser.open(playground.url + where, { colours });
    await page.getByRole('button', { name: 'Claim' }).waitFor();
    return page;
  };

  test('is light or dark as the person has it, and can be read in both', async () => {
    const looks: Contrast[] = [];
    for (const colours of ['light', 'dark'] as const) {
      const page = await inBrokering(colours);
      looks.push(await page.evaluate<Contrast>(LOWEST_CONTRAST));
      await page.close();
    }
    const [light, dark] = looks;
    expect(light?.ground).not.toBe(dark?.ground);
    for (const { contrast, text } of looks) expect(contrast, text).toBeGreaterThanOrEqual(READABLE);
  });

  test('an address opens apart from the page, which tells the other site nothing', async () => {
    const page = await inBrokering('light');
    const links = page.locator('.ac-adaptiveCard a');
    expect(await links.count()).toBe(1);
    expect(
      await links.evaluate(each =>
        Object.fromEntries([...each.attributes].map(({ name, value }) => [name, value])),
      ),
    ).toMatchObject({
      href: 'https://school.example/plan?a=1&b=2',
      target: '_blank',
      rel: 'noopener noreferrer',
      title: 'Reading plan',
    });
    expect(await links.textContent()).toBe('Open school.example');
    await page.getByText('Not a link: javascript:alert(1)').waitFor();
    await page.close();
  });

  test('a button of a card is reached and pressed by the keyboard alone', async () => {
    const page = await inBrokering('light');
    playground.answer = () => done('You have claimed SR-2026-007.');
    const onClaim = () => page.evaluate<boolean>(`document.activeElement?.textContent?.trim() === 'Claim'`);
    let tabs = 0;
    while (!(await onClaim()) && tabs < MOST_TABS) {
      await page.keyboard.press('Tab');
      tabs++;
    }
    expect(tabs).toBeLessThan(MOST_TABS);
    await page.keyboard.press('Enter');
    await page.getByText('You have claimed SR-2026-007.').waitFor();
    await page.close();
  });
});
