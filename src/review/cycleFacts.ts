import type { LocalDate } from '../calendar/localDate.js';
import type { Prisma } from '../generated/sqlite/client.js';
import { currentOn, presentOn } from '../network/current.js';
import { selfAndAncestors } from '../network/partnerships.js';
import type { Tx } from '../store/open.js';
import { ProgrammeRulesSchema } from './programme.js';
import type { CycleFacts } from './record.js';

/** The cycle of a review, with those who run it as they are on a day. */
export async function cycleFacts(
  tx: Tx,
  cycle: Prisma.ReviewCycleGetPayload<object>,
  today: LocalDate,
): Promise<CycleFacts> {
  const lead = await tx.person.findUniqueOrThrow({
    where: { id: cycle.leadId },
    select: { id: true, name: true },
  });
  return {
    id: cycle.id,
    reference: cycle.reference,
    name: cycle.name,
    state: cycle.state,
    lead,
    ...(await officersOf(tx, cycle.partnershipId, today)),
    rules: ProgrammeRulesSchema.parse(cycle.rules),
  };
}

/**
 * Who runs reviews in a partnership on a day: programme leads and coordinators, and beside them its cluster
 * leads, quality moderators and advisers. For each role those of the nearest node that has any. One look at the tree and one at the roles, since
 * every card of every review needs it.
 */
export async function officersOf(
  tx: Tx,
  partnershipId: number,
  today: LocalDate,
): Promise<{
  readonly organiserIds: number[];
  readonly clusterLeadIds: number[];
  readonly qaModeratorIds: number[];
  readonly adviserIds: number[];
}> {
  const nodes = await selfAndAncestors(tx, partnershipId);
  const rows = await tx.roleAssignment.findMany({
    where: {
      role: { in: ['programmeLead', 'coordinator', 'clusterLead', 'qaModerator', 'laAdviser'] },
      partnershipId: { in: nodes.map(node => node.id) },
      ...currentOn(today),
      person: presentOn(today),
    },
    select: { personId: true, role: true, partnershipId: true },
    orderBy: [{ from: 'asc' }, { id: 'asc' }],
  });
  const holders = (role: string): number[] => {
    const held = rows.filter(row => row.role === role);
    const nearest = nodes.find(node => held.some(row => row.partnershipId === node.id));
    return [...new Set(held.filter(row => row.partnershipId === nearest?.id).map(row => row.personId))];
  };
  return {
    organiserIds: [...new Set([...holders('programmeLead'), ...holders('coordinator')])],
    clusterLeadIds: holders('clusterLead'),
    qaModeratorIds: holders('qaModerator'),
    adviserIds: holders('laAdviser'),
  };
}
