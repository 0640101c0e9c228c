import { addDays, type LocalDate } from '../calendar/localDate.js';
import type { Tx } from '../store/open.js';
import type { HomeItem, HomePart } from '../workflow/home.js';
import { personViewer } from '../workflow/parties.js';
import type { At } from '../workflow/process.js';
import { nextStep } from './cards.js';
import { loadDesignation } from './load.js';
import { see } from './visibility.js';
import { STATUS } from './words.js';
import { designationWorkflow } from './workflow.js';

const { kind } = designationWorkflow;

/** From so many days before its review on, a designation stands on the leader's own page: as it is warned of. */
const SOON_DAYS = 60;

/** A leader's own designations, where something is to come: a review that is near, one under way, one missed. */
export async function designationHome(tx: Tx, personId: number, { today }: At): Promise<HomePart> {
  const rows = await tx.designation.findMany({
    where: { personId, OR: [{ status: { in: ['underReview', 'expired'] } }, dueSoon(today)] },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  const work: HomeItem[] = [];
  for (const { id } of rows) {
    const record = await loadDesignation(tx, id, today);
    if (!record) continue;
    const seen = see(record, personViewer(designationWorkflow, record, personId));
    work.push({
      entity: { kind, id },
      title: `You as ${seen.typeCode}`,
      status: STATUS[seen.state].text,
      says: nextStep(seen),
    });
  }
  return { work };
}

/** The part of a query that keeps designations that count and are near their review. */
export function dueSoon(today: LocalDate) {
  return { status: 'active', reviewDue: { lte: addDays(today, SOON_DAYS) } };
}
