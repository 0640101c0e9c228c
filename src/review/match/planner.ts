import { type Plan, planReviews } from '../plan/plan.js';
import { planInWorker } from '../plan/planInWorker.js';
import type { ReviewProblem } from '../plan/problem.js';

/** Whoever plans: here and now, or a worker, so that an acknowledgement never waits for a large round. */
export interface Planner {
  plan(problem: ReviewProblem): Promise<Plan>;
}

/** The same answers give the same plan, on every machine. */
const SEED = 1;

/** Plans in this thread: quick enough for a cluster of up to twenty schools. */
export const plannerHere: Planner = {
  plan: async problem => planReviews(problem, { seed: SEED }),
};

/** Plans in a thread of its own, from the built program: nobody's click waits for a county's round. */
export const plannerInWorker: Planner = {
  plan: problem => planInWorker(problem, { seed: SEED }).done,
};
