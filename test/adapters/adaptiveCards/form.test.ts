import { describe, expect, test } from 'vitest';
import { renderForm } from '../../../adapters/adaptiveCards/form.js';
import { byteLength, MAX_BYTES } from '../../../adapters/adaptiveCards/size.js';
import { readDataset, readSubmission } from '../../../adapters/adaptiveCards/submission.js';
import type { Field, Form } from '../../../src/chat/form.js';
import { parserWarnings } from './parser.js';

const options = [
  { value: 'phonics', label: 'Phonics' },
  { value: 'early-maths', label: 'Early maths' },
];

const form: Form = {
  verb: 'support.ask',
  entity: { kind: 'support', id: 3, version: 1 },
  title: 'Ask for support',
  intro: 'A coordinator reads this. Write roles, not names.',
  submitLabel: 'Send',
  values: { candidate: '12' },
  fields: [
    { name: 'need', type: 'text', label: 'What is needed?', required: true, multiline: true, maxLength: 600 },
    { name: 'days', type: 'number', label: 'Days', required: true, min: 0.5, max: 10, initial: 2 },
    { name: 'from', type: 'date', label: 'From', required: false, min: '2026-11-10', max: '2027-07-20' },
    { name: 'at', type: 'time', label: 'At', required: false, initial: '09:30' },
    { name: 'area', type: 'select', label: 'Area', required: true, options, style: 'radio' },
    { name: 'also', type: 'multiSelect', label: 'Also', required: false, options, initial: ['phonics'] },
    { name: 'agreed', type: 'toggle', label: 'Our governors know', required: true, initial: false },
  ],
};

function submitData(json: ReturnType<typeof renderForm>): Record<string, unknown> {
  const [action] = json.actions ?? [];
  if (action?.type !== 'Action.Execute') throw new Error('A form ends with one Action.Execute.');
  expect(action.fallback.data).toEqual(action.data);
  return action.data as Record<string, unknown>;
}

function find(json: ReturnType<typeof renderForm>, id: string) {
  return json.body.find(element => element.id === id);
}

