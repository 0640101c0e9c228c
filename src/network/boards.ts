import type { LocalDate } from '../calendar/localDate.js';
import type { Tx } from '../store/open.js';
import { presentOn } from './current.js';
import { channelFor, selfAndAncestors } from './partnerships.js';
import { holdersOf } from './people.js';

/** What boards are for (DOMAIN 1.2 to 1.7). */
export const BOARD_KINDS = [
  'strategicGroup',
  'improvementPartnership',
  'consultativeGroup',
  'schoolImprovementBoard',
  'allianceBoard',
  'forum',
] as const;
export type BoardKind = (typeof BOARD_KINDS)[number];

/** Kinds as they stand in a sentence: "a strategic group". */
export const BOARD_KIND_TITLES: Readonly<Record<BoardKind, string>> = {
  strategicGroup: 'strategic group',
  improvementPartnership: 'improvement partnership',
  consultativeGroup: 'consultative group',
  schoolImprovementBoard: 'school improvement board',
  allianceBoard: 'alliance board',
  forum: 'forum',
};

/** A board as others refer to it. */
export interface BoardName {
  readonly id: number;
  /** As people type it: 'slspg'. */
  readonly slug: string;
  readonly name: string;
  readonly partnershipId: number;
}

/** The state of a board that works; a dissolved one is kept for its record. */
export const BOARD_ACTIVE = 'active';

/** Who holds the offices of a board on a day. */
export interface BoardOffices {
  /** The chair; the deputy while there is no chair. Empty when both are vacant. */
  readonly chairIds: readonly number[];
  readonly deputyId: number | null;
  /** Everybody with a seat, the chair and the deputy among them. */
  readonly memberIds: readonly number[];
  /** The channel of the board's partnership. */
  readonly channelId: number | null;
  /** The secretariat: coordinators of its partnership. */
  readonly coordinatorIds: readonly number[];
}

/** The boards that a group or a review of a partnership may report to: its own and those above, by nearness. */
export async function boardsFor(tx: Tx, partnershipId: number): Promise<BoardName[]> {
  const nodes = await selfAndAncestors(tx, partnershipId);
  const rows = await tx.board.findMany({
    where: { state: BOARD_ACTIVE, partnershipId: { in: nodes.map(node => node.id) } },
    select: { id: true, slug: true, name: true, partnershipId: true },
    orderBy: { id: 'asc' },
  });
  return nodes.flatMap(node => rows.filter(row => row.partnershipId === node.id));
}

/**
 * Who holds the offices that work of a partnership reports to on a day. Of `boardId` where that is given; else,
 * while no board is set up, whoever the partnership has given the roles of chair and member.
 */
export async function boardOffices(
  tx: Tx,
  partnershipId: number,
  boardId: number | null,
  today: LocalDate,
): Promise<BoardOffices> {
  const channelId = await channelFor(tx, partnershipId, 'board');
  const coordinatorIds = await holdersOf(tx, 'coordinator', partnershipId, today);
  if (boardId === null) {
    const chairIds = await holdersOf(tx, 'boardChair', partnershipId, today);
    const members = await holdersOf(tx, 'boardMember', partnershipId, today);
    return {
      chairIds,
      deputyId: null,
      memberIds: distinct([...chairIds, ...members]),
      channelId,
      coordinatorIds,
    };
  }
  const board = await tx.board.findUniqueOrThrow({
    where: { id: boardId },
    select: {
      chairId: true,
      deputyId: true,
      seats: { where: { holderId: { not: null } }, select: { holderId: true, from: true, to: true } },
    },
  });
  const seated = board.seats.flatMap(({ holderId, from, to }) =>
    holderId !== null && (from ?? '') <= today && (to ?? '9') >= today ? [holderId] : [],
  );
  const present = new Set(
    (
      await tx.person.findMany({
        where: { id: { in: distinct(seated) }, ...presentOn(today) },
        select: { id: true },
      })
    ).map(({ id }) => id),
  );
  // An office lapses with the seat, and with its holder's leaving.
  const memberIds = distinct(seated.filter(id => present.has(id)));
  const sitting = (id: number | null): number | null => (id !== null && memberIds.includes(id) ? id : null);
  const deputyId = sitting(board.deputyId);
  const acting = sitting(board.chairId) ?? deputyId;
  return {
    chairIds: acting === null ? [] : [acting],
    deputyId,
    memberIds,
    channelId,
    coordinatorIds,
  };
}

function distinct(ids: readonly number[]): number[] {
  return [...new Set(ids)];
}
