import { afterAll, beforeAll, test } from 'vitest';
import { become, waitedOn } from '../browser/deepLinks.js';
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

test('review: a cycle is opened, answered, matched, published and accepted in Teams', async () => {
  const { page } = town;
  const lead = await town.at('A cluster lead');
  const programmeLead = await town.at('The programme lead');

  await lead.type('review');
  await lead.press('Open a cycle');
  await lead.answer({ 'Name of the cycle': 'West Drayton reviews' });
  await lead.sees(/West Drayton reviews \(RC-\d{4}-\d{4}\) is open: the heads of 9 schools are asked/);
  await town.picture(lead, 'review-1-opened');
  const cycle = /RC-\d{4}-\d{4}/.exec(await lead.said())?.[0] ?? '';

  // The cluster lead answers for their own school in Teams, the other heads in Convenor's page.
  const asked = (await waitedOn(page)).filter(each => each.reference.startsWith(cycle));
  const others = asked.filter(({ person }) => person.name !== lead.name);
  await lead.press('Yes, we take part');
  await lead.answer({ 'Days that are impossible': '9 March, 15-19 Mar' });
  await lead.sees(/Impossible for you: Tue 9 Mar 2027/);
  await town.picture(lead, 'review-2-opted-in');
  for (const { person } of others.slice(0, TAKE_PART - 1)) {
    await become(page, person);
    await page.button('Open').or(page.button('Yes, we take part')).first().waitFor();
    if ((await page.button('Open').count()) > 0) await page.button('Open').first().click();
    await page.press('Yes, we take part');
    await page.answer({ 'Days that are impossible': 'none' });
    await page.sees(/is in\. /);
  }

  await programmeLead.type(`review show ${cycle}`);
  await programmeLead.press('Close answers now');
  await programmeLead.sees(/Answers are closed/);
  await programmeLead.press('Match');
  await programmeLead.sees(`The plan is ready: ${TAKE_PART} reviews`);
  await town.picture(programmeLead, 'review-3-plan');
  await programmeLead.press('Publish the plan');
  await programmeLead.press('Yes, publish the plan');
  await programmeLead.sees(`Published: ${TAKE_PART} reviews`);

  await lead.sees(/RV-\d{4}-\d{4}/);
  await lead.press('Accept');
  await lead.sees(/Accepted\.|Everybody has accepted/);
  await town.picture(lead, 'review-4-accepted');
});
