import { formatDate } from '../../calendar/localDate.js';
import { phaseGroup } from '../../network/school.js';
import type { KeptVisit } from '../cycle/plan.js';
import type { ProgrammeRules } from '../programme.js';
import type { Pool, PoolSchool } from './pool.js';
import { mutualAllowed } from './problem.js';

/**
 * Minutes by road for a kilometre in a straight line: roads are about 1.35 times as long, at some 50 km/h. Good
 * enough for a remark; nothing is ruled out by it.
 */
const MINUTES_PER_KM = 1.6;

type Team = Pick<KeptVisit, 'schoolId' | 'on' | 'team'>;

/** Why this team and this day, in sentences that a head can check; and what is less than it should be. Pure. */
export function explain(
  pool: Pool,
  rules: ProgrammeRules,
  visit: Team,
): { readonly why: string[]; readonly warnings: string[] } {
  const host = pool.schools.find(school => school.id === visit.schoolId);
  if (!host) throw new Error(`School ${visit.schoolId} is not in the pool that was planned.`);
  const homes = visit.team.flatMap(
    member => pool.schools.find(school => school.id === member.schoolId) ?? [],
  );
  return {
    why: reasons(pool, rules, visit, host, homes),
    warnings: warnings(pool, rules, visit, host, homes),
  };
}

/** What holds for a plan as a whole. Pure. */
export function remarks(pool: Pool, rules: ProgrammeRules, visits: readonly Team[]): string[] {
  const taken = (schoolId: number) => visits.find(visit => visit.schoolId === schoolId)?.team.length ?? 0;
  const given = (schoolId: number) =>
    visits.flatMap(visit => visit.team).filter(member => member.schoolId === schoolId).length;
  const uneven = pool.schools.filter(school => given(school.id) !== taken(school.id));
  const undated = visits.filter(visit => visit.on === null).length;
  return [
    uneven.length === 0
      ? 'Every school gives as many visits as it takes.'
      : `Uneven: ${uneven.map(school => `${school.name} gives ${given(school.id)} and takes ${taken(school.id)}`).join('; ')}.`,
    mutualAllowed(rules, pool)
      ? rules.reciprocity !== 'rotation'
        ? `${rules.reciprocity === 'triads' ? 'Triads' : 'Bank'}: schools may review each other.`
        : 'Two schools may review each other: there are too few for a rotation without that.'
      : 'No two schools review each other.',
    ...(undated > 0 ? [`${undated} without a day: choose one after publishing.`] : []),
  ];
}

function reasons(
  pool: Pool,
  rules: ProgrammeRules,
  visit: Team,
  host: PoolSchool,
  homes: readonly PoolSchool[],
): string[] {
  const names = homes.map(school => school.name).join(' and ');
  const apart = homes.flatMap(school => {
    const km = distance(host, school);
    return km === null ? [] : [`${school.name} is ${km} km away`];
  });
  const trusts = [host, ...homes].some(school => school.trust);
  return [
    ...(host.focus ? [`The school would like looked at: ${host.focus}`] : []),
    ...(apart.length > 0 ? [`${apart.join('; ')}.`] : []),
    ...(trusts && names ? [`${names}: no school of ${host.name}'s trust.`] : []),
    ...(!mutualAllowed(rules, pool) && names ? [`${host.name} does not review ${names}.`] : []),
    ...(visit.on
      ? [`${formatDate(visit.on)}: every school is open, and it is nobody's impossible day.`]
      : []),
  ];
}

function warnings(
  pool: Pool,
  rules: ProgrammeRules,
  visit: Team,
  host: PoolSchool,
  homes: readonly PoolSchool[],
): string[] {
  const wanted = 1 + rules.peers;
  const otherPhase = homes.filter(school => phaseGroup(school.phase) !== phaseGroup(host.phase));
  const lastTime = homes.filter(school =>
    pool.history.some(pair => pair.schoolId === host.id && pair.reviewerSchoolId === school.id),
  );
  return [
    ...(visit.team.some(member => member.role === 'leadReviewer')
      ? []
      : ['Nobody could be found to lead it.']),
    ...(visit.team.length < wanted ? [`${visit.team.length} of ${wanted} places are filled.`] : []),
    ...(visit.on ? [] : ['No day could be found on which everybody can.']),
    ...otherPhase.map(school => `${school.name} is of another phase.`),
    ...lastTime.map(school => `${school.name} reviewed ${host.name} lately.`),
    ...homes.flatMap(school => journeyWarnings(rules, host, school)),
    ...(rules.warn.headInFirstTerm && host.headIsNew
      ? [`The head of ${host.name} is in the first term there.`]
      : []),
    ...(rules.warn.faith && host.faith && homes.length > 0 && homes.every(school => school.faith === null)
      ? [`${host.name} is ${host.faith}, and nobody on the team is from a faith school.`]
      : []),
  ];
}

/** What is to be said of the way: too near competes for the same children, too far takes the day (DOMAIN 2.3). */
function journeyWarnings({ warn }: ProgrammeRules, host: PoolSchool, home: PoolSchool): string[] {
  const km = distance(host, home);
  if (km === null) return [];
  const minutes = Math.round(km * MINUTES_PER_KM);
  return [
    ...(warn.neighbourKm !== null &&
    km < warn.neighbourKm &&
    phaseGroup(host.phase) === phaseGroup(home.phase)
      ? [`${home.name} is a neighbour of the same phase.`]
      : []),
    ...(warn.journeyMinutes !== null && minutes > warn.journeyMinutes
      ? [`From ${home.name} it is about ${minutes} minutes by road.`]
      : []),
  ];
}

/** Whole kilometres in a straight line; null where a place is not known. */
function distance(a: PoolSchool, b: PoolSchool): number | null {
  if (!a.location || !b.location) return null;
  return Math.round(Math.hypot(a.location.x - b.location.x, a.location.y - b.location.y));
}
