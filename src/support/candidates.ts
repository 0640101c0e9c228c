import { formatDate, type LocalDate } from '../calendar/localDate.js';
import type { HomeSchool, Leader } from '../network/leaders.js';
import { phaseGroup } from '../network/school.js';
import { daysInWords } from './record.js';

/** What each part of the match can add, in points of 100 (DOMAIN 3.5). */
const WEIGHT = {
  specialism: 40,
  phase: 15,
  daysLeft: 15,
  distance: 10,
  context: 10,
  rating: 5,
  fairness: 5,
} as const;

/** Beyond this many kilometres as the crow flies, distance adds nothing: about an hour on country roads. */
const FAR_KM = 40;

/** A location that is not known counts as half way. */
const UNKNOWN_KM = FAR_KM / 2;

/** Two schools of one phase nearer than this compete for pupils (a soft conflict). */
const NEIGHBOUR_KM = 2;

/** Fewer ratings than this say more about the raters than about the leader (DOMAIN 3.5). */
const FEWEST_RATINGS = 3;

/** More deployments at once than this are too many (a soft conflict). */
const MOST_AT_ONCE = 2;

/** Schools alike within these: pupils by half, free school meals by ten percentage points. */
const ALIKE = { pupils: 0.5, percentFsm: 10 } as const;

/** What is looked for, and for whom. */
export interface Need {
  readonly area: { readonly slug: string; readonly title: string };
  readonly school: HomeSchool;
  readonly headIds: readonly number[];
  /** How many are likely to be wanted. */
  readonly halfDays: number;
}

/** A leader with all that is known about them as a match for one need. */
export interface LeaderFacts extends Leader {
  readonly homeHeadIds: readonly number[];
  readonly deployments: { readonly open: number; readonly ever: number };
  /** How many schools have rated the leader, and how many of them "effective" or better. */
  readonly ratings: { readonly n: number; readonly good: number };
  /** Employed at the receiving school until this day, within the years that count. */
  readonly workedThereUntil: LocalDate | null;
  readonly governsThere: boolean;
  /** On the team of a peer review of the receiving school whose report is still open. */
  readonly reviewsThere: boolean;
  /** Has been asked for this very request. */
  readonly asked: 'leader' | 'homeHead' | 'ended' | null;
}

interface Candidate {
  readonly designationId: number;
  readonly name: string;
  readonly typeCode: string;
  readonly home: string;
  /** 0 to 100: for the order, never shown alone. */
  readonly score: number;
  /** Why this one, in words. */
  readonly reasons: readonly string[];
  /** What to think about first (soft conflicts). */
  readonly cautions: readonly string[];
}

export interface Excluded {
  readonly designationId: number;
  readonly name: string;
  readonly reason: string;
}

export interface Ranking {
  readonly candidates: readonly Candidate[];
  /** Leaders of the right area who cannot be asked, each with the hard conflict that stands in the way. */
  readonly excluded: readonly Excluded[];
  /** How many candidates there are beyond those listed. */
  readonly more: number;
}

/**
 * Ranks leaders for a need, best first: pure. Only the first `limit` are explained. Leaders without the
 * specialism are candidates only where nobody has it; hard conflicts exclude, soft ones are shown. The human
 * chooses (DOMAIN 3.5).
 */
export function rankCandidates(need: Need, leaders: readonly LeaderFacts[], limit = 5): Ranking {
  const inArea = leaders.filter(leader => leader.specialisms.includes(need.area.slug));
  const free: { leader: LeaderFacts; score: number }[] = [];
  const excluded: Excluded[] = [];
  for (const leader of inArea.length > 0 ? inArea : leaders) {
    const reason = hardConflict(need, leader);
    if (reason) excluded.push({ designationId: leader.designationId, name: leader.name, reason });
    else free.push({ leader, score: scoreOf(need, leader) });
  }
  // Equal scores keep a steady order, so that the list does not jump between two looks.
  free.sort((a, b) => b.score - a.score || a.leader.designationId - b.leader.designationId);
  const candidates = free.slice(0, limit).map(({ leader, score }) => ({
    designationId: leader.designationId,
    name: leader.name,
    typeCode: leader.typeCode,
    home: leader.home.name,
    score,
    reasons: reasonsFor(need, leader),
    cautions: cautionsFor(need, leader),
  }));
  return { candidates, excluded, more: free.length - candidates.length };
}

/** The hard conflict that keeps a leader from this need, in words, or null (DOMAIN 3.5). */
export function hardConflict(need: Need, leader: LeaderFacts): string | null {
  const { home, capacity } = leader;
  if (home.id === need.school.id) return 'works at this school';
  if (home.trustId !== null && home.trustId === need.school.trustId) return 'belongs to the same trust';
  if (need.headIds.includes(leader.personId)) return 'heads this school too';
  if (leader.homeHeadIds.some(id => need.headIds.includes(id))) return 'the same person heads both schools';
  if (leader.governsThere) return 'governs this school';
  if (leader.workedThereUntil) return `worked at this school until ${formatDate(leader.workedThereUntil)}`;
  if (leader.reviewsThere) return 'is a peer reviewer of this school, and the report is still open';
  if (leader.asked === 'leader') return 'was asked for this request and cannot take it on';
  if (leader.asked === 'homeHead') return 'was asked for this request and cannot be released now';
  if (leader.asked === 'ended') return 'was asked for this request before';
  if (capacity.left <= 0) return `has no days left in ${capacity.academicYear}`;
  if (leader.homeHeadIds.length === 0)
    return `nobody is on record as head of ${home.name}, so nobody could release them`;
  return null;
}

