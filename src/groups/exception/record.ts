import type { LocalDate } from '../../calendar/localDate.js';
import type { WorkRecord } from '../../workflow/workflow.js';
import type { GroupRecord, PersonFacts } from '../record.js';
import type { BreachOf, Cause } from '../tolerance.js';

export type ExceptionState = 'new' | 'raised' | 'withChair' | 'decided' | 'withdrawn' | 'lapsed';

/** What a sponsor can decide (DOMAIN 4.4). */
export type Decided = 'accept' | 'replan' | 'extend' | 'stop';

/** A group that leaves its tolerance: laid over the group's own state, which goes on meanwhile. */
export interface ExceptionRecord extends WorkRecord {
  readonly state: ExceptionState;
  readonly number: number;
  readonly group: GroupRecord;
  readonly cause: Cause;
  readonly what: string;
  readonly about: BreachOf;
  readonly raisedOn: LocalDate;
  readonly decision: Decided | null;
  readonly reason: string | null;
  readonly newEndsOn: LocalDate | null;
  readonly decidedOn: LocalDate | null;
  readonly decidedBy: PersonFacts | null;
  /** Its five working days went by without a decision. */
  readonly late: boolean;
}

export type ExceptionRole = 'lead' | 'deputy' | 'sponsor' | 'chair';

export type ExceptionNotice = 'raised' | 'stillOpen' | 'withChair' | 'passedOn' | 'decided' | 'lapsed';

export interface ExceptionChanges {
  readonly decision?: {
    readonly decision: Decided;
    readonly reason: string;
    readonly newEndsOn: LocalDate | null;
    readonly late: boolean;
  };
  /** It ends undecided, after it had come to the chair. */
  readonly lapsedLate?: true;
}
