import type { LocalDate } from '../../calendar/localDate.js';
import { selfAndAncestors } from '../../network/partnerships.js';
import type { Tx } from '../../store/open.js';
import { inDays } from '../days.js';
import { type GroupRecord, halfDaysUsed } from '../record.js';

/** Pence for a day where a partnership has set no rate of its own: Hillingdon's of 2021 (DOMAIN 3.3). */
const USUAL_RATES: Readonly<Record<string, number>> = { LLE: 50_000, SLE: 35_000 };

/** Pence for a day of a kind of leader for whom nobody has said anything: the higher of the usual ones. */
const OTHERWISE = 50_000;

export interface CostLine {
  readonly typeCode: string;
  readonly halfDays: number;
  readonly dayPence: number;
  readonly pence: number;
  /** Whether the partnership has set this rate; otherwise it is the usual one. */
  readonly ownRate: boolean;
}

/** What a group has cost in leaders' days, from the days ledger and the rates of its last day of work. */
export interface Cost {
  readonly lines: readonly CostLine[];
  readonly pence: number;
  /** Half days of people without a designation: worked, and paid for by nobody. */
  readonly unpaidHalfDays: number;
  readonly budgetPence: number;
}

/** The cost of a group at the rates that hold on a day at its partnership, or the nearest above that has any. */
export async function costOf(tx: Tx, group: GroupRecord, on: LocalDate): Promise<Cost> {
  const rate = await rates(tx, group.partnershipId, on);
  const types = [...new Set(group.leaders.map(({ typeCode }) => typeCode))].sort();
  const lines = types.map(typeCode => {
    const halfDays = group.leaders
      .filter(leader => leader.typeCode === typeCode)
      .reduce((sum, { used }) => sum + used, 0);
    const { dayPence, own } = rate(typeCode);
    return { typeCode, halfDays, dayPence, pence: (halfDays * dayPence) / 2, ownRate: own };
  });
  const paid = lines.reduce((sum, { halfDays }) => sum + halfDays, 0);
  const { lleHalfDays, sleHalfDays, cashPence } = group.budget;
  return {
    lines,
    pence: lines.reduce((sum, { pence }) => sum + pence, 0),
    unpaidHalfDays: halfDaysUsed(group) - paid,
    budgetPence: (lleHalfDays * rate('LLE').dayPence + sleHalfDays * rate('SLE').dayPence) / 2 + cashPence,
  };
}

type RateOf = (typeCode: string) => { readonly dayPence: number; readonly own: boolean };

async function rates(tx: Tx, partnershipId: number, on: LocalDate): Promise<RateOf> {
  const nodes = (await selfAndAncestors(tx, partnershipId)).map(({ id }) => id);
  const rows = await tx.rateCard.findMany({
    where: { partnershipId: { in: nodes }, from: { lte: on }, OR: [{ to: null }, { to: { gte: on } }] },
    orderBy: { from: 'desc' },
  });
  return typeCode => {
    const own = nodes.flatMap(id => rows.filter(row => row.partnershipId === id && row.role === typeCode))[0];
    return { dayPence: own?.dayPence ?? USUAL_RATES[typeCode] ?? OTHERWISE, own: own !== undefined };
  };
}

/** Pence as money: "£10,250", "£1,187.50". */
export function pounds(pence: number): string {
  const whole = Math.floor(pence / 100).toLocaleString('en-GB');
  const rest = pence % 100;
  return rest === 0 ? `£${whole}` : `£${whole}.${String(rest).padStart(2, '0')}`;
}

/** The cost as a board reads it: a line for each kind of leader, the total, and the budget beside it. */
export function costText({ budget }: GroupRecord, cost: Cost): string {
  const { lleHalfDays, sleHalfDays, cashPence } = budget;
  const rows = cost.lines
    .filter(({ halfDays }) => halfDays > 0)
    .map(
      ({ typeCode, halfDays, dayPence, pence, ownRate }) =>
        `| ${typeCode} | ${halfDays / 2} | ${pounds(dayPence)}${ownRate ? '' : '*'} | ${pounds(pence)} |`,
    );
  const table =
    rows.length > 0
      ? [
          '| Leaders | Days | A day | Cost |',
          '|---|---|---|---|',
          ...rows,
          `| Total | | | ${pounds(cost.pence)} |`,
        ]
      : ['No leaders’ days were drawn.'];
  const usual = cost.lines.some(({ ownRate, halfDays }) => !ownRate && halfDays > 0)
    ? ['\\* The usual rate: the partnership has set none of its own.']
    : [];
  const parts = [
    ...(lleHalfDays > 0 ? [`${inDays(lleHalfDays)} of LLEs`] : []),
    ...(sleHalfDays > 0 ? [`${inDays(sleHalfDays)} of SLEs`] : []),
    ...(cashPence > 0 ? [`${pounds(cashPence)} in money`] : []),
  ];
  const left = cost.budgetPence - cost.pence;
  const over =
    left < 0 ? ` That is ${pounds(-left)} more.` : left > 0 ? ` ${pounds(left)} of it is left.` : '';
  const set =
    parts.length === 0
      ? 'No budget was set.'
      : `The budget was ${parts.join(' and ')}, ${pounds(cost.budgetPence)} in all.${over}`;
  const unpaid =
    cost.unpaidHalfDays > 0
      ? [`Beside that ${inDays(cost.unpaidHalfDays)} were worked by people whose days are not priced.`]
      : [];
  return [table.join('\n'), ...usual, [set, ...unpaid].join(' ')].join('\n\n');
}
