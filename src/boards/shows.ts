import { formatDate } from '../calendar/localDate.js';
import type { Card, CardElement } from '../chat/card.js';
import type { Tx } from '../store/open.js';
import { buttons } from '../workflow/buttons.js';
import { personViewer, type Viewer } from '../workflow/parties.js';
import { type At, Refused } from '../workflow/process.js';
import { itemLine } from './cards.js';
import type { BoardRecord } from './record.js';
import { loadSeat } from './seat/store.js';
import { seatWorkflow } from './seat/workflow.js';
import { seePartB } from './visibility.js';

/** The looks of a board: answers to the one who asks, kept by no chat platform. */
export async function boardShow(
  tx: Tx,
  name: string,
  board: BoardRecord,
  viewer: Viewer,
  at: At,
): Promise<Card> {
  switch (name) {
    case 'sits':
      return seatsCard(tx, board, viewer, at);
    case 'partB':
      return partBCard(board, viewer);
    default:
      throw new Refused('There is nothing to look at under that name.');
  }
}

async function seatsCard(tx: Tx, board: BoardRecord, viewer: Viewer, { today }: At): Promise<Card> {
  const sections: CardElement[] = [];
  for (const { id } of board.seats) {
    const seat = await loadSeat(tx, id, today);
    if (!seat) continue;
    const actions = buttons(seatWorkflow, seat, personViewer(seatWorkflow, seat, viewer.personId ?? 0));
    const office =
      seat.holder?.id === board.chair?.id
        ? ', chair'
        : seat.holder?.id === board.deputy?.id
          ? ', deputy'
          : '';
    sections.push({
      type: 'section',
      title: `${seat.constituency}${seat.phase ? ` (${seat.phase})` : ''}`,
      body: [
        {
          type: 'text',
          text: seat.holder
            ? `${seat.holder.name}${office}${seat.to ? `, until ${formatDate(seat.to)}` : ''}`
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
    body: sections.length > 0 ? sections : [{ type: 'text', text: 'It has no seats yet.' }],
    actions: [],
  };
}

function partBCard(board: BoardRecord, viewer: Viewer): Card {
  const items = seePartB(board, viewer);
  if (!items) throw new Refused('Part B is for members of the board.');
  return {
    title: `${board.boardName}: part B`,
    body: [
      { type: 'text', style: 'subtle', text: 'For members alone. It goes into no pack, list or export.' },
      items.length > 0
        ? { type: 'list', items: items.map(itemLine) }
        : { type: 'text', text: 'Nothing has been raised for part B yet. Press Raise something.' },
    ],
    actions: [],
  };
}
