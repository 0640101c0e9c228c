import type { AttachedFile, Card, CardElement } from '../../src/chat/card.js';
import type { Form, Option } from '../../src/chat/form.js';

/** The longest name of an open school in the register, 96 characters. */
export const LONGEST_NAME =
  'The Federation of Abbots Farm and Boughton Leigh Church of England Voluntary Aided Junior Schools';

/** What somebody may write who wants to be more than text: Slack's and Teams' markup, HTML, hidden characters. */
export const HOSTILE =
  '<!channel> <@U123> <https://evil.example|click> [click](https://evil.example) **bold** <at>everyone</at> ' +
  '<script>alert(1)</script> {{DATE(2026-11-10T00:00:00Z,LONG)}} & &lt;!here&gt; \u202Egpj.exe\u0007';

/** Parts of names that no payload may hold as markup. */
export const entity = { kind: 'support', id: 42, version: 7 };

/** Five hundred schools, the long name among them, several sharing a beginning of 80 characters. */
export const SCHOOLS: readonly Option[] = Array.from({ length: 500 }, (_, at) => ({
  value: String(1_000 + at),
  label:
    at % 50 === 0
      ? `${LONGEST_NAME} ${at}`
      : `${["St Mary's", 'Oak Wood', 'Holy Trinity', 'Ruislip High'][at % 4]} School ${at}`,
}));

const words = (count: number) => Array.from({ length: count }, (_, at) => `word${at}`).join(' ');

/** A small drawing with words in it. */
export const CHART =
  '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="150" viewBox="0 0 300 150">' +
  '<rect width="300" height="150" fill="#fff"/><path d="M20 120L280 30" stroke="#1d3557" stroke-width="3"/>' +
  '<text x="20" y="25" font-family="Arial, sans-serif" font-size="14">Oak Wood</text></svg>';

export const CALENDAR_FILE: AttachedFile = {
  type: 'file',
  name: 'reviews-autumn.ics',
  mediaType: 'text/calendar',
  text: 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n',
};

/** Every element there is, in an ordinary card. */
export const everything: Card = {
  entity,
  title: 'SR-2026-001: help with phonics',
  status: { text: 'Waiting for the home head', tone: 'warning' },
  body: [
    { type: 'text', text: 'First line.\nSecond line.', style: 'strong' },
    { type: 'text', text: 'An ordinary sentence.' },
    { type: 'text', text: 'Said in passing.', style: 'subtle' },
    {
      type: 'facts',
      facts: [
        { label: 'School', value: LONGEST_NAME },
        { label: 'Days', value: '' },
      ],
    },
    { type: 'list', items: ['one', 'two'], ordered: true },
    { type: 'list', items: ['three'] },
    { type: 'table', columns: ['School', 'Date'], rows: [['Oak Wood', '10 Nov'], ['Ruislip High']] },
    { type: 'image', url: 'https://example.org/map.png', alt: 'Map of the cluster' },
    { type: 'image', svg: CHART, alt: 'A line that rises from 2 to 8' },
    CALENDAR_FILE,
    { type: 'progress', label: 'Reports received', done: 3, of: 8 },
    {
      type: 'section',
      title: 'Candidate one',
      body: [{ type: 'text', text: 'Two days free.', style: 'subtle' }],
      actions: [{ verb: 'support.approach', label: 'Ask', values: { designationId: '5' } }],
    },
    {
      type: 'section',
      title: 'Candidate two',
      body: [],
      actions: [
        { verb: 'support.approach', label: 'Ask', values: { designationId: '6' } },
        { verb: 'review.open', label: 'Open', entity: { kind: 'review', id: 9 } },
      ],
    },
  ],
  actions: [
    { verb: 'support.claim', label: 'Claim', style: 'primary' },
    {
      verb: 'support.withdraw',
      label: 'Withdraw',
      style: 'danger',
      confirm: 'This closes it for everybody.',
    },
  ],
};

