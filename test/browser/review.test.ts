import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, findChromium, startBrowser } from './chromium.js';
import { become, waitedOn } from './deepLinks.js';
import { Player } from './player.js';
import { type Program, startProgram } from './program.js';

const WITHOUT = findChromium() === undefined && process.env.CI !== 'true';

/** Half a dozen screens take seconds; on a machine that does eight other things, minutes. */
const BUSY = 300_000;

/** Heads who opt in; the other three do not answer. */
const TAKE_PART = 6;

describe.skipIf(WITHOUT)('a cluster reviews itself, played in the page', () => {
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

  let cycle = '';
  /** Who opened the cycle, and so sees all of it. */
  let lead: string | null = '';
  /** The review that is played: the first of the plan. */
  let reference = '';

  /** Opens the review by its reference, as anybody may try to. */
  async function show(): Promise<void> {
    await player.type(`/review show ${reference}`);
  }

  test('the cluster lead opens a cycle, and every head is asked', async () => {
    await player.be('A cluster lead');
    lead = await player.page.locator('.me-name').textContent();
    await player.type('/review');
    await player.press('Open a cycle');
    await player.answer({ 'Name of the cycle': 'West Drayton reviews' });
    await player.sees(/West Drayton reviews \(RC-\d{4}-\d{4}\) is open: the heads of 9 schools are asked/);
    cycle = /RC-\d{4}-\d{4}/.exec((await player.messages.textContent()) ?? '')?.[0] ?? '';
    const asked = (await waitedOn(player)).filter(each => each.reference.startsWith(cycle));
    expect(asked).toHaveLength(9);
  });

  test(
    'heads opt in with their impossible days; what cannot be read is said at the field',
    async () => {
      const asked = (await waitedOn(player)).filter(each => each.reference.startsWith('RC-'));
      const impossible = ['9 March, 15-19 Mar', 'Wed 10 March 2027', 'none'];
      for (const [index, { person }] of asked.slice(0, TAKE_PART).entries()) {
        await become(player, person);
        await player.button('Open').or(player.button('Yes, we take part')).first().waitFor();
        // Who has two things to do gets one message with both; the answer is one press further.
        if ((await player.button('Open').count()) > 0) await player.button('Open').first().click();
        await player.press('Yes, we take part');
        if (index === 0) {
          await player.form.getByLabel('Days that are impossible').fill('whenever');
          await player.form.getByRole('button', { name: 'We take part' }).click();
          await player.form.getByText('I could not read "whenever"').waitFor();
        }
        await player.answer({ 'Days that are impossible': impossible[index] ?? '' });
        await player.sees(/is in\. /);
        if (index === 0) await player.sees(/Impossible for you: Tue 9 Mar 2027, Mon 15 Mar 2027/);
        // The answer can still be changed, but not be given again.
        await expect.poll(() => player.button('Yes, we take part').count()).toBe(0);
      }
    },
    BUSY,
  );

  test('the programme lead finds the cycle, matches and publishes; a second click is refused', async () => {
    await player.be('The programme lead');
    await player.type('/review');
    await player.sees(`${cycle}: West Drayton reviews`);
    await player.press('Open');
    await player.sees(`Schools that have answered: ${TAKE_PART} of 9`);
    await player.press('Close answers now');
    await player.sees(/Answers are closed/);
    await player.press('Match');
    await player.sees(`The plan is ready: ${TAKE_PART} reviews. Nobody has been told yet`);

    // Somebody else who runs reviews has the same plan before them.
    const second = new Player(await browser.open(program.address));
    await second.be('The coordinator');
    await second.type(`/review show ${cycle}`);
    await second.button('Publish the plan').waitFor();

    await player.press('Publish the plan');
    await player.sees(/Publish the plan\? Every host head/);
    await player.press('Yes, publish the plan');
    await player.sees(`Published: ${TAKE_PART} reviews`);
    await expect.poll(() => player.button('Publish the plan').count()).toBe(0);
    reference = /RV-\d{4}-\d{4}/.exec((await player.messages.textContent()) ?? '')?.[0] ?? '';
    expect(reference).not.toBe('');

    await second.press('Publish the plan');
    await second.press('Yes, publish the plan');
    await second.sees('Not done');
    await second.page.close();
  });

  test('those who are asked accept; to others the review does not exist', async () => {
    const entries = await waitedOn(player);
    const asked = entries.filter(each => each.reference === reference).map(each => each.person);
    expect(asked).toHaveLength(3);
    const others = entries.filter(each => each.reference.startsWith('RV-')).map(each => each.person);
    const stranger = others.find(({ id, name }) => name !== lead && !asked.some(each => each.id === id));
    if (!stranger) throw new Error('Every head takes part in the first review.');
    await become(player, stranger);
    await show();
    await player.sees(/nothing under that reference/);
    // Whoever opened the cycle stands on everybody's own answer, as its programme lead.
    await player.seesNothingOf(...asked.map(each => each.name).filter(name => name !== lead));

    for (const [index, person] of asked.entries()) {
      await become(player, person);
      await show();
      await player.press('Accept');
      await player.sees(index < 2 ? /Accepted\. The day holds when/ : /Everybody has accepted/);
      await expect.poll(() => player.button('Accept').count()).toBe(0);
    }
  });

  /** Who is waited on for the review that is played, as themselves, with its card before them. */
  async function whoIsWaitedOn(): Promise<readonly { readonly id: number; readonly name: string }[]> {
    return (await waitedOn(player)).filter(each => each.reference === reference).map(each => each.person);
  }

  async function as(person: { readonly id: number; readonly name: string } | undefined): Promise<void> {
    if (!person) throw new Error('Nobody is waited on.');
    await become(player, person);
    await show();
  }

  test(
    'head and lead reviewer agree what is looked at, and the day',
    async () => {
      const [one, other] = await whoIsWaitedOn();
      await as(one);
      await player.press('Lines of enquiry');
      await player.answer({ 'First line of enquiry': 'How well do pupils write in Year 3?' });
      await player.sees(/Proposed\. The other side agrees/);
      await as(other);
      await player.press('Agree the lines of enquiry');
      await player.sees(/The lines of enquiry are agreed/);
      await player.press('Day plan');
      await player.form.waitFor();
      expect(await player.form.getByLabel('Sessions').inputValue()).toContain('09:00 Leading meeting');
      await player.answer({});
      await as(one);
      await player.press('Agree the day plan');
      await player.sees(/The day plan is agreed/);
      await player.type(`/review timetable ${reference}`);
      await player.sees('Verbal feedback to the head');
      await player.be('The programme lead');
      await player.type(`/review timetable ${reference}`);
      await player.seesNothingOf('Verbal feedback to the head');
      expect(browser.strangers).toEqual([]);
      expect(browser.complaints).toEqual([]);
    },
    BUSY,
  );
});
