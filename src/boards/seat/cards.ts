import { formatDate } from '../../calendar/localDate.js';
import type { Card } from '../../chat/card.js';
import { buttons } from '../../workflow/buttons.js';
import type { Viewer } from '../../workflow/parties.js';
import type { SeatRecord } from './record.js';
import { seeSeat } from './visibility.js';
import { seatWorkflow } from './workflow.js';

/** One seat: whom it speaks for, who holds it, until when. */
export function seatCard(seat: SeatRecord, viewer: Viewer): Card {
  const entity = { kind: seatWorkflow.kind, id: seat.id, version: seat.version };
  const seen = seeSeat(seat, viewer);
  if (!seen)
    return {
      entity,
      title: 'A seat on a board',
      body: [{ type: 'text', text: 'Your term has ended.' }],
      actions: [],
    };
  return {
    entity,
    title: `${seen.boardName}: ${seen.constituency}`,
    status:
      seen.state === 'held'
        ? { text: seen.holder ? 'Held' : 'Its holder has left', tone: seen.holder ? 'good' : 'attention' }
        : { text: seen.state === 'vacant' ? 'Vacant' : 'Abolished', tone: 'neutral' },
    body: [
      {
        type: 'facts',
        facts: [
          ...(seen.holder ? [{ label: 'Held by', value: seen.holder.name }] : []),
          ...(seen.phase ? [{ label: 'Phase', value: seen.phase }] : []),
          ...(seen.from ? [{ label: 'Since', value: formatDate(seen.from) }] : []),
          ...(seen.to ? [{ label: 'Until', value: formatDate(seen.to) }] : []),
          { label: 'A term', value: `${seen.termYears} year${seen.termYears === 1 ? '' : 's'}` },
        ],
      },
    ],
    actions: buttons(seatWorkflow, seat, viewer),
  };
}
