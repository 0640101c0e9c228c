import type { LocalDate } from '../../calendar/localDate.js';
import type { BoardOutcome } from '../../workflow/boardQuestion.js';
import type { WorkRecord } from '../../workflow/workflow.js';
import type { BoardFacts, Part, PersonFacts } from '../record.js';

export type DecisionState = 'new' | 'awaiting' | 'decided' | 'withdrawn';

/** A meeting as decisions and actions refer to it. */
export interface MeetingName {
  readonly id: number;
  readonly reference: string;
  readonly on: LocalDate;
}

/** Something a board is to decide, or has decided. */
export interface DecisionRecord extends WorkRecord, BoardFacts {
  readonly state: DecisionState;
  readonly part: Part;
  readonly question: string;
  readonly detail: string;
  /** The piece of work that asked, and is told; null for what the board decides of itself. */
  readonly asker: { readonly kind: string; readonly id: number; readonly reference: string } | null;
  readonly subject: string;
  readonly outcome: BoardOutcome | null;
  readonly wording: string;
  readonly decidedOn: LocalDate | null;
  readonly decidedBy: PersonFacts | null;
  readonly meeting: MeetingName | null;
  /** The board's meetings, the newest first: a decision of the day of one of them was taken at it. */
  readonly meetings: readonly MeetingName[];
  /** The same question of the same asker that still waits: this one replaces it. */
  readonly olderIds: readonly number[];
}
