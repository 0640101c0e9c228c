import type { LocalDate } from '../../calendar/localDate.js';
import type { WorkRecord } from '../../workflow/workflow.js';
import type { AgendaItem, BoardFacts, Part, PersonFacts } from '../record.js';
import type { PartA } from './agenda.js';

export type MeetingState = 'new' | 'planned' | 'packIssued' | 'held' | 'closed' | 'cancelled';

/** What a meeting has to decide, or has decided. */
export interface DecisionLine {
  readonly id: number;
  readonly reference: string;
  readonly state: string;
  readonly part: Part;
  readonly question: string;
  readonly outcome: string | null;
  readonly wording: string;
}

export interface ActionLine {
  readonly id: number;
  readonly reference: string;
  readonly state: string;
  readonly part: Part;
  readonly text: string;
  readonly owner: PersonFacts;
  readonly dueOn: LocalDate;
}

/** One meeting of a board with all that decisions and cards need. */
export interface MeetingRecord extends WorkRecord, BoardFacts {
  readonly state: MeetingState;
  readonly on: LocalDate;
  /** HH:MM in England. */
  readonly startsAt: string;
  readonly place: string;
  /** Part A: as it stands today, and from the pack on as it was issued. */
  readonly agenda: PartA;
  readonly packOn: LocalDate | null;
  /** What belongs to this meeting, of both parts; until the pack goes out, what waits for the next agenda. */
  readonly items: readonly AgendaItem[];
  readonly decisions: readonly DecisionLine[];
  readonly actions: readonly ActionLine[];
  /** Chairs of the boards that report to this one, and which of the boards still owe a paper. */
  readonly below: readonly {
    readonly id: number;
    readonly name: string;
    readonly chairIds: readonly number[];
    readonly owes: boolean;
  }[];
  /** Meetings of this board, and of the one between whose meetings it meets, that are still to come or were. */
  readonly others: readonly { readonly reference: string; readonly on: LocalDate; readonly apart: boolean }[];
}

/** The chairs below who have not sent their paper yet. */
export function owingChairIds({ below }: Pick<MeetingRecord, 'below'>): readonly number[] {
  return [...new Set(below.filter(board => board.owes).flatMap(board => board.chairIds))];
}

/** Days that lie between a meeting and its neighbours of the other board, at least (DOMAIN 1.6). */
export const DAYS_APART = 14;
