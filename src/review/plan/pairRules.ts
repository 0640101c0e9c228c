import { distanceKm, NearIndex } from './near.js';
import type { Location, ReviewProblem, ReviewRules, Strictness } from './problem.js';

/** Why a person cannot review a school, in the order in which the funnel counts. */
export type Block =
  | 'own school'
  | 'phase'
  | 'trust'
  | 'history'
  | 'conflict'
  | 'exclusion'
  | 'reach'
  | 'trainee';

/** What the rules say of one person and one school: the hard rules that block, and the price of the rest. */
export interface PairVerdict {
  /** The first of `hard`. */
  block: Block | null;
  hard: Block[];
  /** Kilometres of cost: travel times days, broken soft rules, same cluster. Without expertise. */
  price: number;
  km: number | null;
  minutes: number | null;
}

export interface PairRules {
  verdict(school: number, person: number): PairVerdict;
  /** People who may review the school, from its candidate schools, in no given order; the pinned ones in any case. */
  reviewersOf(school: number, pinned: ReadonlySet<number>): { person: number; price: number }[];
}

const weightOf = (rule: Strictness): number => (typeof rule === 'object' ? rule.weight : 0);

/**
 * The rules about one person and one school (DOMAIN 2.3; MATCHING B (2)), in one place: the model's arcs and the
 * explanations both ask here, so an explanation cannot tell of another rule than the solver used.
 */
