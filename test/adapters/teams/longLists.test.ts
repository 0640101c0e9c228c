import { expect, test } from 'vitest';
import { type Answer, refused } from '../../../src/chat/answer.js';
import type { Form } from '../../../src/chat/form.js';
import type { Interaction } from '../../../src/chat/interaction.js';
import { SCHOOLS } from '../../contract/samples.js';
import { withDatabase } from '../../fakes/database.js';
import { button, buttonsOf, cardOf, openTeams, TENANT, textsOf, userNamed } from './teamsWorld.js';

type Json = Record<string, unknown>;

const ANN = userNamed('Ann Head', 1);
const EVE = userNamed('Eve Nobody', 2);

const TOWN = 'Church of England Voluntary Aided Primary School, Stratford-on-Avon';

const COUNTY: Form = {
  verb: 'review.assign',
  entity: { kind: 'review', id: 3, version: 1 },
  title: 'Reviewers',
  fields: [
    { type: 'text', name: 'why', label: 'Why', required: true },
    { type: 'number', name: 'days', label: 'Days', required: true, min: 1, max: 5 },
    { type: 'select', name: 'school', label: 'School', required: true, options: SCHOOLS },
    { type: 'multiSelect', name: 'others', label: 'Others', required: false, options: SCHOOLS },
    { type: 'toggle', name: 'urgent', label: 'Urgent', required: false },
  ],
  submitLabel: 'Save',
};

/** Microsoft's own names, too long for all of them to stand in a card. */
const LONG: Form = {
  ...COUNTY,
  fields: COUNTY.fields.map(field =>
    'options' in field
      ? { ...field, options: field.options.map(each => ({ ...each, label: `${each.label}, ${TOWN}` })) }
      : field,
  ),
};

async function open(said: (interaction: Interaction) => Answer) {
  const store = await (await withDatabase('sqlite')).open();
  const ann = await store.db.person.create({ data: { name: ANN.name, email: ANN.email } });
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
  });
  /** As Teams' desktop client sends it with each letter (Microsoft's documentation of dynamic typeahead). */
  const searches = async (queryText: string, dataset: unknown, user = ANN, skip = 0) =>
    teams.post(
      teams.activity(user, {
        type: 'invoke',
        name: 'application/search',
        replyToId: teams.connector.in(ANN.conversation).at(-1)?.id,
        locale: 'en-GB',
        localTimezone: 'Europe/London',
        value: { queryText, queryOptions: { skip, top: 15 }, dataset },
      }),
    );
  const later = (seconds: number) => {
    now = new Date(now.getTime() + seconds * 1_000);
  };
  return { store, teams, ann, heard, searches, later };
}

/** The dataset of a list in a card. */
function datasetOf(card: unknown, field: string): string {
  const input = (card as { body: Json[] }).body.find(each => each.id === `field.${field}`);
  const data = input?.['choices.data'] as { dataset: string } | undefined;
  if (!data) throw new Error(`${field} is not searched: ${JSON.stringify(input)}`);
  return data.dataset;
}

const titles = (body: Json) =>
  (body.value as { results: { title: string }[] }).results.map(each => each.title);

test('what is typed into a list of five hundred schools finds the one, as the form shows it to them', async () => {
  const { teams, ann, heard, searches, later } = await open(() => ({ type: 'form', form: LONG }));
  await teams.types(ANN, 'review');
  const dataset = datasetOf(cardOf(teams.newest(ANN)), 'school');

  const { status, body } = await searches("st mary's school 404", dataset);
  expect(status).toBe(200);
  expect(body).toEqual({
    statusCode: 200,
    type: 'application/vnd.microsoft.search.searchResponse',
    value: { results: [{ title: `St Mary's School 404, ${TOWN}`, value: '1404' }] },
  });
  expect(titles((await searches('oak', dataset)).body)).toHaveLength(15);
  expect(titles((await searches('oak wood school 1', dataset, ANN, 15)).body)[0]).toContain('Oak Wood');
  expect(titles((await searches('', dataset)).body)).toHaveLength(15);
  expect(titles((await searches('no such school', dataset)).body)).toEqual([]);
  // The command, and the lists once: not a letter each.
  expect(heard).toHaveLength(2);
  expect(heard[1]).toMatchObject({
    type: 'action',
    verb: 'review.assign',
    entity: { kind: 'review', id: 3, version: 1 },
    personId: ann.id,
    submitted: false,
  });
  later(61);
  await searches('oak', dataset);
  expect(heard).toHaveLength(3);
});

