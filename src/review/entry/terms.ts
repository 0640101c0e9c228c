import type { LocalDate } from '../../calendar/localDate.js';

export type EntryRole = 'head' | 'programmeLead' | 'lateAnswerLead' | 'organiser' | 'clusterLead';

export type EntryNotice = 'asked' | 'answerDue' | 'answeredLate' | 'tookOut' | 'wentAhead' | 'cycleCancelled';

export interface EntryChanges {
  readonly fields?: {
    readonly hosts?: boolean;
    readonly apartIds?: readonly number[];
    readonly impossible?: readonly LocalDate[];
    readonly focus?: string | null;
    readonly reviewerIds?: readonly number[];
    readonly late?: boolean;
    readonly answeredById?: number | null;
  };
}
