import { expect, test } from 'vitest';
import { CALENDAR_FILE, everything } from '../../contract/samples.js';
import { withDatabase } from '../../fakes/database.js';
import type { Fault } from '../../fakes/faults.js';
import { SlackTown } from '../../fakes/slackTown.js';
import { World } from '../../fakes/world.js';
import { messageProblems } from './conformance.js';

const post = { deliveryKey: 'k', text: 'A chart and a file.', card: everything };
const board = { platform: 'slack', tenant: 'T1', externalId: 'CBOARD', reference: null, direct: false };

async function begin(options: { publicUrl?: string } = {}) {
  const world = await World.create(await (await withDatabase('sqlite')).open(), []);
  const faults = new Map<string, Fault>();
  const refusing: { words: ((blocks: string) => Fault | null) | null } = { words: null };
  const town = await SlackTown.open(world, [], {
    fault: ({ method }, given) =>
      faults.get(method) ??
      (method === 'chat.postMessage' ? (refusing.words?.(JSON.stringify(given.blocks)) ?? null) : null),
    ...options,
  });
  const { adapter, slack } = town;
  const deliver = async () => {
    const outcome = await adapter.deliver(board, post);
    if (outcome.type !== 'sent') throw new Error(JSON.stringify(outcome));
    return outcome.posted;
  };
  return { world, town, faults, refusing, adapter, slack, deliver };
}

test('a chart is uploaded once and shown in every copy; the file stands in the thread below', async () => {
  const { slack, deliver, adapter } = await begin();
  const posted = await deliver();
  await deliver();
  const [chart, ...files] = slack.files;
  expect(chart).toMatchObject({ name: 'picture.png', complete: true, channel: null });
  expect(files.map(file => [file.name, file.channel])).toEqual([
    [CALENDAR_FILE.name, 'CBOARD'],
    [CALENDAR_FILE.name, 'CBOARD'],
  ]);
  expect(files.map(file => file.threadTs)).toEqual(slack.messages.map(message => message.ts));
  expect(files[0]?.content?.toString()).toBe(CALENDAR_FILE.text);
  for (const message of slack.messages) {
    expect(messageProblems(message.blocks)).toEqual([]);
    expect(JSON.stringify(message.blocks)).toContain(`{"slack_file":{"id":"${chart?.id}"}`.slice(1));
    expect(JSON.stringify(message.blocks)).toContain(`${CALENDAR_FILE.name} (in the thread of this message)`);
  }
  // The card drawn again has the same file: it is there. A changed one comes below.
  await adapter.update(posted, board, post);
  expect(slack.files).toHaveLength(3);
  const body = everything.body.map(each => (each.type === 'file' ? { ...each, text: 'BEGIN' } : each));
  await adapter.update(posted, board, { ...post, card: { ...everything, body } });
  expect(slack.files.map(file => file.content?.toString()).at(-1)).toBe('BEGIN');
});

test('a picture that Slack still prepares is tried again in a few seconds, and said in words at last', async () => {
  const { slack, adapter, faults, refusing, world } = await begin();
  faults.set('chat.postMessage', { type: 'refuse', error: 'invalid_blocks' });
  const outcome = await adapter.deliver(board, post);
  expect(outcome).toMatchObject({ type: 'later', retryAt: new Date(world.now.getTime() + 5_000) });
  world.now = new Date(world.now.getTime() + 3 * 60_000);
  let refusals = 0;
  faults.clear();
  refusing.words = blocks => {
    if (!blocks.includes('slack_file')) return null;
    refusals++;
    return { type: 'refuse', error: 'invalid_blocks' };
  };
  expect(await adapter.deliver(board, post)).toMatchObject({ type: 'sent' });
  expect(refusals).toBe(1);
  expect(JSON.stringify(slack.messages.at(-1)?.blocks)).toContain('[A line that rises from 2 to 8]');
});

test('where no files are taken, the words and the text do', async () => {
  const { slack, faults, deliver, town } = await begin();
  faults.set('files.getUploadURLExternal', { type: 'refuse', error: 'missing_scope' });
  await deliver();
  const said = JSON.stringify(slack.messages[0]?.blocks);
  expect(said).toContain('[A line that rises from 2 to 8]');
  expect(said).toContain('BEGIN:VCALENDAR');
  expect(slack.messages).toHaveLength(1);
  expect(town.logged.filter(line => line.includes('takes no files'))).toHaveLength(1);
});

test('an upload that fails in the middle leaves the text of the file in the thread', async () => {
  const { slack, faults, deliver } = await begin();
  faults.set('files.completeUploadExternal', { type: 'refuse', error: 'internal_error' });
  await deliver();
  const [card, text] = slack.messages;
  expect(text?.threadTs).toBe(card?.ts);
  expect(JSON.stringify(text?.blocks)).toContain('BEGIN:VCALENDAR');
});

test('with a public address pictures need no upload', async () => {
  const { slack, deliver } = await begin({ publicUrl: 'https://convenor.example' });
  await deliver();
  expect(JSON.stringify(slack.messages[0]?.blocks)).toMatch(
    /"image_url":"https:\/\/convenor\.example\/files\/[\w-]{43}"/,
  );
  expect(slack.files.map(file => file.name)).toEqual([CALENDAR_FILE.name]);
});
