import { isLocalDate, type LocalDate } from '../../calendar/localDate.js';
import { PHASES, type Phase, type SchoolStatus } from '../../network/school.js';
import { type Columns, plainName } from '../columns.js';
import type { CsvRow } from '../csvFile.js';
import type { ReportBuilder } from '../report.js';
import type { SchoolColumn } from './columns.js';

/**
 * What a row says of a school, in the store's own fields. A field that is absent says nothing: the column is
 * missing or the cell is blank, and what is known stays. Null takes away what is known.
 */
export interface SchoolFacts {
  laCode?: string;
  establishmentNumber?: string;
  laEstab?: string;
  name?: string;
  phase?: Phase;
  status?: SchoolStatus;
  type?: string;
  typeGroup?: string;
  openDate?: LocalDate;
  closeDate?: LocalDate | null;
  lowAge?: number;
  highAge?: number;
  religiousCharacter?: string;
  diocese?: string;
  federation?: string | null;
  pupils?: number;
  percentFsm?: number;
  ukprn?: string;
  street?: string;
  town?: string;
  postcode?: string;
  district?: string;
  urbanRural?: string;
  easting?: number;
  northing?: number;
  website?: string;
  telephone?: string;
  headName?: string | null;
  headJobTitle?: string | null;
}

/** A trust as a row names it: by GIAS's group code, by name, or both. Null: the school is in none. */
export type TrustFact = { readonly uid: string | null; readonly name: string } | null;

/** One row of a file, read. */
export interface SchoolRow {
  readonly line: number;
  readonly urn: number;
  readonly laName: string;
  readonly facts: SchoolFacts;
  /** Undefined when the file does not speak of trusts. */
  readonly trust: TrustFact | undefined;
}

/** GIAS writes this day for "a long time ago". */
const UNKNOWN_DATE = '1900-01-01';

const STATUSES: Readonly<Record<string, SchoolStatus>> = {
  open: 'open',
  '1': 'open',
  closed: 'closed',
  '2': 'closed',
  openbutproposedtoclose: 'openProposedToClose',
  '3': 'openProposedToClose',
  proposedtoopen: 'proposedToOpen',
  '4': 'proposedToOpen',
};

/** GIAS's phase codes (DOMAIN 5), in their order. */
const PHASE_CODES: readonly Phase[] = [
  'Not applicable',
  'Nursery',
  'Primary',
  'Middle deemed primary',
  'Secondary',
  'Middle deemed secondary',
  '16 plus',
  'All-through',
];

const TEXTS = [
  'type',
  'typeGroup',
  'religiousCharacter',
  'diocese',
  'ukprn',
  'street',
  'town',
  'postcode',
  'district',
  'urbanRural',
  'website',
  'telephone',
] as const;

const WHOLE_NUMBERS = ['lowAge', 'highAge', 'pupils', 'easting', 'northing'] as const;

/** Reads the rows of one file; what is wrong with them goes to the report. */
export class SchoolRowReader {
  readonly #columns: Columns<SchoolColumn>;
  readonly #report: ReportBuilder;

  constructor(columns: Columns<SchoolColumn>, report: ReportBuilder) {
    this.#columns = columns;
    this.#report = report;
  }

