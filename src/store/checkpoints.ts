import { Worker } from 'node:worker_threads';

/**
 * Brings what was committed from SQLite's log into its file, away from the thread that answers people: it writes a
 * thousand pages and waits for the disk twice, 40 ms and more on a small machine.
 */
export interface Checkpoints {
  /** Something has been committed. */
  committed(): void;
  /** Ends it, before the last connection is closed. */
  close(): Promise<void>;
}

/** Begins them for a file. */
export type StartCheckpoints = (file: string) => Checkpoints;

/** Commits from one to the next: some ten pages each, so about what SQLite itself would wait for. */
const COMMITS = 100;

/**
 * Pages in the log at which a commit does it all the same, should the thread not come to it: 16 MB of them. What the
 * thread has done by then need not be done again.
 */
export const BACKSTOP_PAGES = 4_000;

/**
 * In a thread of its own, begun once there is something to do. Where it cannot run, SQLite goes on by itself.
 * Two connections to one file are safe from SQLite 3.51.3 on (sqlite.org/wal.html#walresetbug).
 */
export const checkpointsInThread: StartCheckpoints = file => {
  let worker: Worker | null = null;
  let commits = 0;
  let busy = false;
  let failed = false;

  function begin(): Worker {
    const started = new Worker(new URL('./checkpointThread.js', import.meta.url), {
      workerData: file,
      execArgv: [],
    });
    started.on('message', () => {
      busy = false;
    });
    const fail = () => {
      failed = true;
    };
    // An error ends it, too.
    started.on('error', fail).on('exit', fail);
    // It never keeps a program running.
    started.unref();
    return started;
  }

  return {
    committed() {
      commits += 1;
      if (commits < COMMITS || busy || failed) return;
      commits = 0;
      busy = true;
      worker ??= begin();
      worker.postMessage('checkpoint');
    },
    async close() {
      if (!worker || failed) return;
      const ended = new Promise(resolve => worker?.once('exit', resolve));
      worker.ref();
      worker.postMessage('end');
      await ended;
      worker = null;
    },
  };
};
