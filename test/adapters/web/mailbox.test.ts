import { expect, test } from 'vitest';
import { CardMedia } from '../../../adapters/adaptiveCards/media.js';
import { HandedFiles } from '../../../adapters/media/handedFiles.js';
import { Conversations } from '../../../adapters/web/conversations.js';
import { Mailbox } from '../../../adapters/web/mailbox.js';
import type { MessageView } from '../../../adapters/web/wire.js';
import { eachStore } from '../../fakes/database.js';
import { card, channelAddress, personAddress, StoppedClock } from './playground.js';

eachStore('the playground’s mailbox', open => {
  async function mailbox() {
    const store = await open();
    const seen: { message: MessageView; fresh: boolean }[] = [];
    const clock = new StoppedClock();
    const log = { warn: () => {} };
    const files = new HandedFiles(store, clock);
    const media = new CardMedia({ files, base: '', drawsSvg: true, log });
    const box = new Mailbox(store, clock, media, (message, fresh) => seen.push({ message, fresh }));
    return { store, box, seen };
  }

  test('the same message is posted once, however often and however many at a time', async () => {
    const { store, box, seen } = await mailbox();
    const post = { deliveryKey: 'review:42:due:person:9', text: 'Due', card: card('Review') };
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => box.deliver(personAddress(9), post)));
    expect(new Set(outcomes.map(outcome => JSON.stringify(outcome))).size).toBe(1);
    expect(outcomes[0]).toMatchObject({ type: 'sent', posted: { conversation: 'person:9' } });
    expect(await store.db.webMessage.count()).toBe(1);
    expect(seen).toHaveLength(1);
    expect(await box.find(post.deliveryKey)).toEqual(outcomes[0]?.type === 'sent' && outcomes[0].posted);
    expect(await box.find('another')).toBeNull();
  });

  test('a change is shown under a higher revision, the same again changes nothing', async () => {
    const { box, seen } = await mailbox();
    const post = { deliveryKey: 'k', text: 'New request', card: card('Open') };
    const sent = await box.deliver(channelAddress(4), post);
    if (sent.type !== 'sent') throw new Error('not sent');
    const changed = { ...post, card: card('Claimed') };
    expect(await box.update(sent.posted, changed)).toEqual({ type: 'updated' });
    expect(await box.update(sent.posted, changed)).toEqual({ type: 'updated' });
    expect(seen.map(({ message, fresh }) => [message.revision, fresh, message.plain])).toEqual([
      [0, true, 'Open'],
      [1, false, 'Claimed'],
    ]);
  });

  test('a message that is not there is gone, and one of another conversation is not touched', async () => {
    const { box } = await mailbox();
    const post = { deliveryKey: 'k', text: 'x', card: card('x') };
    const sent = await box.deliver(channelAddress(4), post);
    if (sent.type !== 'sent') throw new Error('not sent');
    expect(await box.update({ conversation: 'channel:4', externalId: '999' }, post)).toMatchObject({
      type: 'gone',
    });
    expect(await box.update({ ...sent.posted, conversation: 'channel:5' }, post)).toMatchObject({
      type: 'gone',
    });
  });

  test('what tells of a message’s work stands beneath it, once, and is nothing new to read', async () => {
    const { store, box, seen } = await mailbox();
    const channels = async () => [{ id: 4, name: 'brokering' }];
    const conversations = new Conversations(store, channels);
    const sent = await box.deliver(channelAddress(4), {
      deliveryKey: 'k',
      text: 'New request',
      card: card('Open'),
    });
    if (sent.type !== 'sent') throw new Error('not sent');
    await conversations.markRead(9, 'channel:4', Number(sent.posted.externalId));
    const line = { deliveryKey: 'l', text: 'Priya has claimed it.', card: card('SR'), under: sent.posted };
    const twice = [await box.deliver(channelAddress(4), line), await box.deliver(channelAddress(4), line)];
    expect(twice[0]).toMatchObject({ type: 'sent' });
    expect(twice[1]).toEqual(twice[0]);
    expect(await box.find('l')).toEqual(twice[0]?.type === 'sent' && twice[0].posted);
    const { messages } = await conversations.messages('channel:4', undefined);
    expect(messages).toEqual([seen.at(-1)?.message]);
    expect(messages[0]).toMatchObject({ revision: 1, story: [{ text: 'Priya has claimed it.' }] });
    expect(seen.map(({ fresh }) => fresh)).toEqual([true, false]);
    expect((await conversations.list(9)).map(({ unread }) => unread)).toEqual([0, 0]);
    expect(await conversations.isOpenTo(9, `channel:4#${sent.posted.externalId}`)).toBe(false);
    await box.update(sent.posted, { deliveryKey: 'k', text: 'New request', card: card('Claimed') });
    expect(seen.at(-1)?.message.story).toHaveLength(1);
  });

  test('an address of elsewhere is refused with a sentence', async () => {
    const { box } = await mailbox();
    const address = { ...personAddress(9), platform: 'slack' };
    const outcome = await box.deliver(address, { deliveryKey: 'k', text: 'x', card: card('x') });
    expect(outcome).toMatchObject({ type: 'refused', reason: expect.stringContaining('no address') });
  });
});
