import path from 'node:path';
import { systemClock } from '../calendar/clock.js';
import type { LocalDate } from '../calendar/localDate.js';
import { londonDate } from '../calendar/london.js';
import { readConfig } from '../config.js';
import { hasErrors, type ImportReport, type ImportResult, renderResult } from '../import/report.js';
import type { Tx } from '../store/open.js';
import { failWith } from './fail.js';
import { ProgressLine } from './importProgress.js';

/** Options that every import has. */
export interface ImportRunOptions {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** What every file of a command is imported with. */
export interface Shared {
  readonly now: Date;
  readonly today: LocalDate;
  onProgress(done: number, total: number): void;
}

/**
 * Imports files one after the other in one transaction, with a line of progress on a terminal, and prints what
 * became of them. The exit status is 1 when a row has an error, whether or not it is a dry run.
 */
export async function runFiles(
  files: readonly string[],
  options: ImportRunOptions,
  prepare: () => Promise<(tx: Tx, file: string, shared: Shared) => Promise<ImportReport>>,
): Promise<void> {
  const now = systemClock.now();
  const progress = new ProgressLine(process.stderr);
  try {
    const { openStore } = await import('../store/open.js');
    const { runImport } = await import('../import/run.js');
    const importFile = await prepare();
    const store = await openStore(readConfig(process.env).databaseUrl);
    let result: ImportResult;
    try {
      result = await runImport(store, options.dryRun ?? false, async tx => {
        const reports: ImportReport[] = [];
        for (const file of files) {
          const name = path.basename(file);
          progress.show(`${name}: reading`);
          const onProgress = (done: number, total: number): void =>
            progress.show(`${name}: ${done} of ${total} rows`);
          reports.push(await importFile(tx, file, { now, today: londonDate(now), onProgress }));
        }
        return reports;
      });
    } finally {
      progress.clear();
      await store.close();
    }
    process.stdout.write(`${options.json ? JSON.stringify(result, null, 2) : renderResult(result)}\n`);
    if (result.reports.some(hasErrors)) process.exitCode = 1;
  } catch (error) {
    failWith(error);
  }
}
