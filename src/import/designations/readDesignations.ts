import type { LocalDate } from '../../calendar/localDate.js';
import { PHASES, type Phase } from '../../network/school.js';
import type { Cells } from '../cells.js';
import { plainName } from '../columns.js';
import { didYouMean } from '../nearest.js';
import type { ReportBuilder } from '../report.js';
import { readTable, type TableFormat } from '../table.js';
import type { Specialisms } from './specialisms.js';

const COLUMNS = {
  email: ['email', 'emailaddress', 'mail'],
  name: ['name', 'fullname', 'leader'],
  type: ['type', 'designation', 'designationtype'],
  body: ['body', 'designatingbody', 'designatedby'],
  homeSchool: ['homeschool', 'school', 'urn', 'homeschoolurn', 'laestab'],
  phases: ['phases', 'phase'],
  specialisms: ['specialisms', 'specialism', 'areas'],
  daysPerYear: ['daysperyear', 'days', 'daysayear'],
  from: ['from', 'designatedon', 'start'],
  reviewDue: ['reviewdue', 'review', 'reviewdate'],
  status: ['status', 'state'],
} as const;

type DesignationColumn = keyof typeof COLUMNS;

const FORMAT: TableFormat<DesignationColumn> = {
  columns: COLUMNS,
  required: ['email', 'type', 'body', 'homeSchool', 'specialisms', 'daysPerYear'],
  what: 'a list of designations',
  howToGet:
    'The first line must name the columns: email,type,body,home_school,phases,specialisms,days_per_year,from,review_due ' +
    '(and name for people who are not known yet). Specialisms and phases are separated by semicolons.',
};

/** Nobody gives more days of a year than a school has (DOMAIN 6). */
const MOST_DAYS = 190;

const DESIGNATION_STATUSES = ['active', 'underReview', 'ended'] as const;
type DesignationStatus = (typeof DESIGNATION_STATUSES)[number];

/** One row, read; `null` where the cell is blank. The home school and the person are looked up later. */
export interface DesignationRow {
  readonly cells: Cells<DesignationColumn>;
  readonly email: string;
  readonly typeCode: string;
  readonly body: string;
  readonly phases: readonly Phase[];
  readonly specialisms: readonly string[];
  readonly halfDaysPerYear: number;
  readonly from: LocalDate | null;
  readonly reviewDue: LocalDate | null;
  readonly status: DesignationStatus | null;
}

/** What a row may name. */
export interface KnownWords {
  readonly types: readonly { readonly code: string; readonly title: string }[];
  readonly specialisms: Specialisms;
}

/** Reads a list of designations; what is wrong in it goes to the report, all of it at once. */
export async function readDesignations(
  file: string,
  known: KnownWords,
  report: ReportBuilder,
): Promise<DesignationRow[]> {
  const lines = new Map<string, number>();
  return (await readTable(file, FORMAT, report)).map(cells => {
    const row = readRow(cells, known);
    const key = [row.email, row.typeCode, row.body].join('|');
    const before = lines.get(key);
    if (before !== undefined && row.email !== '') {
      const what = `${row.email} as ${row.typeCode} of ${row.body}`;
      cells.error(
        'email',
        `${what} stands twice: in row ${before} and in row ${cells.line}.`,
        'Put them into one row.',
      );
    }
    lines.set(key, cells.line);
    return row;
  });
}

function readRow(cells: Cells<DesignationColumn>, known: KnownWords): DesignationRow {
  const from = cells.date('from');
  const reviewDue = cells.date('reviewDue');
  if (from && reviewDue && reviewDue < from) {
    cells.error(
      'reviewDue',
      `The review, ${reviewDue}, is due before the designation, ${from}.`,
      'Correct one of the two dates.',
    );
  }
  cells.needed('homeSchool', 'The home school');
  return {
    cells,
    email: cells.needed('email', 'The e-mail address').toLowerCase(),
    typeCode: readType(cells, known.types),
    body: cells.needed('body', 'The body that designated them'),
    phases: readPhases(cells),
    specialisms: readSpecialisms(cells, known.specialisms),
    halfDaysPerYear: readHalfDays(cells),
    from,
    reviewDue,
    status: readStatus(cells),
  };
}

function readType(cells: Cells<DesignationColumn>, types: KnownWords['types']): string {
  const text = cells.needed('type', 'The type');
  const plain = plainName(text);
  const type = types.find(each => plainName(each.code) === plain || plainName(each.title) === plain);
  if (type) return type.code;
  if (text !== '') {
    const help = didYouMean(
      text,
      types.map(each => each.code),
    );
    cells.error(
      'type',
      `"${text}" is no type of designation.`,
      `${help} To add one: --add-type "CODE=Title".`,
    );
  }
  return text;
}

function readPhases(cells: Cells<DesignationColumn>): Phase[] {
  return list(cells.text('phases')).flatMap(text => {
    const phase = PHASES.find(each => plainName(each) === plainName(text));
    if (phase) return phase;
    cells.error('phases', `"${text}" is no phase.`, didYouMean(text, PHASES));
    return [];
  });
}

function readSpecialisms(cells: Cells<DesignationColumn>, known: Specialisms): string[] {
  const texts = list(cells.needed('specialisms', 'The specialism'));
  const slugs = texts.flatMap(text => {
    const slug = known.find(text);
    if (slug) return slug;
    const help = didYouMean(text, known.titles);
    cells.error(
      'specialisms',
      `"${text}" is no specialism.`,
      `${help} To add one: --add-specialism "Title".`,
    );
    return [];
  });
  return [...new Set(slugs)].sort();
}

function readHalfDays(cells: Cells<DesignationColumn>): number {
  const text = cells.needed('daysPerYear', 'The number of days per year');
  const days = Number(text);
  if (text !== '' && !(days > 0 && days <= MOST_DAYS && Number.isInteger(days * 2))) {
    cells.error(
      'daysPerYear',
      `"${text}" is not a number of days.`,
      `Write full or half days up to ${MOST_DAYS}, such as 15 or 7.5.`,
    );
  }
  return Math.round(days * 2);
}

function readStatus(cells: Cells<DesignationColumn>): DesignationStatus | null {
  const text = cells.text('status');
  const status = DESIGNATION_STATUSES.find(each => plainName(each) === plainName(text));
  if (text !== '' && !status)
    cells.error('status', `"${text}" is no status.`, didYouMean(text, DESIGNATION_STATUSES));
  return status ?? null;
}

function list(text: string): string[] {
  return text
    .split(';')
    .map(each => each.trim())
    .filter(each => each !== '');
}
