import { expect, test } from 'vitest';
import { type Answer, done, refused } from '../../../src/chat/answer.js';
import type { Card } from '../../../src/chat/card.js';
import type { Form } from '../../../src/chat/form.js';
import type { Interaction } from '../../../src/chat/interaction.js';
import type { Store } from '../../../src/store/open.js';
import { withDatabase } from '../../fakes/database.js';
import { button, buttonsOf, cardOf, openTeams, TENANT, textsOf, userNamed } from './teamsWorld.js';

const ANN = userNamed('Ann Head', 1);
const EVE = userNamed('Eve Nobody', 2);

const CARD: Card = {
  entity: { kind: 'support', id: 7, version: 3 },
  title: 'SR-2026-0007',
  body: [{ type: 'text', text: 'As it is now.' }],
  actions: [{ verb: 'support.claim', label: 'Claim' }],
};

const FORM: Form = {
  verb: 'support.submit',
  title: 'Ask for support',
  fields: [
    { type: 'text', name: 'need', label: 'Need', required: true },
    {
      type: 'multiSelect',
      name: 'phases',
      label: 'Phases',
      required: false,
      options: [{ value: 'p', label: 'P' }],
    },
    { type: 'toggle', name: 'urgent', label: 'Urgent', required: false },
  ],
  submitLabel: 'Send',
};

type Said = (interaction: Interaction) => Answer | Promise<Answer>;

async function open(said: Said, options: { patienceMs?: number } = {}) {
  const store: Store = await (await withDatabase('sqlite')).open();
  const person = await store.db.person.create({ data: { name: ANN.name, email: ANN.email } });
  const heard: Interaction[] = [];
  let now = new Date('2026-11-09T10:00:00Z');
  const teams = await openTeams({
    store,
    users: [ANN, EVE],
    clock: { now: () => now },
    router: async interaction => {
      heard.push(interaction);
      return said(interaction);
    },
    ...options,
  });
  const later = (seconds: number) => {
    now = new Date(now.getTime() + seconds * 1_000);
  };
  return { store, teams, heard, person, later };
}

const account = (store: Store, aad: string) => store.db.account.findFirst({ where: { externalId: aad } });

test('a person is known by what the directory says, never by what an account claims', async () => {
  const { store, teams, heard, person } = await open(() => done('Understood.'));
  await teams.types(EVE, 'me');
  expect(heard).toEqual([]);
  expect(teams.newest(EVE).activity.text).toContain('coordinator');
  expect(await account(store, EVE.aad)).toMatchObject({ personId: null, state: 'pending' });

  await teams.types(ANN, 'me');
  expect(heard).toMatchObject([{ type: 'command', text: 'me', platform: 'teams', personId: person.id }]);
  expect(await account(store, ANN.aad)).toMatchObject({
    personId: person.id,
    state: 'bound',
    tenant: TENANT,
  });

  // Somebody who has left is not let in again by the address that they still have.
  await store.db.account.updateMany({ where: { externalId: ANN.aad }, data: { state: 'left' } });
  await teams.types(ANN, 'me');
  expect(heard).toHaveLength(1);
});

test('where somebody is reached is kept from the installation on, and dropped when they remove it', async () => {
  const { store, teams } = await open(() => done('Understood.'));
  const install = (action: string) => teams.post(teams.activity(ANN, { type: 'installationUpdate', action }));
  await install('add');
  expect((await account(store, ANN.aad))?.reference).toMatchObject({
    type: 'person',
    serviceUrl: teams.connector.url,
    conversationId: ANN.conversation,
    userId: ANN.userId,
  });
  expect(teams.newest(ANN).activity.text).toContain('Write "help"');
  await install('remove');
  expect((await account(store, ANN.aad))?.reference).toEqual({ type: 'uninstalled' });
  await install('add');
  expect((await account(store, ANN.aad))?.reference).toMatchObject({ conversationId: ANN.conversation });
});

test('a message that Teams delivers again is answered once', async () => {
  const { teams, heard } = await open(() => done('Understood.'));
  const activity = teams.activity(ANN, { type: 'message', text: '<at>Convenor</at> /me\n' });
  await teams.post(activity);
  await teams.post(activity);
  expect(heard).toMatchObject([{ text: '/me' }]);
  expect(teams.connector.in(ANN.conversation)).toHaveLength(1);
});

