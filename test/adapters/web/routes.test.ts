import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type {
  AnswerView,
  ConversationView,
  HelloView,
  MessagesView,
  PersonView,
  WaitingView,
} from '../../../adapters/web/wire.js';
import { refused } from '../../../src/chat/answer.js';
import { withDatabase } from '../../fakes/database.js';
import {
  BEGINS,
  type Cast,
  card,
  channelAddress,
  openPlayground,
  type Playground,
  personAddress,
  seedCast,
} from './playground.js';

let playground: Playground;
let cast: Cast;

beforeEach(async () => {
  const database = await withDatabase('sqlite');
  const store = await database.open();
  cast = await seedCast(store);
  playground = await openPlayground({
    store,
    cast,
    stories: [
      {
        title: 'Ask for support',
        says: 'A head asks.',
        steps: [{ personId: cast.head, does: 'Type /support', types: '/support' }],
      },
    ],
  });
  const { stop } = playground;
  return async () => {
    await stop();
    await database.drop();
  };
});

async function get<T>(path: string): Promise<T> {
  const response = await fetch(playground.url + path);
  expect(response.status, path).toBe(200);
  return (await response.json()) as T;
}

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(playground.url + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

describe('who one can be', () => {
  test('a head, the coordinator and an SLE are offered first, each with what they are', async () => {
    const { leading, stories, commands } = await get<HelloView>('/web/hello');
    expect(leading.map(({ part, name, says }) => [part, name, says])).toEqual([
      ['A head', 'Ada Example-Head', 'Headteacher, Oak Wood Primary School'],
      ['The coordinator', 'Colin Example-Coordinator', 'Coordinator, Hillingdon Learning Partnership'],
      ['An SLE', 'Zoë Example-Leader', 'SLE, Oak Wood Primary School'],
    ]);
    expect(stories[0]?.steps[0]).toMatchObject({ person: { id: cast.head }, types: '/support' });
    expect(commands.map(command => command.text)).toEqual(['/support', '/support list', '/help']);
  });

  test('everybody is found by name or role, accents or not', async () => {
    const names = async (q: string) =>
      (await get<PersonView[]>(`/web/people?q=${encodeURIComponent(q)}`)).map(person => person.name);
    expect(await names('zoe')).toEqual(['Zoë Example-Leader']);
    expect(await names('headteacher oak')).toEqual(['Ada Example-Head']);
    expect(await names('nobody')).toEqual([]);
    expect(await names('')).toHaveLength(3);
  });
});

describe('conversations', () => {
  test('a channel and another person’s messages are closed to who has no role there', async () => {
    await playground.adapter.deliver(channelAddress(cast.brokering), {
      deliveryKey: 'b',
      text: 'New',
      card: card('A request'),
    });
    const channel = `channel:${cast.brokering}`;
    const head = await get<ConversationView[]>(`/web/conversations?person=${cast.head}`);
    expect(head.map(each => each.id)).toEqual([`person:${cast.head}`]);
    const coordinator = await get<ConversationView[]>(`/web/conversations?person=${cast.coordinator}`);
    expect(coordinator).toMatchObject([{ unread: 0 }, { id: channel, title: 'brokering', unread: 1 }]);

    for (const closed of [channel, `person:${cast.coordinator}`, 'channel:999']) {
      const response = await fetch(
        `${playground.url}/web/messages?person=${cast.head}&conversation=${closed}`,
      );
      expect(response.status, closed).toBe(403);
      const act = { person: cast.head, conversation: closed, key: randomUUID(), data: { verb: 'x.y' } };
      expect((await post('/web/act', act)).status, closed).toBe(403);
    }
    expect(playground.heard).toEqual([]);
  });

  test('what was read is not unread again, and reading never goes back', async () => {
    const conversation = `person:${cast.head}`;
    const unread = async () =>
      (await get<ConversationView[]>(`/web/conversations?person=${cast.head}`))[0]?.unread;
    for (const key of ['a', 'b', 'c']) {
      await playground.adapter.deliver(personAddress(cast.head), {
        deliveryKey: key,
        text: key,
        card: card(key),
      });
    }
    const { messages } = await get<MessagesView>(
      `/web/messages?person=${cast.head}&conversation=${conversation}`,
    );
    expect(messages.map(message => message.text)).toEqual(['a', 'b', 'c']);
    expect(await unread()).toBe(3);
    const [first, second] = messages.map(message => message.id);
    await post('/web/read', { person: cast.head, conversation, lastId: second });
    await post('/web/read', { person: cast.head, conversation, lastId: first });
    expect(await unread()).toBe(1);
  });

  test('older messages come page by page', async () => {
    const conversation = `person:${cast.head}`;
    for (let count = 1; count <= 53; count++) {
      const post = { deliveryKey: String(count), text: String(count), card: card('x') };
      await playground.adapter.deliver(personAddress(cast.head), post);
    }
    const path = `/web/messages?person=${cast.head}&conversation=${conversation}`;
    const newest = await get<MessagesView>(path);
    expect(newest).toMatchObject({ earlier: true });
    expect(newest.messages.map(message => message.text)).toEqual(
      Array.from({ length: 50 }, (_, index) => String(index + 4)),
    );
    const older = await get<MessagesView>(`${path}&before=${newest.messages[0]?.id}`);
    expect(older).toMatchObject({ earlier: false });
    expect(older.messages.map(message => message.text)).toEqual(['1', '2', '3']);
  });
});

describe('acting', () => {
  test('a pressed button reaches the core as that person’s, with the key of the page', async () => {
    playground.answer = () => refused('That request was claimed by somebody else.');
    const key = randomUUID();
    const data = {
      verb: 'support.claim',
      entity: { kind: 'support', id: 4, version: 2 },
      values: { a: 'b' },
    };
    const response = await post('/web/act', {
      person: cast.coordinator,
      conversation: `channel:${cast.brokering}`,
      key,
      data,
    });
    expect(await response.json()).toEqual({
      type: 'notice',
      tone: 'refused',
      text: 'That request was claimed by somebody else.',
    });
    expect(playground.heard).toEqual([
      {
        type: 'action',
        key: `web:${cast.coordinator}:${key}`,
        at: BEGINS,
        platform: 'web',
        personId: cast.coordinator,
        conversation: `channel:${cast.brokering}`,
        verb: 'support.claim',
        entity: { kind: 'support', id: 4, version: 2 },
        values: { a: 'b' },
        submitted: false,
      },
    ]);
  });

  test('a form with errors comes back with what was typed', async () => {
    playground.answer = () => ({
      type: 'fieldErrors',
      form: {
        verb: 'support.ask',
        title: 'Ask for support',
        submitLabel: 'Send',
        fields: [{ name: 'need', type: 'text', label: 'Need', required: true }],
      },
      errors: { need: 'Say a little more.' },
    });
    const response = await post('/web/act', {
      person: cast.head,
      conversation: `person:${cast.head}`,
      key: randomUUID(),
      data: { verb: 'support.ask', form: true, 'field.need': 'Hm' },
    });
    const view = (await response.json()) as AnswerView;
    expect(view).toMatchObject({ type: 'form', title: 'Ask for support', wrong: ['need'] });
    expect(JSON.stringify(view)).toContain('"value":"Hm"');
    expect(JSON.stringify(view)).toContain('Say a little more.');
  });

  test('a command is handed on as typed; delivery runs afterwards', async () => {
    playground.agenda.add(BEGINS);
    const response = await post('/web/command', {
      person: cast.head,
      conversation: `person:${cast.head}`,
      key: randomUUID(),
      text: ' /support list ',
    });
    expect(await response.json()).toEqual({ type: 'notice', tone: 'done', text: 'Done.' });
    expect(playground.heard).toMatchObject([{ type: 'command', text: '/support list', personId: cast.head }]);
    expect(playground.agenda.ran).toEqual([BEGINS]);
  });

  test.each([
    ['an unknown person', { person: 999 }, 404],
    ['a key that is no UUID', { key: 'again' }, 400],
    ['data that is not of our cards', { data: { nonsense: true } }, 400],
    ['a conversation that is none', { conversation: 'somewhere' }, 400],
  ])('%s is refused with a sentence', async (_, change, status) => {
    const response = await post('/web/act', {
      person: cast.head,
      conversation: `person:${cast.head}`,
      key: randomUUID(),
      data: { verb: 'support.claim' },
      ...change,
    });
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ error: expect.stringMatching(/^[A-Z].*\.$/) });
    expect(playground.heard).toEqual([]);
  });

  test('a fault inside says that nothing was lost, and no more', async () => {
    playground.answer = () => {
      throw new Error('secret path /home');
    };
    const response = await post('/web/command', {
      person: cast.head,
      conversation: `person:${cast.head}`,
      key: randomUUID(),
      text: '/help',
    });
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret');
  });
});

