import type { Tx } from '../store/open.js';
import type { HomeItem, HomePart } from '../workflow/home.js';
import { personViewer } from '../workflow/parties.js';
import type { At } from '../workflow/process.js';
import { loadGroup } from './load.js';
import { seeGroup } from './visibility.js';
import { milestoneWords, RAG_WORDS } from './words.js';
import { groupWorkflow } from './workflow.js';

/** The open groups that somebody leads, deputises in or sponsors, for the authority or for the schools. */
export async function groupHome(tx: Tx, personId: number, { today }: At): Promise<HomePart> {
  const rows = await tx.taskGroup.findMany({
    where: {
      state: 'active',
      OR: (['leadId', 'deputyId', 'sponsorId', 'schoolSponsorId'] as const).map(part => ({
        [part]: personId,
      })),
    },
    select: { id: true },
    orderBy: { endsOn: 'asc' },
  });
  const work: HomeItem[] = [];
  for (const { id } of rows) {
    const group = await loadGroup(tx, id, today);
    const seen = group && seeGroup(group, personViewer(groupWorkflow, group, personId), today);
    if (!seen) continue;
    work.push({
      entity: { kind: groupWorkflow.kind, id },
      title: `${seen.reference}: ${seen.title}`,
      status: RAG_WORDS[seen.rag],
      says: `Next milestone: ${milestoneWords(seen.milestones, today)}.`,
    });
  }
  return { work };
}
