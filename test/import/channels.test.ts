import { expect, test } from 'vitest';
import { importChannels } from '../../src/import/channels/importChannels.js';
import { addressesOfChannel } from '../../src/network/accounts.js';
import { channelFor } from '../../src/network/partnerships.js';
import type { Store } from '../../src/store/open.js';
import { eachStore } from '../fakes/database.js';
import { addPartnership } from '../network/makers.js';
import { counts, importOne, sentences, temporaryFile } from './files.js';

const HEADING = 'partnership,purpose,name,slack_channel,slack_team';

function importText(store: Store, ...lines: string[]) {
  const file = temporaryFile('channels.csv', [HEADING, ...lines].join('\n'));
  return importOne(store, tx => importChannels(tx, file));
}

eachStore('importing channels', open => {
  test('a purpose gets its channel, which may move; the same file again changes nothing', async () => {
    const store = await open();
    const north = await addPartnership(store.db, 'north', 'cluster');
    const lines = ['north,brokering,#brokering,C0BROKER,T1', 'north,board,board,,'];
    expect(counts(await importText(store, ...lines))).toEqual({ added: 2 });
    expect(counts(await importText(store, ...lines))).toEqual({ unchanged: 2 });
    expect(counts(await importText(store, 'north,brokering,brokering,C0MOVED1,T1'))).toEqual({ changed: 1 });
    const channel = await channelFor(store.db, north, 'brokering');
    expect(await addressesOfChannel(store.db, channel ?? 0, 'slack')).toMatchObject([
      { externalId: 'C0MOVED1' },
    ]);
    const taken = await importText(store, 'north,programme,reviews,C0MOVED1,T1');
    expect(sentences(taken)).toEqual([
      'error 2 slack_channel: The Slack channel C0MOVED1 serves another purpose already. Give each purpose a channel of its own.',
    ]);
    expect(await store.db.channel.count()).toBe(2);
  });

  test('what is wrong gets its sentence', async () => {
    const store = await open();
    await addPartnership(store.db, 'north', 'cluster');
    expect(sentences(await importText(store, 'nrth,bord,x,brokering,'))).toEqual([
      'error 2 partnership: No partnership is known as "nrth". Did you mean "north"? Known are north.',
      'error 2 purpose: "bord" is no purpose of a channel. Did you mean "board"? Known are brokering, board, programme, group.',
      expect.stringMatching(/^error 2 slack_channel: "brokering" is not the id of a Slack channel\./),
    ]);
  });
});