test('who is waited on is named, and what is overdue is marked', async () => {
  const earlier = new Date(BEGINS.getTime() - 3_600_000);
  playground.waiting = [
    {
      personId: cast.leader,
      reference: 'SR-2026-001',
      title: 'Support request',
      says: 'The leader is asked.',
      since: earlier,
      dueAt: earlier,
    },
    {
      personId: cast.head,
      reference: 'SR-2026-002',
      title: 'Support request',
      says: 'The head answers.',
      since: earlier,
      dueAt: null,
    },
  ];
  expect(await get<WaitingView[]>('/web/waiting')).toMatchObject([
    { person: { name: 'Zoë Example-Leader' }, reference: 'SR-2026-001', overdue: true },
    { person: { name: 'Ada Example-Head' }, dueAt: null, overdue: false },
  ]);
});

describe('what is pushed', () => {
  test('a message goes to those who may see it, and to nobody else', async () => {
    const events = await listen(cast.head);
    const others = await listen(cast.coordinator);
    await playground.adapter.deliver(channelAddress(cast.brokering), {
      deliveryKey: 'b',
      text: 'Brokering',
      card: card('Masked'),
    });
    await playground.adapter.deliver(personAddress(cast.head), {
      deliveryKey: 'h',
      text: 'For the head',
      card: card('Yours'),
    });
    const texts = (list: { type: string; message?: { text: string } }[]) =>
      list.flatMap(event => (event.type === 'message' ? [event.message?.text] : []));
    await events.until(list => texts(list).includes('For the head'));
    await others.until(list => texts(list).includes('Brokering'));
    expect(texts(events.seen)).toEqual(['For the head']);
    expect(texts(others.seen)).toEqual(['Brokering']);
  });
});