  /** The row, or null when it does not say which school it is about. */
  read({ line, cells }: CsvRow): SchoolRow | null {
    const get = (column: SchoolColumn): string => this.#columns.cell(cells, column);
    const urn = this.#urn(line, get('urn'));
    if (urn === null) return null;
    const facts: SchoolFacts = {};
    if (!this.#identity(line, get, facts)) return null;

    for (const column of TEXTS) {
      const text = get(column);
      if (!isBlank(text)) facts[column] = text;
    }
    for (const column of WHOLE_NUMBERS) {
      const number = this.#number(line, column, get(column), /^\d{1,7}$/);
      if (number !== null) facts[column] = number;
    }
    const percent = this.#number(line, 'percentFsm', get('percentFsm'), /^(100(\.0+)?|\d{1,2}(\.\d+)?)%?$/);
    if (percent !== null) facts.percentFsm = percent;
    const opened = this.#date(line, 'openDate', get('openDate'));
    if (opened) facts.openDate = opened;
    // A school that opens again has no closing date, and a head who has left must not linger by name.
    if (this.#columns.has('closeDate')) facts.closeDate = this.#date(line, 'closeDate', get('closeDate'));
    // A school that leaves its federation is alone again.
    if (this.#columns.has('federation')) facts.federation = federation(get('federation'));
    if (this.#columns.has('headLastName')) facts.headName = headName(get);
    if (this.#columns.has('headJobTitle')) facts.headJobTitle = get('headJobTitle') || null;
    return { line, urn, laName: get('laName'), facts, trust: this.#trust(get) };
  }

  #urn(line: number, text: string): number | null {
    if (/^[1-9]\d{4,6}$/.test(text)) return Number(text);
    const column = this.#columns.title('urn');
    const problem =
      text === '' ? 'The URN is missing.' : `"${text}" is not a URN: it has five to seven digits.`;
    this.#report.error(line, column, problem, 'Correct the row or take it out.');
    return null;
  }

  #identity(line: number, get: (column: SchoolColumn) => string, facts: SchoolFacts): boolean {
    const has = (column: SchoolColumn): boolean => this.#columns.has(column) && !isBlank(get(column));
    if (has('laCode')) {
      const code = get('laCode').padStart(3, '0');
      if (!/^\d{3}$/.test(code))
        return this.#wrong(line, 'laCode', `"${get('laCode')}" is not an authority's code.`);
      facts.laCode = code;
      // A spreadsheet takes the zeros off: 0042 becomes 42.
      const number = get('establishmentNumber').padStart(4, '0');
      if (has('establishmentNumber') && /^\d{4}$/.test(number)) {
        facts.establishmentNumber = number;
        facts.laEstab = code + number;
      }
    }
    if (has('name')) facts.name = get('name');
    else if (this.#columns.has('name')) return this.#wrong(line, 'name', 'The name is missing.');
    if (has('status')) facts.status = this.#status(line, get('status'));
    if (has('phase')) {
      const phase = this.#phase(line, get('phase'));
      if (phase) facts.phase = phase;
    }
    return true;
  }

  #wrong(line: number, column: SchoolColumn, problem: string): false {
    this.#report.error(line, this.#columns.title(column), problem, 'Correct the row or take it out.');
    return false;
  }

  #status(line: number, text: string): SchoolStatus {
    const status = STATUSES[plainName(text)];
    if (status) return status;
    const known = 'Open; Open, but proposed to close; Proposed to open; Closed';
    this.#report.note(
      line,
      this.#columns.title('status'),
      `"${text}" is not a status that is known (${known}).`,
      'The school was taken as open.',
    );
    return 'open';
  }

  #phase(line: number, text: string): Phase | null {
    const plain = plainName(text);
    const phase =
      PHASES.find(each => plainName(each) === plain) ?? (/^[0-7]$/.test(text) ? PHASE_CODES[+text] : null);
    if (phase) return phase;
    this.#report.note(
      line,
      this.#columns.title('phase'),
      `"${text}" is not a phase that is known (${PHASES.join(', ')}).`,
      'The phase was left as it was, or "Not applicable" for a new school.',
    );
    return null;
  }

  #number(line: number, column: SchoolColumn, text: string, shape: RegExp): number | null {
    if (isBlank(text)) return null;
    const plain = text.replaceAll(',', '');
    if (shape.test(plain)) return Number.parseFloat(plain);
    // Coordinates come with decimals in some lists; half a metre is nothing here.
    if (shape.test(plain.replace(/\.\d+$/, ''))) return Math.round(Number(plain));
    this.#report.note(
      line,
      this.#columns.title(column),
      `"${text}" is not a number here.`,
      'It was left out.',
    );
    return null;
  }

  #date(line: number, column: SchoolColumn, text: string): LocalDate | null {
    if (isBlank(text)) return null;
    const [, day, month, year] = /^(\d{2})[-/](\d{2})[-/](\d{4})$/.exec(text) ?? [];
    const iso = day ? `${year}-${month}-${day}` : text.slice(0, 10);
    if (isLocalDate(iso)) return iso === UNKNOWN_DATE ? null : iso;
    const problem = `"${text}" is not a date like 31-08-2026.`;
    this.#report.note(line, this.#columns.title(column), problem, 'It was left out.');
    return null;
  }

  #trust(get: (column: SchoolColumn) => string): TrustFact | undefined {
    if (!this.#columns.has('trustName')) return undefined;
    const name = get('trustName');
    return isBlank(name) ? null : { uid: get('trustUid') || null, name };
  }
}

/** Blank, or what the statistics language R writes for it in lists that councils publish. */
function isBlank(text: string): boolean {
  return text === '' || text === 'NA';
}

/** GIAS writes "Not applicable" or "Not under a federation" for none. */
function federation(text: string): string | null {
  return isBlank(text) || /^not /i.test(text) ? null : text;
}

function headName(get: (column: SchoolColumn) => string): string | null {
  const parts = [get('headTitle'), get('headFirstName'), get('headLastName')];
  if (isBlank(get('headLastName'))) return null;
  return parts.filter(part => !isBlank(part) && part !== 'Not applicable').join(' ');
}
