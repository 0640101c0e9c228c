import { existsSync } from 'node:fs';
import path from 'node:path';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { z } from 'zod';
import type { LocalDate } from '../../src/calendar/localDate.js';
import type { ChatCommand } from '../../src/chat/command.js';
import type { Interaction } from '../../src/chat/interaction.js';
import { type CardMedia, WORDS_ONLY } from '../adaptiveCards/media.js';
import { TURN } from '../adaptiveCards/pages.js';
import { readSubmission } from '../adaptiveCards/submission.js';
import { readTurn, sourceOf } from '../adaptiveCards/turns.js';
import { answerView, type ShownBy } from './answers.js';
import { type Conversations, channelConversation, personConversation } from './conversations.js';
import type { WebAdapterDeps } from './deps.js';
import { guard } from './guard.js';
import type { Pages } from './pages.js';
import type { People } from './people.js';
import { AlreadyWalking, type TimeTravel } from './timeTravel.js';
import { WalkStuck } from './walk.js';
import type { AnswerView, CommandView, HelloView, Problem, StoryView, WaitingView } from './wire.js';

export interface RouteParts {
  readonly app: Express;
  /** Where index.html, main.js and page.css are. */
  readonly pageFolder: string;
  readonly people: People;
  readonly conversations: Conversations;
  readonly pages: Pages;
  readonly time: TimeTravel;
  readonly deps: WebAdapterDeps;
  readonly media: CardMedia;
  readonly today: () => LocalDate;
}

