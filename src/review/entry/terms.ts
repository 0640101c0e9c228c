import type { LocalDate } from '../../calendar/localDate.js';

export type EntryRole =
  | 'head'
  | 'programmeLead'
  | 'lateAnswerLead'
  | 'organiser'
  | 'clusterLead'
  | 'formerReviewer';

export type EntryNotice =
  | 'asked'
  | 'answerDue'
  | 'answeredLate'
  | 'tookOut'
  | 'wentAhead'
  | 'withdrew'
  | 'noLongerSent'
  | 'placed'
  | 'noPlace'
  | 'cycleCancelled';

export interface EntryChanges {
  readonly fields?: {
    readonly hosts?: boolean;
    readonly apartIds?: readonly number[];
    readonly impossible?: readonly LocalDate[];
    readonly focus?: string | null;
    readonly reviewerIds?: readonly number[];
    readonly traineeIds?: readonly number[];
    readonly late?: boolean;
    readonly answeredById?: number | null;
  };
}
