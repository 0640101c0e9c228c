import type { LocalDate } from '../calendar/localDate.js';
import type { Tx } from '../store/open.js';
import { personViewer, type Viewer } from '../workflow/parties.js';
import { loadSupport } from './load.js';
import type { SupportRecord } from './record.js';
import { type SeenSupport, see } from './visibility.js';
import { supportWorkflow } from './workflow.js';

/** Requests at one meeting; more are a sign that it should meet more often. */
const MOST = 20;

/** Every request that waits for the panel of a node, the oldest first, as this coordinator may see each. */
export async function panelPack(
  tx: Tx,
  { partnershipId }: SupportRecord,
  { personId }: Viewer,
  today: LocalDate,
): Promise<readonly SeenSupport[]> {
  const rows = await tx.supportRequest.findMany({
    where: { partnershipId, state: 'panel' },
    select: { id: true },
    orderBy: { id: 'asc' },
    take: MOST,
  });
  const pack: SeenSupport[] = [];
  for (const { id } of rows) {
    const record = await loadSupport(tx, id, today);
    if (record && personId !== null) pack.push(see(record, personViewer(supportWorkflow, record, personId)));
  }
  return pack;
}
