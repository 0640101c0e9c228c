import { expect, test } from 'vitest';
import type { Answer } from '../../src/chat/answer.js';
import { actionEntity, allActions } from '../../src/chat/card.js';
import type { EntityRef } from '../../src/chat/entityRef.js';
import type { FormValues } from '../../src/chat/form.js';
import { cardText, formText } from '../../src/chat/plainText.js';
import { createRouter } from '../../src/chat/router.js';
import { supportCommands } from '../../src/support/commands.js';
import { timings } from '../../src/support/formFields.js';
import { handleAction } from '../../src/workflow/handle.js';
import { storyOnEachStore } from '../fakes/database.js';
import { AGREED, bringTo, type Cast, castOf, stateOf, submit } from './cast.js';

/** What a person types and presses, answered as an adapter would get it. */
function chatOf({ world }: Cast) {
  const { store, processes } = world;
  const onAction = (interaction: Parameters<typeof handleAction>[2]) =>
    handleAction(store, processes, interaction);
  const route = createRouter(supportCommands({ store, processes }), onAction);
  let keys = 0;
  const base = (personId: number) => ({
    key: `chat:${++keys}`,
    at: world.now,
    platform: 'test',
    personId,
  });
  return {
    types: (personId: number, text: string) => route({ ...base(personId), type: 'command', text }),
    presses: (personId: number, verb: string, entity?: EntityRef, values?: FormValues, submitted = false) =>
      route({
        ...base(personId),
        type: 'action',
        verb,
        submitted,
        ...(entity && { entity }),
        ...(values && { values }),
      }),
  };
}

function textOf(answer: Answer): string {
  if (answer.type === 'card') return cardText(answer.card);
  if (answer.type === 'form' || answer.type === 'fieldErrors') return formText(answer.form);
  return answer.text;
}

function formOf(answer: Answer) {
  if (answer.type !== 'form') throw new Error(`Not a form: ${textOf(answer)}`);
  return answer.form;
}

function cardOf(answer: Answer) {
  if (answer.type !== 'card') throw new Error(`Not a card: ${textOf(answer)}`);
  return answer.card;
}

