import { Worker } from 'node:worker_threads';
import type { SolveProgress } from './keeper.js';
import type { Plan } from './plan.js';
import type { ReviewProblem } from './problem.js';
import { YOUNG_HEAP } from './youngHeap.js';

/** What can cross to the thread: no functions. */
export interface TaskOptions {
  seed: number;
  moves?: number | undefined;
  seconds?: number | undefined;
}

export type PlanTask =
  | { kind: 'natural'; problem: ReviewProblem; options: TaskOptions }
  /** As text, so that the problem of a whole country is held by the planning thread alone, and only while it is read. */
  | { kind: 'prs1'; text: string; file: string; options: TaskOptions };

/** A plan in the benchmark's form with its figures. */
export interface Prs1Answer {
  /** What the problem is called. */
  problem: string;
  plan: { team: number[][]; start: number[] };
  cost: number;
  bound: number | null;
  moves: number;
}

export type PlanMessage =
  | { kind: 'progress'; progress: SolveProgress }
  | { kind: 'plan'; plan: Plan }
  | ({ kind: 'prs1' } & Prs1Answer)
  | { kind: 'failed'; message: string };

/** A plan being made. `stop` ends the search within milliseconds; `done` then holds the best plan so far. */
export interface Planning<T> {
  done: Promise<T>;
  stop: () => void;
}

/** Runs one task in a thread of its own and picks the answer out of its messages. */
function run<T>(
  task: PlanTask,
  pick: (message: PlanMessage) => T | null,
  onProgress?: (p: SolveProgress) => void,
): Planning<T> {
  const flag = new SharedArrayBuffer(4);
  const worker = new Worker(new URL('./planThread.js', import.meta.url), {
    resourceLimits: YOUNG_HEAP,
    workerData: flag,
    execArgv: [],
  });
  // Not with what it is started with: that it could never let go.
  worker.postMessage(task);
  const done = new Promise<T>((resolve, reject) => {
    worker.on('message', (message: PlanMessage) => {
      if (message.kind === 'progress') onProgress?.(message.progress);
      else if (message.kind === 'failed') reject(new Error(message.message));
      else {
        const answer = pick(message);
        if (answer !== null) resolve(answer);
      }
    });
    worker.on('error', reject);
    worker.on('exit', code =>
      reject(new Error(`The planning thread ended with code ${code} before it had a plan.`)),
    );
  });
  return {
    done,
    stop: () => {
      Atomics.store(new Int32Array(flag), 0, 1);
    },
  };
}

/** `planReviews` in a worker thread, so that the main thread stays free. */
export function planInWorker(
  problem: ReviewProblem,
  options: TaskOptions,
  onProgress?: (progress: SolveProgress) => void,
): Planning<Plan> {
  return run(
    { kind: 'natural', problem, options },
    message => (message.kind === 'plan' ? message.plan : null),
    onProgress,
  );
}

/** A PRS-1 instance in a worker thread: its text, and the file to name when the text is none. */
export function planPrs1InWorker(
  { text, file }: { readonly text: string; readonly file: string },
  options: TaskOptions,
  onProgress?: (progress: SolveProgress) => void,
): Planning<Prs1Answer> {
  return run(
    { kind: 'prs1', text, file, options },
    message => (message.kind === 'prs1' ? message : null),
    onProgress,
  );
}