test('who does not see the form finds nothing in its list, whatever they send', async () => {
  const { store, teams, ann, heard, searches } = await open(each =>
    each.personId === ann.id ? { type: 'form', form: LONG } : refused('This is not yours.'),
  );
  await teams.types(ANN, 'review');
  const dataset = datasetOf(cardOf(teams.newest(ANN)), 'school');
  expect(titles((await searches('oak', dataset)).body)).not.toEqual([]);

  expect(titles((await searches('oak', dataset, EVE)).body)).toEqual([]);
  expect(heard.every(each => each.personId === ann.id)).toBe(true);
  await store.db.person.create({ data: { name: EVE.name, email: EVE.email } });
  await store.db.account.deleteMany({ where: { externalId: EVE.aad } });
  expect(titles((await searches('oak', dataset, EVE)).body)).toEqual([]);
  expect(heard.at(-1)?.personId).not.toBe(ann.id);

  for (const forged of ['npmpackages', '{}', '{"verb":"x","entity":{"kind":"k","id":-1},"list":"school"}', 7])
    expect((await searches('oak', forged)).status).toBe(400);
  expect(titles((await searches('oak', dataset.replace('"school"', '"__proto__"'))).body)).toEqual([]);
});

test('a client that asks for nothing while one types looks a name up with a button, and loses nothing by it', async () => {
  const { teams, heard } = await open(each => {
    const sent = each.type === 'action' && each.submitted;
    return sent
      ? { type: 'fieldErrors', form: LONG, errors: { why: 'Say more.' } }
      : { type: 'form', form: LONG };
  });
  await teams.types(ANN, 'review');
  const message = teams.newest(ANN);
  const find = buttonsOf(cardOf(message)).find(each => each.data.find === 'school')?.data ?? {};
  const filled = {
    'field.why': 'Because',
    'field.days': '3',
    'field.others': '1007',
    'field.urgent': 'true',
  };

  const several = await teams.presses(ANN, message, { ...find, ...filled, 'find.school': 'school 40' });
  expect(heard[1]).toMatchObject({ verb: 'review.assign', submitted: false, values: {} });
  const { body } = several.value as { body: Json[] };
  const field = (name: string) => body.find(each => each.id === `field.${name}`) as Json;
  const choices = (field('school').choices as { title: string }[]).map(each => each.title);
  expect(choices.every(each => /40/.test(each))).toBe(true);
  expect(choices.length).toBeGreaterThan(5);
  expect(field('school')).not.toHaveProperty('value');
  expect(textsOf(several.value)).toContain(`${choices.length} of 500 match “school 40”`);
  expect([field('why').value, field('days').value, field('others').value, field('urgent').value]).toEqual([
    'Because',
    3,
    '1007',
    'true',
  ]);

  const one = await teams.presses(ANN, message, { ...find, ...filled, 'find.school': 'school 404' });
  const chosen = (one.value as { body: Json[] }).body.find(each => each.id === 'field.school');
  expect(chosen).toMatchObject({ value: '1404', choices: [{ value: '1404' }] });
  const none = await teams.presses(ANN, message, { ...find, ...filled, 'find.school': 'nowhere' });
  expect(textsOf(none.value)).toContain('Nothing in the list matches “nowhere”.');

  // What is then sent is the form, and a form that was wrong can be searched again.
  const send = button(one.value, 'Save');
  const wrong = await teams.presses(ANN, message, { ...send, ...filled, 'field.school': '1404' });
  expect(heard.at(-1)).toMatchObject({ submitted: true, values: { school: '1404', others: ['1007'] } });
  expect(heard.at(-1)).not.toHaveProperty('opened');
  expect(textsOf(wrong.value)).toContain('Say more.');
  expect(datasetOf(wrong.value, 'school')).toBe(datasetOf(cardOf(message), 'school'));
});

test('what opened a form is what its lists are asked for with', async () => {
  const opener = { verb: 'review.open', label: 'Assign', values: { round: '2' } };
  const { teams, heard, searches } = await open(each =>
    each.type === 'command'
      ? { type: 'card', card: { entity: { kind: 'review', id: 3 }, title: 'R', body: [], actions: [opener] } }
      : { type: 'form', form: LONG },
  );
  await teams.types(ANN, 'review');
  const message = teams.newest(ANN);
  const shown = await teams.presses(ANN, message, button(cardOf(message), 'Assign'));
  await searches('oak', datasetOf(shown.value, 'others'));
  expect(heard.at(-1)).toMatchObject({ verb: 'review.assign', values: { round: '2' }, submitted: false });
});

test('a dialog searches too: its buttons send what dialogs send', async () => {
  const { teams } = await open(() => ({ type: 'form', form: LONG }));
  const invoke = (name: string, value: Json) =>
    teams.post(teams.activity(ANN, { type: 'invoke', name, value, conversation: PERSONAL }));
  const opened = await invoke('composeExtension/fetchTask', { commandId: 'review' });
  const card = (body: Json) =>
    (body as { task: { value: { card: { content: Json } } } }).task.value.card.content;
  expect(JSON.stringify(opened.body)).not.toContain('Action.Execute');
  const find = buttonsOf(card(opened.body)).find(each => each.data.find === 'school')?.data ?? {};
  const found = await invoke('task/submit', { data: { ...find, 'find.school': 'school 404' } });
  expect(textsOf(card(found.body))).toContain("St Mary's School 404");
});

const PERSONAL = { id: ANN.conversation, conversationType: 'personal', tenantId: TENANT };
