import { Prisma } from '../generated/sqlite/client.js';
import type { Sql } from '../store/idsOfEach.js';
import type { Tx } from '../store/open.js';
import type { HomeItem, HomePart, OwnPage } from '../workflow/home.js';
import { personViewer } from '../workflow/parties.js';
import type { GroupRecord } from './record.js';
import { seeGroup } from './visibility.js';
import { milestoneWords, RAG_WORDS } from './words.js';
import { groupWorkflow } from './workflow.js';

/** The open groups that somebody leads, deputises in or sponsors, for the authority or for the schools. */
export function groupMine(personId: number): Sql {
  return Prisma.sql`SELECT "id" FROM "TaskGroup" WHERE "state" = 'active'
    AND ${personId} IN ("leadId", "deputyId", "sponsorId", "schoolSponsorId")`;
}

/** Those groups, the one that ends next first. */
export async function groupHome(_tx: Tx, page: OwnPage<GroupRecord>): Promise<HomePart> {
  const { today } = page.at;
  const groups = await page.records(page.others);
  return {
    work: groups
      .toSorted((a, b) => a.endsOn.localeCompare(b.endsOn))
      .flatMap((group): HomeItem[] => {
        const seen = seeGroup(group, personViewer(groupWorkflow, group, page.personId), today);
        if (!seen) return [];
        return [
          {
            entity: { kind: groupWorkflow.kind, id: group.id },
            title: `${seen.reference}: ${seen.title}`,
            status: RAG_WORDS[seen.rag],
            says: `Next milestone: ${milestoneWords(seen.milestones, today)}.`,
          },
        ];
      }),
  };
}
