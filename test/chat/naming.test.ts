import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readForm } from '../../src/chat/form.js';
import { AsItStands, namingField, namingNobody, seemsToName } from '../../src/chat/naming.js';

describe('a text that seems to name somebody', () => {
  test.each([
    ['Mrs Okafor is new to phonics', 'Mrs Okafor'],
    ['Dr. Smith asks for help', 'Dr. Smith'],
    ['Our maths lead, Emma Thompson, would like to plan', 'Emma Thompson'],
    ['A pupil called Zedekiah does not come to school', 'Zedekiah'],
    ['The teacher Brannigan needs a mentor', 'Brannigan'],
    ['We worry about Ethan in Year 4', 'Ethan'],
  ])('%s', (text, name) => {
    expect(seemsToName(text)).toBe(name);
  });

  test.each([
    'A new Year 1 phonics lead wants someone to plan with.',
    'Pupil Premium strategy, Key Stage 2, White Rose Maths',
    'We want to see how another school turned persistent absence round.',
    'Joint learning walk; agreed a tracking grid for teacher Assessment',
    'The head of Reception wants help with Little Wandle and Read Write Inc',
    'Will the days be in March or May? Grace at lunch, mark books',
    '',
  ])('not: %s', text => {
    expect(seemsToName(text)).toBeNull();
  });
});

describe('a form that warns', () => {
  const Input = z
    .object({ need: z.string(), asItStands: AsItStands })
    .superRefine(namingNobody<{ need: string; asItStands: boolean }>(['need']));

  test('sends a name back once, with what to do; a tick sends it', () => {
    const values = { need: 'Help for Mrs Okafor' };
    const warned = readForm(Input, values);
    expect(warned).toMatchObject({ ok: false, errors: { need: expect.stringContaining('“Mrs Okafor”') } });
    const [box] = namingField(values, ['need']);
    expect(box).toMatchObject({ type: 'toggle', name: 'asItStands', required: false });
    expect(warned.ok ? '' : warned.errors.need).toContain(box?.label);
    for (const asItStands of [true, 'true'])
      expect(readForm(Input, { ...values, asItStands })).toMatchObject({ ok: true });
  });

  test('asks nothing of a text that names nobody', () => {
    expect(readForm(Input, { need: 'Help for the Year 3 teacher' })).toMatchObject({ ok: true });
    expect(namingField({ need: 'Help for the Year 3 teacher' }, ['need', 'other'])).toEqual([]);
  });
});
