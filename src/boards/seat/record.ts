import type { LocalDate } from '../../calendar/localDate.js';
import type { WorkRecord } from '../../workflow/workflow.js';
import type { BoardFacts, PersonFacts } from '../record.js';

export type SeatState = 'new' | 'vacant' | 'held' | 'abolished';

/** One place on a board, for one constituency, with the term of whoever holds it. */
export interface SeatRecord extends WorkRecord, BoardFacts {
  readonly state: SeatState;
  readonly constituency: string;
  readonly phase: string | null;
  readonly holder: PersonFacts | null;
  readonly from: LocalDate | null;
  /** Last day of the term. */
  readonly to: LocalDate | null;
  readonly termYears: number;
}