const hostileElements: readonly CardElement[] = [
  { type: 'text', text: HOSTILE, style: 'strong' },
  { type: 'text', text: HOSTILE },
  { type: 'text', text: HOSTILE, style: 'subtle' },
  { type: 'facts', facts: [{ label: HOSTILE, value: HOSTILE }] },
  { type: 'list', items: [HOSTILE] },
  { type: 'table', columns: [HOSTILE, 'b'], rows: [[HOSTILE, HOSTILE]] },
  { type: 'image', url: 'https://example.org/a.png', alt: HOSTILE },
  { type: 'progress', label: HOSTILE, done: 1, of: 0 },
  { type: 'section', title: HOSTILE, body: [{ type: 'text', text: HOSTILE }], actions: [] },
];

/** Addresses that open, with what each has to open. */
export const GOOD_LINKS: Readonly<Record<string, string>> = {
  'https://contoso.sharepoint.com/:w:/r/x.docx?d=w1&e=2#p3':
    'https://contoso.sharepoint.com/:w:/r/x.docx?d=w1&e=2#p3',
  'http://school.example': 'http://school.example/',
  'https://x.example/a|<!channel>?q={{DATE(1)}}':
    'https://x.example/a%7C%3C!channel%3E?q=%7B%7BDATE(1)%7D%7D',
  'https://bücher.example/"onclick=': 'https://xn--bcher-kva.example/%22onclick=',
};

/** Addresses that are shown as they were written and open nothing. */
export const BAD_LINKS: readonly string[] = [
  'javascript:alert(1)',
  'data:text/html,x',
  'file:///etc/passwd',
  'https://school.example@evil.example/',
  'not an address',
  'https://',
  '//evil.example',
];

/** A card of links with what a head could write into one. */
export const LINKS: Card = {
  entity,
  title: 'Documents',
  body: [...Object.keys(GOOD_LINKS), ...BAD_LINKS].map(url => ({ type: 'link', label: HOSTILE, url })),
  actions: [],
};

/** Cards by what is odd about them. */
export const CARDS: Readonly<Record<string, Card>> = {
  everything,
  'nothing but a title': { title: 'Nothing waits on you', body: [], actions: [] },
  'empty elements': {
    title: '',
    status: { text: '', tone: 'neutral' },
    body: [
      { type: 'text', text: '' },
      { type: 'facts', facts: [] },
      { type: 'list', items: [] },
      { type: 'table', columns: [], rows: [] },
      { type: 'table', columns: ['a'], rows: [] },
      { type: 'table', columns: ['a', 'b'], rows: [['', '']] },
      { type: 'progress', label: '', done: 0, of: 0 },
      { type: 'section', title: '', body: [], actions: [] },
    ],
    actions: [],
  },
  'hostile text': {
    entity,
    title: HOSTILE,
    status: { text: HOSTILE, tone: 'attention' },
    body: hostileElements,
    actions: [{ verb: 'support.claim', label: HOSTILE, confirm: HOSTILE }],
  },
  'a long text': {
    entity,
    title: `${LONGEST_NAME} ${LONGEST_NAME}`,
    body: [
      { type: 'text', text: words(1_500) },
      { type: 'text', text: 'x'.repeat(9_000) },
      { type: 'facts', facts: [{ label: LONGEST_NAME, value: words(800) }] },
    ],
    actions: [{ verb: 'support.claim', label: `Ask ${LONGEST_NAME}`, confirm: words(200) }],
  },
  'five hundred schools': {
    entity,
    title: 'Schools of the county',
    body: SCHOOLS.map(({ label, value }) => ({
      type: 'section',
      title: label,
      body: [{ type: 'text', text: 'Primary', style: 'subtle' }],
      actions: [{ verb: 'review.open', label: 'Open', entity: { kind: 'review', id: Number(value) } }],
    })),
    actions: [{ verb: 'support.open', label: 'Back' }],
  },
  'a table of five hundred rows': {
    title: 'Plan',
    body: [
      {
        type: 'table',
        columns: ['School', 'Host', 'Date'],
        rows: SCHOOLS.map(({ label, value }) => [label, value, 'Tue 10 Nov 2026']),
      },
      { type: 'table', columns: ['a', 'b'], rows: [['1', '2']] },
    ],
    actions: [],
  },
  'sixty facts and thirty buttons': {
    entity,
    title: 'Much to know',
    body: [
      {
        type: 'facts',
        facts: Array.from({ length: 60 }, (_, at) => ({ label: `Fact ${at}`, value: words(at % 20) })),
      },
      { type: 'list', items: SCHOOLS.slice(0, 120).map(school => school.label) },
    ],
    actions: Array.from({ length: 30 }, (_, at) => ({
      verb: 'support.claim',
      label: `Do ${at}`,
      values: { n: String(at) },
    })),
  },
};

