import { dayOf, pointText } from './calendarPoints.js';
import { type Compiled, compile } from './compile.js';
import { type FairnessReport, protectWorst } from './fairness.js';
import type { RawPlan } from './model.js';
import { placeObservers } from './observers.js';
import type { ReviewProblem, TeamRole } from './problem.js';
import { type Solved, type SolveOptions, solve } from './solve.js';
import { planTriads } from './triads.js';

/** One place of a team. */
export interface PlannedMember {
  role: TeamRole;
  /** Null: the place could not be filled. */
  personId: string | null;
}

/** One school's visit. */
export interface PlannedVisit {
  schoolId: string;
  /** First day, `YYYY-MM-DD` (with ` am` or ` pm` for part of a day); null: no date could be found. */
  start: string | null;
  /** Every day of the visit, `YYYY-MM-DD`. */
  dates: string[];
  team: PlannedMember[];
}

/** A plan of a round. Costs are in the units of `ReviewWeights`. */
export interface Plan {
  /** One visit per school, in the order of the problem's schools. */
  visits: PlannedVisit[];
  cost: number;
  /** No plan within the rules and the candidates looked at costs less; null when it was not asked for or reached. */
  bound: number | null;
  /** `cost` is at most this many percent above the best possible; null without a bound. */
  gapPercent: number | null;
  unfilled: number;
  undated: number;
  seed: number;
  /** Tries of the local search; with the same seed and this number the same plan comes out. */
  moves: number;
  /** True when the time ran out before the search was done. */
  cutShort: boolean;
  /** What protecting the worst-served school did; null where that rule is off. */
  fairness: FairnessReport | null;
}

/** The options of `planReviews`; see `SolveOptions`. */
export type PlanOptions = SolveOptions;

/** A raw plan in the problem's own ids and dates. */
export function describePlan(compiled: Compiled, raw: RawPlan): PlannedVisit[] {
  const { model, problem, calendar } = compiled;
  return problem.schools.map((school, s) => {
    const t = raw.start[s]!;
    const duration = model.duration[s]!;
    const team: PlannedMember[] = [];
    for (let q = model.placeStart[s]!; q < model.placeStart[s + 1]!; q++) {
      const person = raw.team[q]!;
      team.push({
        role: model.placeLead[q] === 1 ? 'lead' : 'peer',
        personId: person < 0 ? null : problem.people[person]!.id,
      });
    }
    const dates: string[] = [];
    if (t >= 0) {
      const last = dayOf(calendar, t + duration - 1);
      for (let day = dayOf(calendar, t); day <= last; day++) dates.push(calendar.dates[day]!);
    }
    return { schoolId: school.id, start: t < 0 ? null : pointText(calendar, t, duration), dates, team };
  });
}

/** Wraps a solved model up as a plan in names. */
export function planOf(
  compiled: Compiled,
  solved: Solved,
  seed: number,
  fairness: FairnessReport | null,
): Plan {
  const { model } = compiled;
  const cost = solved.cost / model.scale;
  const bound = solved.bound === null ? null : solved.bound / model.scale;
  const count = (list: Int32Array) => list.reduce((sum, x) => sum + (x < 0 ? 1 : 0), 0);
  return {
    visits: placeObservers(compiled, solved.plan, describePlan(compiled, solved.plan)),
    cost,
    bound,
    gapPercent: bound === null || bound <= 0 ? null : Math.max(0, (100 * (cost - bound)) / bound),
    unfilled: count(solved.plan.team),
    undated: count(solved.plan.start),
    seed,
    moves: solved.moves,
    cutShort: solved.cutShort,
    fairness,
  };
}

/**
 * Plans a round of reviews: a team and a date for every school, no hard rule broken, the cost small, with a lower
 * bound. Pure and synchronous; for more than some fifty schools use `planInWorker`. Takes a checked problem
 * (`readProblem`). Deterministic for a seed and a number of moves.
 */
export function planReviews(problem: ReviewProblem, options: PlanOptions): Plan {
  const whole = compile(problem);
  if (whole.rules.mode === 'triads') {
    const compiled = planTriads(whole, options.seed);
    return planOf(compiled, solve(compiled.model, options), options.seed, null);
  }
  if (!whole.rules.fairness) return planOf(whole, solve(whole.model, options), options.seed, null);
  const { model, report } = protectWorst(whole.model);
  const fair = solve(model, options);
  const plan = planOf(whole, fair, options.seed, report);
  if (plan.unfilled + plan.undated === 0) return plan;
  // The limit knows no dates: where it leaves something open, the whole choice is looked at again from there.
  const again = planOf(whole, solve(whole.model, options, fair.plan), options.seed, null);
  return again.unfilled + again.undated < plan.unfilled + plan.undated ? again : plan;
}
