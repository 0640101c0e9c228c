import type { LocalDate } from '../calendar/localDate.js';
import type { Viewer } from '../workflow/parties.js';
import { type AnsweredRag, MISSES_TO_CHAIR, type Rag, shownRag } from './rag.js';
import { type GroupRecord, type GroupState, halfDaysBudget, halfDaysUsed } from './record.js';
import type { GroupRole } from './terms.js';

/**
 * What a reader of a group may see of it (DOMAIN 7.3): the whole, misses too; the whole but for misses, as a
 * member; the highlight that a board gets; or the line in a channel, which is the highlight without a trace of
 * misses (DOMAIN 4.4: a group is never shamed in a channel).
 */
export type GroupSight = 'whole' | 'member' | 'highlight' | 'line' | 'nothing';

/** By role, the most that it sees. A reader with several roles sees the most of them. */
export const GROUP_SIGHT: Readonly<Record<GroupRole, GroupSight>> = {
  lead: 'whole',
  deputy: 'whole',
  cover: 'whole',
  asked: 'whole',
  sponsor: 'whole',
  sponsorWithoutLead: 'whole',
  members: 'member',
  newMember: 'member',
  chair: 'highlight',
  boardMembers: 'highlight',
  chairAlone: 'highlight',
  grantingChair: 'highlight',
  coordinators: 'highlight',
  coordinatorsForChair: 'highlight',
  coordinatorsForExtension: 'highlight',
  officesWithoutSponsor: 'highlight',
  checkers: 'highlight',
  proposer: 'highlight',
  boardChannel: 'line',
};

/** What the board reads of a group: never the blocker, nor who answered late. */
export type HighlightOfGroup = Pick<
  GroupRecord,
  | 'reference'
  | 'state'
  | 'title'
  | 'priority'
  | 'startsOn'
  | 'endsOn'
  | 'pausedUntil'
  | 'milestones'
  | 'lead'
  | 'sponsor'
  | 'schoolSponsor'
  | 'budget'
> & {
  readonly rag: Rag;
  /** What was done and what comes next, from the last answer. */
  readonly progress: { readonly done: string; readonly next: string } | null;
  readonly halfDaysUsed: number;
  readonly halfDaysBudget: number;
};

/** One prompt in the history of a group's colours. */
export interface HistoryCell {
  readonly on: LocalDate;
  readonly rag: AnsweredRag | 'missed';
}

export type SeenGroup = HighlightOfGroup & {
  /** For people with a part in it, and those it reports to: not for a channel. */
  readonly papers: Pick<
    GroupRecord,
    | 'purpose'
    | 'terms'
    | 'recommendations'
    | 'proposer'
    | 'askedExtension'
    | 'returnedBecause'
    | 'approval'
    | 'members'
  > | null;
  readonly whole: Pick<GroupRecord, 'lastCheckIn' | 'deputy' | 'cover' | 'leaders' | 'factNotes'> | null;
  /** The colour of each answer so far, the oldest first; misses among them only for those who may see them. */
  readonly history: readonly HistoryCell[];
  /** Check-ins missed in a row: for lead, deputy and sponsors; and for the chair from two on (DOMAIN 4.4). */
  readonly misses: number | null;
};

/** States of which a channel hears nothing, and a board'''s pack neither. */
export const BEFORE_APPROVAL: readonly GroupState[] = ['new', 'proposed', 'scoping', 'withBoard', 'declined'];

/** What a viewer may see of a group on a day; null when that is nothing. Cards and notices take only this. */
export function seeGroup(group: GroupRecord, viewer: Viewer, today: LocalDate): SeenGroup | null {
  const sights = viewer.roles
    .map(role => GROUP_SIGHT[role as GroupRole] ?? 'nothing')
    .filter(sight => sight !== 'nothing');
  if (sights.length === 0) return null;
  const lineOnly = sights.every(sight => sight === 'line');
  // A proposal is no news for a channel: what the board has not approved is not there yet.
  if (lineOnly && BEFORE_APPROVAL.includes(group.state)) return null;
  const { lastCheckIn, missesInARow } = group;
  const listed = viewer.roles.includes('chair') && missesInARow >= MISSES_TO_CHAIR;
  return {
    reference: group.reference,
    state: group.state,
    title: group.title,
    priority: group.priority,
    startsOn: group.startsOn,
    endsOn: group.endsOn,
    pausedUntil: group.pausedUntil,
    milestones: group.milestones,
    lead: group.lead,
    sponsor: group.sponsor,
    schoolSponsor: group.schoolSponsor,
    budget: group.budget,
    // Misses turn the colour grey, and what waits for the sponsor turns it red: in a channel the last answer goes on
    // standing as it was given, held down only by dates that everybody can read.
    rag: shownRag(lineOnly ? { ...group, missesInARow: 0, exceptions: [] } : group, today),
    progress: lastCheckIn && { done: lastCheckIn.done, next: lastCheckIn.next },
    halfDaysUsed: halfDaysUsed(group),
    halfDaysBudget: halfDaysBudget(group),
    papers: lineOnly ? null : papersOf(group),
    whole: sights.includes('whole') || sights.includes('member') ? wholeOf(group) : null,
    history: lineOnly ? [] : historyOf(group, sights.includes('whole')),
    misses: sights.includes('whole') || listed ? missesInARow : null,
  };
}

function historyOf({ checkIns }: GroupRecord, withMisses: boolean): readonly HistoryCell[] {
  return checkIns.flatMap(({ answer, state, promptedOn }): HistoryCell[] => {
    if (answer) return [{ on: answer.answeredOn, rag: answer.rag }];
    return withMisses && state === 'missed' ? [{ on: promptedOn, rag: 'missed' }] : [];
  });
}

function papersOf(group: GroupRecord): SeenGroup['papers'] {
  const { purpose, terms, recommendations, proposer, askedExtension, returnedBecause, approval, members } =
    group;
  return { purpose, terms, recommendations, proposer, askedExtension, returnedBecause, approval, members };
}

function wholeOf(group: GroupRecord): SeenGroup['whole'] {
  const { lastCheckIn, deputy, cover, leaders, factNotes } = group;
  return { lastCheckIn, deputy, cover, leaders, factNotes };
}
