import type { LocalDate } from '../calendar/localDate.js';
import type { WorkRecord } from '../workflow/workflow.js';

export type CoverState = 'new' | 'active' | 'ended';

interface PersonFacts {
  readonly id: number;
  readonly name: string;
}

/** Somebody who is away, and the deputy who acts for them until a day. */
export interface CoverRecord extends WorkRecord {
  readonly state: CoverState;
  readonly person: PersonFacts;
  readonly deputy: PersonFacts;
  readonly from: LocalDate;
  /** The last day. */
  readonly to: LocalDate;
}

export type CoverRole = 'person' | 'deputy';

export type CoverNotice = 'named' | 'changed' | 'over';

/** What a command changes beside the state. */
export interface CoverChanges {
  readonly deputyId?: number;
  readonly from?: LocalDate;
  readonly to?: LocalDate;
}
