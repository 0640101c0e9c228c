import { formatDate, type LocalDate } from '../calendar/localDate.js';
import type { Tx } from '../store/open.js';
import type { BoardReport, BoardScope, Highlight } from '../workflow/boardReport.js';
import { loadHighlight } from './highlight/store.js';
import { loadGroup } from './load.js';
import {
  recommendationFigures,
  recommendationsLine,
  recommendationsOverdue,
} from './recommendation/standing.js';
import type { GroupRecord, RecommendationEntry } from './record.js';
import { BEFORE_APPROVAL, type SeenGroup, seeGroup } from './visibility.js';
import { milestoneWords, RAG_TONES, RAG_WORDS, STATE_WORDS } from './words.js';

/** Groups in these states have nothing to report any more, but for what becomes of their recommendations. */
const ENDED: readonly string[] = ['closed', 'stopped'];

/** Consecutive misses with which a group comes onto the next agenda (DOMAIN 4.4). */
const MISSES_FOR_AGENDA = 3;

/** Groups are seen here as their board's chair sees them: the highlight, never a blocker. */
const BOARD = { personId: null, channelId: null, roles: ['chair'] };

/**
 * What a board may read of the groups that report to it (DOMAIN 4.4, 7.3): of those that it has approved; and in
 * figures what has become of all that it accepted, long after a group has closed.
 */
export async function groupsForBoard(tx: Tx, scope: BoardScope): Promise<BoardReport> {
  const { boardId, takesUnassigned, partnershipIds, today } = scope;
  const rows = await tx.taskGroup.findMany({
    where: {
      state: { notIn: [...BEFORE_APPROVAL] },
      OR: [
        { boardId },
        ...(takesUnassigned ? [{ boardId: null, partnershipId: { in: [...partnershipIds] } }] : []),
      ],
    },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  const highlights: Highlight[] = [];
  const recommendations: RecommendationEntry[] = [];
  for (const { id } of rows) {
    const group = await loadGroup(tx, id, today);
    recommendations.push(...(group?.recommendations ?? []));
    if (group && ENDED.includes(group.state)) continue;
    const seen = group && seeGroup(group, BOARD, today);
    if (!group || !seen) continue;
    const works = seen.state === 'active';
    highlights.push({
      entity: { kind: 'group', id },
      reference: seen.reference,
      title: seen.title,
      status: works ? RAG_WORDS[seen.rag] : STATE_WORDS[seen.state],
      tone: works ? RAG_TONES[seen.rag] : 'neutral',
      line: await lineOf(tx, group, seen, today),
      attention: works ? attentionOf(group, today) : recommendationsOverdue(group.recommendations, today),
    });
  }
  return { highlights, figures: recommendationFigures(recommendations, today) };
}

async function lineOf(tx: Tx, group: GroupRecord, seen: SeenGroup, today: LocalDate): Promise<string> {
  if (group.state === 'implementing') return recommendationsLine(group.recommendations, today);
  return (await reported(tx, group, today)) ?? progressOf(seen, today);
}

/** The newest highlight report that its lead has let go to the board, and what was done since; null without one. */
async function reported(tx: Tx, group: GroupRecord, today: LocalDate): Promise<string | null> {
  const newest = group.highlights.findLast(({ state }) => state === 'ready');
  const report = newest && (await loadHighlight(tx, newest.id, today));
  if (!report) return null;
  const { lastCheckIn } = group;
  const since =
    lastCheckIn && !lastCheckIn.unchanged && lastCheckIn.answeredOn > report.madeOn
      ? [`Since then: ${lastCheckIn.done}`]
      : [];
  return [
    `Done by ${formatDate(report.madeOn, 'short')}: ${oneLine(report.summary)}`,
    ...(report.next ? [nextLine(report.next)] : []),
    ...(report.risks ? [`Risks: ${oneLine(report.risks)}`] : []),
    ...since,
  ]
    .map(withoutStop)
    .join('. ');
}

/** What is next; a report that nobody has changed may begin with its milestone, which says so itself. */
function nextLine(next: string): string {
  return next.startsWith('Next milestone') ? oneLine(next) : `Next: ${oneLine(next)}`;
}

function progressOf({ progress, milestones }: SeenGroup, today: LocalDate): string {
  return [
    progress ? `Done: ${progress.done}` : 'No check-in yet',
    ...(progress?.next ? [`Next: ${progress.next}`] : []),
    `Next milestone: ${milestoneWords(milestones, today)}`,
  ]
    .map(withoutStop)
    .join('. ');
}

/** The lines of a report as one sentence. */
function oneLine(text: string): string {
  return text
    .split('\n')
    .map(line => withoutStop(line.replace(/^- /, '').trim()))
    .filter(Boolean)
    .join('; ');
}

function withoutStop(text: string): string {
  return text.replace(/\.$/, '');
}

function attentionOf(group: GroupRecord, today: LocalDate): string[] {
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
