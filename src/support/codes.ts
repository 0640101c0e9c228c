/** Those who must accept an agreement before it holds (DOMAIN 3.6). */
export const PARTIES = ['receivingHead', 'homeHead', 'leader', 'payer'] as const;
export type Party = (typeof PARTIES)[number];

/** The two sides of a deployment, who say in private how it goes. */
export type Side = 'receivingHead' | 'leader';

/** Who triages: one coordinator, or a panel that meets (DOMAIN 3.5). */
export const TRIAGE_MODES = ['coordinator', 'panel'] as const;
export type TriageMode = (typeof TRIAGE_MODES)[number];

/** The two orders of asking (DOMAIN 0.6). */
export const RELEASE_CHECKS = ['beforeShortlist', 'afterChoice'] as const;
export type ReleaseCheck = (typeof RELEASE_CHECKS)[number];

/** Who pays (DOMAIN 3.3); 'partnership' is what membership covers, with nothing to confirm. */
export const PAYERS = ['partnership', 'school', 'la', 'diocese', 'trust', 'grant'] as const;
export type Payer = (typeof PAYERS)[number];

/** Why a leader or a home head says no. */
export const REFUSAL_REASONS = ['days', 'fit', 'connection', 'unsaid'] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/** Where a head is sent instead (DOMAIN 3.6). */
export const SIGNPOSTS = ['coreOffer', 'network', 'cpd', 'elsewhere'] as const;
export type Signpost = (typeof SIGNPOSTS)[number];

/** Why no leader was found: for the capacity-gap report. */
export const UNMATCHED_REASONS = ['nobody', 'daysSpent', 'allDeclined', 'tooFar'] as const;
export type UnmatchedReason = (typeof UNMATCHED_REASONS)[number];

/** What a visit was, in one tap. */
export const ACTIVITIES = [
  'coaching',
  'learningWalk',
  'planning',
  'training',
  'hostVisit',
  'remote',
] as const;
export type Activity = (typeof ACTIVITIES)[number];

export const WORKING = ['yes', 'partly', 'no'] as const;
export type Working = (typeof WORKING)[number];

export const GO_ON = ['asPlanned', 'changed', 'stop'] as const;
export type GoOn = (typeof GO_ON)[number];

/** Why it rests: a code, since the reason may be private (DOMAIN 7.1). */
export const HOLD_REASONS = ['ofsted', 'leadershipChange', 'personal', 'other'] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

/** Why it ends before its time. */
export const END_REASONS = ['circumstances', 'notWorking', 'leaderUnavailable', 'enough', 'other'] as const;
export type EndReason = (typeof END_REASONS)[number];

/** The five-point scale of DOMAIN 3.6, comparable with Hillingdon's survey. */
export const RATINGS = ['veryEffective', 'effective', 'partlyEffective', 'notEffective', 'tooEarly'] as const;
export type Rating = (typeof RATINGS)[number];

/** Whether the effect has lasted, 90 days later. */
export const LASTING = ['fully', 'partly', 'no', 'tooEarly'] as const;
export type Lasting = (typeof LASTING)[number];

/** Best time for a call. */
export const CALL_TIMES = ['Any time', 'Before school', 'At lunchtime', 'After school'] as const;
