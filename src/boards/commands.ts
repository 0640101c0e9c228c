import { formatDate } from '../calendar/localDate.js';
import { londonDate } from '../calendar/london.js';
import { readDate } from '../calendar/readDate.js';
import { type Answer, refused } from '../chat/answer.js';
import type { Action } from '../chat/card.js';
import type { ChatCommand, CommandRequest } from '../chat/command.js';
import type { EntityRef } from '../chat/entityRef.js';
import type { Store } from '../store/open.js';
import { reporterOf } from '../workflow/boardReport.js';
import { verb } from '../workflow/buttons.js';
import { handleAction, OPEN, pressFor } from '../workflow/handle.js';
import type { Processes } from '../workflow/process.js';
import { calendarOfBoard } from './calendar.js';
import { halfTermCard } from './halfTerm/card.js';
import { assembleHalfTerm } from './halfTerm/pack.js';
import { halfTermNamed } from './halfTerm/period.js';
import { helpCard } from './helpCard.js';
import { offeredDays } from './meeting/days.js';
import { draftMeeting } from './meeting/store.js';
import { boardsCalled, boardsOfPerson, personNamed, workOf } from './queries.js';
import type { BoardRecord } from './record.js';
import { readTyped, type Typed } from './typed.js';

/** What the commands need of the program. */
export interface BoardDesk {
  readonly store: Store;
  readonly processes: Processes;
}

/** A line typed about one board. */
interface BoardLine {
  readonly desk: BoardDesk;
  readonly request: CommandRequest;
  readonly board: BoardRecord;
  readonly typed: Typed;
  /** The words after what is to be done. */
  readonly rest: readonly string[];
}

/** '/board': the boards one has to do with, one board, and everything that is said to it in a line. */
export function boardCommands(desk: BoardDesk): readonly ChatCommand[] {
  const { store, processes } = desk;
  return [
    {
      name: 'board',
      says: 'Boards: agendas, packs, decisions and actions',
      subcommands: [
        {
          name: '',
          usage: '[board] [what]',
          says: 'Your boards; or one: agenda, raise, action, decide, pack … (/board help)',
          run: request => (request.rest === '' ? list(desk, request) : line(desk, request)),
        },
        { name: 'list', says: 'Your boards', run: request => list(desk, request) },
        {
          name: 'setup',
          says: 'Set up boards from a template (coordinators)',
          run: request => pressFor(store, processes, request, { kind: 'board', name: 'setUp' }),
        },
        {
          name: 'new',
          says: 'Set up one board (coordinators)',
          run: request => pressFor(store, processes, request, { kind: 'board', name: 'create' }),
        },
        {
          name: 'help',
          says: 'What can be said to a board, with examples',
          run: async () => ({ type: 'card', card: helpCard() }),
        },
      ],
    },
  ];
}

async function list({ store }: BoardDesk, { interaction }: CommandRequest): Promise<Answer> {
  const boards = await boardsOfPerson(store.db, interaction.personId, londonDate(interaction.at));
  if (boards.length === 0) return refused(NO_BOARD);
  return {
    type: 'card',
    card: {
      title: boards.length === 1 ? 'Your board' : 'Your boards',
      body: boards.map(board => ({
        type: 'section',
        title: board.boardName,
        body: [
          {
            type: 'text',
            text: board.nextMeeting
              ? `Meets on ${formatDate(board.nextMeeting.on)}.`
              : 'No meeting is planned.',
          },
          {
            type: 'text',
            style: 'subtle',
            text: `/board ${board.slug}${board.reportsToName ? `. Reports to ${board.reportsToName}` : ''}`,
          },
        ],
        actions: [{ verb: verb('board', OPEN), label: 'Open', entity: { kind: 'board', id: board.id } }],
      })),
      actions: [],
    },
  };
}

const NO_BOARD =
  'You sit on no board, and coordinate none. A coordinator sets boards up with /board setup and appoints to their seats.';

