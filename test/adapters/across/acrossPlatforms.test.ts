import { describe, test } from 'vitest';
import { toTheAgreement } from '../../support/plays/agreement.js';
import { deployment } from '../../support/plays/deployment.js';
import type { Part } from '../../support/plays/seat.js';
import { TURNS } from '../../support/plays/turns.js';
import { LONG, openChatStage } from './chatStage.js';

const SIDES: Readonly<Record<string, readonly Part[]>> = {
  'head and leaders on Teams, all others on Slack': ['rita', 'jo', 'sam'],
  'coordinators, home heads and adviser on Teams, all others on Slack': [
    'priya',
    'colin',
    'harriet',
    'nina',
    'lena',
  ],
};

/** Played both ways round in every run; the turns that a request can take each one way, both with CONVENOR_LONG=1. */
const WHOLE = [
  { says: 'from the question to the agreement', play: toTheAgreement },
  { says: 'from the first contact to the sign-off', play: deployment },
];

for (const [side, [where, onTeams]] of Object.entries(SIDES).entries()) {
  describe(`${where}: one record`, () => {
    for (const [number, { says, play }] of [...WHOLE, ...TURNS].entries()) {
      const inEveryRun = number < WHOLE.length || number % 2 === side;
      test.runIf(inEveryRun || process.env.CONVENOR_LONG)(
        says,
        async () => {
          const stage = await openChatStage({ onTeams });
          await play(stage);
          await stage.looksOver();
        },
        LONG,
      );
    }
  });
}
