import { describe, test } from 'vitest';
import { toTheAgreement } from '../../support/plays/agreement.js';
import type { Part } from '../../support/plays/seat.js';
import { TURNS } from '../../support/plays/turns.js';
import { LONG, openChatStage } from './chatStage.js';

const SIDES: readonly { readonly where: string; readonly onTeams: readonly Part[] }[] = [
  { where: 'head and leaders on Teams, coordinator and home heads on Slack', onTeams: ['rita', 'jo', 'sam'] },
  {
    where: 'coordinator, home heads and adviser on Teams, head and leaders on Slack',
    onTeams: ['priya', 'harriet', 'nina', 'lena'],
  },
];

describe.each(SIDES)('$where, one record', ({ onTeams }) => {
  test.each([{ says: 'from the question to the agreement', play: toTheAgreement }, ...TURNS])(
    '$says',
    async ({ play }) => {
      const stage = await openChatStage(onTeams);
      await play(stage);
      await stage.looksOver();
    },
    LONG,
  );
});
