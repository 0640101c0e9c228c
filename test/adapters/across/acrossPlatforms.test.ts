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

for (const [where, onTeams] of Object.entries(SIDES)) {
  describe(`${where}: one record`, () => {
    for (const { says, play } of [
      { says: 'from the question to the agreement', play: toTheAgreement },
      { says: 'from the first contact to the sign-off', play: deployment },
      ...TURNS,
    ]) {
      test(
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
