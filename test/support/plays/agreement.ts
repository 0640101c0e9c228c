import { AGREED } from '../cast.js';
import type { Play } from './seat.js';

/** From the question to the agreement that holds (DOMAIN 3.7). */
export const toTheAgreement: Play = async stage => {
  const rita = stage.seat('rita');
  const priya = stage.seat('priya');
  await rita.types('support');
  await rita.fills({ area: 'phonics', need: 'A new Year 1 phonics lead.', timing: 'Spring term 2027' });
  await stage.settle('submitted');
  await priya.pressesInChannel('Claim');
  await stage.settle('triage');
  await priya.presses('Take it on');
  await stage.settle('matching');
  await priya.presses('Find a leader');
  await priya.presses('Ask Jo Poole');
  await stage.settle('releaseAsked');
  await stage.seat('harriet').presses('Approve the release');
  await stage.settle('releaseAsked');
  await stage.seat('jo').presses('Yes, I can');
  await stage.settle('shortlisted');
  await rita.presses('Choose Jo Poole');
  await stage.settle('agreementDraft');
  await priya.presses('Write the agreement');
  await priya.fills(AGREED);
  await stage.settle('agreementProposed');
  for (const part of ['rita', 'harriet', 'jo'] as const)
    await stage.seat(part).presses('Accept the agreement');
  await stage.settle('firstContact');
};
