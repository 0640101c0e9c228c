import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HelloView } from '../../adapters/web/wire.js';
import { type Browser, findChromium, startBrowser } from './chromium.js';
import { Player } from './player.js';
import { type Program, startProgram } from './program.js';

/** Takes a minute or two, and little in it differs from run to run: with CONVENOR_LONG=1. */
const WITHOUT = findChromium() === undefined || process.env.CONVENOR_LONG === undefined;

/** Eleven school days after the demonstration's Monday, 14 December: papers are chased on the next day. */
const MEETING = '2027-01-13';

describe.skipIf(WITHOUT)('a board from its template to an action that is chased, played in the page', () => {
  let program: Program;
  let browser: Browser;
  let player: Player;
  let names: ReadonlyMap<string, string>;

  beforeAll(async () => {
    [program, browser] = await Promise.all([startProgram(), startBrowser()]);
    player = new Player(await browser.open(program.address));
    const hello = await player.page.request.get(`${program.address}/web/hello`, { maxRetries: 3 });
    const { leading } = (await hello.json()) as HelloView;
    names = new Map(leading.map(({ part, name }) => [part, name]));
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await program?.close();
  });

  /** Chooses somebody in the open form, by their part in the demonstration: a list of many, searched by typing. */
  async function choose(label: string, part: string): Promise<void> {
    const option = player.form.locator(`datalist option[value^="${nameOf(part)}"]`).first();
    await option.waitFor({ state: 'attached' });
    const found = await option.getAttribute('value');
    await player.form.getByRole('combobox', { name: label }).fill(found ?? '');
  }

  function nameOf(part: string): string {
    const name = names.get(part);
    if (name === undefined) throw new Error(`The demonstration has no part "${part}".`);
    return name;
  }

  async function send(): Promise<void> {
    await player.form.locator('.dialog-body').getByRole('button').last().click();
    await player.form.waitFor({ state: 'hidden' });
  }

  /** Appoints somebody to the first seat of a board that is vacant. */
  async function appoint(board: string, part: string): Promise<void> {
    const buttons = await player.button('Appoint').count();
    await player.type(`/board ${board} seats`);
    await expect.poll(() => player.button('Appoint').count()).toBeGreaterThan(buttons);
    await player.press('Appoint');
    await player.form.waitFor();
    await choose('Who takes the seat?', part);
    await send();
    await player.sees(`${nameOf(part)} sits for`);
  }

  /** Moves the clock on until the messages say something: nobody gets more than one routine message a day. */
  async function moveUntil(how: string, says: RegExp): Promise<void> {
    for (let move = 0; move < 5; move++) {
      if (says.test((await player.messages.textContent()) ?? '')) return;
      await player.move(how);
      // What was sent on the way comes a moment later.
      await player.messages
        .getByText(says)
        .last()
        .waitFor({ timeout: 2000 })
        .catch(() => undefined);
    }
    await player.sees(says);
  }

  /** Names the chair of a board, on the board's own card. */
  async function nameChair(board: string, part: string): Promise<void> {
    const cards = await player.button('Chair and deputy').count();
    await player.type(`/board ${board}`);
    await expect.poll(() => player.button('Chair and deputy').count()).toBe(cards + 1);
    await player.press('Chair and deputy');
    await player.form.waitFor();
    const chair = player.form.getByRole('combobox', { name: 'Chair' }).first();
    const label = await chair.locator('option', { hasText: nameOf(part) }).textContent();
    await chair.selectOption({ label: label ?? '' });
    await send();
  }

  test('set up from the template, with a chair who sits on it and a board below it', async () => {
    await player.be('The coordinator');
    await player.type('/board setup');
    await player.answer({ 'Which boards?': 'North Yorkshire' });
    await player.sees(/System Leader Strategic Partnership Group/);
    await appoint('slspg', 'The chair of the board');
    await appoint('slspg', 'The sponsor');
    await appoint('primary-ip', 'A cluster lead');
    await nameChair('slspg', 'The chair of the board');
    await nameChair('primary-ip', 'A cluster lead');
  });

  test('its agenda: raised in both parts, a paper chased from the board below, the pack sent without part B', async () => {
    await player.be('The chair of the board');
    await player.open('Convenor');
    await player.type(`/board slspg agenda ${MEETING}`);
    await player.form.waitFor();
    await send();
    await player.sees(
      /System Leader Strategic Partnership Group is planned|meets on Wednesday 13 January 2027/,
    );
    await player.type('/board slspg raise "Finances of two schools" part:B');
    await player.sees(/Only members see it/);
    await player.be('The sponsor');
    await player.type('/board slspg raise "Place planning in Selby"');
    await player.sees(/agenda/);

    await player.be('A cluster lead');
    await player.open('Convenor');
    await moveUntil('+1 school day', /The report of Primary Improvement Partnership is wanted for its pack/);
    await player.sees(/The report of Primary Improvement Partnership is wanted for its pack/);
    await player.type('/board primary-ip paper "Phonics is up in ten of twelve schools."');
    await player.sees(/paper|pack/);

    await player.be('The sponsor');
    await player.open('Convenor');
    await moveUntil('+1 week', /The pack for System Leader Strategic Partnership Group/);
    await player.sees(/The pack for System Leader Strategic Partnership Group/);
    await player.type('/board slspg agenda');
    await player.sees('Phonics is up in ten of twelve schools.');
    await player.sees(/Place planning in Selby/);
    await player.seesNothingOf('Finances of two schools');
    await player.be('The coordinator');
    await player.type('/board slspg partb');
    await player.sees('Only a member of the board can read this.');
    await player.seesNothingOf('Finances of two schools');
  });

  test('the meeting: an action is minuted, and chased until it is done', async () => {
    await player.be('The chair of the board');
    await player.open('Convenor');
    await moveUntil('+1 week', /System Leader Strategic Partnership Group meets today/);
    await player.press('The meeting is on');
    await player.type(`/board slspg action "Write to all heads" due:2027-01-27`);
    await player.form.waitFor();
    await choose('Who does it?', 'The sponsor');
    await send();
    await player.sees(/Minuted as BA-/);
    await player.be('The sponsor');
    await player.open('Convenor');
    await moveUntil('+1 week', /is due today\. Is it done\?/);
    await player.press('Done');
    await player.answer({ 'What came of it?': 'All 42 have been written to.' });
    await player.be('The chair of the board');
    await player.open('Convenor');
    await moveUntil('+1 school day', /BA-\d{4}-\d{4} of System Leader Strategic Partnership Group is done/);
    expect(browser.strangers).toEqual([]);
    expect(browser.complaints).toEqual([]);
  });
});
