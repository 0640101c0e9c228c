import type { Viewer } from '../../workflow/parties.js';
import { only } from '../../workflow/seen.js';
import type { SeatRecord } from './record.js';

/** What a seat's card is made from: a field that is not named here is not seen. */
const FIELDS = ['state', 'boardName', 'constituency', 'phase', 'holder', 'from', 'to', 'termYears'] as const;

/** A seat as a card may show it. Who sits on a board is no secret of its members and its secretariat. */
export type SeenSeat = Pick<SeatRecord, (typeof FIELDS)[number]>;

/** What a viewer may see of a seat; null when that is nothing, as for whoever has given it up. */
export function seeSeat(seat: SeatRecord, viewer: Viewer): SeenSeat | null {
  return viewer.roles.length === 0 ? null : only(seat, FIELDS);
}
