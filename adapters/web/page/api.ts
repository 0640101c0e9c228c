import type {
  ActRequest,
  AnswerView,
  ClockMove,
  CommandPost,
  ConversationView,
  HelloView,
  MessagesView,
  PersonView,
  Problem,
  WaitingView,
  WalkView,
} from '../wire.js';

/** How long something that was done is sent again while the server does not answer, in ms. */
const PATIENCE = 60_000;

/** Between two attempts, in ms. */
const PAUSE = 700;

/** What the server refused, in its sentence. */
class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;

  constructor(status: number, sentence: string) {
    super(sentence);
    this.status = status;
  }
}

/** The server could not be reached. */
class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

export const api = {
  hello: () => get<HelloView>('/web/hello'),
  person: (person: number) => get<PersonView>(`/web/person?person=${person}`),
  people: (text: string) => get<PersonView[]>(`/web/people?q=${encodeURIComponent(text)}`),
  conversations: (person: number) => get<ConversationView[]>(`/web/conversations?person=${person}`),
  messages: (person: number, conversation: string, before?: number) =>
    get<MessagesView>(
      `/web/messages?person=${person}&conversation=${conversation}${before ? `&before=${before}` : ''}`,
    ),
  waiting: () => get<WaitingView[]>('/web/waiting'),
  read: (person: number, conversation: string, lastId: number) =>
    post<unknown>('/web/read', { person, conversation, lastId }),
  move: (move: ClockMove) => post<WalkView>('/web/clock', { move }),
  /** Done once, however often it has to be sent: the key stays the same. */
  act: (request: Omit<ActRequest, 'key'>, onTrouble: () => void) =>
    once<AnswerView>('/web/act', { ...request, key: crypto.randomUUID() }, onTrouble),
  command: (request: Omit<CommandPost, 'key'>, onTrouble: () => void) =>
    once<AnswerView>('/web/command', { ...request, key: crypto.randomUUID() }, onTrouble),
};

function get<T>(path: string): Promise<T> {
  return send<T>(path, {});
}

function post<T>(path: string, body: unknown): Promise<T> {
  return send<T>(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function once<T>(path: string, body: unknown, onTrouble: () => void): Promise<T> {
  const until = performance.now() + PATIENCE;
  for (;;) {
    try {
      return await post<T>(path, body);
    } catch (error) {
      if (!(error instanceof Unreachable) || performance.now() > until) throw error;
      onTrouble();
      await new Promise(resolve => setTimeout(resolve, PAUSE));
    }
  }
}

async function send<T>(path: string, init: RequestInit): Promise<T> {
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(path, init);
    body = await response.json();
  } catch (error) {
    // Not reached, or broken off in the middle of its answer: what became of it is not known.
    throw new Unreachable('Convenor cannot be reached at the moment.', { cause: error });
  }
  if (!response.ok) throw new Refusal(response.status, (body as Problem).error);
  return body as T;
}
