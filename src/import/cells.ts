import type { LocalDate } from '../calendar/localDate.js';
import { readDate } from '../calendar/readDate.js';
import type { Columns } from './columns.js';
import type { ReportBuilder } from './report.js';

/** The cells of one row, with a word to the report for each that is wrong. */
export class Cells<Name extends string> {
  readonly line: number;
  readonly #cells: readonly string[];
  readonly #columns: Columns<Name>;
  readonly #report: ReportBuilder;
  #failed = false;

  constructor(line: number, cells: readonly string[], columns: Columns<Name>, report: ReportBuilder) {
    this.line = line;
    this.#cells = cells;
    this.#columns = columns;
    this.#report = report;
  }

  /** Whether an error was told of this row. */
  get failed(): boolean {
    return this.#failed;
  }

  /** The text of a cell; empty when it is blank or there is no such column. */
  text(column: Name): string {
    return this.#columns.cell(this.#cells, column);
  }

  /** The text of a cell that must not be blank. */
  needed(column: Name, what: string): string {
    const text = this.text(column);
    if (text === '') this.error(column, `${what} is missing.`, 'Fill the cell or take the row out.');
    return text;
  }

  /** A date as people write it; null when the cell is blank or, with an error, wrong. */
  date(column: Name): LocalDate | null {
    const text = this.text(column);
    if (text === '') return null;
    const read = readDate(text);
    if ('date' in read) return read.date;
    this.error(column, read.problem, read.whatToDo);
    return null;
  }

  error(column: Name, problem: string, whatToDo: string): void {
    this.#failed = true;
    this.#report.error(this.line, this.#columns.title(column), problem, whatToDo);
  }

  note(column: Name, problem: string, whatToDo: string): void {
    this.#report.note(this.line, this.#columns.title(column), problem, whatToDo);
  }
}
