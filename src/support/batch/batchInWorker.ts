import { Worker } from 'node:worker_threads';
import type { BatchPlan } from './plan.js';
import type { BatchProblem } from './problem.js';

/** What the planning thread answers. */
export type BatchMessage =
  | { readonly kind: 'plan'; readonly plan: BatchPlan }
  | { readonly kind: 'failed'; readonly message: string };

/** Whoever plans a batch: here and now, or a thread of its own, so that no acknowledgement waits for it. */
export type BatchPlanner = (problem: BatchProblem) => Promise<BatchPlan>;

/** Plans in a thread of its own, from the built program. Rejects with the reason when it cannot. */
export const batchInWorker: BatchPlanner = problem =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./batchThread.js', import.meta.url), {
      workerData: problem,
      execArgv: [],
    });
    worker.on('message', (message: BatchMessage) => {
      if (message.kind === 'plan') resolve(message.plan);
      else reject(new Error(message.message));
    });
    worker.on('error', reject);
    worker.on('exit', code =>
      reject(new Error(`The planning thread ended with code ${code} before it had a plan.`)),
    );
  });
