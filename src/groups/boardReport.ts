import { formatDate } from '../calendar/localDate.js';
import type { Tx } from '../store/open.js';
import type { BoardReport, BoardScope, Highlight } from '../workflow/boardReport.js';
import { loadGroup } from './load.js';
import type { GroupRecord } from './record.js';
import { seeGroup } from './visibility.js';
import { milestoneWords, RAG_TONES, RAG_WORDS } from './words.js';

/** Groups in these states have nothing to report any more. */
const ENDED = ['closed', 'stopped', 'declined'];

/** Consecutive misses with which a group comes onto the next agenda (DOMAIN 4.4). */
const MISSES_FOR_AGENDA = 3;

/** Groups are seen here as their board's chair sees them: the highlight, never a blocker. */
const BOARD = { personId: null, channelId: null, roles: ['chair'] };

/** What a board may read of the groups that report to it (DOMAIN 4.4, 7.3). */
export async function groupsForBoard(tx: Tx, scope: BoardScope): Promise<BoardReport> {
  const { boardId, takesUnassigned, partnershipIds, today } = scope;
  const rows = await tx.taskGroup.findMany({
    where: {
      state: { notIn: ENDED },
      OR: [
        { boardId },
        ...(takesUnassigned ? [{ boardId: null, partnershipId: { in: [...partnershipIds] } }] : []),
      ],
    },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  const highlights: Highlight[] = [];
  for (const { id } of rows) {
    const group = await loadGroup(tx, id, today);
    const seen = group && seeGroup(group, BOARD, today);
    if (!group || !seen) continue;
    highlights.push({
      entity: { kind: 'group', id },
      reference: seen.reference,
      title: seen.title,
      status: RAG_WORDS[seen.rag],
      tone: RAG_TONES[seen.rag],
      line: [
        seen.progress ? `Done: ${seen.progress.done}` : 'No check-in yet',
        ...(seen.progress?.next ? [`Next: ${seen.progress.next}`] : []),
        `Next milestone: ${milestoneWords(seen.milestones, today)}`,
      ].join('. '),
      attention: attentionOf(group, today),
    });
  }
  return { highlights, figures: [] };
}

function attentionOf(group: GroupRecord, today: string): string[] {
  const slipped = group.milestones
    .filter(({ dueOn, doneOn }) => !doneOn && dueOn < today)
    .map(({ title, dueOn }) => `The milestone "${title}" was due on ${formatDate(dueOn)} and is not done.`);
  const silent =
    group.missesInARow >= MISSES_FOR_AGENDA
      ? [`${group.missesInARow} check-ins in a row have not been answered; its sponsor knows.`]
      : [];
  const over = group.endsOn < today ? [`It was to report by ${formatDate(group.endsOn)}.`] : [];
  return [...slipped, ...silent, ...over];
}
