import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, findChromium, startBrowser } from './chromium.js';
import { Player } from './player.js';
import { type Program, startProgram } from './program.js';

const WITHOUT = findChromium() === undefined && process.env.CI !== 'true';

describe.skipIf(WITHOUT)('a head asks for help, played in the page', () => {
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

  const need = 'Our new phonics lead would like somebody to plan with.';
  let school = '';

  test('three answers, a reference at once, and no school name in the channel', async () => {
    await player.be('A head');
    const post = await player.page.locator('.me .hint').last().textContent();
    school = /Headteacher, ([^·]+)/.exec(post ?? '')?.[1]?.trim() ?? '';
    expect(school).not.toBe('');
    await player.type('/support');
    await player.answer({ Area: 'Phonics', 'What do you need': need, When: 'As soon as possible' });
    await player.sees(/Your request is SR-\d{4}-\d{4}/);

    await player.be('The coordinator');
    await player.open('brokering');
    await player.sees(/Primary · Phonics/);
    await player.seesNothingOf(school, need);
  });

  test('the one who claims sees the school; the second click is refused and told who', async () => {
    const page = await browser.open(program.address);
    // This tab is not told of what changes: it shows what stood when it was opened.
    await page.route('**/web/events*', () => {});
    const second = new Player(page);
    await second.be('Another coordinator');
    await second.open('brokering');
    await second.sees(/Primary · Phonics/);
    const before = await player.button('Claim').count();
    await player.press('Claim');
    await player.sees(school);
    // The card in the channel loses its button for everybody, at once and without a reload.
    await expect.poll(() => player.button('Claim').count()).toBe(before - 1);
    await second.press('Claim');
    await second.sees('Not done');
    await second.sees(/has claimed it/);
    // Coordinators know which school asks; what it needs is read by the one who claimed it.
    await second.seesNothingOf(need);
    await page.close();
  });

  test('candidates come with reasons; leader and home head are asked without learning the school', async () => {
    await player.open('Convenor');
    await player.sees(need);
    await player.press('Take it on');
    await player.sees(/is taken on/);
    await player.press('Find a leader');
    await player.sees('Designated for Phonics');
    // The best match of those listed: "Ask how it goes" on an older card is another matter.
    await player.messages
      .getByRole('button', { name: /^Ask [A-Z]/ })
      .first()
      .click();
    await player.sees(/has been asked; the leader is asked when the head says yes/);

    await player.be("The leader's own head");
    await player.sees(/Can you release/);
    await player.seesNothingOf(school, need);
    await player.press('Approve the release');
    await player.sees(/The leader is asked now/);

    await player.be('A specialist leader');
    await player.sees(/Phonics/);
    await player.seesNothingOf(school, need);
    await player.press('Yes, I can');
    await player.sees(/The school chooses next/);
    await expect.poll(() => player.button('Yes, I can').count()).toBe(0);
  });

  test('the head reads the profile and chooses; only now does the leader learn the school', async () => {
    await player.be('A head');
    await player.sees(/your coordinator has found help/);
    await player.messages
      .getByRole('button', { name: /^Choose / })
      .last()
      .click();
    await player.sees(/writes the agreement next/);
    await player.be('A specialist leader');
    await player.sees(/the school has chosen you/);
    await player.sees(school);
  });

  test('the agreement holds when everybody has accepted it', async () => {
    await player.be('The coordinator');
    await player.open('Convenor');
    await player.press('Write the agreement');
    await player.answer({
      'First day': '2026-12-14',
      'Last day': '2027-02-12',
      Purpose: 'Planning the phonics teaching of Year 1 together.',
    });
    await player.sees(/agreement is with the/);
    for (const part of ['A head', 'A specialist leader', "The leader's own head"]) {
      await player.be(part);
      await player.press('Accept the agreement');
      await player.sees(/agreement holds/);
    }
  });

  test('a visit is recorded and its days go down; what is left goes back', async () => {
    await player.move('+1 week');
    await player.be('A specialist leader');
    await player.press('We are in touch');
    await player.answer({});
    await player.sees(/Record each visit/);
    await player.press('Record a visit');
    await player.answer({
      Day: '2026-12-16',
      'What was done': 'Joint learning walk; agreed a tracking grid.',
    });
    await player.sees(/of the agreement left/);
    await player.pressForSure('Finish early');
    await player.sees(/Finished/);
  });

  test('head and leader say how it was, each for themselves, and it is signed off', async () => {
    await player.be('A head');
    await player.press('Say how effective it was');
    await player.answer({ 'The support was': 'Very effective' });
    await player.sees(/In 90 days you get one more question/);
    await expect.poll(() => player.button('Say how effective it was').count()).toBe(0);

    await player.be('A specialist leader');
    await player.press('Say what was hard');
    await player.answer({ 'What went well': 'Planning time was short.' });
    await player.be('The coordinator');
    await player.open('Convenor');
    await player.press('Sign it off');
    await player.answer({});
    await player.sees(/is signed off/);
    expect(browser.strangers).toEqual([]);
    expect(browser.complaints).toEqual([]);
  });
});
