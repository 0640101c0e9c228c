import type { LocalDate } from '../calendar/localDate.js';
import type { Viewer } from '../workflow/parties.js';
import { type CheckInRecord, type GroupRecord, shownRag } from './record.js';

/**
 * What a reader of a group may see of it (DOMAIN 7.3): the whole; the highlight that a board gets; or the line in
 * a channel, which is the highlight without a trace of misses (DOMAIN 4.4: a group is never shamed in a channel).
 */
export type GroupSight = 'whole' | 'highlight' | 'line' | 'nothing';

/** By role, the most that it sees. A reader with several roles sees the most of them. */
export const GROUP_SIGHT: Readonly<Record<string, GroupSight>> = {
  lead: 'whole',
  deputy: 'whole',
  sponsor: 'whole',
  chair: 'highlight',
  coordinators: 'highlight',
  boardChannel: 'line',
};

/** The whole group, or its highlight: never the blocker, the misses or who answered late. */
export type SeenGroup = HighlightOfGroup & {
  readonly whole: Pick<GroupRecord, 'missesInARow' | 'lastCheckIn' | 'deputy' | 'purpose'> | null;
};

export type HighlightOfGroup = Pick<
  GroupRecord,
  'reference' | 'state' | 'title' | 'priority' | 'startsOn' | 'endsOn' | 'milestones' | 'lead' | 'sponsor'
> & {
  readonly rag: ReturnType<typeof shownRag>;
  /** What was done and what comes next, from the last answer. */
  readonly progress: { readonly done: string; readonly next: string } | null;
};

/** What a viewer may see of a group on a day; null when that is nothing. Cards and notices take only this. */
export function seeGroup(group: GroupRecord, viewer: Viewer, today: LocalDate): SeenGroup | null {
  const sights = viewer.roles.map(role => GROUP_SIGHT[role] ?? 'nothing');
  if (!sights.some(sight => sight !== 'nothing')) return null;
  const { reference, state, title, priority, startsOn, endsOn, milestones, lead, sponsor, lastCheckIn } =
    group;
  const { missesInARow, deputy, purpose } = group;
  return {
    reference,
    state,
    title,
    priority,
    startsOn,
    endsOn,
    milestones,
    lead,
    sponsor,
    // Misses turn the colour grey: in a channel the last answer goes on standing as it was given.
    rag: shownRag(sights.every(sight => sight === 'line') ? { ...group, missesInARow: 0 } : group, today),
    progress: lastCheckIn && { done: lastCheckIn.done, next: lastCheckIn.next },
    whole: sights.includes('whole') ? { missesInARow, lastCheckIn, deputy, purpose } : null,
  };
}

/** Lead, deputy and sponsor see a check-in; nobody else (DOMAIN 7.3). */
export function seeCheckIn(checkIn: CheckInRecord, viewer: Viewer): CheckInRecord | null {
  return viewer.roles.length > 0 && viewer.personId !== null ? checkIn : null;
}
