import type { LocalDate } from '../calendar/localDate.js';
import type { TermsField } from './termsOfReference.js';

/** Who acts or is told; the table says who they are on a record. */
export type GroupRole =
  | 'lead'
  | 'deputy'
  | 'cover'
  | 'asked'
  | 'sponsor'
  | 'sponsorWithoutLead'
  | 'chairAlone'
  | 'grantingChair'
  | 'newMember'
  | 'chair'
  | 'boardMembers'
  | 'coordinatorsForChair'
  | 'coordinatorsForExtension'
  | 'officesWithoutSponsor'
  | 'coordinators'
  | 'members'
  | 'proposer'
  | 'checkers'
  | 'boardChannel';

/** What is said; the sentences are in notices.ts. */
export type GroupNotice =
  | 'proposed'
  | 'proposalOpen'
  | 'proposalOverdue'
  | 'declined'
  | 'youLead'
  | 'scoping'
  | 'termsOpen'
  | 'termsOverdue'
  | 'termsToApprove'
  | 'termsReturned'
  | 'boardSaid'
  | 'started'
  | 'startedForSponsor'
  | 'joined'
  | 'newLead'
  | 'covers'
  | 'coverOver'
  | 'noLead'
  | 'noSponsor'
  | 'newSponsor'
  | 'youSponsor'
  | 'chairMissing'
  | 'highlight'
  | 'oneMissed'
  | 'twoMissed'
  | 'threeMissed'
  | 'extended'
  | 'extensionAsked'
  | 'extensionRefused'
  | 'paused'
  | 'resumed'
  | 'endNear'
  | 'endReached'
  | 'reportBegun'
  | 'reportOverdue'
  | 'factsToCheck'
  | 'factNoted'
  | 'factsChecked'
  | 'reportToDecide'
  | 'decided'
  | 'closed'
  | 'stopped';

/** What a command changes beside the state; the store applies it in the same transaction. */
export interface GroupChanges {
  readonly fields?: {
    readonly title?: string;
    readonly purpose?: string;
    readonly priority?: string;
    readonly leadId?: number;
    readonly deputyId?: number | null;
    readonly coverId?: number | null;
    readonly coverUntil?: LocalDate | null;
    readonly sponsorId?: number;
    readonly schoolSponsorId?: number | null;
    readonly startsOn?: LocalDate;
    readonly endsOn?: LocalDate;
    readonly agreedEndsOn?: LocalDate;
    readonly askedEndsOn?: LocalDate | null;
    readonly askedReason?: string | null;
    readonly pausedUntil?: LocalDate | null;
    readonly approvedOn?: LocalDate;
    readonly approvedAt?: string;
    readonly checkedSince?: LocalDate | null;
    readonly cadence?: number;
    readonly promptTime?: string;
    readonly lleHalfDays?: number;
    readonly sleHalfDays?: number;
    readonly cashPence?: number;
    readonly timeTolerance?: number;
    readonly dayTolerance?: number;
    readonly missesInARow?: number;
  };
  readonly terms?: Readonly<Partial<Record<TermsField, string>>>;
  readonly addMember?: { readonly personId: number; readonly brings: string };
  readonly memberLeaves?: { readonly personId: number; readonly on: LocalDate };
  readonly addMilestone?: { readonly title: string; readonly dueOn: LocalDate; readonly task?: number };
  readonly doneMilestone?: { readonly id: number; readonly on: LocalDate };
  /** Not done after all. */
  readonly reopenMilestone?: number;
  readonly forecastMilestone?: { readonly id: number; readonly on: LocalDate };
  /** A replanned date; the first one is kept beside it. */
  readonly moveMilestone?: { readonly id: number; readonly on: LocalDate; readonly was: LocalDate };
  /** Half days of a leader, booked in the leader's own year. */
  readonly setAside?: { readonly designationId: number; readonly halfDays: number };
  readonly workDays?: { readonly groupLeaderId: number; readonly halfDays: number };
  /** What nobody worked goes back to the leaders. */
  readonly releaseDays?: true;
  readonly sections?: Readonly<Record<string, string>>;
  readonly factNote?: { readonly section: string; readonly text: string };
}
