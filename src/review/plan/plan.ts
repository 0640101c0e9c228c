import { Annealer } from './anneal.js';
import { dayOf, pointText } from './calendarPoints.js';
import { orderCandidates } from './candidates.js';
import { type Compiled, compile } from './compile.js';
import { construct } from './construct.js';
import type { RawPlan } from './model.js';
import type { ReviewProblem, TeamRole } from './problem.js';
import { Random } from './random.js';
import { State } from './state.js';

/** How long and how the solver works. Without limits it stops by itself when nothing more is found. */
export interface PlanOptions {
  seed: number;
  /** Tries of the local search; the result depends on the seed and this number, not on the machine. */
  moves?: number | undefined;
  /** Stop after so many seconds (at the border of a cycle). The result then depends on the machine's speed. */
  seconds?: number | undefined;
}

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
  unfilled: number;
  undated: number;
  seed: number;
  moves: number;
}

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

/**
 * Plans a round of reviews: a team and a date for every school, no hard rule broken, the cost small.
 * Pure and synchronous; for large rounds use the worker. Takes a checked problem (`readProblem`).
 */
export function planReviews(problem: ReviewProblem, options: PlanOptions): Plan {
  const compiled = compile(problem);
  const { model } = compiled;
  const state = new State(model);
  const order = orderCandidates(model, new Int32Array(model.people));
  construct(state, order);
  const moves = options.moves ?? Math.min(2_000_000, 1500 * model.places);
  const free = Int32Array.from({ length: model.places }, (_, q) => q).filter(q => model.placePin[q]! < 0);
  if (free.length > 0) new Annealer(state, order, new Random(options.seed)).run(moves, 6, 0.4, free);
  return {
    visits: describePlan(compiled, state.snapshot()),
    cost: state.cost / model.scale,
    unfilled: state.team.reduce((sum, person) => sum + (person < 0 ? 1 : 0), 0),
    undated: state.start.reduce((sum, t) => sum + (t < 0 ? 1 : 0), 0),
    seed: options.seed,
    moves,
  };
}
