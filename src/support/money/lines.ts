import { addDays, daysFrom, formatDate, type LocalDate } from '../../calendar/localDate.js';
import { type TermOfYear, termOf } from '../window.js';
import { type Payer, priceOf } from './price.js';
import type { RateTerms } from './rates.js';

/** The broker pays, and is paid, within so many days of the bill (DOMAIN 3.3). */
export const PAYABLE_DAYS = 28;

/** One deployment as finance looks at it. */
export interface Deployment {
  readonly reference: string;
  readonly school: string;
  readonly payer: Payer;
  readonly terms: RateTerms;
  /** Half days of the agreement as it stands, variations included. */
  readonly halfDays: number;
  /** When it began to hold. */
  readonly agreedOn: LocalDate;
  /** When it came to its end; null while it goes on. */
  readonly completedOn: LocalDate | null;
  readonly visits: readonly {
    readonly on: LocalDate;
    readonly halfDays: number;
    readonly homeSchool: string;
  }[];
}

/** Which way money goes: from the payer to the broker, from the broker to the home school, or it stays. */
export type Direction = 'owedByPayer' | 'owedToHome' | 'brokerage';

/** One line of the recharge schedule. */
export interface RechargeLine {
  /** The same whenever the schedule is made: payments refer to it. */
  readonly key: string;
  readonly reference: string;
  readonly school: string;
  readonly direction: Direction;
  /** Who owes it, is owed it, or keeps it. */
  readonly party: string;
  readonly what: string;
  readonly term: TermOfYear;
  readonly halfDays: number;
  /** Without VAT. Below 0: a credit. */
  readonly netPence: number;
  readonly vatPence: number;
  readonly billedOn: LocalDate;
}

const PAYER_NAMES: Readonly<Record<Exclude<Payer, 'school'>, string>> = {
  partnership: 'The partnership',
  la: 'The local authority',
  diocese: 'The diocese',
  trust: 'The trust',
  grant: 'The grant',
};

/**
 * The recharge lines of a deployment: pure. The payer is billed as the rule's trigger says; the home school's
 * share and the broker's are counted by the month of the visits (DOMAIN 3.6). Every line is the difference between
 * two totals, so that however the days fall the lines of one direction add up to the price of all days.
 */
export function rechargeLines(deployment: Deployment): readonly RechargeLine[] {
  return [...payerLines(deployment), ...monthLines(deployment)];
}

function payerLines(deployment: Deployment): RechargeLine[] {
  const { terms, halfDays, agreedOn, completedOn } = deployment;
  const worked = sumOf(deployment.visits);
  switch (terms.trigger) {
    case 'onSignature':
      return [
        payerLine(deployment, 'S', 'On signature', agreedOn, 0, halfDays),
        ...(completedOn !== null && worked !== halfDays
          ? [payerLine(deployment, 'A', 'Days agreed and not worked', completedOn, halfDays, worked)]
          : []),
      ];
    case 'onCompletion':
      return completedOn === null || worked === 0
        ? []
        : [payerLine(deployment, 'C', 'On completion', completedOn, 0, worked)];
    case 'monthlyByVisit':
      return months(deployment.visits).map(({ month, last, before, upTo }) =>
        payerLine(deployment, month, `Visits of ${monthName(last)}`, last, before, upTo),
      );
  }
}

function payerLine(
  deployment: Deployment,
  part: string,
  what: string,
  billedOn: LocalDate,
  from: number,
  to: number,
): RechargeLine {
  const { reference, school, payer, terms } = deployment;
  const [before, after] = [priceOf(from, terms), priceOf(to, terms)];
  return {
    key: `${reference}/payer/${part}`,
    reference,
    school,
    direction: 'owedByPayer',
    party: payer === 'school' ? school : PAYER_NAMES[payer],
    what,
    term: termOf(billedOn),
    halfDays: to - from,
    netPence: after.net - before.net,
    vatPence: after.vat - before.vat,
    billedOn,
  };
}

function monthLines({ reference, school, terms, visits }: Deployment): RechargeLine[] {
  return months(visits).flatMap(({ month, last, before, homes }) => {
    let counted = before;
    return homes.flatMap(({ homeSchool, halfDays }, at): RechargeLine[] => {
      const [from, to] = [priceOf(counted, terms), priceOf(counted + halfDays, terms)];
      counted += halfDays;
      const common = {
        reference,
        school,
        what: `Visits of ${monthName(last)}`,
        term: termOf(last),
        halfDays,
        vatPence: 0,
        billedOn: last,
      };
      const part = at === 0 ? month : `${month}.${at + 1}`;
      const brokerage = to.brokerage - from.brokerage;
      return [
        {
          ...common,
          key: `${reference}/home/${part}`,
          direction: 'owedToHome',
          party: homeSchool,
          netPence: to.home - from.home,
        },
        ...(brokerage === 0
          ? []
          : [
              {
                ...common,
                key: `${reference}/broker/${part}`,
                direction: 'brokerage',
                party: 'The broker',
                netPence: brokerage,
              } as const,
            ]),
      ];
    });
  });
}

interface Month {
  /** '2027-01'. */
  readonly month: string;
  /** Its last day. */
  readonly last: LocalDate;
  /** Half days before it, and with it. */
  readonly before: number;
  readonly upTo: number;
  /** Who released the leader for how many half days: two schools where the leader changed. */
  readonly homes: readonly { readonly homeSchool: string; readonly halfDays: number }[];
}

function months(visits: Deployment['visits']): Month[] {
  const names = [...new Set(visits.map(visit => visit.on.slice(0, 7)))].sort();
  let counted = 0;
  return names.map(month => {
    const own = visits.filter(visit => visit.on.startsWith(month));
    const before = counted;
    counted += sumOf(own);
    const homes = [...new Set(own.map(visit => visit.homeSchool))].map(homeSchool => ({
      homeSchool,
      halfDays: sumOf(own.filter(visit => visit.homeSchool === homeSchool)),
    }));
    return { month, last: lastOf(month), before, upTo: counted, homes };
  });
}

function lastOf(month: string): LocalDate {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const next = number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, '0')}-01`;
  return addDays(next as LocalDate, -1);
}

function monthName(day: LocalDate): string {
  return `${formatDate(day, 'day').split(' ')[1]} ${day.slice(0, 4)}`;
}

function sumOf(visits: readonly { readonly halfDays: number }[]): number {
  return visits.reduce((sum, visit) => sum + visit.halfDays, 0);
}

/** A line with what has been paid of it. */
export interface BilledLine extends RechargeLine {
  readonly paidPence: number;
  /** Still to be paid, VAT included; 0 for brokerage, which the broker keeps. */
  readonly openPence: number;
  /** Open for longer than the 28 days in which it is payable. */
  readonly late: boolean;
}

/** The lines with their payments, as they stand on a day. */
export function billed(
  lines: readonly RechargeLine[],
  paid: ReadonlyMap<string, number>,
  today: LocalDate,
): readonly BilledLine[] {
  return lines
    .filter(line => line.billedOn <= today)
    .map(line => {
      const paidPence = paid.get(line.key) ?? 0;
      const openPence = line.direction === 'brokerage' ? 0 : line.netPence + line.vatPence - paidPence;
      return {
        ...line,
        paidPence,
        openPence,
        late: openPence > 0 && daysFrom(line.billedOn, today) > PAYABLE_DAYS,
      };
    });
}