test('a click that the client repeats has the same key; a later one has its own', async () => {
  const { store, teams, heard, later } = await open(() => done('Done.', CARD));
  await teams.types(ANN, 'show');
  const message = teams.newest(ANN);
  const data = button(cardOf(message), 'Claim');
  later(45);
  await teams.presses(ANN, message, data);
  // What a commit leaves behind.
  await store.db.receipt.create({
    data: { key: heard[1]?.key ?? '', answer: {}, at: new Date('2026-11-09T10:00:45Z') },
  });
  later(20);
  await teams.presses(ANN, message, data);
  later(300);
  await teams.presses(ANN, message, data);
  const [, first, repeat, meant] = heard.map(each => each.key);
  expect(repeat).toBe(first);
  expect(meant).not.toBe(first);
  expect(first?.length).toBeLessThan(200);
});

test('clicks that arrive together are one', async () => {
  let free = () => {};
  const held = new Promise<void>(resolve => {
    free = resolve;
  });
  const { teams, heard } = await open(async each => {
    if (each.type === 'action') await held;
    return done('Done.', CARD);
  });
  await teams.types(ANN, 'show');
  const message = teams.newest(ANN);
  const press = () => teams.presses(ANN, message, button(cardOf(message), 'Claim'));
  const both = [press(), press(), press()];
  await expect.poll(() => heard.filter(each => each.type === 'action').length).toBe(1);
  // The others wait for the same work; only then may it end.
  await expect.poll(() => teams.connector.calls.length).toBeGreaterThan(0);
  free();
  const answers = await Promise.all(both);
  expect(new Set(answers.map(each => JSON.stringify(each))).size).toBe(1);
});

test('an old client’s button is a message, and is answered like any other', async () => {
  const { teams, heard } = await open(each =>
    each.type === 'action' ? done('Claimed.', CARD) : { type: 'card', card: CARD },
  );
  await teams.types(ANN, 'show');
  const message = teams.newest(ANN);
  const value = button(cardOf(message), 'Claim');
  await teams.types(ANN, '', { text: undefined, value, replyToId: message.id });
  expect(heard[1]).toMatchObject({
    type: 'action',
    verb: 'support.claim',
    entity: CARD.entity,
    submitted: false,
  });
  expect(teams.newest(ANN).activity.text).toBe('Claimed.');
  await teams.types(ANN, '', { text: undefined, value: { somethingElse: true }, replyToId: message.id });
  expect(teams.newest(ANN).activity.text).toContain('older version');
});

test('a form by dialog: opened from where one writes, filled in, wrong, right', async () => {
  const { teams, heard } = await open(each => {
    if (each.type === 'command') return { type: 'form', form: FORM };
    const { need } = each.values ?? {};
    return need
      ? done('SR-2026-0008 is with the coordinators.')
      : { type: 'fieldErrors', form: FORM, errors: { need: 'Say what you need.' } };
  });
  const invoke = async (name: string, value: object) =>
    (await teams.post(teams.activity(ANN, { type: 'invoke', name, value }))).body.task as {
      type: string;
      value: { title: string; card: { content: unknown } } & string;
    };
  const opened = await invoke('composeExtension/fetchTask', { commandId: 'support' });
  expect(heard[0]).toMatchObject({ type: 'command', text: 'support' });
  expect(opened).toMatchObject({ type: 'continue', value: { title: 'Ask for support' } });
  expect(JSON.stringify(opened)).not.toContain('Action.Execute');
  const [send] = buttonsOf(opened.value.card.content);
  const filled = (need: string) => ({
    data: { ...send?.data, 'field.need': need, 'field.phases': 'p', 'field.urgent': 'false' },
  });
  const wrong = await invoke('composeExtension/submitAction', filled(''));
  expect(textsOf(wrong)).toContain('Say what you need.');
  const right = await invoke('task/submit', filled('Phonics'));
  expect(right).toEqual({ type: 'message', value: 'SR-2026-0008 is with the coordinators.' });
  expect(heard[2]).toMatchObject({
    submitted: true,
    values: { need: 'Phonics', phases: ['p'], urgent: false },
  });
});

test('what takes longer than a client waits is answered when it is there', async () => {
  let free = () => {};
  const held = new Promise<void>(resolve => {
    free = resolve;
  });
  const { teams } = await open(
    async each => {
      if (each.type === 'action') await held;
      return done('Planned.', CARD);
    },
    { patienceMs: 1 },
  );
  await teams.types(ANN, 'show');
  const message = teams.newest(ANN);
  const answer = await teams.presses(ANN, message, button(cardOf(message), 'Claim'));
  expect(answer).toMatchObject({ statusCode: 200, value: expect.stringContaining('as a message') });
  free();
  await expect.poll(() => teams.connector.in(ANN.conversation).length).toBe(2);
  expect(teams.newest(ANN).activity.text).toBe('Planned.');
});

