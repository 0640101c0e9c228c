import type { LocalDate } from '../../calendar/localDate.js';
import type { KeptPlan } from './plan.js';

export type CycleRole = 'opener' | 'programmeLead' | 'organiser' | 'clusterLead' | 'chaser' | 'mender';

export type CycleNotice =
  | 'opened'
  | 'unanswered'
  | 'answersClosed'
  | 'matchingDue'
  | 'planWaits'
  | 'published'
  | 'closed'
  | 'cancelled';

export interface CycleChanges {
  readonly fields?: {
    readonly name?: string;
    readonly answersBy?: LocalDate;
    readonly windowFrom?: LocalDate;
    readonly windowTo?: LocalDate;
  };
  readonly plan?: KeptPlan;
}
