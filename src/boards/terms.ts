import type { BoardKind } from '../network/boards.js';
import type { AgendaItem, Part } from './record.js';
import type { SeatTemplate } from './templates.js';

export type BoardRole = 'chair' | 'deputy' | 'members' | 'coordinators';

export type BoardNotice = 'nowChair' | 'dissolved';

/** What is put on a board's next agenda. */
export interface NewItem {
  readonly part: Part;
  readonly kind: AgendaItem['kind'];
  readonly title: string;
  readonly note: string;
  /** What must not stand on an agenda twice; null for what people raise. */
  readonly key: string | null;
  readonly raisedById: number | null;
  readonly sourceKind: string | null;
  readonly sourceId: number | null;
  readonly sourceReference: string | null;
}

export interface BoardChanges {
  readonly fields?: {
    readonly slug?: string;
    readonly name?: string;
    readonly kind?: BoardKind;
    readonly phase?: string | null;
    readonly reportsToId?: number | null;
    readonly apartFromId?: number | null;
    readonly chairId?: number | null;
    readonly deputyId?: number | null;
    readonly twoPart?: boolean;
    readonly termYears?: number;
  };
  readonly addSeats?: readonly SeatTemplate[];
  readonly addItem?: NewItem;
  readonly dropItemId?: number;
}
