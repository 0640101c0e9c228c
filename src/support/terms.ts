import type { LocalDate } from '../calendar/localDate.js';
import { type StateSpec, workflowOf } from '../workflow/workflow.js';
import type { EndReason, HoldReason, Lasting, Party, Payer, Rating, RefusalReason } from './codes.js';
import type { OverrideReason } from './conflicts.js';
import type { AgreementDetails, MidReview, SupportRecord, SupportState, Visit } from './record.js';

/** Who acts or is told (DOMAIN 5); roles.ts says who they are on a record. */
export type Role =
  | 'requester'
  | 'receivingHead'
  | 'coordinator'
  | 'coordinators'
  | 'brokeringChannel'
  | 'programmeLead'
  | 'laAdviser'
  | 'payer'
  | 'leader'
  | 'homeHead'
  | 'newHomeHead'
  | 'awaitedAnswer'
  | 'awaitedParty'
  | 'awaitedSide'
  | 'askedHomeHead'
  | 'askedLeader'
  | 'leaderLetGo'
  | 'daysWatcher'
  | 'troubleWatcher';

/** What is said; the sentences are in notices/. */
export type Notice =
  | 'received'
  | 'newRequest'
  | 'draftSuggested'
  | 'draftWaits'
  | 'callMe'
  | 'callWaiting'
  | 'callTaken'
  | 'writtenDown'
  | 'commissioned'
  | 'commissionedForYou'
  | 'claimed'
  | 'yours'
  | 'takenOver'
  | 'unclaimed'
  | 'triageDue'
  | 'infoAsked'
  | 'infoStillOpen'
  | 'infoAnswered'
  | 'infoMissing'
  | 'panelAsked'
  | 'panelWaits'
  | 'takenOn'
  | 'signposted'
  | 'declined'
  | 'fundingToConfirm'
  | 'fundingStillOpen'
  | 'fundingConfirmed'
  | 'fundingRefused'
  | 'stillUnmatched'
  | 'lookFurther'
  | 'unmatched'
  | 'summaryToAgree'
  | 'summaryAgreed'
  | 'withdrawn'
  | 'noLongerNeeded'
  | 'leaderAsked'
  | 'releaseAsked'
  | 'leaderSaidYes'
  | 'leaderSaidNo'
  | 'releaseApproved'
  | 'releaseRefused'
  | 'stillMatching'
  | 'answerDue'
  | 'noAnswerYet'
  | 'shortlistReady'
  | 'shortlistWaits'
  | 'shortlistLate'
  | 'noneChosen'
  | 'chosen'
  | 'agreementToWrite'
  | 'agreementUndrafted'
  | 'agreementToAccept'
  | 'agreementStillOpen'
  | 'agreementOverdue'
  | 'accepted'
  | 'agreed'
  | 'contactDue'
  | 'contactMissing'
  | 'contactMade'
  | 'visitRecorded'
  | 'visitUnrecorded'
  | 'visitMissing'
  | 'daysNearlyUsed'
  | 'stalled'
  | 'pastEnd'
  | 'midReviewAsked'
  | 'midReviewWaits'
  | 'midReviewMissing'
  | 'notWorking'
  | 'changeWanted'
  | 'variationToAccept'
  | 'variationStillOpen'
  | 'varied'
  | 'notVaried'
  | 'leaderMoved'
  | 'releaseAgainAsked'
  | 'moveAgreed'
  | 'leaderReplaced'
  | 'onHold'
  | 'stillOnHold'
  | 'resumed'
  | 'terminated'
  | 'finished'
  | 'evaluationAsked'
  | 'reflectionAsked'
  | 'evaluationOverdue'
  | 'evaluated'
  | 'qualityWaits'
  | 'signedOff'
  | 'thanked'
  | 'impactAsked'
  | 'impactAnswered';

/** What a command changes beside the state; the store applies it in the same transaction. */
export interface Changes {
  readonly fields?: {
    readonly area?: string;
    readonly need?: string;
    readonly timing?: string;
    readonly wantedHalfDays?: number | null;
    readonly originKind?: string;
    readonly originId?: number;
    readonly commissioned?: boolean;
    readonly payer?: Payer;
    readonly fundedOn?: LocalDate;
    readonly fundingNote?: string;
    readonly question?: string;
    readonly questionAnswer?: string | null;
    readonly panelOn?: LocalDate;
    readonly panelMinute?: string;
    readonly summary?: string | null;
    readonly summaryAgreed?: boolean;
    readonly coordinatorId?: number | null;
    readonly halfDays?: number;
    readonly startsOn?: LocalDate;
    readonly endsOn?: LocalDate;
    readonly purpose?: string;
    readonly ratePence?: number | null;
    readonly heldRound?: number | null;
    readonly nextVisitOn?: LocalDate | null;
    readonly midReviewOn?: LocalDate | null;
    readonly holdReason?: HoldReason | null;
    readonly completedOn?: LocalDate;
    readonly endedEarly?: EndReason;
    readonly signedOffOn?: LocalDate;
    readonly qualityNote?: string;
    readonly ownTrust?: boolean;
    readonly furtherAfield?: true;
    readonly outcome?: string | null;
    readonly closedAt?: Date;
  } & Partial<AgreementDetails>;
  /** Puts a leader on the list; they and their head are asked at once when the next state asks them. */
  readonly approach?: {
    readonly designationId: number;
    /** Where a soft conflict is accepted. */
    readonly overrideReason?: OverrideReason | undefined;
  };
  /** An answer about one candidate; a no ends it. */
  readonly answer?: {
    readonly approachId: number;
    readonly from: 'leader' | 'homeHead';
    readonly yes: boolean;
    readonly reason?: RefusalReason;
  };
  /** The candidate whom the receiving head picks. */
  readonly choose?: { readonly approachId: number };
  /** What a party wants changed in the agreement. */
  readonly changeAsked?: string;
  /** Ends the approaches: all of them, or those on the list who have not both said yes. */
  readonly endApproaches?: 'all' | 'unanswered';
  /** The leader chosen cannot go on; what was worked stays theirs. */
  readonly replaceLeader?: true;
  /** Acceptances of one round, by the person who acts. */
  readonly accept?: { readonly parties: readonly Party[]; readonly round: number };
  /** Books the agreed half days in the leader's year. */
  readonly book?: true;
  /** Gives the booked half days that were not worked back. */
  readonly releaseUnused?: true;
  readonly proposeVariation?: {
    readonly round: number;
    readonly halfDays: number;
    readonly endsOn: LocalDate;
    readonly ratePence: number | null;
    readonly reason: string;
  };
  /** Settles the open variation; agreed, it becomes the agreement and the days are booked anew. */
  readonly settleVariation?: 'agreed' | 'refused';
  /** The school the leader has moved to now releases them. */
  readonly moveHome?: true;
  readonly visit?: Omit<Visit, 'approachId'>;
  readonly midReview?: MidReview;
  readonly evaluation?: {
    readonly party: 'receivingHead' | 'leader' | 'impact';
    readonly rating: Rating | Lasting | null;
    readonly comment: string;
  };
}

/** The helpers of src/workflow, bound to a support request. */
export const { command, table } = workflowOf<SupportRecord, SupportState, Role, Notice, Changes>();

/** One state of the table: its phases are written in files of their own. */
export type SupportStateSpec = StateSpec<SupportRecord, SupportState, Role, Notice, Changes>;
