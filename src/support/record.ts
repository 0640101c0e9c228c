import type { LocalDate } from '../calendar/localDate.js';
import type { WorkRecord } from '../workflow/workflow.js';
import type {
  Activity,
  EndReason,
  GoOn,
  HoldReason,
  Lasting,
  Party,
  Payer,
  Rating,
  RefusalReason,
  ReleaseCheck,
  Side,
  TriageMode,
  Working,
} from './codes.js';

export type SupportState =
  | 'new'
  | 'draft'
  | 'callAsked'
  | 'submitted'
  | 'triage'
  | 'infoAsked'
  | 'panel'
  | 'fundingAsked'
  | 'matching'
  | 'releaseAsked'
  | 'shortlisted'
  | 'agreementDraft'
  | 'agreementProposed'
  | 'firstContact'
  | 'active'
  | 'midReview'
  | 'variationProposed'
  | 'releaseAgain'
  | 'onHold'
  | 'evaluationDue'
  | 'qualityCheck'
  | 'signedOff'
  | 'impactCheck'
  | 'closed'
  | 'signposted'
  | 'declined'
  | 'unmatched'
  | 'withdrawn'
  | 'terminated'
  | 'discarded';

/** How a partnership brokers: who triages, and whether home heads are asked before or after the school chooses. */
export interface SupportSettings {
  readonly triageMode: TriageMode;
  readonly releaseCheck: ReleaseCheck;
}

/** A support request with all that decisions and cards need: its school, its parties, its candidates. */
export interface SupportRecord extends WorkRecord {
  readonly state: SupportState;
  readonly settings: SupportSettings;
  readonly school: SchoolFacts;
  readonly partnershipId: number;
  /** Leaders of the school's own trust or federation: there is none, they are left out, or the head welcomes them. */
  readonly ownTrust: 'none' | 'excluded' | 'welcome';
  /** The coordinator looks at leaders from beyond the school's district too. */
  readonly furtherAfield: boolean;
  readonly requester: PersonFacts;
  /** Heads of the receiving school now: one who took over since the request acts for it too. */
  readonly receivingHeadIds: readonly number[];
  /** Everybody who coordinates at the brokering node. */
  readonly coordinatorIds: readonly number[];
  readonly coordinator: PersonFacts | null;
  readonly brokeringChannelId: number | null;
  /** Programme leads of the node: told when nobody claims. */
  readonly programmeLeadIds: readonly number[];
  /** Advisers of the authority at the node: they commission, and accept where the authority pays. */
  readonly laAdviserIds: readonly number[];
  readonly area: { readonly slug: string; readonly title: string };
  /** The head's own words: for those whom the visibility rules allow. */
  readonly need: string;
  readonly timing: string;
  readonly wantedHalfDays: number | null;
  /** The work that the request came out of, such as an action after a peer review. */
  readonly origin: { readonly kind: string; readonly id: number } | null;
  /** Made by the authority or a coordinator for a school at risk: nobody else learns that (DOMAIN 1.9). */
  readonly commissioned: boolean;
  readonly payer: Payer;
  readonly funded: { readonly on: LocalDate; readonly note: string } | null;
  readonly question: string | null;
  readonly questionAnswer: string | null;
  readonly panel: { readonly on: LocalDate; readonly minute: string } | null;
  /** The words that leaders who are asked may read, once the head has agreed to them. */
  readonly summary: { readonly text: string; readonly agreed: boolean } | null;
  /** Leaders on the list who are not out: at most three, none of them chosen. */
  readonly candidates: readonly Approach[];
  /** The one whom the receiving head has chosen. */
  readonly approach: Approach | null;
  /** Leaders asked before: they are not proposed again, and only coordinators learn who they were. */
  readonly earlier: readonly EarlierApproach[];
  readonly agreement: Agreement | null;
  /** The round of acceptances by which the agreement holds; null as long as none does. */
  readonly heldRound: number | null;
  readonly variation: Variation | null;
  readonly acceptedBy: readonly Party[];
  readonly visits: readonly Visit[];
  readonly nextVisitOn: LocalDate | null;
  /** When both sides were asked half way; null when they were not yet. */
  readonly midReviewOn: LocalDate | null;
  readonly midReviews: readonly MidReview[];
  readonly holdReason: HoldReason | null;
  readonly completedOn: LocalDate | null;
  readonly endedEarly: EndReason | null;
  readonly evaluation: { readonly rating: Rating; readonly comment: string } | null;
  /** The leader's comments and challenges. */
  readonly reflection: string | null;
  readonly quality: { readonly on: LocalDate; readonly note: string } | null;
  readonly lasting: { readonly answer: Lasting; readonly comment: string } | null;
  readonly outcome: string | null;
  readonly createdAt: Date;
  /** The day by which the present state's next step is owed, where there is one. */
  readonly dueOn: LocalDate | null;
}

interface SchoolFacts {
  readonly id: number;
  readonly name: string;
  readonly phase: string;
}

interface PersonFacts {
  readonly id: number;
  readonly name: string;
}

