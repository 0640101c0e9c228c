import type { LocalDate } from '../calendar/localDate.js';
import type { WorkRecord } from '../workflow/workflow.js';
import type { ExceptionEntry } from './exceptionEntry.js';
import type { CheckInAnswer, CheckInEntry } from './rag.js';
import type { Progress } from './recommendation/progress.js';
import type { Terms } from './termsOfReference.js';

export interface PersonFacts {
  readonly id: number;
  readonly name: string;
  /** Has left the partnership: no longer asked, told or shown anything. */
  readonly left: boolean;
}

export interface Milestone {
  readonly id: number;
  readonly title: string;
  /** Which of the four tasks it belongs to, 1 to 4; null for the group as a whole. */
  readonly task: number | null;
  readonly dueOn: LocalDate;
  /** The day it was due before it was replanned; null when it never was. */
  readonly firstDueOn: LocalDate | null;
  readonly forecastOn: LocalDate | null;
  readonly doneOn: LocalDate | null;
}

export interface Member {
  readonly person: PersonFacts;
  readonly brings: string;
}

/** A system leader whose days are set aside for the group, out of the leader's own year. */
export interface GroupLeader {
  readonly id: number;
  readonly designationId: number;
  readonly personId: number;
  readonly name: string;
  /** SLE, LLE …: the partnership's own list. */
  readonly typeCode: string;
  readonly halfDays: number;
  readonly used: number;
  /** A day of the academic year in which they are booked. */
  readonly academicDay: LocalDate;
  readonly endedOn: LocalDate | null;
}

export type GroupState =
  | 'new'
  | 'proposed'
  | 'scoping'
  | 'withBoard'
  | 'active'
  | 'paused'
  | 'draftReport'
  | 'factCheck'
  | 'boardReview'
  | 'implementing'
  | 'closed'
  | 'stopped'
  | 'declined';

/** What a group may spend and how far it may slip before its sponsor decides (DOMAIN 4.2). */
export interface Budget {
  readonly lleHalfDays: number;
  readonly sleHalfDays: number;
  readonly cashPence: number;
  /** School days by which a forecast may pass its date. */
  readonly timeTolerance: number;
  /** Per cent by which the days used may pass the budget. */
  readonly dayTolerance: number;
}

export interface RecommendationEntry {
  readonly id: number;
  readonly reference: string;
  readonly number: number;
  readonly state: string;
  readonly text: string;
  readonly because: string;
  readonly outcome: string | null;
  readonly wording: string | null;
  readonly owner: PersonFacts | null;
  readonly dueOn: LocalDate | null;
  readonly measure: string | null;
  readonly resource: string | null;
  readonly decidedOn: LocalDate | null;
  readonly doneOn: LocalDate | null;
  /** What its owner says has come of it; null until it is done. */
  readonly outcomeText: string | null;
  /** What its owner answered when chased and when asked for its impact, the oldest first. */
  readonly progress: readonly Progress[];
}

export interface FactNote {
  readonly section: string;
  readonly text: string;
  readonly person: PersonFacts;
}