export function pairRules(
  problem: ReviewProblem,
  rules: ReviewRules,
  schoolIndex: ReadonlyMap<string, number>,
  personIndex: ReadonlyMap<string, number>,
): PairRules {
  const { schools, people } = problem;
  const N = schools.length;
  // -1 stands for a school or person that is not in the round, and must not fall on another pair.
  const key = (a: number, b: number) => (a + 1) * (N + 1) + b + 1;
  const history = new Set<number>();
  for (const { schoolId, reviewerSchoolId } of problem.history ?? []) {
    history.add(key(schoolIndex.get(schoolId) ?? -1, schoolIndex.get(reviewerSchoolId) ?? -1));
  }
  const excluded = new Set<number>();
  for (const { schoolId, otherSchoolId } of problem.exclusions ?? []) {
    const a = schoolIndex.get(schoolId) ?? -1;
    const b = schoolIndex.get(otherSchoolId) ?? -1;
    excluded.add(key(a, b)).add(key(b, a));
  }
  const conflicts = new Set<number>();
  for (const { personId, schoolId } of problem.conflicts ?? []) {
    conflicts.add(key(personIndex.get(personId) ?? -1, schoolIndex.get(schoolId) ?? -1));
  }
  const waived = new Set(
    (problem.waivers ?? []).map(
      ({ schoolId, personId, rule }) =>
        `${rule}/${key(personIndex.get(personId) ?? -1, schoolIndex.get(schoolId) ?? -1)}`,
    ),
  );
  const journeys = new Map<number, { km: number | null; minutes: number | null }>();
  for (const journey of problem.journeys ?? []) {
    const a = schoolIndex.get(journey.fromSchoolId) ?? -1;
    const b = schoolIndex.get(journey.toSchoolId) ?? -1;
    const known = { km: journey.km ?? null, minutes: journey.minutes ?? null };
    journeys.set(key(a, b), known);
    if (!journeys.has(key(b, a))) journeys.set(key(b, a), known);
  }
  const staff: number[][] = Array.from({ length: N }, () => []);
  /** People whose school is not in the round: they may go anywhere. */
  const outside: number[] = [];
  people.forEach((person, p) => {
    const home = schoolIndex.get(person.schoolId);
    if (home === undefined) outside.push(p);
    else staff[home]!.push(p);
  });

  /** Kilometres (whole, so that costs are) and minutes between two schools, null where not known. */
  function travel(from: number, to: number): { km: number | null; minutes: number | null } {
    const known = journeys.get(key(from, to));
    const a = schools[from]!.location;
    const b = schools[to]!.location;
    const straight = a && b ? distanceKm(a, b) : null;
    const km = known?.km ?? straight;
    return { km: km === null ? null : Math.round(km), minutes: known?.minutes ?? null };
  }

  function verdict(s: number, p: number): PairVerdict {
    const school = schools[s]!;
    const h = schoolIndex.get(people[p]!.schoolId) ?? -1;
    const days = school.visitDays ?? 1;
    const hard: Block[] = [];
    let price = 0;
    const stop = (reason: Block) => {
      if (waived.size > 0 && waived.has(`${reason}/${key(p, s)}`)) return;
      if (!hard.includes(reason)) hard.push(reason);
    };
    const weigh = (rule: Strictness, broken: boolean, reason: Block) => {
      if (!broken || rule === 'off') return;
      if (rule === 'hard') stop(reason);
      else price += weightOf(rule);
    };
    if (h === s) stop('own school');
    const from = h >= 0 ? schools[h]! : null;
    weigh(rules.samePhase, from !== null && from.phaseGroup !== school.phaseGroup, 'phase');
    weigh(rules.otherTrust, school.trustId !== undefined && from?.trustId === school.trustId, 'trust');
    weigh(rules.freshPair, history.has(key(s, h)), 'history');
    if (conflicts.has(key(p, s))) stop('conflict');
    if (excluded.has(key(s, h))) stop('exclusion');
    const { km, minutes } = h >= 0 && h !== s ? travel(h, s) : { km: null, minutes: null };
    if (rules.maxKm !== null && km !== null && km > rules.maxKm) stop('reach');
    if (rules.maxMinutes !== null && minutes !== null && minutes > rules.maxMinutes) stop('reach');
    if (people[p]!.trainee === true) stop('trainee');
    const { weights } = rules;
    if (minutes !== null) price += Math.round(minutes * weights.perMinute) * days;
    else if (km !== null) price += Math.round(km * weights.perKm) * days;
    if (school.clusterId !== undefined && from?.clusterId === school.clusterId) price += weights.sameCluster;
    return { block: hard[0] ?? null, hard, price, km, minutes };
  }

  const located = schools.every(school => school.location !== undefined);
  const locations: Location[] = located ? schools.map(school => school.location!) : [];
  const index = located && N > rules.candidateSchools + 1 ? new NearIndex(locations) : null;

  /** Schools looked at: the nearest that are not ruled out whole, or all where places are not known. */
  function candidateSchools(s: number): number[] {
    if (index === null) return Array.from({ length: N }, (_, h) => h);
    return index.nearest(s, rules.candidateSchools, h => staff[h]!.some(p => verdict(s, p).block === null));
  }

  return {
    verdict,
    reviewersOf(s, pinned) {
      const found: { person: number; price: number }[] = [];
      const seen = new Set<number>();
      for (const h of candidateSchools(s)) {
        for (const p of staff[h]!) {
          const { block, price } = verdict(s, p);
          if (block !== null && !pinned.has(p)) continue;
          found.push({ person: p, price });
          seen.add(p);
        }
      }
      for (const p of outside) {
        const { block, price } = verdict(s, p);
        if (block !== null && !pinned.has(p)) continue;
        found.push({ person: p, price });
        seen.add(p);
      }
      // A waiver names its person: she counts although her school is not among the nearest.
      for (const waiver of problem.waivers ?? []) {
        const p = personIndex.get(waiver.personId) ?? -1;
        if (schoolIndex.get(waiver.schoolId) !== s || p < 0 || seen.has(p)) continue;
        const { block, price } = verdict(s, p);
        if (block === null) found.push({ person: p, price });
        seen.add(p);
      }
      for (const p of pinned) if (!seen.has(p)) found.push({ person: p, price: verdict(s, p).price });
      return found;
    },
  };
}
