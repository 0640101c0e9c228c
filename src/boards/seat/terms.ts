import type { LocalDate } from '../../calendar/localDate.js';

export type SeatRole = 'holder' | 'chair' | 'coordinators' | 'members';

export type SeatNotice =
  | 'appointed'
  | 'renewed'
  | 'termEnding'
  | 'termEndingForChair'
  | 'termEnded'
  | 'vacated';

export interface SeatChanges {
  readonly fields?: {
    readonly holderId?: number | null;
    readonly from?: LocalDate | null;
    readonly to?: LocalDate | null;
  };
  /** The holder's term ends with this command: kept in its history. */
  readonly endsTerm?: true;
}
