import { z } from 'zod';
import type { LocalDate } from '../../calendar/localDate.js';
import { selfAndDescendants } from '../../network/partnerships.js';
import { personNames } from '../../network/people.js';
import type { Tx } from '../../store/open.js';
import type { Highlight, Reporter } from '../../workflow/boardReport.js';
import { agendaItems, person } from '../load.js';
import type { AgendaItem } from '../record.js';

/** Part A of an agenda as data: what a pack is made of, and what is kept of it when it goes out. */
export const PartA = z.object({
  boards: z.array(
    z.object({
      name: z.string(),
      /** What its chair writes for this meeting; null while it is owed. The board itself owes none. */
      paper: z.string().nullable(),
      owes: z.boolean(),
      highlights: z.array(
        z.object({
          reference: z.string(),
          title: z.string(),
          status: z.string(),
          line: z.string(),
          attention: z.array(z.string()),
          /** What it speaks of; packs of earlier versions have none. */
          entity: z.object({ kind: z.string(), id: z.number() }).optional(),
        }),
      ),
    }),
  ),
  decisions: z.array(
    z.object({
      reference: z.string(),
      question: z.string(),
      detail: z.string(),
      asker: z.string().nullable(),
    }),
  ),
  overdue: z.array(
    z.object({
      reference: z.string(),
      text: z.string(),
      owner: z.string(),
      dueOn: z.string(),
      board: z.string(),
    }),
  ),
  outcomes: z.array(z.object({ title: z.string(), note: z.string(), reference: z.string().nullable() })),
  raised: z.array(z.object({ title: z.string(), note: z.string(), by: z.string().nullable() })),
});
export type PartA = z.infer<typeof PartA>;

/** The board whose agenda it is. */
interface AgendaBoard {
  readonly boardId: number;
  readonly boardName: string;
  readonly partnershipId: number;
}

/**
 * Assembles part A as of a day from what the store holds: the highlights of every group that reports to the board or
 * to a board below, their papers, what waits for a decision, overdue actions, outcomes of consultative events, and
 * what was raised. Part B never enters it.
 */
export async function assemblePartA(
  tx: Tx,
  reporter: Reporter,
  board: AgendaBoard,
  meetingId: number | null,
  today: LocalDate,
): Promise<PartA> {
  const below = await boardsBelow(tx, board.boardId);
  const items = await agendaItems(
    tx,
    await tx.agendaItem.findMany({
      where: {
        boardId: board.boardId,
        part: 'A',
        droppedAt: null,
        OR: [{ meetingId: null }, ...(meetingId === null ? [] : [{ meetingId }])],
      },
      orderBy: { id: 'asc' },
    }),
  );
  const boards: PartA['boards'] = [];
  for (const each of [{ id: board.boardId, name: board.boardName, slug: '', owes: false }, ...below]) {
    const highlights = await highlightsOf(tx, reporter, each.id, board.partnershipId, today);
    const paper = each.owes ? paperOf(items, each.id) : null;
    if (!each.owes && highlights.length === 0) continue;
    boards.push({ name: each.name, paper, owes: each.owes, highlights: highlights.map(kept) });
  }
  const named = (kind: AgendaItem['kind']) => items.filter(item => item.kind === kind);
  return {
    boards,
    decisions: await awaiting(tx, board.boardId),
    overdue: await overdueActions(tx, [board.boardId, ...below.map(({ id }) => id)], today),
    outcomes: named('outcome').map(({ title, note, sourceReference }) => ({
      title,
      note,
      reference: sourceReference,
    })),
    raised: named('raised').map(({ title, note, raisedBy }) => ({ title, note, by: raisedBy?.name ?? null })),
  };
}

/** A board below another. Those that report straight to it owe it a paper; consultative groups bring outcomes. */
interface BoardBelow {
  readonly id: number;
  readonly name: string;
  readonly slug: string;
  readonly owes: boolean;
}

/** Every board under another, each after the one it reports to. A circle in the data ends where it began. */
export async function boardsBelow(tx: Tx, boardId: number): Promise<readonly BoardBelow[]> {
  const found: BoardBelow[] = [];
  const seen = new Set([boardId]);
  let above = [boardId];
  while (above.length > 0) {
    const rows = await tx.board.findMany({
      where: { reportsToId: { in: above }, state: 'active', id: { notIn: [...seen] } },
      select: { id: true, name: true, slug: true, kind: true, reportsToId: true },
      orderBy: { id: 'asc' },
    });
    for (const { id, name, slug, kind, reportsToId } of rows) {
      seen.add(id);
      found.push({ id, name, slug, owes: reportsToId === boardId && kind !== 'consultativeGroup' });
    }
    above = rows.map(row => row.id);
  }
  return found;
}

async function highlightsOf(
  tx: Tx,
  reporter: Reporter,
  boardId: number,
  partnershipId: number,
  today: LocalDate,
): Promise<readonly Highlight[]> {
  const { partnershipIds, takesUnassigned } = await scopeOf(tx, boardId, partnershipId);
  const scope = { boardId, partnershipId, partnershipIds, takesUnassigned, from: today, to: today, today };
  return (await reporter(tx, scope)).highlights;
}

/** Whose work a board looks at: work that names no board goes to the first that its partnership set up. */
export async function scopeOf(
  tx: Tx,
  boardId: number,
  partnershipId: number,
): Promise<{ readonly partnershipIds: readonly number[]; readonly takesUnassigned: boolean }> {
  const first = await tx.board.findFirst({
    where: { partnershipId, state: 'active' },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return {
    partnershipIds: await selfAndDescendants(tx, partnershipId),
    takesUnassigned: first?.id === boardId,
  };
}

function kept({
  entity,
  reference,
  title,
  status,
  line,
  attention,
}: Highlight): PartA['boards'][number]['highlights'][number] {
  return {
    reference,
    title,
    status,
    line,
    attention: [...attention],
    entity: { kind: entity.kind, id: entity.id },
  };
}

/** The newest paper of a board below: one that comes after the pack is for the next meeting. */
function paperOf(items: readonly AgendaItem[], boardId: number): string | null {
  return items.findLast(item => item.kind === 'paper' && item.fromBoardId === boardId)?.note ?? null;
}

async function awaiting(tx: Tx, boardId: number): Promise<PartA['decisions']> {
  const rows = await tx.boardDecision.findMany({
    where: { boardId, state: 'awaiting', part: 'A' },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ reference, question, detail, askerReference }) => ({
    reference,
    question,
    detail,
    asker: askerReference,
  }));
}

async function overdueActions(
  tx: Tx,
  boardIds: readonly number[],
  today: LocalDate,
): Promise<PartA['overdue']> {
  const rows = await tx.boardAction.findMany({
    where: { boardId: { in: [...boardIds] }, part: 'A', state: 'open', dueOn: { lt: today } },
    include: { board: { select: { name: true } } },
    orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
  });
  const names = await personNames(
    tx,
    rows.map(row => row.ownerId),
  );
  return rows.map(({ reference, text, ownerId, dueOn, board }) => ({
    reference,
    text,
    owner: person(ownerId, names).name,
    dueOn,
    board: board.name,
  }));
}
