import { type LocalDate, localDate } from '../../calendar/localDate.js';
import { currentOn, presentOn } from '../../network/current.js';
import { selfAndDescendants } from '../../network/partnerships.js';
import type { Tx } from '../../store/open.js';
import type { Deployment } from './lines.js';
import { PAYERS } from './price.js';
import { type Pricing, pricingOf } from './rates.js';

/** Those who may read the recharge schedule of a partnership: they need the names of the schools that pay. */
const MONEY_ROLES = ['coordinator', 'financeOfficer'];

/** What the schedule is made from. */
export interface Books {
  readonly deployments: readonly Deployment[];
  /** References of deployments for which no day's price is known: nothing is charged, and it is said. */
  readonly unpriced: readonly string[];
  /** Paid so far, in pence, by line. */
  readonly paid: ReadonlyMap<string, number>;
}

/** The partnerships whose money a person may see on a day: where they coordinate or keep the books, and below. */
export async function moneyNodesOf(tx: Tx, personId: number, today: LocalDate): Promise<readonly number[]> {
  const held = await tx.roleAssignment.findMany({
    where: {
      personId,
      role: { in: MONEY_ROLES },
      partnershipId: { not: null },
      ...currentOn(today),
      person: presentOn(today),
    },
    select: { partnershipId: true },
  });
  const nodes = new Set<number>();
  for (const { partnershipId } of held) {
    if (partnershipId !== null)
      for (const node of await selfAndDescendants(tx, partnershipId)) nodes.add(node);
  }
  return [...nodes];
}

/**
 * The deployments that some partnerships broker, or all of them: each from the day on which its agreement held,
 * which is the day on which its days were booked.
 */
export async function loadBooks(tx: Tx, partnershipIds: readonly number[] | null): Promise<Books> {
  const booked = await tx.dayEntry.findMany({
    where: { entityKind: 'support' },
    select: { entityId: true, kind: true, on: true },
    orderBy: { id: 'asc' },
  });
  const agreedOn = new Map<number, LocalDate>();
  const released = new Map<number, LocalDate>();
  for (const { entityId, kind, on } of booked) {
    if (kind === 'booked' && !agreedOn.has(entityId)) agreedOn.set(entityId, localDate(on));
    if (kind === 'released') released.set(entityId, localDate(on));
  }
  const rows = await tx.supportRequest.findMany({
    where: {
      halfDays: { not: null },
      startsOn: { not: null },
      ...(partnershipIds && { partnershipId: { in: [...partnershipIds] } }),
    },
    select: {
      id: true,
      reference: true,
      partnershipId: true,
      payer: true,
      halfDays: true,
      startsOn: true,
      ratePence: true,
      completedOn: true,
      school: { select: { name: true } },
      visits: {
        select: { on: true, halfDays: true, homeSchool: { select: { name: true } } },
        orderBy: { on: 'asc' },
      },
      approaches: {
        where: { status: { in: ['accepted', 'replaced'] } },
        select: { designation: { select: { typeCode: true } } },
        orderBy: { id: 'desc' },
        take: 1,
      },
    },
    orderBy: { id: 'asc' },
  });
  const pricing = new Map<number, Pricing>();
  const deployments: Deployment[] = [];
  const unpriced: string[] = [];
  for (const row of rows) {
    const held = agreedOn.get(row.id);
    if (!held || row.halfDays === null || row.startsOn === null) continue;
    const prices = pricing.get(row.partnershipId) ?? (await pricingOf(tx, row.partnershipId));
    pricing.set(row.partnershipId, prices);
    const role = row.approaches[0]?.designation.typeCode ?? '';
    const terms = prices(role, localDate(row.startsOn), row.ratePence);
    if (!terms) {
      unpriced.push(row.reference);
      continue;
    }
    const visits = row.visits.map(({ on, halfDays, homeSchool }) => ({
      on: localDate(on),
      halfDays,
      homeSchool: homeSchool.name,
    }));
    const worked = visits.reduce((sum, visit) => sum + visit.halfDays, 0);
    const lastVisit = worked >= row.halfDays ? (visits.at(-1)?.on ?? null) : null;
    deployments.push({
      reference: row.reference,
      school: row.school.name,
      payer: PAYERS.find(each => each === row.payer) ?? terms.payer,
      terms,
      halfDays: row.halfDays,
      agreedOn: held,
      completedOn:
        row.completedOn === null ? (released.get(row.id) ?? lastVisit) : localDate(row.completedOn),
      visits,
    });
  }
  return { deployments, unpriced, paid: await paidByLine(tx) };
}

async function paidByLine(tx: Tx): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.rechargePayment.groupBy({ by: ['line'], _sum: { pence: true } });
  return new Map(rows.map(row => [row.line, row._sum.pence ?? 0]));
}
