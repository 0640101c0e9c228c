import type { LocalDate } from '../calendar/localDate.js';
import type { WorkRecord } from '../workflow/workflow.js';

export type DesignationState = 'new' | 'active' | 'underReview' | 'expired' | 'ended';

/** What happens by itself and calls for a review (DOMAIN 3.1, "event triggers"). */
export const EVENTS = ['moved', 'left', 'headship', 'concern', 'unused'] as const;

/** What a coordinator may call a review for: eligibility lost, or misconduct (DOMAIN 3.1). Chosen, never written. */
export const CALLS = ['eligibility', 'commitment', 'conduct'] as const;

export type Trigger = (typeof EVENTS)[number] | (typeof CALLS)[number];

/** Why a designation ends. `gone`: the person has left; `file`: the list of the designating body says so. */
export const ENDINGS = ['stoodDown', 'leftPost', ...CALLS] as const;
export type Ending = (typeof ENDINGS)[number] | 'gone' | 'file';

interface PersonFacts {
  readonly id: number;
  readonly name: string;
}

export interface SchoolFacts {
  readonly id: number;
  readonly name: string;
}

/** A role of the leader's at a school, past ones included. */
export interface Post {
  readonly school: SchoolFacts;
  readonly heads: boolean;
  readonly from: LocalDate;
  /** The last day; null while it lasts. */
  readonly to: LocalDate | null;
}

/** Work that the leader is deployed to now. */
export interface Deployment {
  readonly id: number;
  /** The school that released the leader for it. */
  readonly releasedById: number;
}

/** One leader's designation of a type by a body, with what is known today that may call for a review. */
export interface DesignationRecord extends WorkRecord {
  readonly state: DesignationState;
  /** The day as of which it was loaded. */
  readonly today: LocalDate;
  readonly leader: PersonFacts;
  /** The leader has left. */
  readonly gone: boolean;
  readonly typeCode: string;
  readonly body: string;
  readonly specialisms: readonly string[];
  readonly halfDaysPerYear: number;
  readonly home: SchoolFacts;
  readonly movedFrom: SchoolFacts | null;
  readonly from: LocalDate;
  readonly addedOn: LocalDate | null;
  /** The last day on which it counts, unless it is renewed; null for one without end. */
  readonly reviewDue: LocalDate | null;
  readonly renewedOn: LocalDate | null;
  readonly trigger: Trigger | null;
  readonly endedReason: Ending | null;
  readonly posts: readonly Post[];
  /** Since when the home school is in a category of concern, or will be; null when it is not. */
  readonly concernFrom: LocalDate | null;
  readonly deployments: readonly Deployment[];
  /** The last day of the latest deployment that is over. */
  readonly deployedUntil: LocalDate | null;
  readonly partnershipId: number | null;
  readonly homeHeadIds: readonly number[];
  readonly coordinatorIds: readonly number[];
  readonly programmeLeadIds: readonly number[];
}

export type DesignationRole = 'leader' | 'homeHead' | 'coordinators' | 'programmeLead';

export type DesignationNotice =
  | 'dueSoon'
  | 'expired'
  | 'stillExpired'
  | 'reviewCalled'
  | 'reviewLate'
  | 'renewed'
  | 'ended';

/** What a command changes beside the state. */
export interface DesignationChanges {
  readonly reviewDue?: LocalDate;
  readonly renewedOn?: LocalDate;
  readonly trigger?: Trigger | null;
  readonly endedReason?: Ending | null;
  /** Another home school: the present one is kept as the one that was left. */
  readonly homeId?: number;
}
