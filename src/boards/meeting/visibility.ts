import type { Viewer } from '../../workflow/parties.js';
import type { AgendaItem } from '../record.js';
import { readsPartB, sightOf } from '../visibility.js';
import type { ActionLine, DecisionLine, MeetingRecord } from './record.js';

/** A meeting as a card may show it: part A alone. Part B is read on demand, by members. */
export type SeenMeeting = Pick<
  MeetingRecord,
  | 'id'
  | 'reference'
  | 'state'
  | 'version'
  | 'slug'
  | 'boardName'
  | 'on'
  | 'startsAt'
  | 'place'
  | 'agenda'
  | 'packOn'
  | 'twoPart'
> & {
  readonly items: readonly AgendaItem[];
  readonly decisions: readonly DecisionLine[];
  readonly actions: readonly ActionLine[];
  /** Names of the boards below whose paper is missing. */
  readonly owing: readonly string[];
};

/** What the chair of a board below sees who does not sit on this one: when it meets, and whether a paper is owed. */
export interface InvitedToReport {
  readonly boardName: string;
  readonly on: MeetingRecord['on'];
  readonly owing: readonly string[];
}

/** What of part B members may read in answer to their own question. */
export interface SeenPartB {
  readonly items: readonly AgendaItem[];
  readonly decisions: readonly DecisionLine[];
  readonly actions: readonly ActionLine[];
}

const partA = <T extends { readonly part: string }>(rows: readonly T[]): T[] =>
  rows.filter(row => row.part === 'A');

/** What a viewer may see of a meeting on a card that stays where it was posted; null when that is nothing. */
export function seeMeeting(meeting: MeetingRecord, viewer: Viewer): SeenMeeting | null {
  if (sightOf(viewer) === 'nothing') return null;
  const { id, reference, state, version, slug, boardName, on, startsAt, place, agenda, packOn, twoPart } =
    meeting;
  return {
    id,
    reference,
    state,
    version,
    slug,
    boardName,
    on,
    startsAt,
    place,
    agenda,
    packOn,
    twoPart,
    items: partA(meeting.items),
    decisions: partA(meeting.decisions),
    actions: partA(meeting.actions),
    owing: meeting.below.filter(board => board.owes).map(board => board.name),
  };
}

/** What somebody sees whose board reports to the one that meets; null for everybody else. */
export function seeInvitation(meeting: MeetingRecord, viewer: Viewer): InvitedToReport | null {
  const { personId } = viewer;
  if (personId === null || !viewer.roles.includes('chairsBelow')) return null;
  const { boardName, on } = meeting;
  const owing = meeting.below
    .filter(board => board.owes && board.chairIds.includes(personId))
    .map(board => board.name);
  return { boardName, on, owing };
}

/** Part B of a meeting: for members, and only in answer to their own question; null for everybody else. */
export function seePartBOf(meeting: MeetingRecord, viewer: Viewer): SeenPartB | null {
  if (!readsPartB(meeting, viewer)) return null;
  const partB = <T extends { readonly part: string }>(rows: readonly T[]): T[] =>
    rows.filter(row => row.part === 'B');
  return {
    items: partB(meeting.items),
    decisions: partB(meeting.decisions),
    actions: partB(meeting.actions),
  };
}
