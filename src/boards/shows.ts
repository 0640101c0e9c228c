import { formatDate, type LocalDate, localDate } from '../calendar/localDate.js';
import type { Action, Card, CardElement } from '../chat/card.js';
import { personNames } from '../network/people.js';
import type { Tx } from '../store/open.js';
import type { Reporter } from '../workflow/boardReport.js';
import { buttons, verb } from '../workflow/buttons.js';
import { OPEN } from '../workflow/handle.js';
import { personViewer, type Viewer } from '../workflow/parties.js';
import { type At, Refused } from '../workflow/process.js';
import { calendarOfBoard } from './calendar.js';
import { itemLine } from './cards.js';
import { halfTermCard } from './halfTerm/card.js';
import { assembleHalfTerm } from './halfTerm/pack.js';
import { halfTermOn } from './halfTerm/period.js';
import { person } from './load.js';
import type { BoardRecord } from './record.js';
import { representationCard } from './representation.js';
import { loadSeat } from './seat/store.js';
import { seatWorkflow } from './seat/workflow.js';
import { seePartB, sightOf } from './visibility.js';
import { FOR_MEMBERS, OUTCOME_WORDS } from './words.js';

/** Entries of a log that are listed at once, the newest first: a longer list is not read. */
const LISTED = 30;

/** The looks of a board: answers to the one who asks, kept by no chat platform. */
export function boardShow(reporter: Reporter) {
  return async (tx: Tx, name: string, board: BoardRecord, viewer: Viewer, at: At): Promise<Card> => {
    if (sightOf(viewer) === 'nothing') throw new Refused('That is for the board.');
    switch (name) {
      case 'sits':
        return seatsCard(tx, board, viewer, at);
      case 'actions':
        return actionsCard(tx, board, at.today);
      case 'decisions':
        return decisionsCard(tx, board);
      case 'representation':
        return representationCard(tx, board, at.today);
      case 'halfTerm': {
        const term = halfTermOn(at.today, await calendarOfBoard(tx, board));
        return halfTermCard(await assembleHalfTerm(tx, reporter, board, term, at.today));
      }
      case 'partB':
        return partBCard(tx, board, viewer, at.today);
      default:
        throw new Refused('There is nothing to look at under that name.');
    }
  };
}

async function seatsCard(tx: Tx, board: BoardRecord, viewer: Viewer, { today }: At): Promise<Card> {
  const sections: CardElement[] = [];
  for (const { id } of board.seats) {
    const seat = await loadSeat(tx, id, today);
    if (!seat) continue;
    const actions = buttons(seatWorkflow, seat, personViewer(seatWorkflow, seat, viewer.personId ?? 0));
    sections.push({
      type: 'section',
      title: `${seat.constituency}${seat.phase ? ` (${seat.phase})` : ''}`,
      body: [
        {
          type: 'text',
          text: seat.holder
            ? `${seat.holder.name}${officeOf(board, seat.holder.id)}${seat.to ? `, until ${formatDate(seat.to)}` : ''}`
            : seat.state === 'held'
              ? 'Its holder has left.'
              : 'Vacant',
        },
      ],
      actions: actions.map(action => ({ ...action, entity: { kind: 'seat', id, version: seat.version } })),
    });
  }
  return {
    title: `${board.boardName}: seats`,
    body: sections.length > 0 ? sections : [{ type: 'text', text: 'It has no seats yet. Press Add seats.' }],
    actions: [],
  };
}

function officeOf(board: BoardRecord, personId: number): string {
  if (personId === board.chair?.id) return ', chair';
  return personId === board.deputy?.id ? ', deputy' : '';
}

/** The action log with what a board wants to know of it: how many are done, and how long the open ones wait. */
async function actionsCard(tx: Tx, board: BoardRecord, today: LocalDate): Promise<Card> {
  const where = { boardId: board.id, part: 'A' };
  const all = await tx.boardAction.groupBy({ by: ['state'], where, _count: { _all: true } });
  const count = (state: string) => all.find(each => each.state === state)?._count._all ?? 0;
  const open = await tx.boardAction.findMany({
    where: { ...where, state: 'open' },
    orderBy: { dueOn: 'asc' },
  });
  const overdue = open.filter(action => action.dueOn < today).length;
  const lines = await actionSections(tx, open.slice(0, LISTED));
  return {
    title: `${board.boardName}: actions`,
    body: [
      { type: 'progress', label: 'Actions done', done: count('done'), of: count('done') + count('open') },
      {
        type: 'facts',
        facts: [
          { label: 'Open', value: `${count('open')}, of which ${overdue} overdue` },
          ...(open[0] ? [{ label: 'The oldest is from', value: formatDate(oldest(open)) }] : []),
          { label: 'Dropped', value: String(count('dropped')) },
        ],
      },
      ...lines,
    ],
    actions: [minuteAction(board)],
  };
}

