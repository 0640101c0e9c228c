/** Something in a file that a person should look at. */
export interface ImportProblem {
  /** `error`: nothing of the import was kept because of it. `note`: it was taken in as the sentence says. */
  readonly severity: 'error' | 'note';
  /** The line of the file, from 1; null when it is the whole file. */
  readonly row: number | null;
  /** The column as the file names it; null when it is the whole row. */
  readonly column: string | null;
  readonly problem: string;
  readonly whatToDo: string;
}

/** What became of the rows. Every row of the file is counted once; `closed` also counts schools no row names. */
export interface ImportCounts {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Schools that the file calls closed, or that it no longer has. */
  readonly closed: number;
  readonly reopened: number;
  /** Schools that go on under a new URN. */
  readonly converted: number;
  /** Entries of an earlier file that this one replaces. */
  readonly removed: number;
  /** Rows that are of no concern here; notes say why. */
  readonly skipped: number;
}

/** What one file did, or would do. */
export interface ImportReport {
  /** What the file holds: 'schools', 'people' … */
  readonly kind: string;
  readonly file: string;
  readonly rows: number;
  readonly counts: ImportCounts;
  readonly problems: readonly ImportProblem[];
  /** The day of which the file tells, and how that is known; null where it does not matter. */
  readonly asOf: { readonly date: string; readonly because: string } | null;
  /** What changed, one sentence each; for schools that convert, close or reopen. */
  readonly changes: readonly string[];
}

/** The reports of one command, and whether their changes were kept. */
export interface ImportResult {
  readonly applied: boolean;
  readonly dryRun: boolean;
  readonly reports: readonly ImportReport[];
}

const NO_COUNTS: ImportCounts = {
  added: 0,
  changed: 0,
  unchanged: 0,
  closed: 0,
  reopened: 0,
  converted: 0,
  removed: 0,
  skipped: 0,
};

/** Listed one by one on a terminal; the rest is in the JSON report. */
const LISTED = 50;

/** Collects the report of one file while it is read. */
export class ReportBuilder {
  readonly counts: { -readonly [name in keyof ImportCounts]: number } = { ...NO_COUNTS };
  readonly problems: ImportProblem[] = [];
  readonly changes: string[] = [];
  rows = 0;
  asOf: ImportReport['asOf'] = null;
  readonly #kind: string;
  readonly #file: string;

  constructor(kind: string, file: string) {
    this.#kind = kind;
    this.#file = file;
  }

  error(row: number | null, column: string | null, problem: string, whatToDo: string): void {
    this.problems.push({ severity: 'error', row, column, problem, whatToDo });
  }

  note(row: number | null, column: string | null, problem: string, whatToDo: string): void {
    this.problems.push({ severity: 'note', row, column, problem, whatToDo });
  }

  get failed(): boolean {
    return this.problems.some(problem => problem.severity === 'error');
  }

  done(): ImportReport {
    const { counts, rows, asOf, changes } = this;
    const problems = [...this.problems].sort((a, b) => (a.row ?? 0) - (b.row ?? 0));
    return { kind: this.#kind, file: this.#file, rows, counts, problems, asOf, changes };
  }
}

/** Whether a report says that nothing of it may be kept. */
export function hasErrors(report: ImportReport): boolean {
  return report.problems.some(problem => problem.severity === 'error');
}

/** A result in plain text, for a terminal: the counts, what changed, and every problem with its place. */
export function renderResult(result: ImportResult): string {
  const ending = result.applied
    ? []
    : [
        result.reports.some(hasErrors)
          ? 'Nothing was changed.'
          : 'This was a dry run: nothing was changed. Run it again without --dry-run to keep it.',
      ];
  return [...result.reports.map(renderReport), ...ending].join('\n');
}

function renderReport(report: ImportReport): string {
  const asOf = report.asOf ? `, as of ${report.asOf.date} (${report.asOf.because})` : '';
  const lines = [`${report.file}: ${report.rows} rows of ${report.kind}${asOf}`];
  if (!hasErrors(report)) lines.push(`  ${renderCounts(report.counts)}`);
  lines.push(...shortened(report.changes.map(change => `  ${change}`)));
  lines.push(...shortened(report.problems.map(problem => `  ${renderProblem(problem)}`)));
  return lines.join('\n');
}

function shortened(lines: readonly string[]): string[] {
  if (lines.length <= LISTED) return [...lines];
  return [...lines.slice(0, LISTED), `  … and ${lines.length - LISTED} more: --json lists them all.`];
}

function renderCounts(counts: ImportCounts): string {
  const said = Object.entries(counts).filter(([name, count]) => count > 0 || ALWAYS_SAID.includes(name));
  return said.map(([name, count]) => `${count} ${name}`).join(', ');
}

const ALWAYS_SAID = ['added', 'changed', 'unchanged'];

function renderProblem({ severity, row, column, problem, whatToDo }: ImportProblem): string {
  const place = [
    ...(row === null ? [] : [`row ${row}`]),
    ...(column === null ? [] : [`column "${column}"`]),
  ].join(', ');
  const sentence = [problem, whatToDo].filter(text => text !== '').join(' ');
  return `${severity}${place === '' ? '' : `, ${place}`}: ${sentence}`;
}