/** What a page may not ask for, with the status and the sentence that it gets. */
class Denied extends Error {
  override readonly name = 'Denied';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const NOBODY = 'There is no such person in this partnership. Choose somebody from the list.';
const NOT_YOURS = 'This conversation is not one of yours.';
const UNREADABLE = 'The page sent something that cannot be read. Load it again.';

const Id = z.coerce.number().int().positive();
const Conversation = z.string().regex(/^(person|channel):[1-9]\d{0,9}$/);
const Ask = z.object({ person: Id, conversation: Conversation, before: Id.optional() });
const Act = z.object({ person: Id, conversation: Conversation, key: z.uuid(), data: z.unknown() });
const Typed = z.object({
  person: Id,
  conversation: Conversation,
  key: z.uuid(),
  text: z.string().trim().min(1).max(2_000),
});
const Read = z.object({ person: Id, conversation: Conversation, lastId: Id });
const Move = z.object({ move: z.enum(['nextReminder', 'schoolDay', 'week']) });

/** Adds the page and what it talks to to a server. Everything passes the guard first. */
export function createRoutes(parts: RouteParts): void {
  const { app, pageFolder, people, conversations, pages, time, deps, media, today } = parts;

  async function present(person: number): Promise<number> {
    if (!(await people.isHere(person, today()))) throw new Denied(404, NOBODY);
    return person;
  }

  async function allowed(asked: { person: number; conversation: string }): Promise<void> {
    await present(asked.person);
    if (!(await conversations.isOpenTo(asked.person, asked.conversation))) throw new Denied(403, NOT_YOURS);
  }

  /** Answers with what the core says; then lets delivery run, so that others see it at once. */
  async function answer(interaction: Interaction, shownBy: ShownBy): Promise<AnswerView> {
    const said = await deps.router(interaction);
    pages.push({ type: 'waiting' });
    deps.delivery.tick().then(
      () => pages.push({ type: 'waiting' }),
      error => deps.log.error({ err: error }, 'what the playground set off could not be delivered yet'),
    );
    const typed = interaction.type === 'action' ? (interaction.values ?? {}) : {};
    const shown = 'card' in said && said.card ? await media.of(said.card) : WORDS_ONLY;
    return answerView(said, typed, shown, shownBy);
  }

  async function hello(): Promise<HelloView> {
    const stories = (await deps.stories?.()) ?? [];
    const steps = stories.flatMap(story => story.steps.map(step => step.personId));
    const named = await people.byId(steps, today());
    const offered = await deps.leading?.();
    return {
      title: deps.title ?? 'Convenor playground',
      leading: offered ? await people.withParts(offered, today()) : await people.leading(today()),
      stories: stories.map(
        (story): StoryView => ({
          ...story,
          steps: story.steps.flatMap(({ personId, does, types, channelId }) => {
            const person = named.get(personId);
            const conversation =
              channelId === undefined ? personConversation(personId) : channelConversation(channelId);
            return person ? [{ person, does, conversation, ...(types !== undefined && { types }) }] : [];
          }),
        }),
      ),
      commands: deps.commands.flatMap(commandViews),
      clock: time.view(),
    };
  }

  async function waiting(): Promise<WaitingView[]> {
    const entries = await deps.waiting(today());
    const named = await people.byId(
      entries.map(entry => entry.personId),
      today(),
    );
    const now = deps.clock.now();
    return entries.flatMap(({ personId, since, dueAt, reference, title, says }) => {
      const person = named.get(personId);
      return person
        ? [
            {
              person,
              reference,
              title,
              says,
              since: since.toISOString(),
              dueAt: dueAt?.toISOString() ?? null,
              overdue: dueAt !== null && dueAt < now,
            },
          ]
        : [];
    });
  }

  const api = express.Router();
  api.use(express.json({ limit: '256kb' }));
  api.get('/hello', async (_request, response) => {
    response.json(await hello());
  });
  api.get('/people', async (request, response) => {
    const { q } = read(z.object({ q: z.string().max(200).default('') }), request.query);
    response.json(await people.search(q, today()));
  });
  api.get('/person', async (request, response) => {
    const { person } = read(z.object({ person: Id }), request.query);
    await present(person);
    response.json((await people.byId([person], today())).get(person));
  });
  api.get('/conversations', async (request, response) => {
    const { person } = read(z.object({ person: Id }), request.query);
    response.json(await conversations.list(await present(person)));
  });
  api.get('/messages', async (request, response) => {
    const asked = read(Ask, request.query);
    await allowed(asked);
    response.json(await conversations.messages(asked.conversation, asked.before));
  });
  api.post('/read', async (request, response) => {
    const asked = read(Read, request.body);
    await allowed(asked);
    await conversations.markRead(asked.person, asked.conversation, asked.lastId);
    response.json({});
  });
  api.post('/act', async (request, response) => {
    const asked = read(Act, request.body);
    await allowed(asked);
    const submission = readSubmission(asked.data);
    if (!submission) throw new Denied(400, UNREADABLE);
    const by = who(asked, deps.clock.now());
    if (submission.verb !== TURN) {
      const shownBy = { source: sourceOf(submission), page: 0 };
      response.json(await answer({ type: 'action', ...by, ...submission }, shownBy));
      return;
    }
    const { page, text, again } = readTurn(submission);
    const turned: Interaction =
      text === undefined ? { type: 'action', ...by, ...again } : { type: 'command', ...by, text };
    response.json(await answer(turned, { source: text === undefined ? sourceOf(again) : { text }, page }));
  });
  api.post('/command', async (request, response) => {
    const asked = read(Typed, request.body);
    await allowed(asked);
    const { text } = asked;
    const by = who(asked, deps.clock.now());
    response.json(await answer({ type: 'command', ...by, text }, { source: { text }, page: 0 }));
  });
  api.get('/waiting', async (_request, response) => {
    response.json(await waiting());
  });
  api.get('/clock', (_request, response) => {
    response.json(time.view());
  });
  api.post('/clock', async (request, response) => {
    const { move } = read(Move, request.body);
    response.json(await time.move(move));
  });
  api.get('/events', async (request, response) => {
    const { person } = read(z.object({ person: Id }), request.query);
    pages.connect(await present(person), request, response);
  });
  // The name of each file is written here, so that no path from outside ever reaches the disk.
  for (const file of ['main.js', 'page.css']) {
    api.get(`/${file}`, (_request, response) => sendPage(response, path.join(pageFolder, file)));
  }
  api.use((_request: Request, response: Response) => {
    problem(response, 404, 'There is nothing here.');
  });
  api.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    if (error instanceof Denied) return problem(response, error.status, error.message);
    if (error instanceof AlreadyWalking) return problem(response, 409, error.message);
    if (error instanceof WalkStuck) return problem(response, 503, error.message);
    if (isClientError(error)) return problem(response, 400, UNREADABLE);
    deps.log.error({ err: error }, 'the playground could not answer');
    problem(response, 500, 'That did not work, and nothing was lost. Try again; the log says why.');
  });

  app.get('/', guard, (_request, response) => sendPage(response, path.join(pageFolder, 'index.html')));
  app.use('/web', guard, api);
}

/** The parts of an interaction that say who did it, where, when, and under which key a repeat is known. */
function who(asked: { person: number; key: string; conversation: string }, at: Date) {
  return {
    // With the person in it, so that nobody can take up another's key.
    key: `web:${asked.person}:${asked.key}`,
    at,
    platform: 'web',
    personId: asked.person,
    conversation: asked.conversation,
  };
}

function commandViews(command: ChatCommand): CommandView[] {
  return command.subcommands.map(({ name, usage, says }) => ({
    text: name === '' ? `/${command.name}` : `/${command.name} ${name}`,
    says,
    ...(usage !== undefined && { usage }),
  }));
}

function read<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Denied(400, UNREADABLE);
  return parsed.data;
}

function sendPage(response: Response, file: string): void {
  if (existsSync(file)) response.sendFile(file, { cacheControl: false });
  else problem(response, 500, 'The page is not built yet: run `npm run build` in the folder of Convenor.');
}

function problem(response: Response, status: number, error: string): void {
  const body: Problem = { error };
  response.status(status).json(body);
}

/** What express.json() says of a body that is no JSON, or too large. */
function isClientError(error: unknown): boolean {
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' && status >= 400 && status < 500;
}