function scoreOf(need: Need, leader: LeaderFacts): number {
  const { capacity, ratings } = leader;
  const km = kilometres(need.school, leader.home) ?? UNKNOWN_KM;
  return (
    (leader.specialisms.includes(need.area.slug) ? WEIGHT.specialism : 0) +
    WEIGHT.phase * phaseFit(need, leader) +
    WEIGHT.daysLeft * Math.min(1, capacity.left / Math.max(1, need.halfDays)) +
    WEIGHT.distance * Math.max(0, 1 - km / FAR_KM) +
    WEIGHT.context * contextFit(need.school, leader.home) +
    (ratings.n >= FEWEST_RATINGS ? WEIGHT.rating * (ratings.good / ratings.n) : 0) +
    WEIGHT.fairness * (1 - spentShare(leader))
  );
}

/** 1: works in exactly this phase; 0.7: with pupils of that age; 0.4: one of the two schools is all-through. */
function phaseFit(need: Need, { phases, home }: LeaderFacts): number {
  const works = phases.length > 0 ? phases : [home.phase];
  const { phase } = need.school;
  if (works.includes(phase)) return 1;
  const groups = works.map(phaseGroup);
  if (groups.includes(phaseGroup(phase))) return 0.7;
  return groups.includes('allThrough') || phaseGroup(phase) === 'allThrough' ? 0.4 : 0;
}

function contextFit(a: HomeSchool, b: HomeSchool): number {
  return (
    (isSizeAlike(a, b) ? 0.3 : 0) +
    (isIntakeAlike(a, b) ? 0.3 : 0) +
    (isFaithAlike(a, b) ? 0.2 : 0) +
    (a.urbanRural !== null && a.urbanRural === b.urbanRural ? 0.2 : 0)
  );
}

function isSizeAlike(a: HomeSchool, b: HomeSchool): boolean {
  if (!a.pupils || !b.pupils) return false;
  return Math.abs(a.pupils - b.pupils) <= ALIKE.pupils * Math.max(a.pupils, b.pupils);
}

function isIntakeAlike(a: HomeSchool, b: HomeSchool): boolean {
  if (a.percentFsm === null || b.percentFsm === null) return false;
  return Math.abs(a.percentFsm - b.percentFsm) <= ALIKE.percentFsm;
}

function isFaithAlike(a: HomeSchool, b: HomeSchool): boolean {
  return a.religiousCharacter !== null && a.religiousCharacter === b.religiousCharacter;
}

function spentShare({ capacity }: LeaderFacts): number {
  return capacity.halfDays === 0 ? 1 : Math.min(1, (capacity.booked + capacity.used) / capacity.halfDays);
}

function kilometres(a: HomeSchool, b: HomeSchool): number | null {
  if (a.easting === null || a.northing === null || b.easting === null || b.northing === null) return null;
  return Math.hypot(a.easting - b.easting, a.northing - b.northing) / 1000;
}

function reasonsFor(need: Need, leader: LeaderFacts): string[] {
  const { capacity, ratings, home } = leader;
  const km = kilometres(need.school, home);
  const fit = phaseFit(need, leader);
  const alike = [
    ...(isSizeAlike(need.school, home) ? ['size'] : []),
    ...(isIntakeAlike(need.school, home) ? ['intake'] : []),
    ...(isFaithAlike(need.school, home) ? ['religious character'] : []),
  ];
  return [
    ...(leader.specialisms.includes(need.area.slug) ? [`Designated for ${need.area.title}`] : []),
    ...(fit >= 0.7 ? ['Works with pupils of this age'] : fit > 0 ? ['Works in an all-through setting'] : []),
    `${daysInWords(capacity.left)} left of ${daysInWords(capacity.halfDays)} in ${capacity.academicYear}`,
    ...(km === null ? [] : [km < 1 ? 'Less than 1 km away' : `${Math.round(km)} km away`]),
    ...(alike.length > 0 ? [`Home school is alike in ${alike.join(' and ')}`] : []),
    ...(ratings.n >= FEWEST_RATINGS
      ? [`${ratings.good} of ${ratings.n} schools found the support effective`]
      : []),
    ...(spentShare(leader) === 0 ? ['Not yet deployed this year'] : []),
  ];
}

function cautionsFor(need: Need, leader: LeaderFacts): string[] {
  const { deployments, home, capacity } = leader;
  const km = kilometres(need.school, home);
  const neighbour = km !== null && km < NEIGHBOUR_KM && home.phase === need.school.phase;
  return [
    ...(leader.specialisms.includes(need.area.slug) ? [] : [`Not designated for ${need.area.title}`]),
    ...(phaseFit(need, leader) === 0 ? ['Works in another phase'] : []),
    ...(capacity.left < need.halfDays ? ['May not have days enough'] : []),
    ...(neighbour ? ['Neighbouring school of the same phase'] : []),
    ...(deployments.open > MOST_AT_ONCE ? [`${deployments.open} deployments at the same time`] : []),
    ...(deployments.ever === 0 ? ['First deployment: somebody should go with them'] : []),
  ];
}
