import type { LocalDate } from '../calendar/localDate.js';
import type {
  ActionOwner,
  FactCheck,
  Impact,
  Listener,
  Logistic,
  PostponeReason,
  QualityPoint,
  Rag,
} from './codes.js';
import type { OBSERVER, ReviewState, Side, TeamRole, YesNo } from './record.js';
import type { DayPlan } from './session.js';

/** Who acts or is told (DOMAIN 2.2); the table says who they are on a review. */
export type Role =
  | 'hostHead'
  | 'hostLead'
  | 'leadReviewer'
  | 'peerReviewer'
  | 'reviewerHead'
  | 'improvementChampion'
  | 'qaModerator'
  | 'programmeLead'
  | 'organiser'
  | 'clusterLead'
  | 'reader'
  | 'policyReader'
  | 'awaitedAnswer'
  | 'unasked'
  | 'observer'
  | 'observerHead'
  | 'askedToObserve'
  | 'toAgree'
  | 'awaitedDraft'
  | 'awaitedWorkshop'
  | 'awaitedRating';

/** What is said; the sentences are in notices.ts and afterNotices.ts. */
export type Notice = PlanNotice | PreparationNotice | VisitNotice | ReportNotice | AfterNotice;

export type PlanNotice =
  | 'asked'
  | 'dateNeeded'
  | 'answerDue'
  | 'answersMissing'
  | 'replacementNeeded'
  | 'stillReplacing'
  | 'teamChanged'
  | 'memberMoved'
  | 'colleagueReviews'
  | 'askedToObserve'
  | 'observersChanged'
  | 'postponed'
  | 'postponedWhy'
  | 'newDateDue'
  | 'cancelled';

export type PreparationNotice =
  | 'scheduled'
  | 'focusProposed'
  | 'focusAgreed'
  | 'focusDue'
  | 'planProposed'
  | 'planAgreed'
  | 'planDue'
  | 'planMissing'
  | 'selfEvaluationDue'
  | 'selfEvaluationMissing'
  | 'goOrNoGo'
  | 'selfEvaluationSent'
  | 'goingAhead'
  | 'briefingDue'
  | 'briefed'
  | 'championNamed'
  | 'hostLeadNamed';

export type VisitNotice =
  | 'today'
  | 'nextSession'
  | 'feedbackAsked'
  | 'feedbackMissing'
  | 'held'
  | 'holdStands';

export type ReportNotice =
  | 'reportAsked'
  | 'draftDue'
  | 'draftToConfirm'
  | 'draftQuestioned'
  | 'draftOverdue'
  | 'qualityAsked'
  | 'qualityDue'
  | 'draftToMend'
  | 'factCheckAsked'
  | 'factCheckDue'
  | 'reportToFinish'
  | 'reportOverdue'
  | 'reportLapsed'
  | 'reportDone';

export type AfterNotice =
  | 'reportReleased'
  | 'workshopDue'
  | 'workshopOverdue'
  | 'workshopBooked'
  | 'workshopToday'
  | 'workshopDone'
  | 'followUpSoon'
  | 'followUpNow'
  | 'followUpOverdue'
  | 'ratingAsked'
  | 'closed';

/** Columns that commands change. */
export interface ReviewFields {
  readonly on?: LocalDate | null;
  readonly startsPm?: boolean;
  readonly why?: readonly string[];
  readonly refusedDates?: readonly LocalDate[];
  readonly hostAnswer?: YesNo | null;
  readonly postponedFor?: PostponeReason | null;
  readonly heldFrom?: ReviewState | null;
  readonly championId?: number | null;
  readonly hostLeadId?: number | null;
  readonly linesOfEnquiry?: readonly string[];
  readonly focusBy?: Side;
  readonly focusOn?: LocalDate | null;
  readonly dayPlan?: DayPlan;
  readonly planBy?: Side;
  readonly planOn?: LocalDate | null;
  readonly sessionPrompts?: boolean;
  readonly sessionsSaid?: number;
  readonly selfEvaluationLink?: string;
  readonly goneAheadOn?: LocalDate | null;
  readonly briefedOn?: LocalDate | null;
  readonly logistics?: readonly Logistic[];
  readonly assuranceOn?: LocalDate | null;
  readonly feedbackOn?: LocalDate;
  readonly feedbackTo?: readonly Listener[];
  readonly draftLink?: string;
  readonly draftHash?: string;
  readonly draftOn?: LocalDate;
  readonly draftRound?: number;
  readonly lapsedOn?: LocalDate;
  readonly qualityOn?: LocalDate | null;
  readonly qualityPoints?: readonly QualityPoint[];
  readonly factCheckBy?: LocalDate;
  readonly factCheck?: FactCheck;
  readonly correctionsLink?: string | null;
  readonly replyLink?: string | null;
  readonly reportDoneOn?: LocalDate;
  readonly reportLink?: string;
  readonly reportHash?: string;
  readonly workshopOn?: LocalDate;
  readonly workshopDoneOn?: LocalDate;
  readonly followUpOn?: LocalDate;
  readonly impact?: Impact;
  readonly hostRating?: number;
  readonly leadRating?: number;
  readonly goodPractice?: string | null;
  readonly nameUs?: boolean;
}

/** What a command changes beside the state; the store applies it in the same transaction. */
export interface Changes {
  readonly fields?: ReviewFields;
  /** Yeses of members of the team: their own, and their heads'. */
  readonly yes?: { readonly own: readonly number[]; readonly release: readonly number[] };
  /** Members who leave the team; their rows stay for history, with the reason. */
  readonly leave?: { readonly memberIds: readonly number[]; readonly reason: string };
  readonly join?: readonly NewMember[];
  /** Members who are sent by another school from now on; its head has not been asked. */
  readonly rehome?: { readonly memberIds: readonly number[]; readonly schoolId: number };
  /** Another day: everybody is asked again. */
  readonly askAgain?: true;
  /** Members who confirm the draft of that hash. */
  readonly confirm?: { readonly memberIds: readonly number[]; readonly hash: string };
  /** Members who were there on the day; the others were not. */
  readonly attended?: readonly number[];
  readonly addAction?: NewAction;
  readonly dropAction?: number;
  readonly rate?: readonly RatedAction[];
  /** People to whom the report is released, or from whom it is taken back. */
  readonly release?: readonly number[];
  readonly revoke?: readonly number[];
}

/** Somebody who comes into a team. */
interface NewMember {
  readonly personId: number;
  readonly schoolId: number;
  readonly role: TeamRole | typeof OBSERVER;
}

interface NewAction {
  readonly text: string;
  readonly ownerRole: ActionOwner;
  readonly dueOn: LocalDate;
  readonly measure: string;
}

interface RatedAction {
  readonly actionId: number;
  readonly rag: Rag;
  readonly evidenceLink: string | null;
}