/** A designation that counts for no new match; what the leader is deployed to goes on. */
export const LAPSES = ['underReview', 'expired', 'ended'] as const;
export type Lapse = (typeof LAPSES)[number];

export interface Approach {
  readonly id: number;
  readonly designationId: number;
  /** listed: nobody is asked yet; asked: somebody is; available: both have said yes; accepted: and chosen. */
  readonly status: 'listed' | 'asked' | 'available' | 'accepted';
  readonly typeCode: string;
  /** How it stands with a designation that does not count any more (DOMAIN 3.1); null for one that does. */
  readonly lapsed: Lapse | null;
  /** What the leader is designated for, in words. */
  readonly specialisms: readonly string[];
  readonly leader: PersonFacts;
  /** The school that releases the leader for this. */
  readonly homeSchool: SchoolFacts;
  readonly homeHeadIds: readonly number[];
  /** The leader heads the home school: an LLE needs nobody's release but their own. */
  readonly selfReleasing: boolean;
  /** The school the leader has moved to since, whose head has not agreed yet. */
  readonly newHome: {
    readonly school: SchoolFacts;
    readonly headIds: readonly number[];
    readonly selfReleasing: boolean;
  } | null;
  readonly leaderAnswer: 'yes' | 'no' | null;
  readonly releaseAnswer: 'yes' | 'no' | null;
  /** The request's versions with which the home head and the leader were asked; null when they were not. */
  readonly askedVersion: number | null;
  readonly leaderAskedVersion: number | null;
  /** What a party wants changed in the agreement, in its own words. */
  readonly changeAsked: string | null;
}

export interface EarlierApproach {
  readonly designationId: number;
  readonly leader: PersonFacts;
  readonly saidNo: 'leader' | 'homeHead' | null;
  /** The request's version with which the home head took back a release of which the leader had heard. */
  readonly releaseTakenBack: number | null;
  readonly reason: RefusalReason | null;
}

/** The statement of work (DOMAIN 3.6). */
export interface Agreement extends AgreementDetails {
  readonly halfDays: number;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
  readonly purpose: string;
  /** Of one day. */
  readonly ratePence: number | null;
}

export interface AgreementDetails {
  readonly activities: string | null;
  readonly measures: string | null;
  readonly milestones: string | null;
  readonly visitsPlanned: number | null;
  readonly contact: string | null;
  readonly exitStrategy: string | null;
  /** Since when a letter of assurance is on file (DOMAIN 7.1: the date, never the letter). */
  readonly assuranceOn: LocalDate | null;
}

/** A change to an agreement that holds, which waits for the parties. */
export interface Variation {
  readonly id: number;
  readonly halfDays: number;
  readonly endsOn: LocalDate;
  readonly ratePence: number | null;
  readonly reason: string;
}

export interface Visit {
  readonly approachId: number;
  readonly on: LocalDate;
  readonly halfDays: number;
  readonly activity: Activity | null;
  readonly summary: string;
  readonly next: string | null;
}

export interface MidReview {
  readonly party: Side;
  readonly working: Working;
  readonly goOn: GoOn;
  readonly comment: string;
}

/** Half days worked so far under the present agreement: a leader who was replaced had another one. */
export function halfDaysUsed(record: SupportRecord): number {
  return record.visits
    .filter(visit => visit.approachId === record.approach?.id)
    .reduce((sum, visit) => sum + visit.halfDays, 0);
}

/** Half days of the agreement that are not worked yet. */
export function halfDaysLeft(record: SupportRecord): number {
  return (record.agreement?.halfDays ?? 0) - halfDaysUsed(record);
}

/** Whom the request is about now: the one chosen, else everybody on the list. */
export function openApproaches(record: SupportRecord): readonly Approach[] {
  return record.approach ? [record.approach] : record.candidates;
}

/** Those who may release a leader: nobody is asked when the leader heads the home school. */
export function releasersOf(approach: Approach | null): readonly number[] {
  return approach && !approach.selfReleasing ? approach.homeHeadIds : [];
}

/** The leader has been asked, and knows of the request. */
export function leaderAsked(approach: Approach): boolean {
  return approach.leaderAskedVersion !== null;
}

/** The home head has been asked. */
export function releaseAsked(approach: Approach): boolean {
  return approach.askedVersion !== null;
}

/**
 * The candidate about whom a person answers as leader: their own. Undefined when they are not asked.
 */
export function ownApproach(record: SupportRecord, personId: number | null): Approach | undefined {
  return openApproaches(record).find(each => leaderAsked(each) && each.leader.id === personId);
}

/**
 * The candidate about whom a person answers as home head; of several, one who waits for the answer. Undefined
 * when none is theirs.
 */
export function releasedApproach(record: SupportRecord, personId: number | null): Approach | undefined {
  const theirs = openApproaches(record).filter(
    each => releaseAsked(each) && personId !== null && releasersOf(each).includes(personId),
  );
  return theirs.find(each => each.releaseAnswer === null) ?? theirs[0];
}
