import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { ImportReport, ImportResult } from '../../src/import/report.js';
import { runImport } from '../../src/import/run.js';
import type { Store, Tx } from '../../src/store/open.js';

/** The GIAS extracts. */
export const GIAS = path.join(import.meta.dirname, '../network/testdata/gias');

/** The moment at which tests import. */
export const TIME = { now: new Date('2026-06-03T09:00:00Z'), today: '2026-06-03' } as const;

/** Writes a file that lasts as long as the test, and returns its path. */
export function temporaryFile(name: string, content: string | Uint8Array): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'convenor-import-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

/** Imports one file, kept unless it has errors. */
export async function importOne(
  store: Store,
  importFile: (tx: Tx) => Promise<ImportReport>,
  dryRun = false,
): Promise<ImportReport & Pick<ImportResult, 'applied'>> {
  const { applied, reports } = await runImport(store, dryRun, async tx => [await importFile(tx)]);
  const report = reports[0];
  if (!report) throw new Error('There is no report.');
  return { ...report, applied };
}

/** The counts that are not zero. */
export function counts(report: ImportReport): Record<string, number> {
  return Object.fromEntries(Object.entries(report.counts).filter(([, count]) => count > 0));
}

/** The problems as sentences with their place. */
export function sentences(report: ImportReport): string[] {
  return report.problems.map(
    each => `${each.severity} ${each.row ?? '-'} ${each.column ?? '-'}: ${each.problem} ${each.whatToDo}`,
  );
}
