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

  test('a Teams channel comes by its id or by the link that Teams copies, beside Slack’s', async () => {
    const store = await open();
    const north = await addPartnership(store.db, 'north', 'cluster');
    const id = '19:6d1c@thread.tacv2';
    const link = `https://teams.microsoft.com/l/channel/${encodeURIComponent(id)}/Brokering?groupId=g&tenantId=t-1`;
    const heading = 'partnership,purpose,name,slack_channel,slack_team,teams_channel,teams_tenant';
    const give = (line: string) =>
      importOne(store, tx => importChannels(tx, temporaryFile('channels.csv', `${heading}\n${line}`)));
    expect(counts(await give(`north,brokering,brokering,C0BROKER,T1,${link},`))).toEqual({ added: 1 });
    expect(counts(await give(`north,brokering,brokering,,,${id},t-1`))).toEqual({ unchanged: 1 });
    const channel = (await channelFor(store.db, north, 'brokering')) ?? 0;
    expect(await addressesOfChannel(store.db, channel, 'slack')).toHaveLength(1);
    expect(await addressesOfChannel(store.db, channel, 'teams')).toMatchObject([
      { externalId: id, tenant: 't-1' },
    ]);
    expect(sentences(await give('north,brokering,brokering,,,#brokering,t-1'))).toEqual([
      'error 2 teams_channel: "#brokering" is not the id of a Teams channel. In Teams choose “Get link to channel” in the channel’s menu, and paste the whole link.',
    ]);
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
