import type { LocalDate } from '../../calendar/localDate.js';
import type { WorkRecord } from '../../workflow/workflow.js';
import type { GroupRecord, PersonFacts } from '../record.js';
import type { LeaderDays } from './leaderDays.js';
import type { Impact, Progress } from './progress.js';
import type { RecommendationState } from './states.js';

/** What a recommendation is carried out with (DOMAIN 4.4). */
export const RESOURCES = ['deployment', 'network', 'training', 'none'] as const;
export type Resource = (typeof RESOURCES)[number];

/** What leaders' days are set aside for, out of the ledger that deployments draw on (DOMAIN 1.8). */
export const WITH_LEADERS: readonly Resource[] = ['network', 'training'];

/** Under which a support request names the recommendation that it came out of. */
export const ORIGIN_KIND = 'groupRecommendation';

/** When impact is asked for, in months after it was done (DOMAIN 4.4). */
export const IMPACT_MONTHS = [6, 12] as const;

export interface ProgressEntry extends Progress {
  readonly by: PersonFacts;
}

/** One recommendation of a group: from its draft to its impact. It outlives the group. */
export interface RecommendationRecord extends WorkRecord {
  readonly state: RecommendationState;
  readonly number: number;
  readonly group: GroupRecord;
  readonly text: string;
  readonly because: string;
  readonly outcome: 'accepted' | 'amended' | 'rejected' | null;
  readonly wording: string | null;
  readonly decidedOn: LocalDate | null;
  readonly decisionReference: string | null;
  readonly owner: PersonFacts | null;
  readonly dueOn: LocalDate | null;
  readonly measure: string | null;
  readonly resource: Resource | null;
  readonly schoolId: number | null;
  readonly area: string | null;
  /** Schools whose heads have been given a request for support to send or not. Which of them sent it is theirs. */
  readonly supportAsked: readonly number[];
  readonly leaderDays: readonly LeaderDays[];
  readonly doneOn: LocalDate | null;
  readonly outcomeText: string | null;
  readonly dropReason: string | null;
  /** How often impact has been asked for, answered or not. */
  readonly impactsAsked: number;
  readonly progress: readonly ProgressEntry[];
}

export type RecommendationRole =
  | 'lead'
  | 'deputy'
  | 'members'
  | 'sponsor'
  | 'chair'
  | 'chairAlone'
  | 'coordinators'
  | 'owner';

export type RecommendationNotice =
  | 'toPlan'
  | 'toPlanOverdue'
  | 'rejected'
  | 'yours'
  | 'chased'
  | 'overdue'
  | 'done'
  | 'impactAsked'
  | 'impactGiven'
  | 'dropped';

export interface RecommendationChanges {
  readonly fields?: {
    readonly text?: string;
    readonly because?: string;
    readonly outcome?: string;
    readonly wording?: string | null;
    readonly decidedOn?: LocalDate;
    readonly decisionReference?: string | null;
    readonly ownerId?: number;
    readonly dueOn?: LocalDate;
    readonly measure?: string;
    readonly resource?: Resource;
    readonly schoolId?: number | null;
    readonly area?: string | null;
    readonly doneOn?: LocalDate;
    readonly outcomeText?: string;
    readonly dropReason?: string;
    readonly impactsAsked?: number;
  };
  /** Half days of a leader, booked in the leader's own year. */
  readonly setAside?: { readonly designationId: number; readonly halfDays: number };
  readonly workDays?: { readonly designationId: number; readonly halfDays: number };
  /** What nobody worked goes back to the leaders. */
  readonly releaseDays?: true;
  readonly progress?: {
    readonly kind: ProgressEntry['kind'];
    readonly impact: Impact | null;
    readonly text: string;
  };
}
