import type { LocalDate } from '../calendar/localDate.js';
import type { WorkRecord } from '../workflow/workflow.js';

export type SupportState =
  | 'new'
  | 'submitted'
  | 'matching'
  | 'approached'
  | 'agreementDraft'
  | 'agreementProposed'
  | 'active'
  | 'evaluationDue'
  | 'closed'
  | 'declined'
  | 'withdrawn';

/** Those who must accept an agreement before it holds (DOMAIN 3.6). */
export const PARTIES = ['receivingHead', 'homeHead', 'leader'] as const;
export type Party = (typeof PARTIES)[number];

/** Why a leader or a home head says no. */
export const REFUSAL_REASONS = ['days', 'fit', 'connection', 'unsaid'] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/** The five-point scale of DOMAIN 3.6, comparable with Hillingdon's survey. */
export const RATINGS = ['veryEffective', 'effective', 'partlyEffective', 'notEffective', 'tooEarly'] as const;
export type Rating = (typeof RATINGS)[number];

/** A support request with all that decisions and cards need: its school, its parties, its present approach. */
export interface SupportRecord extends WorkRecord {
  readonly state: SupportState;
  readonly school: SchoolFacts;
  readonly partnershipId: number;
  /** Leaders of the school's own trust or federation: there is none, they are left out, or the head welcomes them. */
  readonly ownTrust: 'none' | 'excluded' | 'welcome';
  readonly requester: PersonFacts;
  /** Heads of the receiving school now: one who took over since the request acts for it too. */
  readonly receivingHeadIds: readonly number[];
  /** Everybody who coordinates at the brokering node. */
  readonly coordinatorIds: readonly number[];
  readonly coordinator: PersonFacts | null;
  readonly brokeringChannelId: number | null;
  /** Programme leads of the node: told when nobody claims. */
  readonly programmeLeadIds: readonly number[];
  readonly area: { readonly slug: string; readonly title: string };
  /** The head's own words: for those whom the visibility rules allow. */
  readonly need: string;
  readonly timing: string;
  readonly approach: Approach | null;
  /** Leaders asked before: they are not proposed again, and only coordinators learn who they were. */
  readonly earlier: readonly EarlierApproach[];
  readonly agreement: Agreement | null;
  readonly acceptedBy: readonly Party[];
  readonly visits: readonly Visit[];
  readonly evaluation: { readonly rating: Rating; readonly comment: string } | null;
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

export interface Approach {
  readonly id: number;
  readonly designationId: number;
  readonly typeCode: string;
  readonly leader: PersonFacts;
  readonly homeSchool: SchoolFacts;
  readonly homeHeadIds: readonly number[];
  /** The leader heads the home school: an LLE needs nobody's release but their own. */
  readonly selfReleasing: boolean;
  readonly leaderAnswer: 'yes' | 'no' | null;
  readonly releaseAnswer: 'yes' | 'no' | null;
  /** What a party wants changed in the agreement, in its own words. */
  readonly changeAsked: string | null;
}

export interface EarlierApproach {
  readonly designationId: number;
  readonly leader: PersonFacts;
  readonly saidNo: 'leader' | 'homeHead' | null;
  readonly reason: RefusalReason | null;
}

export interface Agreement {
  readonly halfDays: number;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
  readonly purpose: string;
}

export interface Visit {
  readonly on: LocalDate;
  readonly halfDays: number;
  readonly summary: string;
}

/** Half days worked so far. */
export function halfDaysUsed(record: SupportRecord): number {
  return record.visits.reduce((sum, visit) => sum + visit.halfDays, 0);
}

/** Half days in words: 3 → '1½ days'. */
export function daysInWords(halfDays: number): string {
  const whole = Math.floor(halfDays / 2);
  const half = halfDays % 2 === 1 ? '½' : '';
  const number = whole === 0 ? half || '0' : `${whole}${half}`;
  return `${number} day${halfDays === 2 || halfDays === 1 ? '' : 's'}`;
}

/** The parties a person stands for on an agreement: none for an outsider, seldom more than one. */
export function partiesOf(record: SupportRecord, personId: number | null): readonly Party[] {
  if (personId === null) return [];
  return requiredParties(record).filter(party => peopleOfParty(record, party).includes(personId));
}

/** The parties whose acceptance an agreement needs: a leader who heads the home school stands for both. */
export function requiredParties(record: SupportRecord): readonly Party[] {
  return PARTIES.filter(party => party !== 'homeHead' || !record.approach?.selfReleasing);
}

/** Those who have not accepted yet. */
export function outstandingParties(record: SupportRecord): readonly Party[] {
  return requiredParties(record).filter(party => !record.acceptedBy.includes(party));
}

/** Those who may release the leader: nobody is asked when the leader heads the home school. */
export function releasersOf({ approach }: SupportRecord): readonly number[] {
  return approach && !approach.selfReleasing ? approach.homeHeadIds : [];
}

/** Half days of the agreement that are not worked yet. */
export function halfDaysLeft(record: SupportRecord): number {
  return (record.agreement?.halfDays ?? 0) - halfDaysUsed(record);
}

/** The people behind a party. */
export function peopleOfParty(record: SupportRecord, party: Party): readonly number[] {
  switch (party) {
    case 'leader':
      return record.approach ? [record.approach.leader.id] : [];
    case 'homeHead':
      return releasersOf(record);
    case 'receivingHead':
      return record.receivingHeadIds;
  }
}
