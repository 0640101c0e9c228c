import { describe, expect, test } from 'vitest';
import { renderCard } from '../../../adapters/adaptiveCards/card.js';
import type { AdaptiveCardJson } from '../../../adapters/adaptiveCards/elements.js';
import { byteLength, MAX_BYTES } from '../../../adapters/adaptiveCards/size.js';
import { readSubmission } from '../../../adapters/adaptiveCards/submission.js';
import type { Card } from '../../../src/chat/card.js';
import { parserWarnings, understood } from './parser.js';

/** The longest name of an open school in the register, 96 characters. */
const LONGEST =
  'The Federation of Abbots Farm and Boughton Leigh Church of England Voluntary Aided Junior Schools';

const HOSTILE =
  '[click me](https://evil.example) **bold** <at>everyone</at> <script>alert(1)</script> {{DATE(2026-11-10T00:00:00Z,LONG)}} \u202Egpj.exe\u0007';

const full: Card = {
  entity: { kind: 'support', id: 42, version: 7 },
  title: 'SR-2026-001: help with phonics',
  status: { text: 'Waiting for the home head', tone: 'warning' },
  body: [
    { type: 'text', text: 'First line.\nSecond line.', style: 'strong' },
    {
      type: 'facts',
      facts: [
        { label: 'School', value: LONGEST },
        { label: 'Days', value: '' },
      ],
    },
    { type: 'list', items: ['one', 'two'], ordered: true },
    { type: 'table', columns: ['School', 'Date'], rows: [['Oak Wood', '10 Nov'], ['Ruislip High']] },
    { type: 'image', url: 'https://example.org/map.png', alt: 'Map of the cluster' },
    { type: 'progress', label: 'Reports received', done: 3, of: 8 },
    {
      type: 'section',
      title: 'Candidate one',
      body: [{ type: 'text', text: 'Two days free.', style: 'subtle' }],
      actions: [{ verb: 'support.approach', label: 'Approach', values: { designation: '5' } }],
    },
  ],
  actions: [
    { verb: 'support.claim', label: 'Claim', style: 'primary' },
    {
      verb: 'support.withdraw',
      label: 'Withdraw',
      style: 'danger',
      confirm: 'This closes the request for everybody.',
    },
  ],
};