storyOnEachStore('support in chat', open => {
  test('/support opens a form of three questions; what it sends back makes the request', async () => {
    const cast = await castOf(await open());
    const { types, presses } = chatOf(cast);
    const form = formOf(await types(cast.rita, '/support'));
    expect(form.fields.map(field => field.name)).toEqual(['area', 'need', 'timing', 'days']);
    expect(form.fields.filter(field => field.required).map(field => field.name)).toEqual([
      'area',
      'need',
      'timing',
    ]);
    expect(formText(form)).toContain('Roles, not names');

    const empty = await presses(cast.rita, form.verb, undefined, { area: 'phonics' }, true);
    expect(empty).toMatchObject({
      type: 'fieldErrors',
      errors: { need: 'Say in one sentence what you need.', timing: 'Say when you need it.' },
    });
    const values = { area: 'phonics', need: 'Someone to plan with.', timing: 'As soon as possible' };
    expect(textOf(await presses(cast.rita, form.verb, undefined, values, true))).toContain('SR-2026-0001');
    const list = cardText(cardOf(await types(cast.rita, '/support list')));
    expect(list).toContain('SR-2026-0001 · Phonics · Receiving Primary · Waits for a coordinator');
    expect(await types(cast.jo.personId, '/support')).toMatchObject({ tone: 'refused' });
  });

  test('a head of two schools says for which; nobody asks for a school of others', async () => {
    const cast = await castOf(await open());
    const { world, rita, home } = cast;
    const { types, presses } = chatOf(cast);
    const other = await world.school('Second Primary');
    await world.role(rita, 'executiveHead', { schoolId: other });
    const form = formOf(await types(rita, '/support'));
    expect(form.fields[0]).toMatchObject({ name: 'schoolId', type: 'select' });
    const values = { area: 'phonics', need: 'Someone to plan with.', timing: 'As soon as possible' };
    for (const schoolId of ['', String(home)]) {
      const answer = await presses(rita, form.verb, undefined, { ...values, schoolId }, true);
      expect(textOf(answer)).toBe('Say for which of your schools you are asking.');
    }
    await presses(rita, form.verb, undefined, { ...values, schoolId: String(other) }, true);
    expect(await world.store.db.supportRequest.findFirst()).toMatchObject({ schoolId: other });
    const unknown = { ...values, schoolId: String(other), area: 'alchemy' };
    expect(textOf(await presses(rita, form.verb, undefined, unknown, true))).toContain('not on the list');
  });

  test('by clicking alone: claim, find a leader, ask the first, answer', async () => {
    const cast = await castOf(await open());
    const { world, rita, priya, harriet, jo } = cast;
    const { presses } = chatOf(cast);
    const id = await submit(cast, rita);
    const press = async (personId: number, label: string) => {
      const card = (await world.card('support', id, personId))!;
      const action = allActions(card).find(each => each.label === label);
      if (!action) throw new Error(`No button "${label}" in: ${cardText(card)}`);
      return presses(personId, action.verb, actionEntity(card, action), action.values);
    };
    await press(priya, 'Claim');
    await press(priya, 'Take it on');
    const candidates = cardOf(await press(priya, 'Find a leader'));
    expect(cardText(candidates)).toMatch(/1\. Jo Poole \(SLE\), Home Primary[\s\S]*2\. Sam Self \(LLE\)/);
    const ask = allActions(candidates).find(each => each.label === 'Ask Jo Poole')!;
    expect(textOf(await presses(priya, ask.verb, actionEntity(candidates, ask), ask.values))).toContain(
      'They see phase and area, not the school',
    );
    const stale = await presses(priya, ask.verb, actionEntity(candidates, ask), ask.values);
    expect(textOf(stale)).toContain('Nothing was changed');

    await press(harriet, 'Approve the release');
    await press(jo.personId, 'Yes, I can');
    expect(cardText((await world.card('support', id, jo.personId))!)).not.toContain('Yes, I can');
    await press(rita, 'Choose Jo Poole');
    const agreement = formOf(await press(priya, 'Write the agreement'));
    const initial = Object.fromEntries(
      agreement.fields.map(field => [field.name, 'initial' in field ? field.initial : undefined]),
    );
    expect(initial).toMatchObject({ days: 3, startsOn: '2026-11-16', endsOn: '2027-01-11' });
    await presses(priya, agreement.verb, agreement.entity, { ...initial, purpose: 'Plan Year 1.' }, true);
    for (const person of [rita, harriet, jo.personId]) await press(person, 'Accept the agreement');
    expect(await stateOf(cast, id)).toBe('firstContact');
    expect(cardText((await world.card('support', id, harriet))!)).not.toContain('Accept the agreement');
  });

  test('"Not now" asks for a reason to choose, and the card says nothing of it to the school', async () => {
    const cast = await castOf(await open());
    const { world, rita, harriet } = cast;
    const { presses } = chatOf(cast);
    const id = await bringTo(cast, 'releaseAsked');
    const form = formOf(await presses(harriet, 'support.refuseRelease', { kind: 'support', id }));
    expect(form.fields).toMatchObject([{ name: 'reason', type: 'select' }]);
    expect(await stateOf(cast, id)).toBe('releaseAsked');
    await presses(harriet, form.verb, form.entity, { reason: 'unsaid' }, true);
    expect(await stateOf(cast, id)).toBe('matching');
    expect(cardText((await world.card('support', id, rita))!)).toContain(
      'Priya Nair is looking for a leader',
    );
  });

  test('the queue says how old a request is and who is waited on; others see none of it', async () => {
    const cast = await castOf(await open());
    const { world, rita, priya, colin } = cast;
    const { types } = chatOf(cast);
    await bringTo(cast, 'releaseAsked');
    await world.must('support', 1, 'approach', priya, { designationId: cast.sam.designationId });
    await world.daysPass(1);
    await submit(cast, rita);
    const queue = cardText(cardOf(await types(colin, '/support queue')));
    expect(queue).toMatch(
      /1 day old; waits on Harriet Home since Mon 9 Nov 2026 and Sam Self since Mon 9 Nov 2026/,
    );
    expect(queue).toMatch(/Made today; waits on any coordinator since Tue 10 Nov 2026/);
    expect(queue).not.toMatch(/SR-2026-0002[^\n]*Receiving/);
    expect(cardText(cardOf(await types(rita, '/support queue')))).toContain('No request is open');
    expect(cardText(cardOf(await types(priya, '/support queue')))).not.toContain('Year 1 phonics lead');
  });

  test('a reference shows what one may see, and nothing to those who may not', async () => {
    const cast = await castOf(await open());
    const { types } = chatOf(cast);
    await submit(cast, cast.rita);
    expect(textOf(await types(cast.rita, '/support show sr-2026-0001'))).toContain('Year 1 phonics lead');
    const guess = textOf(await types(cast.harriet, '/support show SR-2026-0001'));
    expect(guess).toBe(textOf(await types(cast.harriet, '/support show SR-2026-9999')));
    expect(textOf(await types(cast.rita, '/support show'))).toContain('Say which');
  });

  test('/deploy lists a leader’s work and records a visit', async () => {
    const cast = await castOf(await open());
    const { world, jo } = cast;
    const { types, presses } = chatOf(cast);
    expect(textOf(await types(jo.personId, '/deploy log'))).toContain('no deployment under way');
    const id = await bringTo(cast, 'active');
    await world.daysPass(8);
    expect(textOf(await types(jo.personId, '/deploy'))).toContain('0 days of 3 days used.');
    const form = formOf(await types(jo.personId, '/deploy log'));
    expect(form.fields).toMatchObject([
      { name: 'on', initial: '2026-11-17', min: AGREED.startsOn },
      { name: 'days', initial: '1' },
      { name: 'summary' },
      { name: 'activity', required: false },
      { name: 'next', required: false },
      { name: 'nextVisitOn', required: false },
    ]);
    const values = { on: '2026-11-17', days: '0.5', summary: 'Planned together.' };
    const answer = await presses(jo.personId, form.verb, form.entity, values, true);
    expect(textOf(answer)).toBe('Recorded. 2½ days of the agreement left.');
    expect(await world.store.db.visit.findMany({ where: { requestId: id } })).toMatchObject([
      { halfDays: 1 },
    ]);
  });
});

test('the terms on offer are this one, as long as it lasts, and those that follow', () => {
  const labels = (today: Parameters<typeof timings>[0]) => timings(today).map(option => option.label);
  expect(labels('2026-11-09')).toEqual([
    'As soon as possible',
    'Autumn term 2026',
    'Spring term 2027',
    'Summer term 2027',
  ]);
  expect(labels('2026-12-14').slice(1)).toEqual(['Spring term 2027', 'Summer term 2027', 'Autumn term 2027']);
  expect(labels('2027-08-20').slice(1)).toEqual(['Autumn term 2027', 'Spring term 2028', 'Summer term 2028']);
});
