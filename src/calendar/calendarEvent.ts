import type { LocalDate } from './localDate.js';
import { atLondon, type TimeOfDay } from './london.js';

/** Something that stands in a person's own calendar, as a process hands it out. Plain text alone. */
export interface CalendarEvent {
  /** The same for the same thing for ever, unique in this installation: 'review-42-day-1'. */
  readonly uid: string;
  /** Grows with every change: a calendar keeps the highest. */
  readonly sequence: number;
  /** `tentative` while somebody still has to agree; `cancelled` is told, so that a copy is taken out. */
  readonly status: 'confirmed' | 'tentative' | 'cancelled';
  readonly title: string;
  readonly location?: string;
  readonly description?: string;
  readonly from: Date;
  readonly to: Date;
  readonly changedAt: Date;
}

/** The hours of a day out of school, on the clock in England: a morning, an afternoon, with an hour between them. */
const MORNING: readonly [TimeOfDay, TimeOfDay] = ['08:30', '12:30'];
const AFTERNOON: readonly [TimeOfDay, TimeOfDay] = ['12:30', '16:30'];

/** When a morning, an afternoon or the whole of a day begins and ends, whatever the clock change. */
export function hoursOf(
  day: LocalDate,
  part: 'am' | 'pm' | 'day',
): { readonly from: Date; readonly to: Date } {
  return {
    from: atLondon(day, part === 'pm' ? AFTERNOON[0] : MORNING[0]),
    to: atLondon(day, part === 'am' ? MORNING[1] : AFTERNOON[1]),
  };
}