/** A task-and-finish group with all that decisions and cards need. */
export interface GroupRecord extends WorkRecord {
  readonly state: GroupState;
  /** The day as of which it was loaded: who has left, who covers, what is overdue. */
  readonly asOf: LocalDate;
  readonly title: string;
  readonly purpose: string;
  readonly priority: string;
  readonly partnershipId: number;
  /** The board it reports to, where the partnership has set one up. */
  readonly boardId: number | null;
  readonly boardChannelId: number | null;
  readonly proposer: PersonFacts | null;
  /** Null until the sponsor has named one. */
  readonly lead: PersonFacts | null;
  readonly deputy: PersonFacts | null;
  /** Who answers for the lead until a day, included. */
  readonly cover: { readonly person: PersonFacts; readonly until: LocalDate } | null;
  /** The authority's sponsor. */
  readonly sponsor: PersonFacts;
  /** The schools' sponsor beside the authority's (DOMAIN 1.8). */
  readonly schoolSponsor: PersonFacts | null;
  readonly members: readonly Member[];
  /** Chairs of the board it reports to. */
  readonly chairIds: readonly number[];
  /** Everybody who sits on that board. */
  readonly boardMemberIds: readonly number[];
  /** Who may set groups up: coordinators of the partnership and the board's chair. */
  readonly coordinatorIds: readonly number[];
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
  /** The end as the terms of reference had it: extensions are measured from it. */
  readonly agreedEndsOn: LocalDate | null;
  /** An extension that only the chair can grant. */
  readonly askedExtension: { readonly endsOn: LocalDate; readonly reason: string } | null;
  /** What the board asks for in terms that it sent back. */
  readonly returnedBecause: string | null;
  readonly pausedUntil: LocalDate | null;
  /** The board's approval of the terms of reference. */
  readonly approval: { readonly on: LocalDate; readonly cited: string } | null;
  /** The day the draft report went out for its facts to be checked. */
  readonly checkedSince: LocalDate | null;
  /** School days from one prompt to the next. */
  readonly cadence: number;
  /** The hour of the prompt, in England. */
  readonly promptTime: string;
  /** The day of the newest prompt; the next is counted from it. */
  readonly lastPromptOn: LocalDate | null;
  /** The prompt that is still open. */
  readonly openCheckInId: number | null;
  readonly budget: Budget;
  readonly leaders: readonly GroupLeader[];
  readonly terms: Terms;
  readonly milestones: readonly Milestone[];
  readonly missesInARow: number;
  /** Every prompt so far with the answer that counts, the oldest first. */
  readonly checkIns: readonly CheckInEntry[];
  readonly lastCheckIn: (CheckInAnswer & { readonly answeredOn: LocalDate }) | null;
  readonly exceptions: readonly ExceptionEntry[];
  /** What it and its recommendations have asked of the board, by id, and the board has not decided. */
  readonly openQuestionIds: readonly number[];
  readonly sections: Readonly<Record<string, string>>;
  readonly factNotes: readonly FactNote[];
  readonly recommendations: readonly RecommendationEntry[];
  readonly highlights: readonly {
    readonly id: number;
    readonly number: number;
    readonly madeOn: LocalDate;
    readonly state: string;
  }[];
}

/** School days from one check-in to the next, unless a group says otherwise (DOMAIN 4.4). */
export const GROUP_CADENCE = 10;

/** The default of a group's budget: 10 LLE and 15 SLE days, ±10 school days, ±20 % of the days (DOMAIN 1.8, 4.2). */
export const DEFAULT_BUDGET: Budget = {
  lleHalfDays: 20,
  sleHalfDays: 30,
  cashPence: 0,
  timeTolerance: 10,
  dayTolerance: 20,
};

/** The milestone that comes next, or null when all are done. */
export function nextMilestone(milestones: readonly Milestone[]): Milestone | null {
  const open = milestones.filter(milestone => !milestone.doneOn);
  return open.reduce<Milestone | null>(
    (first, each) => (first && first.dueOn <= each.dueOn ? first : each),
    null,
  );
}

/** Half days used so far: by leaders out of what was set aside, and by others as the check-ins say. */
export function halfDaysUsed({ leaders, checkIns }: Pick<GroupRecord, 'leaders' | 'checkIns'>): number {
  const undesignated = checkIns.reduce(
    (sum, { answer }) => sum + (answer && answer.groupLeaderId === null ? answer.halfDaysUsed : 0),
    0,
  );
  return leaders.reduce((sum, { used }) => sum + used, undesignated);
}

/** Half days of the whole budget, of every kind of leader. */
export function halfDaysBudget({ budget }: Pick<GroupRecord, 'budget'>): number {
  return budget.lleHalfDays + budget.sleHalfDays;
}

/** The lead's name as it stands in a sentence. */
export function leadName({ lead }: Pick<GroupRecord, 'lead'>): string {
  return lead?.name ?? 'the lead';
}
