import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTown, type Town } from './town.js';

let town: Town;

beforeAll(async () => {
  town = await openTown();
});

afterAll(async () => {
  await town?.close();
});

/** Weeks after which a group that does not answer has missed twice. */
const WEEKS = 10;

test('groups: a check-in takes two taps in Teams; what is missed twice is told to the sponsor alone', async () => {
  const { page } = town;
  const lead = await town.at('A group lead');
  const sponsor = await town.at('The sponsor');

  await page.move('Next reminder');
  await lead.sees(/still open\. Two taps if nothing has changed/);
  await town.picture(lead, 'groups-1-prompt');
  await lead.press('Answer');
  await lead.answer({});
  await lead.sees(/Early reading is up to date; the board sees one line/);
  await town.picture(lead, 'groups-2-answered');

  const told = /has missed 2 check-ins in a row\. Its sponsors are told in private/;
  for (let week = 0; week < WEEKS && !told.test(await sponsor.said()); week++) await page.move('+1 week');
  await sponsor.sees(told);
  await town.picture(sponsor, 'groups-3-sponsor');
  await page.be('The chair of the board');
  await page.open('improvement-board');
  await page.sees(/^Early reading: /);
  await page.seesNothingOf('missed', 'not answered', 'in a row');
  expect(await lead.said()).toMatch(/Early reading/);
});
