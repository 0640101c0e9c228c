import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PersonView } from '../../adapters/web/wire.js';
import { type Browser, findChromium, startBrowser } from './chromium.js';
import { become, waitedOn } from './deepLinks.js';
import { Player } from './player.js';
import { type Program, startProgram } from './program.js';

const WITHOUT = findChromium() === undefined && process.env.CI !== 'true';

/** What the lead wrote last time, in the demonstration's past. */
const LAST_TIME = 'Asked every school for its phonics data; 31 have answered.';

/** The board's line; it never names a miss. */
const LINE = /^Early reading: /;

/** What counts in the page; a second call begins anew. */
const COUNT = `
if (window.taps === undefined)
  for (const kind of ['click', 'keydown']) document.addEventListener(kind, () => { window.taps += 1; }, true);
window.taps = 0;
`;

/** Sizes in pixels of a common phone held upright, and of a screen on a desk. */
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1360, height: 860 };

/** Whether anything in the page is wider than the screen. */
function overflows(page: Page): Promise<boolean> {
  return page.evaluate<boolean>(
    'document.documentElement.scrollWidth > document.documentElement.clientWidth',
  );
}

/** Counts what is clicked or typed in the page from now on. */
async function countTaps(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(COUNT);
  return () => page.evaluate<number>('window.taps');
}

describe.skipIf(WITHOUT)('a group that cannot slip silently, played in the page', () => {
  let program: Program;
  let browser: Browser;
  let player: Player;

  beforeAll(async () => {
    [program, browser] = await Promise.all([startProgram(), startBrowser()]);
    player = new Player(await browser.open(program.address));
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await program?.close();
  });

  let lines = 0;

  /** The board's lines about the group, as the chair reads them. */
  async function boardLines(): Promise<number> {
    await player.be('The chair of the board');
    await player.open('improvement-board');
    await player.sees(LINE);
    return await player.messages.getByText(LINE).count();
  }

  test('the next reminder comes; the answer is filled in from last time and takes two taps', async () => {
    lines = await boardLines();
    await player.be('A group lead');
    await player.move('Next reminder');
    await player.sees(/still open\. Two taps if nothing has changed/);
    // On a phone, from the prompt to the thanks.
    await player.page.setViewportSize(PHONE);
    const began = performance.now();
    const taps = await countTaps(player.page);
    await player.press('Answer');
    await player.form.waitFor();
    expect(await player.form.getByLabel('What was done?').inputValue()).toBe(LAST_TIME);
    expect(await overflows(player.page)).toBe(false);
    const send = player.form.getByRole('button', { name: 'Send', exact: true });
    expect((await send.boundingBox())?.height).toBeGreaterThanOrEqual(24);
    await send.click();
    await player.sees(/Early reading is up to date; the board sees one line/);
    expect(await taps()).toBeLessThanOrEqual(2);
    expect(performance.now() - began).toBeLessThan(30_000);
    expect(await overflows(player.page)).toBe(false);
    await player.page.setViewportSize(DESK);
    await expect.poll(() => player.button('Answer').count()).toBe(0);
    expect((await waitedOn(player)).filter(each => each.title === 'Check-in')).toEqual([]);
    lines += 1;
    await expect.poll(boardLines).toBe(lines);
  });

  test('"no change" is one tap; the deputy who presses too is refused and told why', async () => {
    await player.be('A group lead');
    for (let press = 0; press < 8 && (await player.button('No change').count()) === 0; press++)
      await player.move('Next reminder');
    // The deputy may answer for the lead; their page shows what stood when it was opened.
    await player.type('/group');
    await player.press('Open');
    const deputy = /Deputy([A-Z][a-z]+ [A-Z][a-z]+)/.exec((await player.messages.textContent()) ?? '')?.[1];
    const found = await player.page.request.get(`${program.address}/web/people?q=${deputy}`, {
      maxRetries: 3,
    });
    const [person] = (await found.json()) as PersonView[];
    if (!person) throw new Error('The group has no deputy.');
    // Until the deputy is asked too.
    for (let press = 0; press < 8; press++) {
      const read = await player.page.request.get(
        `${program.address}/web/messages?person=${person.id}&conversation=person:${person.id}`,
        { maxRetries: 3 },
      );
      if ((await read.text()).includes('"No change"')) break;
      await player.move('Next reminder');
    }
    const page = await browser.open(program.address);
    await page.route('**/web/events*', () => {});
    const second = new Player(page);
    await become(second, person);
    await second.button('No change').last().waitFor();

    const taps = await countTaps(player.page);
    await player.press('No change');
    await player.sees(/Thank you\. Early reading: no change/);
    expect(await taps()).toBe(1);

    await second.press('No change');
    await second.sees('Not done');
    await page.close();
    lines += 1;
    await expect.poll(boardLines).toBe(lines);
  });

  test('weeks without an answer: the sponsor is told in private, and the channel says nothing', async () => {
    await player.be('The sponsor');
    await player.open('Convenor');
    const told = /has missed 2 check-ins in a row\. Its sponsors are told in private/;
    for (let week = 0; week < 10; week++) {
      if (told.test((await player.messages.textContent()) ?? '')) break;
      await player.move('+1 week');
    }
    await player.sees(told);
    expect(await boardLines()).toBe(lines);
    await player.seesNothingOf('missed', 'not answered', 'in a row');
    // The answer is still welcome, and ends the run of misses.
    await player.be('A group lead');
    await player.open('Convenor');
    await player.button('Answer late').last().waitFor();
    expect(browser.strangers).toEqual([]);
    // A clock that still walks when it is pressed again says so with 409, and is pressed once more.
    expect(browser.complaints.filter(each => !each.includes('409'))).toEqual([]);
  });
});
