import type { LocalDate } from '../../calendar/localDate.js';
import { selfAndAncestors } from '../../network/partnerships.js';
import type { Tx } from '../../store/open.js';
import {
  type BillingTrigger,
  BROKERAGE_MODES,
  type BrokerageMode,
  PAYERS,
  type Payer,
  type Terms,
  TRIGGERS,
} from './price.js';

/** Holds for every kind of leader that has no rule of its own. */
export const EVERY_ROLE = '*';

/** How the broker is paid there, who pays when nobody says otherwise, and when. */
interface BrokerageRule {
  readonly partnershipId: number;
  readonly role: string;
  readonly from: string;
  readonly to: string | null;
  readonly mode: BrokerageMode;
  readonly basisPoints: number | null;
  readonly fixedPence: number | null;
  readonly vatBasisPoints: number;
  readonly payer: Payer;
  readonly trigger: BillingTrigger;
}

/** Where a partnership has said nothing about brokerage: none is taken, and the school pays by the month. */
const NO_RULE = {
  mode: 'none',
  basisPoints: null,
  fixedPence: null,
  vatBasisPoints: 0,
  payer: 'school',
  trigger: 'monthlyByVisit',
} as const satisfies Partial<BrokerageRule>;

/** All that a deployment's price follows from, but the days. */
export interface RateTerms extends Terms {
  readonly payer: Payer;
  readonly trigger: BillingTrigger;
}

/**
 * The seam for fee models (DOMAIN 1.10): what a membership covers, and what members pay less, will be another
 * answer to this question. Now the rate card and the brokerage rule of the partnership answer it.
 */
export type Pricing = (role: string, on: LocalDate, agreedDayPence: number | null) => RateTerms | null;

/**
 * How a partnership prices the days of a kind of leader that begin on a day: by its own cards and rules or those
 * of the nearest node above it. A day's price that was agreed goes before the card. Null: no price is known.
 */
export async function pricingOf(tx: Tx, partnershipId: number): Promise<Pricing> {
  const nodes = (await selfAndAncestors(tx, partnershipId)).map(node => node.id);
  const where = { partnershipId: { in: nodes } };
  const cards = await tx.rateCard.findMany({ where });
  const rules = (await tx.brokerageRule.findMany({ where })).map(asRule);
  return (role, on, agreedDayPence) => {
    const card = nearest(cards, nodes, [role], on);
    const dayPence = agreedDayPence ?? card?.dayPence;
    if (dayPence === undefined) return null;
    const rule = nearest(rules, nodes, [role, EVERY_ROLE], on) ?? NO_RULE;
    const { mode, basisPoints, fixedPence, vatBasisPoints, payer, trigger } = rule;
    return { dayPence, mode, basisPoints, fixedPence, vatBasisPoints, payer, trigger };
  };
}

/** The nearest node's entry that holds on a day, the first role first, the newest of several. */
export function nearest<
  T extends {
    readonly partnershipId: number;
    readonly role: string;
    readonly from: string;
    readonly to: string | null;
  },
>(entries: readonly T[], nodes: readonly number[], roles: readonly string[], on: LocalDate): T | null {
  for (const node of nodes) {
    for (const role of roles) {
      const holding = entries.filter(
        each =>
          each.partnershipId === node &&
          each.role === role &&
          each.from <= on &&
          (each.to === null || each.to >= on),
      );
      const newest = holding.toSorted((a, b) => (a.from < b.from ? 1 : -1))[0];
      if (newest) return newest;
    }
  }
  return null;
}

function asRule(row: {
  partnershipId: number;
  role: string;
  from: string;
  to: string | null;
  mode: string;
  basisPoints: number | null;
  fixedPence: number | null;
  vatBasisPoints: number;
  payer: string;
  trigger: string;
}): BrokerageRule {
  return {
    ...row,
    mode: oneOf(BROKERAGE_MODES, row.mode),
    payer: oneOf(PAYERS, row.payer),
    trigger: oneOf(TRIGGERS, row.trigger),
  };
}

function oneOf<T extends string>(known: readonly T[], text: string): T {
  const found = known.find(each => each === text);
  if (!found) throw new Error(`A brokerage rule says "${text}", which is none of ${known.join(', ')}.`);
  return found;
}
