import type { LocalDate } from '../../calendar/localDate.js';
import type { WorkRecord } from '../../workflow/workflow.js';
import type { Rag } from '../rag.js';
import type { GroupRecord } from '../record.js';

export type HighlightState = 'new' | 'drafted' | 'ready';

/** What a highlight report says: one page, for the board (DOMAIN 4.1). */
export interface HighlightText {
  readonly rag: Rag;
  /** What was done since the report before. */
  readonly summary: string;
  readonly next: string;
  /** Risks and issues that the board should know: written by the lead, never taken over from a blocker. */
  readonly risks: string;
}

export interface HighlightRecord extends WorkRecord, HighlightText {
  readonly state: HighlightState;
  readonly number: number;
  readonly group: GroupRecord;
  /** The day after which its check-ins count. */
  readonly since: LocalDate;
  readonly madeOn: LocalDate;
  /** The day of the meeting that it is for; null when somebody wanted one between meetings. */
  readonly neededOn: LocalDate | null;
  readonly edited: boolean;
  readonly readyOn: LocalDate | null;
}

export type HighlightRole = 'lead' | 'deputy' | 'cover' | 'sponsor' | 'chair' | 'coordinators';

export type HighlightNotice = 'toEdit' | 'reminder' | 'ready';

export interface HighlightChanges {
  readonly text?: Omit<HighlightText, 'rag'>;
  readonly readyOn?: LocalDate;
}