test('a refusal without a card leaves the card that was pressed; a fault says that nothing was lost', async () => {
  let fault = false;
  const { teams } = await open(each => {
    if (each.type === 'command') return { type: 'card', card: CARD };
    if (fault) throw new Error('the store is away');
    return refused('That is for coordinators.');
  });
  await teams.types(ANN, 'show');
  const message = teams.newest(ANN);
  const press = () => teams.presses(ANN, message, button(cardOf(message), 'Claim'));
  expect(await press()).toEqual({
    statusCode: 200,
    type: 'application/vnd.microsoft.activity.message',
    value: 'That is for coordinators.',
  });
  fault = true;
  expect(await press()).toMatchObject({
    statusCode: 500,
    value: { message: expect.stringContaining('nothing was lost') },
  });
  expect(teams.logged.join()).toContain('the store is away');
});

test('what is opened from a list comes below it, so that the rest of the list stays', async () => {
  const opens = (id: number) => ({
    verb: 'support.open',
    label: `Open ${id}`,
    entity: { kind: 'support', id },
  });
  const list: Card = {
    title: 'Today from Convenor',
    body: [7, 8].map(id => ({ type: 'section', title: `SR-2026-000${id}`, body: [], actions: [opens(id)] })),
    actions: [],
  };
  const { teams, heard } = await open(each => ({
    type: 'card',
    card: each.type === 'command' ? list : CARD,
  }));
  await teams.types(ANN, 'me');
  const message = teams.newest(ANN);
  expect(await teams.presses(ANN, message, button(cardOf(message), 'Open 7'))).toMatchObject({
    type: 'application/vnd.microsoft.activity.message',
    value: expect.stringContaining('below'),
  });
  expect(heard[1]).toMatchObject({ verb: 'support.open', entity: { kind: 'support', id: 7 } });
  expect(teams.connector.in(ANN.conversation)).toHaveLength(2);
  // What is pressed on the opened card is answered in its place.
  const opened = teams.newest(ANN);
  expect(textsOf(cardOf(opened))).toContain('As it is now.');
  const claimed = await teams.presses(ANN, opened, button(cardOf(opened), 'Claim'));
  expect(claimed.type).toBe('application/vnd.microsoft.card.adaptive');
});

test('a long list is read page by page', async () => {
  const long: Card = {
    title: 'Open requests',
    body: Array.from({ length: 120 }, (_, at) => ({ type: 'text' as const, text: `Request ${at}.` })),
    actions: [],
  };
  const { teams, heard } = await open(() => ({ type: 'card', card: long }));
  await teams.types(ANN, 'support queue');
  const message = teams.newest(ANN);
  expect(textsOf(cardOf(message))).not.toContain('Request 119.');
  let card: unknown = cardOf(message);
  let pages = 1;
  for (; !textsOf(card).includes('Request 119.'); pages++)
    card = (await teams.presses(ANN, message, button(card, 'Show the rest'))).value;
  expect(pages).toBe(3);
  expect(heard.every(each => each.type === 'command' && each.text === 'support queue')).toBe(true);
});

test('in a channel nobody else reads an answer', async () => {
  const { teams } = await open(() => ({ type: 'card', card: CARD }));
  const channel = {
    conversation: { id: '19:c@thread.tacv2;messageid=1', conversationType: 'channel', tenantId: TENANT },
    channelData: { tenant: { id: TENANT }, channel: { id: '19:c@thread.tacv2' } },
  };
  const inChannel = () => teams.connector.in('19:c@thread.tacv2;messageid=1').map(each => each.activity);
  await teams.types(EVE, '<at>Convenor</at> me', channel);
  // The roster of the channel is not known to this Teams, so only who is known already is recognised there.
  expect(JSON.stringify(inChannel())).not.toContain('SR-2026-0007');
  await teams.types(ANN, 'me');
  await teams.types(ANN, '<at>Convenor</at> me', channel);
  expect(JSON.stringify(inChannel())).not.toContain('SR-2026-0007');
  expect(textsOf(cardOf(teams.newest(ANN)))).toContain('As it is now.');
});
