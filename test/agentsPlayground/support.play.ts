import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTown, type Town } from './town.js';

let town: Town;

beforeAll(async () => {
  town = await openTown();
});

afterAll(async () => {
  await town?.close();
});

test('support: a request is asked for, brokered, agreed, worked and judged in Teams', async () => {
  const need = 'Our new phonics lead would like somebody to plan with.';
  const head = await town.at('A head');
  const coordinator = await town.at('The coordinator');
  const homeHead = await town.at("The leader's own head");
  const leader = await town.at('A specialist leader');
  // The bot learns how the channel is reached when it is spoken to there.
  await coordinator.open('brokering');
  await coordinator.mention('help');
  await coordinator.open('Personal Chat');
  await coordinator.sees(/support/);

  await head.type('support');
  await head.answer({ Area: 'Phonics', 'What do you need': need, 'When?': 'As soon as possible' });
  await head.sees(/Your request is SR-\d{4}-\d{4}/);
  await town.picture(head, 'support-1-head');

  await coordinator.open('brokering');
  await coordinator.sees(/Primary · Phonics/);
  expect(await coordinator.said()).not.toContain(need);
  await town.picture(coordinator, 'support-2-channel');
  await coordinator.press('Claim');
  await coordinator.open('Personal Chat');
  await coordinator.sees(need);
  await coordinator.press('Take it on');
  await coordinator.sees(/is taken on/);
  await coordinator.press('Find a leader');
  await coordinator.sees('Designated for Phonics');
  await coordinator.pressFirst(/^Ask [A-Z]/);
  await coordinator.sees(/has been asked; the leader is asked when the head says yes/);
  await town.picture(coordinator, 'support-3-candidates');

  await homeHead.sees(/Can you release/);
  expect(await homeHead.said()).not.toContain(need);
  await homeHead.press('Approve the release');
  await homeHead.sees(/The leader is asked now/);
  await leader.press('Yes, I can');
  await leader.sees(/The school chooses next/);

  await head.sees(/your coordinator has found help/);
  await head.press(/^Choose /);
  await head.sees(/writes the agreement next/);
  await coordinator.press('Write the agreement');
  await coordinator.answer({
    'First day': '2026-12-14',
    'Last day': '2027-02-12',
    Purpose: 'Planning the phonics teaching of Year 1 together.',
  });
  for (const player of [head, leader, homeHead]) {
    await player.press('Accept the agreement');
    await player.sees(/agreement holds/);
  }
  await town.picture(leader, 'support-4-leader');

  await town.page.move('+1 week');
  await leader.press('We are in touch');
  await leader.answer({});
  await leader.sees(/Record each visit/);
  await leader.press('Record a visit');
  await leader.answer({ Day: '2026-12-16', 'What was done': 'Joint learning walk.' });
  await leader.sees(/of the agreement left/);
  await leader.confirm('Finish early');
  await leader.sees(/Finished/);

  await head.press('Say how effective it was');
  await head.answer({ 'The support was': 'Very effective' });
  // The thanks give way to the card's own next step as soon as the posted card is brought up to date.
  await head.sees(/In 90 days you get one more question|The leader is asked for theirs/);
  await town.picture(head, 'support-5-head');
});
