import type { Viewer } from '../workflow/parties.js';
import { only } from '../workflow/seen.js';
import type { AgendaItem, BoardRecord } from './record.js';

/**
 * What a reader of a board's work may see (DOMAIN 1.4, 7.3): members all of it, on demand; the secretariat part A;
 * a channel the board's name. Part B goes to members alone, whatever office somebody else holds.
 */
export type BoardSight = 'member' | 'partA' | 'nothing';

/** By role, the most that it sees. A reader with several roles sees the most of them. */
export const BOARD_SIGHT: Readonly<Record<string, BoardSight>> = {
  members: 'member',
  chair: 'member',
  deputy: 'member',
  coordinators: 'partA',
};

/** The most that a viewer's roles let them see of a board's work. */
export function sightOf(
  viewer: Viewer,
  rules: Readonly<Record<string, BoardSight>> = BOARD_SIGHT,
): BoardSight {
  // A channel's history outlives everything and is read by whoever joins later: part B never goes there.
  if (viewer.personId === null) return 'nothing';
  const sights = viewer.roles.map(role => rules[role] ?? 'nothing');
  if (sights.includes('member')) return 'member';
  return sights.includes('partA') ? 'partA' : 'nothing';
}

/** What a board's card is made from, beside what waits: a field that is not named here is not seen. */
const BOARD_FIELDS = [
  'id',
  'reference',
  'state',
  'version',
  'slug',
  'kind',
  'phase',
  'boardName',
  'partnershipName',
  'reportsToName',
  'termYears',
  'below',
  'seats',
  'chair',
  'deputy',
  'nextMeeting',
  'awaitingDecisions',
] as const;

/** A board as a card may show it: without what waits for part B, which members read on demand. */
export type SeenBoard = Pick<BoardRecord, (typeof BOARD_FIELDS)[number]> & {
  /** Of part A. */
  readonly waiting: readonly AgendaItem[];
};

/** What a viewer may see of a board on a card that stays where it was posted; null when that is nothing. */
export function seeBoard(board: BoardRecord, viewer: Viewer): SeenBoard | null {
  if (sightOf(viewer) === 'nothing') return null;
  return { ...only(board, BOARD_FIELDS), waiting: board.waiting.filter(item => item.part === 'A') };
}

/** Whether a reader is a member in person: whoever covers for one reads part A for them, and nothing of part B. */
export function readsPartB({ memberIds }: Pick<BoardRecord, 'memberIds'>, viewer: Viewer): boolean {
  const reader = viewer.deputy?.id ?? viewer.personId;
  return sightOf(viewer) === 'member' && reader !== null && memberIds.includes(reader);
}

/** What waits for part B: for members, and only in answer to their own question. */
export function seePartB(board: BoardRecord, viewer: Viewer): readonly AgendaItem[] | null {
  return readsPartB(board, viewer) ? board.waiting.filter(item => item.part === 'B') : null;
}
