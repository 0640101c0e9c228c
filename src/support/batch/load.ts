import type { LocalDate } from '../../calendar/localDate.js';
import { londonDate } from '../../calendar/london.js';
import { holdersOf } from '../../network/people.js';
import type { Tx } from '../../store/open.js';
import { loadSupport } from '../load.js';
import { leadersFor, needOf } from '../queries.js';
import type { SupportRecord } from '../record.js';
import { type TermOfYear, termName, termWanted } from '../window.js';
import type { OpenRequest } from './problem.js';

/** A request that waits for a leader, and the record behind it. */
export interface BatchRequest extends OpenRequest {
  readonly record: SupportRecord;
}

/** The state in which a coordinator looks for a leader. */
const WAITS_FOR_LEADER = 'matching';

/**
 * The requests that a coordinator has claimed and for which nobody is asked yet, of one term or of all; with the
 * leaders of their areas. Requests that a colleague has claimed are the colleague's to plan.
 */
export async function openRequests(
  tx: Tx,
  personId: number,
  today: LocalDate,
  term: TermOfYear | null,
): Promise<readonly BatchRequest[]> {
  const rows = await tx.supportRequest.findMany({
    where: { state: WAITS_FOR_LEADER, coordinatorId: personId },
    select: { id: true, timing: true, createdAt: true, partnershipId: true, commissioned: true },
    orderBy: { id: 'asc' },
  });
  const found: BatchRequest[] = [];
  for (const { id, timing, createdAt, partnershipId, commissioned } of rows) {
    if (term && termName(termWanted(timing, londonDate(createdAt))) !== termName(term)) continue;
    if (!(await holdersOf(tx, 'coordinator', partnershipId, today)).includes(personId)) continue;
    const record = await loadSupport(tx, id, today);
    if (!record) continue;
    found.push({
      id,
      record,
      need: await needOf(tx, record, today),
      commissioned,
      askedAt: createdAt,
      leaders: await leadersFor(tx, record, today),
    });
  }
  return found;
}
