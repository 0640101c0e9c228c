import type { Store, Tx } from '../store/open.js';
import { hasErrors, type ImportReport, type ImportResult } from './report.js';

/** How long an import may take, in ms: ten minutes, for a database over a slow line. Usually it takes seconds. */
const TIMEOUT = 600_000;

/** How long it waits for the database to be free, in ms. */
const MAX_WAIT = 30_000;

/** Thrown to roll back, carrying what was found out. */
class RolledBack extends Error {
  readonly reports: readonly ImportReport[];

  constructor(reports: readonly ImportReport[]) {
    super('The import was rolled back.');
    this.reports = reports;
  }
}

/**
 * Runs an import in one transaction: everything of all its files, or nothing when one has an error. A dry run
 * does the same work and keeps none of it, so its report is the true one.
 */
export async function runImport(
  store: Store,
  dryRun: boolean,
  work: (tx: Tx) => Promise<readonly ImportReport[]>,
): Promise<ImportResult> {
  try {
    const reports = await store.db.$transaction(
      async tx => {
        const done = await work(tx);
        if (dryRun || done.some(hasErrors)) throw new RolledBack(done);
        return done;
      },
      { timeout: TIMEOUT, maxWait: MAX_WAIT },
    );
    return { applied: true, dryRun, reports };
  } catch (error) {
    if (error instanceof RolledBack) return { applied: false, dryRun, reports: error.reports };
    throw error;
  }
}