/** '/board slspg raise "…"', and '/board raise slspg "…"' as well. */
async function line(desk: BoardDesk, request: CommandRequest): Promise<Answer> {
  const { interaction, rest } = request;
  const typed = readTyped(rest);
  const [first = '', second = ''] = typed.words;
  const work = await workOf(desk.store.db, first);
  if (work) return act(desk, request, work.kind, OPEN, work);
  const boards = await boardsOfPerson(desk.store.db, interaction.personId, londonDate(interaction.at));
  const whatFirst = first.toLowerCase() in DOES && boardsCalled(boards, first).length === 0;
  const [name, what] = whatFirst ? [second, first] : [first, second];
  const called = boardsCalled(boards, name);
  const [board] = called;
  if (!board) {
    return refused(
      boards.length === 0
        ? NO_BOARD
        : `You have to do with no board called "${name}". Yours: ${boards.map(each => each.slug).join(', ')}.`,
    );
  }
  if (called.length > 1)
    return refused(`Which one? ${called.map(each => `${each.slug} (${each.boardName})`).join(', ')}.`);
  const does = DOES[what.toLowerCase()];
  if (!does)
    return refused(
      `I do not know "${what}" for a board. You can say: ${Object.keys(DOES).filter(Boolean).join(', ')}. /board help has examples.`,
    );
  return does({ desk, request, board, typed, rest: typed.words.slice(2) });
}

/** What can be said to a board, by its first word. */
const DOES: Readonly<Record<string, (line: BoardLine) => Promise<Answer>>> = {
  '': on => press(on, { name: OPEN }),
  show: on => press(on, { name: OPEN }),
  agenda,
  plan: on => plan(on, dayIn(on)),
  next: nextDays,
  raise: on =>
    press(on, {
      name: 'raise',
      values: { title: textIn(on), part: (on.typed.options.part ?? '').toUpperCase() },
    }),
  action,
  actions: on => press(on, { name: 'actions' }),
  decide: on =>
    begin(on, 'decision', 'record', {
      question: textIn(on),
      part: (on.typed.options.part ?? 'A').toUpperCase(),
    }),
  decisions: on => press(on, { name: 'decisions' }),
  paper,
  seats: on => press(on, { name: 'sits' }),
  representation: on => press(on, { name: 'representation' }),
  partb: on => press(on, { name: 'partB' }),
  pack,
  discuss,
};

function press(
  { desk, request, board }: BoardLine,
  button: { readonly name: string; readonly values?: Readonly<Record<string, string>> },
): Promise<Answer> {
  return act(desk, request, 'board', button.name, { kind: 'board', id: board.id }, button.values);
}

/** Starts a piece of the board's work: at once when everything is said, else with a form that has what was said. */
function begin(
  { desk, request, board }: BoardLine,
  kind: string,
  name: string,
  said: Readonly<Record<string, string>>,
): Promise<Answer> {
  const complete = Object.values(said).every(value => value !== '');
  const values = { ...said, boardId: String(board.id) };
  return act(desk, request, kind, name, undefined, values, complete);
}

function act(
  { store, processes }: BoardDesk,
  { interaction }: CommandRequest,
  kind: string,
  name: string,
  entity: EntityRef | undefined,
  values: Readonly<Record<string, string>> = {},
  submitted = false,
): Promise<Answer> {
  const { key, at, platform, personId, conversation } = interaction;
  const said = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
  return handleAction(store, processes, {
    type: 'action',
    key,
    at,
    platform,
    personId,
    verb: verb(kind, name),
    submitted,
    ...(Object.keys(said).length > 0 && { values: said }),
    ...(conversation !== undefined && { conversation }),
    ...(entity && { entity }),
  });
}

/** What is said: in quotation marks, or simply the rest of the line. */
function textIn({ typed, rest }: BoardLine): string {
  return typed.quoted[0] ?? rest.join(' ');
}

/** A day in the line, '' for none; what is no date is left to the form to ask about. */
function dayIn({ typed, rest }: BoardLine): string {
  const read = readDate(typed.options.on ?? rest.join(' '));
  return 'date' in read ? read.date : '';
}

async function agenda(on: BoardLine): Promise<Answer> {
  const { desk, request, board } = on;
  const day = dayIn(on);
  if (day === '' && on.rest.length > 0)
    return refused(
      `"${on.rest.join(' ')}" is no date. Write it as 2027-02-10, or leave it out for the next meeting.`,
    );
  const meeting = await desk.store.db.meeting.findFirst({
    where: { boardId: board.id, state: { not: 'cancelled' }, ...(day && { on: day }) },
    select: { id: true },
    orderBy: day ? { id: 'desc' } : [{ on: 'desc' }, { id: 'desc' }],
  });
  const next = day === '' ? board.nextMeeting : null;
  const id = next?.id ?? meeting?.id;
  if (id === undefined) return plan(on, day);
  return act(desk, request, 'meeting', 'pack', { kind: 'meeting', id });
}

