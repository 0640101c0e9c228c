import { pointsOf, visitStarts } from './calendarPoints.js';
import type { Compiled } from './compile.js';
import type { RawPlan } from './model.js';
import { distanceKm } from './near.js';
import type { TeamRole } from './problem.js';

/**
 * Seats trainees and observers when the teams and dates stand: the nearest trainee first, each school and person as
 * often as they allow. They do not count as reviewers (no balance, no mutual pair); the rules that protect the
 * reviewed school hold for them too: own school, phase, trust, declared conflict, exclusion, reach, nobody away while
 * the own school is reviewed, and the gap between a person's visits. Returns the visits with observers' places added.
 */
export function placeObservers<Visit extends { team: { role: TeamRole; personId: string | null }[] }>(
  compiled: Compiled,
  plan: RawPlan,
  visits: Visit[],
): Visit[] {
  const { problem, rules, calendar, model, schoolIndex } = compiled;
  if (problem.schools.every(school => (school.observers ?? 0) === 0)) return visits;
  const trainees = problem.people.flatMap((person, p) => (person.trainee === true ? [p] : []));
  const starts = new Map<string, Set<number>>();
  const canStart = (p: number, duration: number) => {
    const key = `${p}/${duration}`;
    let set = starts.get(key);
    if (!set) {
      set = new Set(visitStarts(calendar, pointsOf(calendar, problem.people[p]!.freeDates), duration));
      starts.set(key, set);
    }
    return set;
  };
  /** Whether a visit would take somebody of a school away while that is visited itself. */
  const takesFromHome = (home: number, s: number): boolean => {
    if (home < 0 || rules.homeWhenReviewed !== 'hard') return false;
    const [t, own] = [plan.start[s]!, plan.start[home]!];
    return own >= 0 && t < own + model.duration[home]! && own < t + model.duration[s]!;
  };
  const options: { s: number; p: number; km: number }[] = [];
  problem.schools.forEach((school, s) => {
    const t = plan.start[s]!;
    if ((school.observers ?? 0) === 0 || t < 0) return;
    for (const p of trainees) {
      const h = schoolIndex.get(problem.people[p]!.schoolId) ?? -1;
      const blocks = compiled.pairs.verdict(s, p);
      if (blocks.hard.some(block => block !== 'trainee' && block !== 'history')) continue;
      if (!canStart(p, model.duration[s]!).has(t) || takesFromHome(h, s)) continue;
      const from = h >= 0 ? problem.schools[h]!.location : undefined;
      const km = blocks.km ?? (from && school.location ? (distanceKm(from, school.location) ?? 0) : 0);
      options.push({ s, p, km });
    }
  });
  options.sort((a, b) => a.km - b.km || a.s - b.s || a.p - b.p);
  const seats = problem.schools.map(() => [] as number[]);
  const goes = new Map<number, number[]>();
  for (const { s, p } of options) {
    const mine = goes.get(p) ?? [];
    if (
      seats[s]!.length >= (problem.schools[s]!.observers ?? 0) ||
      mine.length >= problem.people[p]!.maxVisits
    )
      continue;
    const t = plan.start[s]!;
    const gap = rules.gapDays * calendar.perDay;
    const clash = mine.some(other => {
      const u = plan.start[other]!;
      return Math.abs(t - u) < (t < u ? model.duration[s]! : model.duration[other]!) + gap;
    });
    if (clash) continue;
    seats[s]!.push(p);
    goes.set(p, [...mine, s]);
  }
  return visits.map((visit, s) => {
    const wanted = problem.schools[s]!.observers ?? 0;
    const seated = Array.from({ length: wanted }, (_, k) => seats[s]![k]);
    return {
      ...visit,
      team: [
        ...visit.team,
        ...seated.map(p => ({
          role: 'observer' as const,
          personId: p === undefined ? null : problem.people[p]!.id,
        })),
      ],
    };
  });
}
