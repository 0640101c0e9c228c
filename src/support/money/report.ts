import { halfDaysInWords } from '../../calendar/halfDays.js';
import { formatDate, type LocalDate } from '../../calendar/localDate.js';
import type { Card, CardElement } from '../../chat/card.js';
import { type TermOfYear, termName } from '../window.js';
import { type BilledLine, billed, rechargeLines } from './lines.js';
import type { Books } from './load.js';
import { pounds } from './price.js';

/** Rows of a table in chat; the whole schedule is a file. */
const ROWS = 10;

/** Sums of pence, VAT included where something is owed. */
export interface MoneyTotals {
  /** What payers have been billed, and what of it is open. */
  readonly billed: number;
  readonly owedByPayers: number;
  readonly owedToHomeSchools: number;
  readonly brokerage: number;
  /** Open for more than 28 days, either way. */
  readonly late: number;
}

/** The lines of the schedule on a day, of one term or of all. */
export function schedule(books: Books, today: LocalDate, term: TermOfYear | null): readonly BilledLine[] {
  const lines = books.deployments.flatMap(rechargeLines);
  const wanted = term ? lines.filter(line => termName(line.term) === termName(term)) : lines;
  return billed(wanted, books.paid, today);
}

/** What some lines come to. */
export function totalsOf(lines: readonly BilledLine[]): MoneyTotals {
  const sum = (of: (line: BilledLine) => number, which: (line: BilledLine) => boolean): number =>
    lines.filter(which).reduce((total, line) => total + of(line), 0);
  return {
    billed: sum(
      line => line.netPence + line.vatPence,
      line => line.direction === 'owedByPayer',
    ),
    owedByPayers: sum(
      line => line.openPence,
      line => line.direction === 'owedByPayer',
    ),
    owedToHomeSchools: sum(
      line => line.openPence,
      line => line.direction === 'owedToHome',
    ),
    brokerage: sum(
      line => line.netPence,
      line => line.direction === 'brokerage',
    ),
    late: sum(
      line => line.openPence,
      line => line.late,
    ),
  };
}

/** One row for each name of a column, in the order in which they first stand: totals per request, school or term. */
export function groupedBy(
  lines: readonly BilledLine[],
  nameOf: (line: BilledLine) => string,
): readonly { readonly name: string; readonly totals: MoneyTotals }[] {
  const names = [...new Set(lines.map(nameOf))];
  return names.map(name => ({ name, totals: totalsOf(lines.filter(line => nameOf(line) === name)) }));
}

/** The money of a partnership as a card for those who coordinate or keep the books. */
export function moneyCard(books: Books, today: LocalDate, term: TermOfYear | null): Card {
  const lines = schedule(books, today, term);
  const totals = totalsOf(lines);
  const late = lines.filter(line => line.late);
  const halfDays = lines
    .filter(line => line.direction === 'owedToHome')
    .reduce((sum, line) => sum + line.halfDays, 0);
  const body: CardElement[] =
    lines.length === 0
      ? [{ type: 'text', text: 'Nothing has been billed or worked in this time.' }]
      : [
          {
            type: 'facts',
            facts: [
              { label: 'Days worked', value: halfDaysInWords(halfDays) },
              { label: 'Billed to payers', value: pounds(totals.billed) },
              { label: 'Still owed by payers', value: pounds(totals.owedByPayers) },
              { label: 'Still owed to home schools', value: pounds(totals.owedToHomeSchools) },
              { label: 'Brokerage', value: pounds(totals.brokerage) },
              { label: 'Open for more than 28 days', value: pounds(totals.late) },
            ],
          },
          ...table('By request', 'Request', lines, line => `${line.reference}, ${line.school}`),
          ...table('By receiving school', 'School', lines, line => line.school),
          ...(term ? [] : table('By term', 'Term', lines, line => termName(line.term))),
          ...lateList(late),
        ];
  return {
    title: `Money of support: ${term ? termName(term) : 'all terms'}`,
    status:
      totals.late > 0 ? { text: 'Payments are late', tone: 'warning' } : { text: 'In order', tone: 'good' },
    body: [
      ...body,
      ...(books.unpriced.length > 0
        ? [
            {
              type: 'text',
              text: `No day’s price is known for ${books.unpriced.slice(0, ROWS).join(', ')}. Import a rate card, or agree a price.`,
            } as const,
          ]
        : []),
      {
        type: 'text',
        style: 'subtle',
        text: 'This is a schedule and no invoice. All its lines are in the file.',
      },
    ],
    actions: [],
  };
}

function table(
  title: string,
  column: string,
  lines: readonly BilledLine[],
  nameOf: (line: BilledLine) => string,
): CardElement[] {
  const groups = groupedBy(lines, nameOf);
  return [
    { type: 'text', text: title, style: 'strong' },
    {
      type: 'table',
      columns: [column, 'Billed', 'Open', 'To home schools', 'Brokerage'],
      rows: groups
        .slice(0, ROWS)
        .map(({ name, totals }) => [
          name,
          pounds(totals.billed),
          pounds(totals.owedByPayers),
          pounds(totals.owedToHomeSchools),
          pounds(totals.brokerage),
        ]),
    },
    ...(groups.length > ROWS
      ? [{ type: 'text', text: `${groups.length - ROWS} more.`, style: 'subtle' } as const]
      : []),
  ];
}

function lateList(late: readonly BilledLine[]): CardElement[] {
  if (late.length === 0) return [];
  const items = late
    .slice(0, ROWS)
    .map(
      line =>
        `${line.direction === 'owedToHome' ? 'To' : 'From'} ${line.party}: ${pounds(line.openPence)} since ${formatDate(line.billedOn, 'short')} (${line.reference})`,
    );
  return [
    { type: 'text', text: 'Open for more than 28 days', style: 'strong' },
    { type: 'list', items },
  ];
}

const CSV_COLUMNS = [
  'line',
  'reference',
  'school',
  'direction',
  'party',
  'what',
  'term',
  'days',
  'net',
  'vat',
  'gross',
  'billed_on',
  'paid',
  'open',
  'late',
] as const;

/** The schedule as rows of a CSV file, the heading first; money in pounds with two decimals. */
export function scheduleRows(lines: readonly BilledLine[]): readonly (readonly string[])[] {
  return [
    CSV_COLUMNS,
    ...lines.map(line => [
      line.key,
      line.reference,
      line.school,
      line.direction,
      line.party,
      line.what,
      termName(line.term),
      String(line.halfDays / 2),
      plain(line.netPence),
      plain(line.vatPence),
      plain(line.netPence + line.vatPence),
      line.billedOn,
      plain(line.paidPence),
      plain(line.openPence),
      line.late ? 'yes' : 'no',
    ]),
  ];
}

function plain(pence: number): string {
  return (pence / 100).toFixed(2);
}
