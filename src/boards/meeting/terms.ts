import type { LocalDate } from '../../calendar/localDate.js';
import type { PartA } from './agenda.js';

export type MeetingRole = 'chair' | 'deputy' | 'members' | 'coordinators' | 'chairsBelow' | 'owingChairs';

export type MeetingNotice =
  | 'planned'
  | 'moved'
  | 'cancelled'
  | 'paperWanted'
  | 'papersOwed'
  | 'pack'
  | 'today'
  | 'wasItHeld'
  | 'minutesOwed'
  | 'minutesClosed';

export interface MeetingChanges {
  readonly fields?: {
    readonly on?: LocalDate;
    readonly startsAt?: string;
    readonly place?: string;
  };
  /** The pack goes out: part A as it is now, and what waits for the agenda becomes this meeting's. */
  readonly issue?: { readonly pack: PartA; readonly itemIds: readonly number[] };
  readonly minute?: { readonly itemId: number; readonly text: string };
  /** It is called off: what it had taken up waits for the next. */
  readonly release?: true;
}
