import { formatDate } from '../../calendar/localDate.js';
import type { Card } from '../../chat/card.js';
import { buttons } from '../../workflow/buttons.js';
import type { Viewer } from '../../workflow/parties.js';
import type { SeatRecord } from './record.js';
import { seatWorkflow } from './workflow.js';

/** One seat: whom it speaks for, who holds it, until when. Who sits on a board is no secret of its members. */
export function seatCard(seat: SeatRecord, viewer: Viewer): Card {
  const entity = { kind: seatWorkflow.kind, id: seat.id, version: seat.version };
  if (viewer.roles.length === 0)
    return {
      entity,
      title: 'A seat on a board',
      body: [{ type: 'text', text: 'Your term has ended.' }],
      actions: [],
    };
  return {
    entity,
    title: `${seat.boardName}: ${seat.constituency}`,
    status:
      seat.state === 'held'
        ? { text: seat.holder ? 'Held' : 'Its holder has left', tone: seat.holder ? 'good' : 'attention' }
        : { text: seat.state === 'vacant' ? 'Vacant' : 'Abolished', tone: 'neutral' },
    body: [
      {
        type: 'facts',
        facts: [
          ...(seat.holder ? [{ label: 'Held by', value: seat.holder.name }] : []),
          ...(seat.phase ? [{ label: 'Phase', value: seat.phase }] : []),
          ...(seat.from ? [{ label: 'Since', value: formatDate(seat.from) }] : []),
          ...(seat.to ? [{ label: 'Until', value: formatDate(seat.to) }] : []),
          { label: 'A term', value: `${seat.termYears} year${seat.termYears === 1 ? '' : 's'}` },
        ],
      },
    ],
    actions: buttons(seatWorkflow, seat, viewer),
  };
}
