// What people choose from. Codes are kept and never free text, where words could say too much.

/** Why a review is put off; codes and never free text, for the reason may be somebody's own (DOMAIN 2.4). */
export const POSTPONE_REASONS = ['ofsted', 'illness', 'staffing', 'weather', 'bereavement', 'other'] as const;
export type PostponeReason = (typeof POSTPONE_REASONS)[number];

/** Why somebody cannot take part. `conflict` asks for no words, so that it can be declined in private (DOMAIN 2.3). */
export const DECLINE_REASONS = ['date', 'workload', 'conflict', 'other'] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

/** Why somebody left a team without saying no: their school is no longer in the cycle. */
export const SCHOOL_WITHDREW = 'withdrew';

/** The same of somebody who has left their post. */
export const HAS_LEFT = 'left';

/** The same of somebody who works elsewhere now, and from there must not review this school (DOMAIN 2.3). */
export const HAS_MOVED = 'moved';

/** The same of an observer: who does not come, or is not wanted. */
export const NO_OBSERVER = 'notObserving';

/** What is arranged at the school for the day (DOMAIN 2.4, row 8). */
export const LOGISTICS = ['room', 'parking', 'lunch', 'network', 'groups', 'signIn'] as const;
export type Logistic = (typeof LOGISTICS)[number];

/** Who heard the verbal feedback: posts, never names. */
export const LISTENERS = ['head', 'seniorLeaders', 'chair', 'governors', 'adviser'] as const;
export type Listener = (typeof LISTENERS)[number];

/** What a moderator asks to be mended: codes, so that nothing of the report is written here. */
export const QUALITY_POINTS = ['evidence', 'tone', 'names', 'length', 'recommendations'] as const;
export type QualityPoint = (typeof QUALITY_POINTS)[number];

/** Who at the school owns an action: a post, never a name. */
export const ACTION_OWNERS = [
  'headteacher',
  'deputy',
  'seniorLeader',
  'subjectLeader',
  'senco',
  'governors',
] as const;
export type ActionOwner = (typeof ACTION_OWNERS)[number];

export const RAGS = ['green', 'amber', 'red'] as const;
export type Rag = (typeof RAGS)[number];

/** What came of the review, in the school's and the lead's eyes. */
export const IMPACTS = ['clear', 'some', 'none'] as const;
export type Impact = (typeof IMPACTS)[number];

/** How the host head's check of the facts ended. */
export const FACT_CHECKS = ['accepted', 'corrections', 'unanswered'] as const;
export type FactCheck = (typeof FACT_CHECKS)[number];
