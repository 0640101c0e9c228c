import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, findChromium, startBrowser } from './chromium.js';
import { become, dayNumber, waitedOn } from './deepLinks.js';
import { Player } from './player.js';
import { type Program, startProgram } from './program.js';

/** Two minutes, the longest of all stories in the page: with CONVENOR_LONG=1. */
const WITHOUT = findChromium() === undefined || process.env.CONVENOR_LONG === undefined;

/** Half a dozen screens take seconds; on a machine that does eight other things, minutes. */
const BUSY = 300_000;

/** Heads who opt in; the other three do not answer. */
const TAKE_PART = 6;

/** 'Monday 8 March 2027' in what a card or an answer says. */
const DAY = String.raw`[A-Z][a-z]+day \d{1,2} [A-Z][a-z]+ \d{4}`;

const LINK = 'https://example.org/self-evaluation';
const DRAFT = 'https://example.org/draft';
const ACTION = 'Teach writing every day';

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
  /** The review that is played to its end: the first of the plan. */
  let reference = '';
  let on = '';
  let followUpOn = '';

  /** Opens the review by its reference, as anybody may try to. */
  async function show(): Promise<void> {
    await player.type(`/review show ${reference}`);
  }

  /** Moves on week by week until the messages say something. */
  async function weeksUntil(says: RegExp, most: number): Promise<void> {
    for (let week = 0; week < most; week++) {
      if (says.test((await player.messages.textContent()) ?? '')) return;
      await player.move('+1 week');
    }
    await player.sees(says);
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
        if (index === 0)
          await player.sees(/Impossible for you: Tue 9 Mar 2027, Mon 15 Mar 2027 to Fri 19 Mar 2027\./);
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
    on =
      new RegExp(DAY).exec(
        (await player.messages
          .getByText(/, 1 day/)
          .last()
          .textContent()) ?? '',
      )?.[0] ?? '';
    expect(on).not.toBe('');
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
    },
    BUSY,
  );

  test(
    'the clock moves on: the head is reminded and sends the link, which the team alone sees',
    async () => {
      const [host] = await whoIsWaitedOn();
      await as(host);
      await weeksUntil(new RegExp(`${reference} is on ${DAY}\\. Please send the link`), 15);
      await show();
      await player.press('Send the self-evaluation link');
      await player.answer({ 'Link to the self-evaluation': LINK });
      await player.sees(/The team can open it/);

      const [leading] = await whoIsWaitedOn();
      await as(leading);
      await player.seesNothingOf(LINK);
      await player.press('Documents');
      await player.seesLink(LINK);
      await show();
      await player.press('The team has met');
      await player.answer({});
      await player.sees(/Letters of assurance are still to be seen/);

      await player.be('The programme lead');
      await show();
      await player.sees('Agreed and prepared');
      await expect.poll(() => player.button('Documents').count()).toBe(0);
      await player.seesNothingOf(LINK, 'How well do pupils write');
    },
    BUSY,
  );

  test(
    'after the visit: feedback, a draft that the team confirms, and the head’s check of the facts',
    async () => {
      const [leading] = await whoIsWaitedOn();
      await player.move('+1 week');
      if ((await whoIsWaitedOn()).length === 0) await player.move('+1 week');
      const [owing] = await whoIsWaitedOn();
      expect(leading ?? owing).toBeDefined();
      await as(owing);
      await player.press('The feedback has been given');
      await player.answer({});
      await player.sees(/Next is the draft of the report/);
      await player.press('The draft can be read');
      await player.answer({ 'Link to the draft': DRAFT });
      await player.sees(/each of them confirms it/);

      await as((await whoIsWaitedOn())[0]);
      await player.press('Documents');
      await player.seesLink(DRAFT);
      await show();
      await player.press('I confirm this version');
      await player.sees(/the whole team stands by it/);

      await as((await whoIsWaitedOn())[0]);
      await player.press('The facts are right');
      await player.sees(/The report is yours/);
      const said = (await player.messages.textContent()) ?? '';
      followUpOn = new RegExp(`Follow-up(?:: )?(${DAY})`).exec(said)?.[1] ?? '';
      // 90 days, moved on to an open school day: at most past a half term and its weekends.
      const after = dayNumber(followUpOn) - dayNumber(on);
      expect(after).toBeGreaterThanOrEqual(90);
      expect(after).toBeLessThan(100);
      await player.press('Documents');
      await player.seesLink(DRAFT);

      await player.be('The programme lead');
      await show();
      await player.sees('Report with the school');
      await expect.poll(() => player.button('Documents').count()).toBe(0);
      await player.seesNothingOf(DRAFT);
    },
    BUSY,
  );

  test(
    'a champion who was not on the team runs the workshop and writes down what the school will do',
    async () => {
      await player.press('Name the improvement champion');
      await player.form.waitFor();
      const first = await player.form.locator('select option').nth(1).textContent();
      await player.answer({ Champion: first ?? '' });
      await player.sees(/is asked to run the improvement workshop/);
      const [champion] = await whoIsWaitedOn();
      await as(champion);
      await expect.poll(() => player.button('Documents').count()).toBe(0);
      for (let week = 0; week < 5; week++) {
        const [day = ''] = (await clockOf(player)).split('T');
        await player.press('Book the workshop');
        await player.answer({ Day: day });
        await player.sees(/The workshop is on|is closed on/);
        if (/The workshop is on/.test((await player.messages.textContent()) ?? '')) break;
        await player.move('+1 week');
        await show();
      }
      await player.press('Add an action');
      await player.answer({
        'What will the school do?': ACTION,
        'Who owns it?': 'SENCO',
        'By when?': '2027-07-01',
        'How will you see that it worked?': 'Books show it',
      });
      await player.sees(/1 of at most three actions/);
      await player.press('The workshop has been held');
      await player.sees(/The follow-up looks at the action/);

      await player.be('The programme lead');
      await show();
      await player.sees('Actions under way');
      await player.seesNothingOf(ACTION, 'Books show it');
    },
    BUSY,
  );

  test(
    '90 days after the review both sides look at what came of it, and it is closed',
    async () => {
      await weeksUntilWaitedOn(16);
      const asked = (await waitedOn(player)).filter(each => each.reference === reference);
      expect(asked).toHaveLength(2);
      for (const { since } of asked)
        expect(Math.floor(Date.parse(since) / 86_400_000)).toBe(dayNumber(followUpOn));
      const [one, other] = asked.map(each => each.person);
      await as(one);
      await player.press('The actions');
      await player.sees(ACTION);
      await show();
      await player.press('The follow-up is done');
      await player.answer({ 'As a whole': 'Some improvement', [ACTION]: 'Green: done, or well on the way' });
      await player.sees(/how the review went/);
      for (const person of [one, other]) {
        await as(person);
        await player.press('Say how it went');
        await player.form.waitFor();
        const practice = player.form.getByLabel('Something that others could learn from you');
        if ((await practice.count()) > 0) {
          await practice.fill('Daily writing in every class');
          await player.form.getByLabel('Yes, name us for it').check();
        }
        await player.answer({ 'How well did the review go?': 'Very well' });
        await player.sees(person === one ? /We wait for the other side/ : /That closes the review/);
      }
      await player.be('The programme lead');
      await player.type('/review practice');
      await player.sees('Daily writing in every class');
      expect(browser.strangers).toEqual([]);
      expect(browser.complaints).toEqual([]);
    },
    BUSY,
  );

  async function weeksUntilWaitedOn(most: number): Promise<void> {
    for (let week = 0; week < most && (await whoIsWaitedOn()).length === 0; week++)
      await player.move('+1 week');
  }
});

/** What time it is in the page's world. */
async function clockOf(player: Player): Promise<string> {
  const response = await player.page.request.get(new URL('/web/clock', player.page.url()).href);
  return ((await response.json()) as { now: string }).now;
}
