import path from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { systemClock } from '../calendar/clock.js';
import { isLocalDate, type LocalDate } from '../calendar/localDate.js';
import { londonDate } from '../calendar/london.js';
import { type ImportReport, type ImportResult, renderResult } from '../import/report.js';
import { runImport } from '../import/run.js';
import { importSchools } from '../import/schools/importSchools.js';
import { explainStoreError } from '../store/errors.js';
import { openStore, type Tx } from '../store/open.js';
import { ProgressLine } from './importProgress.js';

/** Options that every import has. */
interface CommonOptions {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

interface SchoolsOptions extends CommonOptions {
  readonly links?: string;
  readonly date?: LocalDate;
  readonly authority?: string[];
  readonly merge?: boolean;
  readonly complete?: boolean;
}

/** `convenor import`: takes files of schools, people, designations and term dates into the store. */
export function importCommand(): Command {
  const command = new Command('import').description(
    'Take a file into the store. Each import is one transaction: all of it or, when a row has an error, nothing.',
  );
  return command.addCommand(schoolsCommand());
}

function schoolsCommand(): Command {
  return common(
    new Command('schools').argument('<file...>', 'CSV from Get Information about Schools, or .csv.gz'),
  )
    .description('Schools of England, from the GIAS download.')
    .option('--links <file>', "GIAS's file of links: a school with a new URN is then followed by it, too")
    .option(
      '--date <day>',
      'the day the file tells of (2026-06-02), where its name or folder does not say it',
      day,
    )
    .option('--authority <code>', 'only this authority (repeat it for several)', several)
    .option('--merge', 'only add what the file says (locations, trusts) to schools that are known')
    .option('--complete', 'close the schools that the file lacks even when they are many')
    .action((files: string[], options: SchoolsOptions) =>
      runFiles(files, options, (tx, file, shared) =>
        importSchools(tx, file, {
          ...shared,
          links: options.links,
          date: options.date,
          authorities: options.authority,
          merge: options.merge,
          complete: options.complete,
        }),
      ),
    );
}

/** What every file of a command is imported with. */
interface Shared {
  readonly now: Date;
  readonly today: LocalDate;
  onProgress(done: number, total: number): void;
}

type ImportFile = (tx: Tx, file: string, shared: Shared) => Promise<ImportReport>;

/** Imports files one after the other in one transaction, and says what became of them. */
async function runFiles(
  files: readonly string[],
  options: CommonOptions,
  importFile: ImportFile,
): Promise<void> {
  const now = systemClock.now();
  const progress = new ProgressLine(process.stderr);
  let result: ImportResult;
  try {
    const store = await openStore(process.env.DATABASE_URL);
    try {
      result = await runImport(store, options.dryRun ?? false, async tx => {
        const reports: ImportReport[] = [];
        for (const file of files) {
          progress.show(`${path.basename(file)}: reading`);
          const onProgress = (done: number, total: number): void =>
            progress.show(`${path.basename(file)}: ${done} of ${total} rows`);
          reports.push(await importFile(tx, file, { now, today: londonDate(now), onProgress }));
        }
        return reports;
      });
    } finally {
      await store.close();
    }
  } catch (error) {
    progress.clear();
    const sentence = explainStoreError(error) ?? (error instanceof Error ? error.message : String(error));
    process.stderr.write(`${sentence}\n`);
    process.exitCode = 1;
    return;
  }
  progress.clear();
  process.stdout.write(`${options.json ? JSON.stringify(result, null, 2) : renderResult(result)}\n`);
  if (!result.applied && !result.dryRun) process.exitCode = 1;
  if (
    result.dryRun &&
    result.reports.some(report => report.problems.some(each => each.severity === 'error'))
  ) {
    process.exitCode = 1;
  }
}

function common(command: Command): Command {
  return command
    .option('--dry-run', 'do everything and keep nothing: the report says what would happen')
    .option('--json', 'print the report as JSON');
}

function day(text: string): LocalDate {
  if (isLocalDate(text)) return text;
  throw new InvalidArgumentError('Write the day as 2026-06-02.');
}

function several(value: string, before: string[] | undefined): string[] {
  return [...(before ?? []), value];
}
