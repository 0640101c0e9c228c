import { halfDaysInWords } from '../calendar/halfDays.js';
import type { LocalDate } from '../calendar/localDate.js';
import type { Card } from '../chat/card.js';
import { csvText } from '../chat/csvText.js';
import { type TermOfYear, termBegins, termName, termWanted } from './window.js';

/** A request as far as the report counts it: no school, no words. */
export interface Demand {
  readonly area: string;
  readonly phase: string;
  readonly timing: string;
  readonly askedOn: LocalDate;
  readonly halfDays: number;
  /** When a leader and the home head had said yes; null when none has (yet). */
  readonly matchedOn: LocalDate | null;
  /** It was given up for want of a leader. */
  readonly givenUp: boolean;
  /** Nobody needs it any more: withdrawn, declined, signposted. */
  readonly gone: boolean;
}

/** What leaders have to give. */
export interface Supply {
  /** Titles of areas; a leader's days count for each. */
  readonly areas: readonly string[];
  readonly phases: readonly string[];
  readonly halfDaysLeft: number;
}

/** One line of the report: an area, a phase and a term. */
export interface CapacityRow {
  readonly area: string;
  readonly phase: string;
  readonly term: TermOfYear;
  readonly requests: number;
  /** Given up, or without a leader for longer than is usual. */
  readonly unmatched: number;
  /** Matched, but later than is usual. */
  readonly slow: number;
  readonly halfDaysWanted: number;
  readonly leaders: number;
  readonly halfDaysLeft: number;
  /** Where new leaders are needed most: somebody went without, or the days do not suffice. */
  readonly recruit: boolean;
}

/** A match is "usually within 48 hours" (DOMAIN 3.6); a week with its weekend is slow, in days. */
const SLOW_DAYS = 7;

/**
 * Demand for support beside the days that leaders have left, by area, phase and term; where it falls short first
 * (Condition 6: show where to recruit). Pure.
 */
export function capacityRows(
  demands: readonly Demand[],
  supplies: readonly Supply[],
  daysBetween: (from: LocalDate, to: LocalDate) => number,
  today: LocalDate,
): readonly CapacityRow[] {
  const groups = new Map<string, Demand[]>();
  for (const demand of demands.filter(each => !each.gone)) {
    const key = [demand.area, demand.phase, termName(termWanted(demand.timing, demand.askedOn))].join('|');
    const list = groups.get(key);
    if (list) list.push(demand);
    else groups.set(key, [demand]);
  }
  const rows = [...groups.values()].flatMap((group): CapacityRow[] => {
    const [first] = group;
    if (!first) return [];
    const able = supplies.filter(
      supply => supply.areas.includes(first.area) && supply.phases.includes(first.phase),
    );
    const waited = (demand: Demand): boolean =>
      daysBetween(demand.askedOn, demand.matchedOn ?? today) > SLOW_DAYS;
    const unmatched = group.filter(each => !each.matchedOn && (each.givenUp || waited(each))).length;
    const open = group.filter(each => !each.matchedOn && !each.givenUp);
    const halfDaysWanted = open.reduce((sum, each) => sum + each.halfDays, 0);
    const halfDaysLeft = able.reduce((sum, supply) => sum + supply.halfDaysLeft, 0);
    return [
      {
        area: first.area,
        phase: first.phase,
        term: termWanted(first.timing, first.askedOn),
        requests: group.length,
        unmatched,
        slow: group.filter(each => each.matchedOn && waited(each)).length,
        halfDaysWanted,
        leaders: able.length,
        halfDaysLeft,
        recruit: unmatched > 0 || halfDaysWanted > halfDaysLeft || able.length === 0,
      },
    ];
  });
  return rows.sort(
    (a, b) =>
      Number(b.recruit) - Number(a.recruit) ||
      b.unmatched - a.unmatched ||
      b.slow - a.slow ||
      compare(termBegins(a.term), termBegins(b.term)) ||
      compare(a.area, b.area) ||
      compare(a.phase, b.phase),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Rows shown in chat; all of them are in the file. */
const SHOWN = 12;

/** The report as a card with its file. It counts, and names no school. */
export function capacityCard(rows: readonly CapacityRow[]): Card {
  const short = rows.filter(row => row.recruit);
  return {
    title: 'Capacity against demand',
    status:
      short.length > 0
        ? {
            text: `Leaders are needed in ${short.length} place${short.length === 1 ? '' : 's'}`,
            tone: 'warning',
          }
        : { text: 'Every request can be served', tone: 'good' },
    body:
      rows.length === 0
        ? [{ type: 'text', text: 'Nobody has asked for support yet.' }]
        : [
            {
              type: 'text',
              text: 'Where to recruit comes first. "Without" counts requests given up or a week without a leader; "late" those matched after more than a week.',
            },
            {
              type: 'table',
              columns: [
                'Area',
                'Phase',
                'Term',
                'Asked',
                'Without',
                'Late',
                'Days wanted',
                'Days left',
                'Leaders',
              ],
              rows: rows
                .slice(0, SHOWN)
                .map(row => [
                  row.recruit ? `${row.area} (recruit)` : row.area,
                  row.phase,
                  termName(row.term),
                  String(row.requests),
                  String(row.unmatched),
                  String(row.slow),
                  halfDaysInWords(row.halfDaysWanted),
                  halfDaysInWords(row.halfDaysLeft),
                  String(row.leaders),
                ]),
            },
            { type: 'file', name: 'capacity.csv', mediaType: 'text/csv', text: capacityCsv(rows) },
          ],
    actions: [],
  };
}

function capacityCsv(rows: readonly CapacityRow[]): string {
  return csvText([
    [
      'area',
      'phase',
      'term',
      'requests',
      'unmatched',
      'slow',
      'days_wanted',
      'days_left',
      'leaders',
      'recruit',
    ],
    ...rows.map(row => [
      row.area,
      row.phase,
      termName(row.term),
      row.requests,
      row.unmatched,
      row.slow,
      row.halfDaysWanted / 2,
      row.halfDaysLeft / 2,
      row.leaders,
      row.recruit ? 'yes' : 'no',
    ]),
  ]);
}