function oldest(actions: readonly { readonly createdOn: string }[]): LocalDate {
  return localDate(actions.map(action => action.createdOn).sort()[0] ?? '');
}

async function actionSections(
  tx: Tx,
  rows: readonly { id: number; reference: string; text: string; ownerId: number; dueOn: string }[],
): Promise<CardElement[]> {
  const names = await personNames(
    tx,
    rows.map(row => row.ownerId),
  );
  return rows.map(row => ({
    type: 'section',
    title: `${row.reference}: ${person(row.ownerId, names).name}, by ${formatDate(localDate(row.dueOn))}`,
    body: [{ type: 'text', text: row.text }],
    actions: [{ verb: verb('action', OPEN), label: 'Open', entity: { kind: 'action', id: row.id } }],
  }));
}

function minuteAction(board: BoardRecord): Action {
  return { verb: verb('action', 'minute'), label: 'Minute an action', values: { boardId: String(board.id) } };
}

async function decisionsCard(tx: Tx, board: BoardRecord): Promise<Card> {
  const rows = await tx.boardDecision.findMany({
    where: { boardId: board.id, part: 'A', state: { not: 'withdrawn' } },
    orderBy: { id: 'desc' },
    take: LISTED,
  });
  return {
    title: `${board.boardName}: decisions`,
    body:
      rows.length > 0
        ? rows.map(row => ({
            type: 'section',
            title: `${row.reference}: ${row.outcome ? `${OUTCOME_WORDS[row.outcome as keyof typeof OUTCOME_WORDS]}${row.decidedOn ? `, ${formatDate(localDate(row.decidedOn))}` : ''}` : 'to be decided'}`,
            body: [{ type: 'text', text: row.question }],
            actions: [
              { verb: verb('decision', OPEN), label: 'Open', entity: { kind: 'decision', id: row.id } },
            ],
          }))
        : [{ type: 'text', text: 'Nothing has been decided yet.' }],
    actions: [
      {
        verb: verb('decision', 'record'),
        label: 'Record a decision',
        values: { boardId: String(board.id) },
      },
    ],
  };
}

async function partBCard(tx: Tx, board: BoardRecord, viewer: Viewer, today: LocalDate): Promise<Card> {
  const items = seePartB(board, viewer);
  if (!items) throw new Refused(FOR_MEMBERS);
  const open = await tx.boardAction.findMany({
    where: { boardId: board.id, part: 'B', state: 'open' },
    orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
    take: LISTED,
  });
  const decided = await tx.boardDecision.findMany({
    where: { boardId: board.id, part: 'B', state: 'decided' },
    orderBy: { id: 'desc' },
    take: LISTED,
  });
  return {
    title: `${board.boardName}: part B`,
    body: [
      {
        type: 'text',
        style: 'subtle',
        text: 'For members alone. It goes into no pack, list or export.',
      },
      items.length > 0
        ? { type: 'list', items: items.map(itemLine) }
        : { type: 'text', text: 'Nothing waits for part B. Press Raise something.' },
      ...(open.length > 0
        ? [
            {
              type: 'text' as const,
              style: 'strong' as const,
              text: `Open actions (${open.filter(action => action.dueOn < today).length} overdue)`,
            },
            ...(await actionSections(tx, open)),
          ]
        : []),
      ...(decided.length > 0
        ? [
            { type: 'text' as const, style: 'strong' as const, text: 'Decided' },
            {
              type: 'list' as const,
              items: decided.map(
                ({ reference, question, decidedOn }) =>
                  `${reference}${decidedOn ? `, ${formatDate(localDate(decidedOn), 'short')}` : ''}: ${question}`,
              ),
            },
          ]
        : []),
    ],
    actions: [],
  };
}
