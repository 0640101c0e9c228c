import type { LocalDate } from '../calendar/localDate.js';
import type { WorkRecord } from '../workflow/workflow.js';

export interface PersonFacts {
  readonly id: number;
  readonly name: string;
}

/** What a lead answers; grey (no valid answer) and blue (complete) are concluded, never answered (DOMAIN 4.3). */
export const ANSWERED_RAGS = ['green', 'amber', 'red'] as const;
export type AnsweredRag = (typeof ANSWERED_RAGS)[number];
export type Rag = AnsweredRag | 'grey' | 'blue';

export interface Milestone {
  readonly id: number;
  readonly title: string;
  readonly dueOn: LocalDate;
  readonly forecastOn: LocalDate | null;
  readonly doneOn: LocalDate | null;
}

/** One answer to a prompt. A corrected answer is a new one; the old stays. */
export interface CheckInAnswer {
  readonly rag: AnsweredRag;
  readonly done: string;
  readonly next: string;
  readonly blocker: string;
  readonly halfDaysUsed: number;
}

// ------------------------------------------------------------------ the group

export type GroupState = 'new' | 'active' | 'closed' | 'stopped';

/** A task-and-finish group with all that decisions and cards need. */
export interface GroupRecord extends WorkRecord {
  readonly state: GroupState;
  readonly title: string;
  readonly purpose: string;
  readonly priority: string;
  readonly partnershipId: number;
  readonly boardChannelId: number | null;
  readonly lead: PersonFacts;
  readonly deputy: PersonFacts | null;
  readonly sponsor: PersonFacts;
  /** Chairs of the board it reports to. */
  readonly chairIds: readonly number[];
  /** Who may set groups up: coordinators of the partnership and the board's chair. */
  readonly coordinatorIds: readonly number[];
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
  /** School days from one prompt to the next. */
  readonly cadence: number;
  /** The day of the newest prompt; the next is counted from it. */
  readonly lastPromptOn: LocalDate | null;
  readonly milestones: readonly Milestone[];
  readonly missesInARow: number;
  readonly lastCheckIn:
    | (CheckInAnswer & {
        readonly answeredOn: LocalDate;
        readonly unchanged: boolean;
        readonly late: boolean;
      })
    | null;
}

// ------------------------------------------------------------------ one check-in

export type CheckInState = 'new' | 'asked' | 'missed' | 'answered';

export interface CheckInRecord extends WorkRecord {
  readonly state: CheckInState;
  readonly number: number;
  readonly promptedOn: LocalDate;
  readonly group: GroupRecord;
  readonly answer: CheckInAnswer | null;
  readonly unchanged: boolean;
  readonly late: boolean;
  readonly answeredBy: PersonFacts | null;
}

/**
 * The colour a group is shown in (DOMAIN 4.3): the lead's answer, held down by what the record itself knows.
 * No answer yet or two misses: grey. An overdue milestone: at best amber. All milestones done: blue.
 */
export function shownRag(
  group: Pick<GroupRecord, 'milestones' | 'missesInARow' | 'lastCheckIn'>,
  today: LocalDate,
): Rag {
  const { milestones, missesInARow, lastCheckIn } = group;
  if (milestones.length > 0 && milestones.every(milestone => milestone.doneOn)) return 'blue';
  if (!lastCheckIn || missesInARow >= MISSES_TO_GREY) return 'grey';
  const overdue = milestones.some(milestone => !milestone.doneOn && milestone.dueOn < today);
  return overdue && lastCheckIn.rag === 'green' ? 'amber' : lastCheckIn.rag;
}

/** School days from one check-in to the next, unless a group says otherwise (DOMAIN 4.4). */
export const GROUP_CADENCE = 10;

/** Consecutive misses after which no answer is valid any more, and the sponsor is told (DOMAIN 4.4). */
export const MISSES_TO_GREY = 2;

/** The milestone that comes next, or null when all are done. */
export function nextMilestone(milestones: readonly Milestone[]): Milestone | null {
  const open = milestones.filter(milestone => !milestone.doneOn);
  return open.reduce<Milestone | null>(
    (first, each) => (first && first.dueOn <= each.dueOn ? first : each),
    null,
  );
}
