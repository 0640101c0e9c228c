import type { LocalDate } from '../calendar/localDate.js';
import type { Prisma } from '../generated/sqlite/client.js';
import { holdersOf } from '../network/people.js';
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
    organiserIds: await organisersOf(tx, cycle.partnershipId, today),
    clusterLeadIds: await holdersOf(tx, 'clusterLead', cycle.partnershipId, today),
    noticeSchoolDays: ProgrammeRulesSchema.parse(cycle.rules).noticeSchoolDays,
  };
}

/** Who may run a cycle for a partnership beside the one who opened it: its programme leads and coordinators. */
export async function organisersOf(tx: Tx, partnershipId: number, today: LocalDate): Promise<number[]> {
  const leads = await holdersOf(tx, 'programmeLead', partnershipId, today);
  const coordinators = await holdersOf(tx, 'coordinator', partnershipId, today);
  return [...new Set([...leads, ...coordinators])];
}
