import type { LocalDate } from '../../calendar/localDate.js';
import type { Tx } from '../../store/open.js';
import type { Figure, Reporter } from '../../workflow/boardReport.js';
import { boardsBelow, scopeOf } from '../meeting/agenda.js';
import type { BoardRecord } from '../record.js';
import type { HalfTermPack } from './card.js';
import type { HalfTerm } from './period.js';
import { suppress } from './suppress.js';

/** What all processes report of a half term to a board, with the groups of the boards below it. */
export async function assembleHalfTerm(
  tx: Tx,
  reporter: Reporter,
  board: BoardRecord,
  term: HalfTerm,
  today: LocalDate,
): Promise<HalfTermPack> {
  const { from, to } = term;
  const { partnershipId } = board;
  const scope = { partnershipId, from, to, today, ...(await scopeOf(tx, board.id, partnershipId)) };
  const own = await reporter(tx, { ...scope, boardId: board.id });
  const groups = [...own.highlights];
  const adding = own.figures.filter(({ addsUp }) => addsUp);
  for (const { id } of await boardsBelow(tx, board.id)) {
    const report = await reporter(tx, { ...scope, boardId: id, takesUnassigned: false });
    groups.push(...report.highlights);
    adding.push(...report.figures.filter(({ addsUp }) => addsUp));
  }
  return {
    boardName: board.boardName,
    slug: board.slug,
    term,
    figures: [
      ...suppress(own.figures.filter(({ addsUp }) => !addsUp)),
      ...groupFigures(groups),
      ...suppress(added(adding)),
    ],
    groups,
  };
}

/** Figures of several boards, those of one name as their sum. */
function added(figures: readonly Figure[]): Figure[] {
  const sums = new Map<string, Figure>();
  for (const figure of figures) {
    const name = `${figure.section}: ${figure.label}`;
    sums.set(name, { ...figure, value: figure.value + (sums.get(name)?.value ?? 0) });
  }
  return [...sums.values()];
}

/** Groups by how they stand: their boards read each of them, so no small number needs hiding. */
function groupFigures(groups: HalfTermPack['groups']): HalfTermPack['figures'] {
  const byStatus = new Map<string, number>();
  for (const { status } of groups) byStatus.set(status, (byStatus.get(status) ?? 0) + 1);
  return [...byStatus].map(([label, value]) => ({
    section: 'Task-and-finish groups',
    label,
    value,
    unit: 'count',
    of: null,
  }));
}
