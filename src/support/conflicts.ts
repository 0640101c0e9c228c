import { daysFrom, formatDate, type LocalDate } from '../calendar/localDate.js';
import type { ConflictKind } from '../network/conflicts.js';
import { kilometres } from './fit.js';
import type { LeaderFacts, Need } from './need.js';

/** Two schools of one phase nearer than this compete for pupils, in kilometres. */
const NEIGHBOUR_KM = 2;

/** More deployments at once than this are too many. */
const MOST_AT_ONCE = 2;

/**
 * A leader who has never been deployed is new for so long after the designation, in days. Of one who was badged
 * earlier the store may simply not know.
 */
const NEW_FOR_DAYS = 365;

/** Declared ties in a sentence about the leader. */
const TIES: Readonly<Record<Exclude<ConflictKind, 'employed'>, string>> = {
  governs: 'governs this school',
  related: 'is related to somebody at this school',
  manages: 'manages, or is managed by, somebody at this school',
  interest: 'has declared an interest in this school',
  candidate: 'is a candidate for a post at this school',
  complaint: 'is part of a complaint at this school that is still open',
};

const ASKED: Readonly<Record<NonNullable<LeaderFacts['asked']>, string>> = {
  leader: 'was asked for this request and cannot take it on',
  homeHead: 'was asked for this request and cannot be released now',
  ended: 'was asked for this request before',
};

/**
 * The hard conflict that keeps a leader from a need, in words, or null (DOMAIN 3.5). Nobody overrides one; the
 * head of the receiving school alone may say that a leader of the own trust or federation is welcome.
 */
export function hardConflict(need: Need, leader: LeaderFacts): string | null {
  const { home, capacity } = leader;
  if (home.id === need.school.id) return 'works at this school';
  if (!need.ownTrust) {
    if (home.trustId !== null && home.trustId === need.school.trustId) return 'belongs to the same trust';
    if (home.federation !== null && home.federation === need.school.federation)
      return 'belongs to the same federation';
  }
  if (need.headIds.includes(leader.personId)) return 'heads this school too';
  if (leader.homeHeadIds.some(id => need.headIds.includes(id))) return 'the same person heads both schools';
  if (leader.governsThere) return TIES.governs;
  const [tie] = leader.declared;
  if (tie) return tie.kind === 'employed' ? workedThere(tie.until) : TIES[tie.kind];
  if (leader.workedThereUntil) return workedThere(leader.workedThereUntil);
  if (leader.reviewsThere) return 'is a peer reviewer of this school, and the report is still open';
  if (leader.homeOfConcern) return 'is needed at home: the home school is in a category of concern';
  if (leader.asked) return ASKED[leader.asked];
  if (capacity.left <= 0) return `has no days left in ${capacity.academicYear}`;
  if (leader.homeHeadIds.length === 0)
    return `nobody is on record as head of ${home.name}, so nobody could release them`;
  return null;
}

function workedThere(until: LocalDate | null): string {
  return until === null ? 'works at this school' : `worked at this school until ${formatDate(until)}`;
}

/** What a coordinator may decide to accept, with a reason that is kept (DOMAIN 3.5, soft conflicts). */
export const SOFT_CONFLICTS = ['neighbour', 'busy', 'firstTime'] as const;
export type SoftConflict = (typeof SOFT_CONFLICTS)[number];

/** Why a soft conflict is accepted: chosen and not written, so that nothing about a person is kept. */
export const OVERRIDE_REASONS = ['nobodyElse', 'headAgrees', 'accompanied', 'daysPlanned'] as const;
export type OverrideReason = (typeof OVERRIDE_REASONS)[number];

/** Each as it stands in a list to choose from. */
export const OVERRIDE_WORDS: Readonly<Record<OverrideReason, string>> = {
  nobodyElse: 'Nobody else can do it in time',
  headAgrees: 'The receiving head knows and agrees',
  accompanied: 'Somebody experienced goes with them',
  daysPlanned: 'The leader’s days have been planned with them',
};

/** The soft conflicts between a leader and a need, each with its sentence for the coordinator. */
export function softConflicts(
  need: Need,
  leader: LeaderFacts,
): readonly { readonly code: SoftConflict; readonly says: string }[] {
  const { deployments, home } = leader;
  const km = kilometres(need.school, home);
  return [
    ...(km !== null && km < NEIGHBOUR_KM && home.phase === need.school.phase
      ? [{ code: 'neighbour', says: 'Neighbouring school of the same phase' } as const]
      : []),
    ...(deployments.open >= MOST_AT_ONCE
      ? [
          {
            code: 'busy',
            says: `With this one, ${deployments.open + 1} deployments at the same time`,
          } as const,
        ]
      : []),
    ...(deployments.ever === 0 && daysFrom(leader.since, need.today) <= NEW_FOR_DAYS
      ? [{ code: 'firstTime', says: 'First deployment: somebody should go with them' } as const]
      : []),
  ];
}
