import type { LocalDate } from '../calendar/localDate.js';
import { openException } from './exceptionEntry.js';
import type { GroupRecord, PersonFacts } from './record.js';

/** What a lead answers; grey (no valid answer) and blue (complete) are concluded, never answered (DOMAIN 4.3). */
export const ANSWERED_RAGS = ['green', 'amber', 'red'] as const;
export type AnsweredRag = (typeof ANSWERED_RAGS)[number];
export type Rag = AnsweredRag | 'grey' | 'blue';

/** One answer to a prompt. A corrected answer is a new one; the old stays. */
export interface CheckInAnswer {
  readonly rag: AnsweredRag;
  readonly done: string;
  readonly next: string;
  readonly blocker: string;
  readonly halfDaysUsed: number;
  /** Whose set-aside days they were; null for somebody without a designation. */
  readonly groupLeaderId: number | null;
  /** What has changed since it was red; empty when it was not. */
  readonly fromRed: string;
  readonly unchanged: boolean;
  readonly late: boolean;
}

/** One prompt of a group's history. */
export interface CheckInEntry {
  readonly id: number;
  readonly number: number;
  readonly state: CheckInState;
  readonly promptedOn: LocalDate;
  /** The answer that counts: the newest. */
  readonly answer: (CheckInAnswer & { readonly answeredOn: LocalDate; readonly by: PersonFacts }) | null;
  /** How many answers there have been, corrections included. */
  readonly answers: number;
}

export type CheckInState = 'new' | 'asked' | 'missed' | 'answered' | 'withdrawn';

/** Consecutive misses after which no answer is valid any more, and the sponsor is told (DOMAIN 4.4). */
export const MISSES_TO_GREY = 2;

/** Consecutive misses that the board's chair has on a list (DOMAIN 4.4). */
export const MISSES_TO_CHAIR = 2;

/** Causes of an exception that the record itself has shown, whatever the lead answered. */
const BEYOND_TOLERANCE = ['time', 'days'];

/** What the floors look at. */
export type RagFacts = Pick<GroupRecord, 'milestones' | 'missesInARow' | 'lastCheckIn' | 'exceptions'>;

/**
 * The colour a group is shown in (DOMAIN 4.3): the lead's answer, held down by what the record itself knows.
 * All milestones done: blue. No answer yet or two misses: grey. Dates or days beyond tolerance, as long as nobody
 * has decided: red. A milestone that is overdue, or forecast later than it is due: at best amber.
 */
export function shownRag(facts: RagFacts, today: LocalDate): Rag {
  const { milestones, missesInARow, lastCheckIn } = facts;
  if (milestones.length > 0 && milestones.every(milestone => milestone.doneOn)) return 'blue';
  if (!lastCheckIn || missesInARow >= MISSES_TO_GREY) return 'grey';
  if (BEYOND_TOLERANCE.includes(openException(facts)?.cause ?? '')) return 'red';
  const slips = milestones.some(
    ({ doneOn, dueOn, forecastOn }) =>
      !doneOn && (dueOn < today || (forecastOn !== null && forecastOn > dueOn)),
  );
  return slips && lastCheckIn.rag === 'green' ? 'amber' : lastCheckIn.rag;
}
