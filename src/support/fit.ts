import type { HomeSchool } from '../network/leaders.js';
import { phaseGroup } from '../network/school.js';
import type { LeaderFacts, Need } from './need.js';

/** What each part of the match can add, in points of 100 (DOMAIN 3.5). */
export const WEIGHT = {
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

/** Fewer ratings than this say more about the raters than about the leader (DOMAIN 3.5). */
export const FEWEST_RATINGS = 3;

/** Schools alike within these: pupils by half, free school meals by ten percentage points. */
const ALIKE = { pupils: 0.5, percentFsm: 10 } as const;

/** A village school: fewer pupils than this, outside a town (DOMAIN 3.5, "small rural"). */
const SMALL_PUPILS = 110;

/** How well a leader suits a need, 0 to 100 (DOMAIN 3.5). Called for every leader: it makes no text and no list. */
export function scoreOf(need: Need, leader: LeaderFacts): number {
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
export function phaseFit(need: Need, { phases, home }: LeaderFacts): number {
  const wanted = need.school.phase;
  if (phases.length === 0) return onePhaseFit(wanted, home.phase);
  let best = 0;
  for (const phase of phases) best = Math.max(best, onePhaseFit(wanted, phase));
  return best;
}

function onePhaseFit(wanted: string, works: string): number {
  if (works === wanted) return 1;
  const [a, b] = [phaseGroup(wanted), phaseGroup(works)];
  if (a === b) return 0.7;
  return a === 'allThrough' || b === 'allThrough' ? 0.4 : 0;
}

/** In what two schools are alike, in words. */
export function alikeIn(a: HomeSchool, b: HomeSchool): string[] {
  return [
    ...(isSizeAlike(a, b) ? ['size'] : []),
    ...(isIntakeAlike(a, b) ? ['intake'] : []),
    ...(isFaithAlike(a, b) ? ['religious character'] : []),
    ...(isPlaceAlike(a, b) ? [isSmallRural(a) ? 'being small and rural' : 'setting'] : []),
  ];
}

function contextFit(a: HomeSchool, b: HomeSchool): number {
  return (
    (isSizeAlike(a, b) ? 0.3 : 0) +
    (isIntakeAlike(a, b) ? 0.3 : 0) +
    (isFaithAlike(a, b) ? 0.2 : 0) +
    (isPlaceAlike(a, b) ? 0.2 : 0)
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

/** A small school in the country is like its kind, whatever the register's finer words for the place. */
function isPlaceAlike(a: HomeSchool, b: HomeSchool): boolean {
  if (isSmallRural(a) || isSmallRural(b)) return isSmallRural(a) && isSmallRural(b);
  return a.urbanRural !== null && a.urbanRural === b.urbanRural;
}

function isSmallRural({ pupils, urbanRural }: HomeSchool): boolean {
  return pupils !== null && pupils < SMALL_PUPILS && (urbanRural?.includes('ural') ?? false);
}

/** Which part of the year's days is promised or worked, 0 to 1. */
export function spentShare({ capacity }: LeaderFacts): number {
  return capacity.halfDays === 0 ? 1 : Math.min(1, (capacity.booked + capacity.used) / capacity.halfDays);
}

/** As the crow flies, in kilometres; null where a place is not known. */
export function kilometres(a: HomeSchool, b: HomeSchool): number | null {
  if (a.easting === null || a.northing === null || b.easting === null || b.northing === null) return null;
  const [east, north] = [a.easting - b.easting, a.northing - b.northing];
  return Math.sqrt(east * east + north * north) / 1000;
}
