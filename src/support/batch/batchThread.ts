/** The planning thread of a batch: takes one problem, answers once. Started by `batchInWorker.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import type { BatchMessage } from './batchInWorker.js';
import { planBatch } from './plan.js';
import type { BatchProblem } from './problem.js';

const port = parentPort;
if (port) {
  const say = (message: BatchMessage): void => port.postMessage(message);
  try {
    say({ kind: 'plan', plan: planBatch(workerData as BatchProblem) });
  } catch (error) {
    say({ kind: 'failed', message: (error as Error).message });
  }
}