describe('the guard', () => {
  test('the page is held to itself', async () => {
    const response = await fetch(`${playground.url}/web/hello`);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:/);
  });

  test.each([
    ['another name that points here', { Host: 'evil.example:80' }],
    ['a page of another site', { Origin: 'https://evil.example' }],
    ['the page of another port', { Origin: 'http://127.0.0.1:1' }],
    ['a request that a browser says is cross-site', { 'Sec-Fetch-Site': 'cross-site' }],
  ])('%s is refused', async (_, headers) => {
    const { request } = await import('node:http');
    const status = await new Promise(resolve => {
      const sent = request(
        `${playground.url}/web/command`,
        { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers } },
        response => resolve(response.statusCode),
      );
      sent.end(
        JSON.stringify({
          person: cast.head,
          conversation: `person:${cast.head}`,
          key: randomUUID(),
          text: '/help',
        }),
      );
    });
    expect(status).toBe(403);
    expect(playground.heard).toEqual([]);
  });

  test('a form of another site cannot post: what is no JSON is refused', async () => {
    const response = await post('/web/command', {}, { 'Content-Type': 'text/plain' });
    expect(response.status).toBe(403);
  });
});

type Pushed = { type: string; message?: { text: string } };

/** Reads the events of one page until the test ends. */
async function listen(person: number) {
  const controller = new AbortController();
  onTestFinished(() => controller.abort());
  const response = await fetch(`${playground.url}/web/events?person=${person}`, {
    signal: controller.signal,
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) throw new Error('The events have no body.');
  const seen: Pushed[] = [];
  let rest = (await reader.read()).value ?? '';
  return {
    seen,
    async until(enough: (list: Pushed[]) => boolean): Promise<void> {
      while (!enough(seen)) {
        const blocks = rest.split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) {
          const data = block.split('\n').find(each => each.startsWith('data: '));
          if (data) seen.push(JSON.parse(data.slice('data: '.length)) as Pushed);
        }
        if (!enough(seen)) rest += (await reader.read()).value ?? '';
      }
    },
  };
}
