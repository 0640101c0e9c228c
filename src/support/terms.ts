import type { LocalDate } from '../calendar/localDate.js';
import type { OverrideReason } from './conflicts.js';
import type { Party, Rating, RefusalReason, Visit } from './record.js';

/** Who acts or is told (DOMAIN 5); the table says who they are on a record. */
export type Role =
  | 'requester'
  | 'receivingHead'
  | 'coordinator'
  | 'coordinators'
  | 'brokeringChannel'
  | 'programmeLead'
  | 'leader'
  | 'homeHead'
  | 'awaitedAnswer'
  | 'awaitedParty'
  | 'daysWatcher';

/** What is said; the sentences are in notices.ts. */
export type Notice =
  | 'received'
  | 'newRequest'
  | 'claimed'
  | 'yours'
  | 'takenOver'
  | 'unclaimed'
  | 'stillUnmatched'
  | 'withdrawn'
  | 'noLongerNeeded'
  | 'declined'
  | 'leaderAsked'
  | 'releaseAsked'
  | 'leaderSaidYes'
  | 'leaderSaidNo'
  | 'releaseApproved'
  | 'releaseRefused'
  | 'stillMatching'
  | 'answerDue'
  | 'noAnswerYet'
  | 'agreementToWrite'
  | 'agreementUndrafted'
  | 'agreementToAccept'
  | 'agreementStillOpen'
  | 'agreementOverdue'
  | 'accepted'
  | 'agreed'
  | 'visitRecorded'
  | 'daysNearlyUsed'
  | 'finished'
  | 'stalled'
  | 'evaluationAsked'
  | 'evaluationOverdue'
  | 'evaluated'
  | 'thanked';

/** What a command changes beside the state; the store applies it in the same transaction. */
export interface Changes {
  readonly fields?: {
    readonly area?: string;
    readonly need?: string;
    readonly timing?: string;
    readonly coordinatorId?: number | null;
    readonly halfDays?: number;
    readonly startsOn?: LocalDate;
    readonly endsOn?: LocalDate;
    readonly purpose?: string;
    readonly outcome?: string;
    readonly ownTrust?: boolean;
    readonly closedAt?: Date;
  };
  /** With a reason where a soft conflict is accepted. */
  readonly approach?: {
    readonly designationId: number;
    readonly overrideReason?: OverrideReason | undefined;
  };
  /** An answer to the present approach; a no ends it. */
  readonly answer?: {
    readonly from: 'leader' | 'homeHead';
    readonly yes: boolean;
    readonly reason?: RefusalReason;
  };
  /** What a party wants changed in the agreement. */
  readonly changeAsked?: string;
  /** Ends the present approach because the request itself is over. */
  readonly endApproach?: true;
  readonly accept?: readonly Party[];
  /** Books the agreed half days in the leader's year. */
  readonly book?: true;
  /** Gives the booked half days that were not worked back. */
  readonly releaseUnused?: true;
  readonly visit?: Visit;
  readonly evaluation?: { readonly rating: Rating; readonly comment: string };
}
