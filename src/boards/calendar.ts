import { londonDate } from '../calendar/london.js';
import type { SchoolCalendar } from '../calendar/schoolCalendar.js';
import { calendarOfAuthority } from '../network/calendars.js';
import { membersOf } from '../network/partnerships.js';
import type { Tx } from '../store/open.js';

/** Any piece of a board's work. */
interface BoardWork {
  readonly partnershipId: number;
  readonly enteredAt: Date;
}

/** The days that a board counts in: those of the authority of its partnership's schools. */
export async function calendarOfBoard(
  tx: Tx,
  { partnershipId, enteredAt }: BoardWork,
): Promise<SchoolCalendar> {
  const [school] = await membersOf(tx, partnershipId, londonDate(enteredAt));
  return calendarOfAuthority(tx, school?.laCode ?? '');
}