/** One field of each kind, with the values that a person may enter and what the core should get. */
export const everyField: Form = {
  verb: 'support.submit',
  entity,
  title: 'Agreement for SR-2026-001',
  intro: 'Three answers are enough.',
  fields: [
    { type: 'text', name: 'name', label: 'Name', required: true, maxLength: 80, initial: 'Oak' },
    {
      type: 'text',
      name: 'need',
      label: 'What do you need?',
      hint: 'Roles, not names.',
      required: false,
      multiline: true,
    },
    { type: 'number', name: 'days', label: 'Days', required: true, min: 0.5, max: 60, step: 0.5, initial: 3 },
    {
      type: 'date',
      name: 'on',
      label: 'First day',
      required: true,
      min: '2026-11-10',
      initial: '2026-11-17',
    },
    { type: 'time', name: 'at', label: 'From', required: false, initial: '09:30' },
    {
      type: 'select',
      name: 'area',
      label: 'Area',
      required: true,
      options: [
        { value: 'maths', label: 'Maths' },
        { value: 'phonics', label: 'Phonics' },
      ],
      initial: 'phonics',
    },
    {
      type: 'select',
      name: 'rating',
      label: 'How effective?',
      required: true,
      style: 'radio',
      options: [
        { value: '1', label: 'Very' },
        { value: '2', label: LONGEST_NAME },
      ],
    },
    {
      type: 'multiSelect',
      name: 'phases',
      label: 'Phases',
      required: false,
      max: 2,
      options: [
        { value: 'p', label: 'Primary' },
        { value: 's', label: 'Secondary' },
      ],
      initial: ['p'],
    },
    { type: 'toggle', name: 'urgent', label: 'It cannot wait', required: false, initial: true },
  ],
  submitLabel: 'Propose the agreement to everybody',
  values: { candidate: '5' },
};

/** What is entered into {@link everyField}, as the core should get it. */
export const everyFieldEntered: Readonly<Record<string, unknown>> = {
  name: 'Oak Wood',
  need: HOSTILE,
  days: 2.5,
  on: '2026-12-01',
  at: '14:05',
  area: 'maths',
  rating: '2',
  phases: ['p', 's'],
  urgent: true,
};

/** Forms by what is odd about them. */
export const FORMS: Readonly<Record<string, Form>> = {
  'every field': everyField,
  'a choice among five hundred schools': {
    verb: 'review.assign',
    entity: { kind: 'review', id: 3, version: 1 },
    title: `Reviewers for ${LONGEST_NAME}`,
    fields: [
      { type: 'select', name: 'school', label: 'School', required: true, options: SCHOOLS, initial: '1050' },
      {
        type: 'multiSelect',
        name: 'others',
        label: 'Others',
        required: false,
        options: SCHOOLS,
        initial: ['1000', '1001'],
        max: 5,
      },
    ],
    submitLabel: 'Save',
  },
  'hostile text': {
    verb: 'support.decline',
    title: HOSTILE,
    intro: HOSTILE,
    fields: [
      { type: 'text', name: 'reason', label: HOSTILE, hint: HOSTILE, required: true, initial: HOSTILE },
      {
        type: 'select',
        name: 'which',
        label: 'Which?',
        required: true,
        style: 'radio',
        options: [{ value: 'a', label: HOSTILE }],
      },
    ],
    submitLabel: HOSTILE,
  },
  'an empty choice': {
    verb: 'support.assign',
    title: 'Assign',
    fields: [
      { type: 'select', name: 'who', label: 'Who', required: true, options: [] },
      { type: 'multiSelect', name: 'which', label: 'Which', required: false, options: [] },
    ],
    submitLabel: 'Save',
  },
  'a long text before': {
    verb: 'support.submit',
    title: 'Ask for support',
    intro: words(900),
    fields: [
      {
        type: 'text',
        name: 'need',
        label: words(100),
        hint: words(200),
        required: true,
        multiline: true,
        maxLength: 5_000,
        initial: words(900),
      },
    ],
    submitLabel: 'Send',
  },
};
