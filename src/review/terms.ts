import type { LocalDate } from '../calendar/localDate.js';
import type { PostponeReason, TeamRole, YesNo } from './record.js';

/** Who acts or is told (DOMAIN 2.2); the table says who they are on a review. */
export type Role =
  | 'hostHead'
  | 'leadReviewer'
  | 'peerReviewer'
  | 'reviewerHead'
  | 'programmeLead'
  | 'organiser'
  | 'clusterLead'
  | 'awaitedAnswer';

/** What is said; the sentences are in notices.ts. */
export type Notice =
  | 'asked'
  | 'dateNeeded'
  | 'answerDue'
  | 'answersMissing'
  | 'replacementNeeded'
  | 'stillReplacing'
  | 'teamChanged'
  | 'scheduled'
  | 'selfEvaluationDue'
  | 'selfEvaluationMissing'
  | 'goOrNoGo'
  | 'selfEvaluationSent'
  | 'today'
  | 'reportAsked'
  | 'reportDueNow'
  | 'reportOverdue'
  | 'reportLapsed'
  | 'reportDone'
  | 'followUpSoon'
  | 'followUpNow'
  | 'followUpOverdue'
  | 'postponed'
  | 'postponedWhy'
  | 'newDateDue'
  | 'closed'
  | 'cancelled';

/** What a command changes beside the state; the store applies it in the same transaction. */
export interface Changes {
  readonly fields?: {
    readonly on?: LocalDate | null;
    readonly startsPm?: boolean;
    readonly why?: readonly string[];
    readonly refusedDates?: readonly LocalDate[];
    readonly hostAnswer?: YesNo | null;
    readonly selfEvaluationLink?: string;
    readonly reportDoneOn?: LocalDate;
    readonly reportLink?: string | null;
    readonly followUpOn?: LocalDate;
    readonly postponedFor?: PostponeReason | null;
  };
  /** Yeses of members of the team: their own, and their heads'. */
  readonly yes?: { readonly own: readonly number[]; readonly release: readonly number[] };
  /** Members who leave the team; their rows stay for history, with the reason. */
  readonly leave?: { readonly memberIds: readonly number[]; readonly reason: string };
  readonly join?: readonly NewMember[];
  /** Another day: everybody is asked again. */
  readonly askAgain?: true;
}

/** Somebody who comes into a team. */
interface NewMember {
  readonly personId: number;
  readonly schoolId: number;
  readonly role: TeamRole;
}
