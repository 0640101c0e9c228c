/** The planning thread: takes one task, tells of progress, answers once. Started by `planInWorker.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import { letGo } from './letGo.js';
import type { Model } from './model.js';
import { PartnerInThread } from './partnerInThread.js';
import { planReviews } from './plan.js';
import type { PlanMessage, PlanTask, Prs1Answer } from './planInWorker.js';
import { modelOfPrs1, prs1Plan, readPrs1 } from './prs1.js';
import { type SolveOptions, solve } from './solve.js';

/** From so many schools on a second thread pays for its start. */
const TWO_THREADS = 100;

/** Solves a PRS-1 problem; its text is read and let go before the search begins. */
function prs1Answer(task: Extract<PlanTask, { kind: 'prs1' }>, options: SolveOptions): Prs1Answer {
  const { name, model } = modelOf(task.text, task.file);
  // The message would hold it until the plan is made.
  task.text = '';
  letGo(model.schools);
  const { plan, cost, bound, moves } = solve(model, options);
  return { problem: name, plan: prs1Plan(model, plan), cost, bound, moves };
}

function modelOf(text: string, file: string): { readonly name: string; readonly model: Model } {
  const problem = readPrs1(text, file);
  return { name: problem.name, model: modelOfPrs1(problem) };
}

const port = parentPort;
port?.once('message', (task: PlanTask) => {
  const stopFlag = new Int32Array(workerData as SharedArrayBuffer);
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
    else say({ kind: 'prs1', ...prs1Answer(task, options) });
  } catch (error) {
    say({ kind: 'failed', message: (error as Error).message });
  }
});
