import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderCard } from '../../../adapters/slack/card.js';
import { MESSAGE, type Room, VIEW } from '../../../adapters/slack/limits.js';
import { toOption } from '../../../adapters/slack/options.js';
import { asWritten, understand } from '../../../adapters/slack/plainWords.js';
import { renderForm } from '../../../adapters/slack/views.js';
import type { Card, CardElement, SectionElement } from '../../../src/chat/card.js';
import type { Field } from '../../../src/chat/form.js';
import { HOSTILE, LONGEST_NAME } from '../../contract/samples.js';
import { messageProblems, viewProblems } from './conformance.js';

/** Printed by fast-check with any counterexample. */
const SEED = 20_261_110;

const text = fc.oneof(
  fc.string({ maxLength: 200, unit: 'grapheme' }),
  fc.constantFrom(
    HOSTILE,
    LONGEST_NAME,
    '',
    '\n\n',
    '&'.repeat(900),
    '<'.repeat(4_000),
    'a b '.repeat(2_000),
  ),
);
const label = fc.oneof(fc.string({ maxLength: 90 }), fc.constantFrom(HOSTILE, LONGEST_NAME, ''));
const action = fc.record({
  verb: fc.constantFrom('support.claim', 'review.open'),
  label,
  confirm: text,
  style: fc.constantFrom('primary' as const, 'danger' as const),
});
const simple: fc.Arbitrary<SectionElement> = fc.oneof(
  fc.record({
    type: fc.constant('text' as const),
    text,
    style: fc.constantFrom('normal', 'strong', 'subtle'),
  }),
  fc.record({
    type: fc.constant('facts' as const),
    facts: fc.array(fc.record({ label, value: text }), { maxLength: 15 }),
  }),
  fc.record({
    type: fc.constant('list' as const),
    items: fc.array(text, { maxLength: 12 }),
    ordered: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('table' as const),
    columns: fc.array(label, { maxLength: 25 }),
    rows: fc.array(fc.array(label, { maxLength: 25 }), { maxLength: 120 }),
  }),
  fc.record({
    type: fc.constant('image' as const),
    url: fc.constantFrom('https://example.org/a.png', 'data:x'),
    alt: text,
  }),
  fc.record({ type: fc.constant('progress' as const), label, done: fc.integer(), of: fc.integer() }),
) as fc.Arbitrary<SectionElement>;
const element: fc.Arbitrary<CardElement> = fc.oneof(
  simple,
  fc.record({
    type: fc.constant('section' as const),
    title: text,
    body: fc.array(simple, { maxLength: 3 }),
    actions: fc.array(action, { maxLength: 3 }),
  }),
);
const card: fc.Arbitrary<Card> = fc.record({
  entity: fc.constant({ kind: 'support', id: 42, version: 7 }),
  title: text,
  status: fc.record({ text, tone: fc.constantFrom('neutral', 'good', 'attention', 'warning') }),
  body: fc.array(element, { maxLength: 30 }),
  actions: fc.array(action, { maxLength: 30 }),
});

test('whatever a card holds, Slack takes every part of it, in a message as in a view', () => {
  const source = { type: 'command', text: '/me' } as const;
  fc.assert(
    fc.property(card, text, fc.nat(3), (drawn, notice, page) => {
      const draw = (room: Room) => renderCard(drawn, { room, notice, source, page });
      expect(messageProblems(draw(MESSAGE))).toEqual([]);
      expect(viewProblems({ type: 'home', blocks: draw(VIEW) })).toEqual([]);
    }),
    { seed: SEED, numRuns: 60 },
  );
});

test('whatever a form asks, Slack takes it', () => {
  const options = fc.uniqueArray(fc.record({ value: fc.string({ minLength: 1, maxLength: 75 }), label }), {
    selector: option => option.value,
    maxLength: 130,
  });
  const field = fc.oneof(
    fc.record({
      type: fc.constant('text' as const),
      label,
      hint: text,
      initial: text,
      maxLength: fc.integer({ min: 1, max: 5_000 }),
    }),
    fc.record({
      type: fc.constant('number' as const),
      label,
      initial: fc.integer(),
      min: fc.integer(),
      step: fc.constant(0.5),
    }),
    fc.record({
      type: fc.constant('date' as const),
      label,
      initial: fc.constantFrom('2026-11-10', 'soon', ''),
      min: fc.constant('2026-11-09'),
    }),
    fc.record({ type: fc.constant('time' as const), label, initial: fc.constantFrom('09:30', 'noon') }),
    fc.record({
      type: fc.constant('select' as const),
      label,
      options,
      style: fc.constantFrom('menu', 'radio'),
    }),
    fc.record({
      type: fc.constant('multiSelect' as const),
      label,
      options,
      max: fc.integer({ min: 1, max: 9 }),
    }),
    fc.record({ type: fc.constant('toggle' as const), label, initial: fc.boolean() }),
  );
  const fields = fc.array(field, { maxLength: 12 });
  fc.assert(
    fc.property(fields, text, (drawn, title) => {
      const named = drawn.map((each, at) => ({ ...each, name: `f${at}`, required: at % 2 === 0 }) as Field);
      const form = { verb: 'support.submit', title, intro: title, fields: named, submitLabel: title };
      expect(viewProblems(renderForm(form))).toEqual([]);
    }),
    { seed: SEED, numRuns: 60 },
  );
});

test('two long names with one beginning can be told apart', () => {
  const [first, second] = [`${LONGEST_NAME} 1`, `${LONGEST_NAME} 2`].map((each, at) =>
    toOption({ value: String(at), label: each }),
  );
  expect(first?.text).toEqual(second?.text);
  expect(first?.description).not.toEqual(second?.description);
  expect(`${first?.text.text}${first?.description?.text}`.replace(/…/g, ' ').replace(/ +/g, ' ')).toBe(
    `${LONGEST_NAME} 1`,
  );
});

test('a value that Slack could not send back is refused where the form is drawn', () => {
  expect(() => toOption({ value: 'x'.repeat(76), label: 'A school' })).toThrow('"A school"');
});

const COMMANDS = ['support', 'review', 'group', 'board', 'deploy', 'delivery', 'me', 'help'];

test.each([
  ['/support', { type: 'command', text: '/support' }],
  ['Support show SR-2026-0001', { type: 'command', text: '/support show SR-2026-0001' }],
  ['help', { type: 'command', text: '/help' }],
  ['help us with attendance in Year 9 please', { type: 'need' }],
  ['Our maths lead is struggling and needs advice', { type: 'need' }],
  ['What is on my plate?', { type: 'command', text: '/me' }],
  ['when is our next peer review', { type: 'command', text: '/review' }],
  ['my group is late', { type: 'command', text: '/group' }],
  ['purple', { type: 'unclear' }],
])('"%s" is understood', (written, meaning) => {
  expect(understand(written, COMMANDS)).toMatchObject(meaning);
});

test('a message is read as its author saw it', () => {
  expect(asWritten('<@U1|sam> see <https://x.org|the plan>, <#C1|heads> &lt;3 <!here>')).toBe(
    'sam see the plan, heads <3',
  );
});