describe('a form as an Adaptive Card', () => {
  test('with every kind of field passes the parser', () => {
    expect(parserWarnings(renderForm(form))).toEqual([]);
    expect(parserWarnings(renderForm(form, { titled: true, errors: { need: 'Say more.' } }))).toEqual([]);
  });

  test('comes back as the values that the schemas expect', () => {
    const sent = {
      ...submitData(renderForm(form)),
      'field.need': 'Y6 writing',
      'field.days': '2.5',
      'field.from': '',
      'field.at': '09:30',
      'field.area': 'phonics',
      'field.also': 'phonics,early-maths',
      'field.agreed': 'false',
    };
    expect(readSubmission(sent)).toEqual({
      verb: 'support.ask',
      entity: { kind: 'support', id: 3, version: 1 },
      submitted: true,
      values: {
        candidate: '12',
        need: 'Y6 writing',
        days: 2.5,
        from: '',
        at: '09:30',
        area: 'phonics',
        also: ['phonics', 'early-maths'],
        agreed: false,
      },
    });
  });

  test('nothing chosen of a list is an empty list, and a number that is none stays what was typed', () => {
    const sent = { ...submitData(renderForm(form)), 'field.also': '', 'field.days': 'two' };
    expect(readSubmission(sent)?.values).toMatchObject({ also: [], days: 'two' });
  });

  test('what a client leaves out because nothing was chosen is an empty list and a switch that is off', () => {
    expect(readSubmission(submitData(renderForm(form)))?.values).toEqual({
      candidate: '12',
      also: [],
      agreed: false,
    });
  });

  test('an error stands at its field, one of no field above all, and what was typed is kept', () => {
    const json = renderForm(form, {
      errors: { need: 'Write at least ten words.', form: 'The request was closed meanwhile.' },
      typed: { need: 'Help', days: 4, also: ['early-maths'], agreed: true, area: 'phonics' },
    });
    const ids = json.body.map(element => element.id);
    expect(ids.indexOf('error.need')).toBe(ids.indexOf('field.need') + 1);
    expect(ids.indexOf('error.form')).toBeLessThan(ids.indexOf('field.need'));
    expect(find(json, 'error.need')).toMatchObject({
      inlines: [{ text: 'Write at least ten words.', color: 'attention' }],
    });
    expect(find(json, 'field.need')).toMatchObject({ value: 'Help' });
    expect(find(json, 'field.days')).toMatchObject({ value: 4 });
    expect(find(json, 'field.also')).toMatchObject({ value: 'early-maths' });
    expect(find(json, 'field.agreed')).toMatchObject({ value: 'true' });
    expect(find(json, 'field.area')).toMatchObject({ value: 'phonics' });
  });

  test('says what is expected where a number or a date is wrong', () => {
    const json = renderForm(form);
    expect(find(json, 'field.days')).toMatchObject({ errorMessage: 'Enter a number from 0.5 to 10.' });
    expect(find(json, 'field.from')).toMatchObject({
      errorMessage: 'Choose a date from Tue 10 Nov 2026 to Tue 20 Jul 2027.',
    });
  });

  test('a number that may stay empty has no limits in the card, for which clients would refuse it empty', () => {
    const days: Field = { name: 'days', type: 'number', label: 'Days', required: false, min: 0.5, max: 10 };
    const input = find(renderForm({ ...form, fields: [days] }), 'field.days');
    expect(input).toMatchObject({ label: 'Days (optional)' });
    expect(input).not.toHaveProperty('min');
    expect(input).not.toHaveProperty('max');
  });

  test('five hundred schools with real, long and equal names fit, and each can be told apart', () => {
    const many: Field = {
      name: 'school',
      type: 'select',
      label: 'School',
      required: true,
      options: Array.from({ length: 500 }, (_, index) => ({
        value: String(1000 + index),
        label: `${index % 250} The Federation of Abbots Farm and Boughton Leigh Church of England Voluntary Aided Schools`,
      })),
    };
    const json = renderForm({ ...form, fields: [many] });
    expect(byteLength(json)).toBeLessThanOrEqual(MAX_BYTES);
    expect(parserWarnings(json)).toEqual([]);
    const input = find(json, 'field.school');
    if (input?.type !== 'Input.ChoiceSet') throw new Error('not a choice');
    expect(input.choices).toHaveLength(500);
    expect(new Set(input.choices.map(choice => choice.title)).size).toBe(500);
    expect(input.style).toBe('filtered');
  });

  describe('a list that is too long to stand in the card, where the client can ask', () => {
    const names = Array.from({ length: 500 }, (_, at) => ({
      value: String(1_000 + at),
      label: `${at} The Federation of Abbots Farm and Boughton Leigh Church of England Schools`,
    }));
    const school: Field = { name: 'school', type: 'select', label: 'School', required: true, options: names };
    const others: Field = { ...school, name: 'others', type: 'multiSelect', initial: ['1499'] };
    const county: Form = { ...form, fields: [...form.fields, school, others] };
    const search = { verb: 'support.ask', entity: { kind: 'support', id: 3 }, values: { from: 'board' } };

    test('is searched, with names in full, and leaves the card small', () => {
      const json = renderForm(county, { search });
      expect(byteLength(json)).toBeLessThanOrEqual(MAX_BYTES);
      expect(parserWarnings(json)).toEqual([]);
      const input = find(json, 'field.school');
      if (input?.type !== 'Input.ChoiceSet') throw new Error('not a choice');
      expect(input.style).toBe('filtered');
      expect(input.choices.length).toBeLessThanOrEqual(100);
      expect(input.choices[0]?.title).toBe(names[0]?.label);
      expect(readDataset(input['choices.data']?.dataset ?? '')).toEqual({ form: search, field: 'school' });
      // What is chosen is among those that stand, so that its name is shown.
      expect(find(json, 'field.others')).toMatchObject({
        isMultiSelect: true,
        value: '1499',
        choices: [names[499]?.label]
          .map(title => ({ title, value: '1499' }))
          .concat(
            names.slice(0, input.choices.length - 1).map(({ label, value }) => ({ title: label, value })),
          ),
      });
    });

    test('asks for nothing before it sends: what is looked for is looked for with half a form filled in', () => {
      const json = renderForm(county, { search });
      expect(JSON.stringify(json)).not.toContain('isRequired');
      expect(find(json, 'field.days')).not.toHaveProperty('min');
    });

    test('short lists stand whole beside it', () => {
      const json = renderForm(county, { search });
      expect(find(json, 'field.area')).toMatchObject({ style: 'expanded', choices: [{}, {}] });
      expect(find(json, 'field.area')).not.toHaveProperty('choices.data');
    });

    test('where all of it fits, nobody has to be asked', () => {
      const some: Form = { ...form, fields: [{ ...school, options: names.slice(0, 100) }] };
      expect(renderForm(some, { search })).toEqual(renderForm(some));
    });
  });

  test('more choices than any card can hold end early, and the card says so', () => {
    const many: Field = {
      name: 'school',
      type: 'multiSelect',
      label: 'School',
      required: false,
      options: Array.from({ length: 3000 }, (_, index) => ({
        value: String(index),
        label: `School number ${index}`,
      })),
    };
    const json = renderForm({ ...form, fields: [many] });
    expect(byteLength(json)).toBeLessThanOrEqual(MAX_BYTES);
    expect(JSON.stringify(find(json, 'hint.school'))).toMatch(/Only the first \d+ of 3000 are listed here/);
  });

  test('hostile choices and labels cannot become links', () => {
    const evil = '[click](https://evil.example) <b>x</b>';
    const json = renderForm({
      ...form,
      intro: evil,
      fields: [
        {
          name: 'a',
          type: 'select',
          label: evil,
          required: true,
          options: [{ value: '1', label: evil }],
          style: 'radio',
        },
        { name: 'b', type: 'toggle', label: evil, required: false },
      ],
    });
    expect(parserWarnings(json)).toEqual([]);
    const [choice] = (find(json, 'field.a') as unknown as { choices: { title: string }[] }).choices;
    expect(choice?.title).not.toMatch(/\]\(|:\/\/|</);
    expect((find(json, 'field.b') as unknown as { title: string }).title).not.toMatch(/\]\(|:\/\/|</);
  });
});

describe('what comes back', () => {
  test.each([
    null,
    'support.claim',
    {},
    { verb: 7 },
    { verb: 'x', entity: { kind: 'support', id: -1 } },
    { verb: 'x', entity: { kind: 'support', id: 1.5 } },
    { verb: 'x', values: { a: { b: 1 } } },
  ])('%j is not one of ours', data => {
    expect(readSubmission(data)).toBeNull();
  });

  test('only a form has fields: a button cannot smuggle any in', () => {
    expect(readSubmission({ verb: 'support.claim', 'field.need': 'x' })).toEqual({
      verb: 'support.claim',
      values: {},
      submitted: false,
    });
  });
});
