import type { LocalDate } from '../calendar/localDate.js';
import type { EntityRef } from '../chat/entityRef.js';
import { findPerson } from '../network/people.js';
import type { Tx } from '../store/open.js';
import { personViewer } from '../workflow/parties.js';
import { loadBoard } from './load.js';
import type { BoardRecord } from './record.js';
import { boardWorkflow } from './workflow.js';

/** The boards that work and that a person has to do with, those above before those below. */
export async function boardsOfPerson(tx: Tx, personId: number, today: LocalDate): Promise<BoardRecord[]> {
  const rows = await tx.board.findMany({
    where: { state: 'active' },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  const boards: BoardRecord[] = [];
  for (const { id } of rows) {
    const board = await loadBoard(tx, id, today);
    if (board && personViewer(boardWorkflow, board, personId).roles.length > 0) boards.push(board);
  }
  return boards;
}

/**
 * The boards among a person's own that a typed name may mean: the one of that short name, else those whose short
 * name begins so or whose name has every word. Boards that are not theirs are as if they were not there.
 */
export function boardsCalled(boards: readonly BoardRecord[], typed: string): readonly BoardRecord[] {
  const wanted = typed.trim().toLowerCase();
  const exact = boards.filter(board => board.slug === wanted);
  if (exact.length > 0) return exact;
  const begins = boards.filter(board => board.slug.startsWith(wanted));
  if (begins.length > 0) return begins;
  const words = wanted.split(/[\s-]+/);
  return boards.filter(board => words.every(word => board.boardName.toLowerCase().includes(word)));
}

/** Somebody named in a typed line, or why nobody is meant, in a sentence. */
export type Named = { readonly id: number } | { readonly problem: string };

/** How platforms write a mention: Slack's '<@U123|ann>', Teams' '<at>Ann</at>', or plain '@Ann Able'. */
const SLACK_MENTION = /^<@([A-Z0-9]+)(?:\|[^>]*)?>$/;

/**
 * The person of a mention. "@chair" and "@deputy" are those of the board; a platform's own mention is looked up
 * among its accounts; else it is a name or an e-mail address.
 */
export async function personNamed(
  tx: Tx,
  board: BoardRecord,
  typed: string,
  platform: string,
): Promise<Named> {
  const mention = SLACK_MENTION.exec(typed.trim());
  if (mention?.[1]) {
    const account = await tx.account.findFirst({
      where: { platform, externalId: mention[1], personId: { not: null } },
      select: { personId: true },
    });
    return account?.personId
      ? { id: account.personId }
      : { problem: 'That account belongs to nobody on record here. Give the name instead.' };
  }
  const name = typed
    .replaceAll(/<\/?at>/g, '')
    .replace(/^@/, '')
    .trim();
  const office = name.toLowerCase();
  if (office === 'chair')
    return board.chairIds[0]
      ? { id: board.chairIds[0] }
      : { problem: `${board.boardName} has no chair now.` };
  if (office === 'deputy')
    return board.deputyId ? { id: board.deputyId } : { problem: `${board.boardName} has no deputy now.` };
  const people = await findPerson(tx, name);
  const [first] = people;
  if (first && people.length === 1) return { id: first.id };
  // Somebody around the table is meant before somebody else of that name.
  const seated = people.filter(person => board.memberIds.includes(person.id));
  if (seated.length === 1 && seated[0]) return { id: seated[0].id };
  return people.length === 0
    ? { problem: `I know nobody called "${name}". Give the whole name, or choose from the list.` }
    : { problem: `Several people are called that: ${people.map(person => person.name).join(', ')}.` };
}

/** The piece of a board's work of a typed reference: 'BM-2027-0001'. Whether they may see it is asked elsewhere. */
export async function workOf(tx: Tx, typed: string): Promise<EntityRef | null> {
  const reference = typed.trim().toUpperCase();
  const where = { where: { reference }, select: { id: true } } as const;
  const found = (kind: string, row: { id: number } | null) => row && { kind, id: row.id };
  switch (reference.slice(0, 3)) {
    case 'BM-':
      return found('meeting', await tx.meeting.findUnique(where));
    case 'BD-':
      return found('decision', await tx.boardDecision.findUnique(where));
    case 'BA-':
      return found('action', await tx.boardAction.findUnique(where));
    case 'CE-':
      return found('event', await tx.consultativeEvent.findUnique(where));
    default:
      return null;
  }
}
