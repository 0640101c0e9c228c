import { afterAll, beforeAll, expect, test } from 'vitest';
import { become, dayNumber, waitedOn } from '../browser/deepLinks.js';
import type { TeamsPlayer } from './teamsPlayer.js';
import { openTown, type Town } from './town.js';

let town: Town;

beforeAll(async () => {
  town = await openTown();
});

afterAll(async () => {
  await town?.close();
});

/** Heads who opt in; the other three do not answer. */
const TAKE_PART = 6;

/** Weeks in which a story comes from one of its steps to the next: a term and a holiday. */
const WEEKS = 24;

/** 'Monday 8 March 2027' in what a card or an answer says. */
const DAY = String.raw`[A-Z][a-z]+day \d{1,2} [A-Z][a-z]+ \d{4}`;

const LINK = 'https://example.org/self-evaluation';
const DRAFT = 'https://example.org/draft';

/** What opens either says where it leads. */
const SITE = 'Open example.org';
const ACTION = 'Teach writing every day';

test('review: a cycle is opened, matched, accepted, held, reported and followed up in Teams', {
  timeout: 1_800_000,
}, async () => {
  const { page } = town;
  const host = await town.at('A cluster lead');
  const programmeLead = await town.at('The programme lead');

  await host.ask('review');
  await host.press('Open a cycle');
  await host.answer({ 'Name of the cycle': 'West Drayton reviews' });
  await host.sees(/West Drayton reviews \(RC-\d{4}-\d{4}\) is open: the heads of 9 schools are asked/);
  await town.picture(host, 'review-01-opened');
  const cycle = /RC-\d{4}-\d{4}/.exec(await host.said())?.[0] ?? '';

  // The cluster lead answers for their own school in Teams, the other heads in Convenor's page.
  const asked = (await waitedOn(page)).filter(each => each.reference.startsWith(cycle));
  const own = asked.find(({ person }) => person.name === host.name)?.reference ?? '';
  const school = /\((.*)\)/.exec(own)?.[1] ?? '';
  await host.pressUnder(`West Drayton reviews: ${school}`, 'Open');
  await host.press('Yes, we take part');
  await host.answer({ 'Days that are impossible': '9 March, 15-19 Mar' });
  await host.sees(/Impossible for you: Tue 9 Mar 2027/);
  await town.picture(host, 'review-02-opted-in');
  const others = asked.map(({ person }) => person).filter(({ name }) => name !== host.name);
  const inIt = others.slice(0, TAKE_PART - 1);
  for (const person of inIt) {
    await become(page, person);
    await page.button('Open').or(page.button('Yes, we take part')).first().waitFor();
    if ((await page.button('Open').count()) > 0) await page.button('Open').first().click();
    await page.press('Yes, we take part');
    await page.answer({ 'Days that are impossible': 'none' });
    await page.sees(/is in\. /);
  }

  await programmeLead.ask(`review show ${cycle}`);
  await programmeLead.press('Close answers now');
  await programmeLead.sees(/Answers are closed/);
  await programmeLead.press('Match');
  await programmeLead.sees(`The plan is ready: ${TAKE_PART} reviews`);
  await town.picture(programmeLead, 'review-03-plan');

  // Who comes to the cluster lead's school is in Teams too, before anybody is asked.
  const rows = await programmeLead.page.getByRole('row').allTextContents();
  const row = rows.find(text => text.includes(school) && !text.includes(`${school} (`)) ?? '';
  const team = inIt
    .map(({ name }) => name)
    .filter(name => row.includes(name))
    .sort((a, b) => row.indexOf(a) - row.indexOf(b));
  const [leading, second] = [await town.of(team[0] ?? ''), await town.of(team[1] ?? '')];
  const champion = await town.of(inIt.find(({ name }) => !team.includes(name))?.name ?? '');
  await programmeLead.confirm('Publish the plan');
  await programmeLead.sees(`Published: ${TAKE_PART} reviews`);

  // Whoever has had the day's message already is asked the next morning, about all their reviews at once.
  await page.move('+1 school day');
  const [, reference = ''] = await host.says(new RegExp(`(RV-\\d{4}-\\d{4}): ${school}`));
  await town.picture(leading, 'review-04-asked');
  for (const player of [host, leading, second]) {
    await player.pressUnder(`Peer review ${reference}`, 'Open');
    await player.press('Accept');
    await player.sees(player === second ? /Everybody has accepted/ : /Accepted\. The day holds when/);
  }
  await town.picture(second, 'review-05-accepted');
  const [, on = ''] = await second.says(new RegExp(`When(${DAY}), 1 day`));

  const show = (player: TeamsPlayer) => player.ask(`review show ${reference}`);
  const owing = async (): Promise<readonly string[]> =>
    (await waitedOn(page)).filter(each => each.reference === reference).map(({ person }) => person.name);
  const weeksUntil = async (there: () => Promise<boolean>): Promise<void> => {
    for (let week = 0; week < WEEKS && !(await there()); week++) await page.move('+1 week');
    expect(await there()).toBe(true);
  };

  await show(host);
  await host.press('Lines of enquiry');
  await host.answer({ 'First line of enquiry': 'How well do pupils write in Year 3?' });
  await host.sees(/Proposed\. The other side agrees/);
  await show(leading);
  await leading.press('Agree the lines of enquiry');
  await leading.sees(/day plan next/);
  await leading.press('Day plan');
  await leading.answer({});
  await leading.sees(/Proposed\. The other side agrees|proposed by the lead reviewer/);
  await show(host);
  await host.press('Agree the day plan');
  await host.sees(/waits for the self-evaluation/);
  await host.ask(`review timetable ${reference}`);
  await host.sees('Verbal feedback to the head');
  await town.picture(host, 'review-06-timetable');

  const reminded = new RegExp(`${reference} is on ${DAY}\\. Please send the link`);
  await weeksUntil(async () => reminded.test(await host.said()));
  await town.picture(host, 'review-07-reminded');
  await show(host);
  await host.press('Send the self-evaluation link');
  await host.answer({ 'Link to the self-evaluation': LINK });
  await host.sees(/the team meets next/);
  await show(leading);
  await leading.press('Documents');
  await leading.sees(SITE);
  await show(leading);
  await leading.press('The team has met');
  await leading.answer({});
  await leading.sees(/Agreed and prepared/);

  // The visit passes; what the lead reviewer owes then is the feedback, and the report.
  await weeksUntil(async () => (await owing()).length > 0);
  await town.picture(leading, 'review-08-after-the-visit');
  await show(leading);
  await leading.press('The feedback has been given');
  await leading.answer({});
  await leading.sees(/draft due/);
  await show(leading);
  await leading.press('The draft can be read');
  await leading.answer({ 'Link to the draft': DRAFT });
  await leading.sees(/Draft with the team/);
  await show(second);
  await second.press('Documents');
  await second.sees(/Draft of the report, version/);
  await second.sees(SITE);
  await town.picture(second, 'review-09-draft');
  await show(second);
  await second.press('I confirm this version');
  await second.sees(/Draft with the school/);
  await show(host);
  await host.press('The facts are right');
  await host.sees(/The report is yours/);
  await town.picture(host, 'review-10-report');
  const [, followUpOn = ''] = await host.says(new RegExp(`Follow-up(${DAY})`));
  const after = dayNumber(followUpOn) - dayNumber(on);
  expect(after).toBeGreaterThanOrEqual(90);
  expect(after).toBeLessThan(100);
  await show(programmeLead);
  await programmeLead.sees('Report with the school');
  expect(await programmeLead.said()).not.toContain(DRAFT);

  // Who opened the cycle leads the cluster: they name who runs the workshop.
  await show(host);
  await host.press('Name the improvement champion');
  await host.answer({ Champion: champion.name });
  await host.sees(/is asked to run the improvement workshop/);
  await show(champion);
  await champion.press('Book the workshop');
  await champion.answer({ Day: await town.today() });
  await champion.sees(/The workshop is on|Workshop booked/);
  await champion.press('Add an action');
  await champion.answer({
    'What will the school do?': ACTION,
    'Who owns it?': 'SENCO',
    'By when?': '2027-07-01',
    'How will you see that it worked?': 'Books show it',
  });
  await champion.sees(/1 of at most three actions/);
  await town.picture(champion, 'review-11-workshop');
  await champion.press('The workshop has been held');
  await champion.sees(/Actions under way/);

  await weeksUntil(async () => (await owing()).length > 0);
  await host.sees('Follow-up due');
  await town.picture(host, 'review-12-follow-up');
  expect(await owing()).toEqual(expect.arrayContaining([host.name, leading.name]));
  await show(host);
  await host.press('The follow-up is done');
  await host.answer({ 'As a whole': 'Some improvement', [ACTION]: 'Green: done, or well on the way' });
  await host.sees(/one question left/);
  await show(host);
  await host.press('Say how it went');
  await host.answer({
    'How well did the review go?': 'Very well',
    'Something that others could learn from you': 'Daily writing in every class',
    'Yes, name us for it': 'yes',
  });
  await host.sees(/We wait for the other side/);
  await show(leading);
  await leading.press('Say how it went');
  await leading.answer({ 'How well did the review go?': 'Very well' });
  await leading.sees(/That closes the review|Closed/);
  await town.picture(leading, 'review-13-closed');
  await programmeLead.ask('review practice');
  await programmeLead.sees('Daily writing in every class');
});
