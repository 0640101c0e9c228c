import type { LocalDate } from '../calendar/localDate.js';
import type { BoardKind, BoardOffices } from '../network/boards.js';
import type { WorkRecord } from '../workflow/workflow.js';

export interface PersonFacts {
  readonly id: number;
  readonly name: string;
}

/** Part A is monitoring; part B is discussion that its members keep among themselves (DOMAIN 1.4). */
export const PARTS = ['A', 'B'] as const;
export type Part = (typeof PARTS)[number];

export interface AgendaItem {
  readonly id: number;
  readonly part: Part;
  /** raised: by somebody; paper: the report of a board below; outcome: of a consultative event. */
  readonly kind: 'raised' | 'paper' | 'outcome';
  readonly title: string;
  readonly note: string;
  readonly raisedBy: PersonFacts | null;
  /** The work it comes from: 'CE-2027-0001'. */
  readonly sourceReference: string | null;
  /** The board below whose paper it is. */
  readonly fromBoardId: number | null;
  readonly minute: string | null;
}

export interface Seat {
  readonly id: number;
  /** Of the seat itself, for the buttons in a list of seats. */
  readonly version: number;
  readonly constituency: string;
  readonly phase: string | null;
  /** Null while it is vacant, and when its holder has left. */
  readonly holder: PersonFacts | null;
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
}

/** What every piece of a board's work knows of the board. */
export interface BoardFacts extends BoardOffices {
  readonly boardId: number;
  readonly slug: string;
  readonly boardName: string;
  readonly partnershipId: number;
  readonly twoPart: boolean;
  readonly reportsToId: number | null;
}

export type BoardState = 'new' | 'active' | 'dissolved';

/** A board with all that decisions and cards need. */
export interface BoardRecord extends WorkRecord, BoardFacts {
  readonly state: BoardState;
  readonly kind: BoardKind;
  readonly phase: string | null;
  readonly partnershipName: string;
  readonly reportsToName: string | null;
  readonly apartFromId: number | null;
  readonly chair: PersonFacts | null;
  readonly deputy: PersonFacts | null;
  readonly termYears: number;
  readonly seats: readonly Seat[];
  /** The boards that report to this one. */
  readonly below: readonly { readonly id: number; readonly slug: string; readonly name: string }[];
  /** What waits for the next agenda. */
  readonly waiting: readonly AgendaItem[];
  readonly nextMeeting: {
    readonly id: number;
    readonly reference: string;
    readonly on: LocalDate;
  } | null;
  readonly awaitingDecisions: number;
}

/** Seats that nobody fills come last, otherwise in the order in which they were made. */
export function vacancies(board: Pick<BoardRecord, 'seats'>): readonly Seat[] {
  return board.seats.filter(seat => seat.holder === null);
}

/** The years for which somebody sits, unless a board says otherwise (DOMAIN 1.2, INF). */
export const TERM_YEARS = 2;
