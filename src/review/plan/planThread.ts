/** The planning thread: takes one task, tells of progress, answers once. Started by `planInWorker.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import { PartnerInThread } from './partnerInThread.js';
import { planReviews } from './plan.js';
import type { PlanMessage, PlanTask } from './planInWorker.js';
import { modelOfPrs1, prs1Plan } from './prs1.js';
import { type SolveOptions, solve } from './solve.js';

/** From so many schools on a second thread pays for its start. */
const TWO_THREADS = 100;

const port = parentPort;
if (port) {
  const { task, flag } = workerData as { task: PlanTask; flag: SharedArrayBuffer };
  const stopFlag = new Int32Array(flag);
  const say = (message: PlanMessage) => port.postMessage(message);
  let last = Number.NEGATIVE_INFINITY;
  let lastPhase = '';
  const options: SolveOptions = {
    ...task.options,
    now: () => performance.now(),
    stop: () => Atomics.load(stopFlag, 0) === 1,
    partner: model => (model.schools < TWO_THREADS ? null : new PartnerInThread(model)),
    onProgress: progress => {
      // At most four messages a second, but every change of phase.
      if (progress.phase === lastPhase && performance.now() - last < 250) return;
      last = performance.now();
      lastPhase = progress.phase;
      say({ kind: 'progress', progress });
    },
  };
  try {
    if (task.kind === 'natural') say({ kind: 'plan', plan: planReviews(task.problem, options) });
    else {
      const model = modelOfPrs1(task.problem);
      const solved = solve(model, options);
      say({
        kind: 'prs1',
        plan: prs1Plan(model, solved.plan),
        cost: solved.cost,
        bound: solved.bound,
        moves: solved.moves,
      });
    }
  } catch (error) {
    say({ kind: 'failed', message: (error as Error).message });
  }
}