describe('a card as an Adaptive Card', () => {
  test('with every element passes the parser, and the parser keeps all of it', () => {
    const json = renderCard(full);
    expect(parserWarnings(json)).toEqual([]);
    expect(texts(understood(json))).toEqual(texts(json));
    expect(texts(json)).toContain(LONGEST);
  });

  test('sends back verb, entity and values, by Execute and by its fallback alike', () => {
    const actions = findAll(renderCard(full), 'Action.Execute');
    expect(actions.map(action => readSubmission(action.data))).toEqual([
      {
        verb: 'support.approach',
        entity: { kind: 'support', id: 42, version: 7 },
        values: { designation: '5' },
        submitted: false,
      },
      {
        verb: 'support.claim',
        entity: { kind: 'support', id: 42, version: 7 },
        values: {},
        submitted: false,
      },
      {
        verb: 'support.withdraw',
        entity: { kind: 'support', id: 42, version: 7 },
        values: {},
        submitted: false,
      },
    ]);
    for (const action of actions) expect(action.fallback).toMatchObject({ data: action.data });
  });

  test('what cannot be taken back asks first', () => {
    const [asks] = findAll(renderCard(full), 'Action.ShowCard');
    expect(asks).toMatchObject({
      title: 'Withdraw',
      style: 'destructive',
      card: {
        body: [{ inlines: [{ text: 'This closes the request for everybody.' }] }],
        actions: [{ title: 'Yes, withdraw', verb: 'support.withdraw' }],
      },
    });
  });

  test('a colour always has words beside it', () => {
    const status = (text: string, tone: 'good' | 'warning' | 'attention') =>
      texts(renderCard({ ...full, body: [], actions: [], status: { text, tone } }))[1];
    expect(status('Amber', 'warning')).toBe('Amber · Needs watching');
    expect(status('Red', 'attention')).toBe('Red · Needs action');
    expect(status('On track', 'good')).toBe('On track');
  });

  test('hostile text stays text: no markdown block holds it, no function, no hidden character', () => {
    const json = renderCard({
      title: HOSTILE,
      status: { text: HOSTILE, tone: 'neutral' },
      body: [
        { type: 'text', text: HOSTILE },
        { type: 'facts', facts: [{ label: HOSTILE, value: HOSTILE }] },
        { type: 'list', items: [HOSTILE] },
        { type: 'table', columns: [HOSTILE], rows: [[HOSTILE]] },
        { type: 'section', title: HOSTILE, body: [], actions: [] },
      ],
      actions: [],
    });
    expect(parserWarnings(json)).toEqual([]);
    expect(findAll(json, 'TextBlock')).toEqual([]);
    expect(findAll(json, 'FactSet')).toEqual([]);
    const sent = JSON.stringify(json);
    expect(sent).not.toContain('{{');
    expect(sent).not.toMatch(/\u202E|\\u0007/);
    expect(texts(json)[0]).toContain('[click me](https://evil.example) **bold** <at>everyone</at>');
  });

  test('a title without anything that markdown could read is a heading to a screen reader', () => {
    expect(renderCard(full).body[0]).toMatchObject({
      type: 'TextBlock',
      style: 'heading',
      text: full.title,
    });
  });

  test('many actions stand in rows, none lost and none the parser warns of', () => {
    const actions = Array.from({ length: 13 }, (_, index) => ({
      verb: 'support.pick',
      label: `Pick ${index}`,
    }));
    const json = renderCard({ ...full, actions });
    expect(parserWarnings(json)).toEqual([]);
    const titles = findAll(json, 'Action.Execute').map(action => action.title);
    expect(titles.slice(-13)).toEqual(actions.map(action => action.label));
  });

  test.each([
    ['a very long text', [{ type: 'text', text: 'word '.repeat(20_000) }]],
    ['a list of hundreds', [{ type: 'list', items: Array.from({ length: 900 }, () => LONGEST) }]],
    [
      'a table of hundreds',
      [
        {
          type: 'table',
          columns: ['a', 'b', 'c', 'd'],
          rows: Array.from({ length: 900 }, () => [LONGEST, LONGEST, 'é'.repeat(300), '']),
        },
      ],
    ],
    [
      'a hundred sections',
      Array.from({ length: 100 }, () => ({
        type: 'section' as const,
        title: LONGEST,
        body: [{ type: 'text' as const, text: LONGEST.repeat(5) }],
        actions: [{ verb: 'support.approach', label: LONGEST, values: { designation: '5' } }],
      })),
    ],
  ] satisfies [string, Card['body']][])('%s fits into 28 KB and says what is left out', (_, body) => {
    const json = renderCard({ ...full, body });
    expect(byteLength(json)).toBeLessThanOrEqual(MAX_BYTES);
    expect(parserWarnings(json)).toEqual([]);
    expect(texts(json).some(text => text.includes('…'))).toBe(true);
    expect(findAll(json, 'Action.Execute').at(-1)?.title).toBe('Yes, withdraw');
  });
});

type Found = Record<string, unknown>;

function findAll(json: unknown, type: string): Found[] {
  if (Array.isArray(json)) return json.flatMap(each => findAll(each, type));
  if (typeof json !== 'object' || json === null) return [];
  const own = json as Found;
  return [...(own.type === type ? [own] : []), ...Object.values(own).flatMap(each => findAll(each, type))];
}

/** Every text shown, in reading order. */
function texts(json: AdaptiveCardJson | unknown): string[] {
  if (Array.isArray(json)) return json.flatMap(texts);
  if (typeof json !== 'object' || json === null) return [];
  const own = json as Found;
  const text = own.type === 'TextBlock' || own.type === 'TextRun' ? [String(own.text)] : [];
  return [...text, ...Object.values(own).flatMap(texts)];
}