function plan(on: BoardLine, day: string): Promise<Answer> {
  const { desk, request, board } = on;
  const values = { boardId: String(board.id), on: day };
  return act(desk, request, 'meeting', 'plan', undefined, values);
}

/** Days on which it could meet next (DOMAIN 1.6). */
async function nextDays({ desk, request, board }: BoardLine): Promise<Answer> {
  const { at, personId } = request.interaction;
  const today = londonDate(at);
  const { db } = desk.store;
  const draft = await draftMeeting(db, { personId, values: { boardId: String(board.id) }, now: at, today });
  const days = offeredDays(draft, today, await calendarOfBoard(db, draft));
  const mayPlan = [...board.chairIds, ...board.coordinatorIds].includes(personId);
  const actions = days.map(
    (day): Action => ({
      verb: verb('meeting', 'plan'),
      label: formatDate(day, 'short'),
      values: { boardId: String(board.id), on: day },
    }),
  );
  return {
    type: 'card',
    card: {
      title: `${board.boardName}: days to meet`,
      body: [
        {
          type: 'text',
          text:
            days.length > 0
              ? 'In term, in the middle of a week, with time for papers and away from its neighbours:'
              : 'No day of the next year fits. Look at its neighbours’ meetings, or import the term dates.',
        },
        { type: 'list', items: days.map(day => formatDate(day)) },
      ],
      actions: mayPlan ? actions : [],
    },
  };
}

async function action(on: BoardLine): Promise<Answer> {
  const { desk, request, board, typed } = on;
  const due = typed.options.due ? readDate(typed.options.due) : null;
  if (due && !('date' in due)) return refused(`${due.problem} ${due.whatToDo}`);
  const who = typed.quoted.length > 0 ? on.rest.join(' ') : '';
  const named = who ? await personNamed(desk.store.db, board, who, request.interaction.platform) : null;
  if (named && 'problem' in named) return refused(named.problem);
  return begin(on, 'action', 'minute', {
    ownerId: named ? String(named.id) : '',
    text: typed.quoted[0] ?? '',
    dueOn: due?.date ?? '',
    part: (typed.options.part ?? 'A').toUpperCase(),
  });
}

/** The figures of a half term: /board si pack 2026-27 HT2. */
async function pack({ desk, request, board, rest }: BoardLine): Promise<Answer> {
  const today = londonDate(request.interaction.at);
  const { db } = desk.store;
  const term = halfTermNamed(rest.join(' '), today, await calendarOfBoard(db, board));
  if (!term)
    return refused(
      `There is no half term "${rest.join(' ')}". Write it as 2026-27 HT2, or leave it out for the present one.`,
    );
  const reporter = reporterOf(desk.processes.all());
  return { type: 'card', card: halfTermCard(await assembleHalfTerm(db, reporter, board, term, today)) };
}

/** The report of a board for the next meeting of the one above it. */
async function paper(on: BoardLine): Promise<Answer> {
  const { desk, request, board } = on;
  if (board.reportsToId === null) return refused(`${board.boardName} reports to no other board.`);
  const meeting = await desk.store.db.meeting.findFirst({
    where: { boardId: board.reportsToId, state: 'planned' },
    select: { id: true },
    orderBy: [{ on: 'asc' }, { id: 'asc' }],
  });
  if (!meeting)
    return refused(
      `${board.reportsToName ?? 'The board above'} has planned no meeting that still takes papers.`,
    );
  const values = { fromBoardId: String(board.id), text: textIn(on) };
  return act(
    desk,
    request,
    'meeting',
    'paper',
    { kind: 'meeting', id: meeting.id },
    values,
    values.text !== '',
  );
}

/** A discussion of a consultative group: /board ecg discuss "SEMH in rural primaries" from:BD-2027-0004. */
function discuss(on: BoardLine): Promise<Answer> {
  const { desk, request, board, typed } = on;
  const values = {
    boardId: String(board.id),
    issue: textIn(on),
    from: typed.options.from ?? '',
    on: (typed.options.on && dayIn(on)) || '',
  };
  const complete = Object.values(values).every(value => value !== '');
  return act(desk, request, 'event', 'plan', undefined, values, complete);
}
