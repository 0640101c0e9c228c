import type { LocalDate } from '../../calendar/localDate.js';
import type { WorkRecord } from '../../workflow/workflow.js';
import type { PersonFacts, SchoolFacts } from '../facts.js';
import type { ProgrammeRules } from '../programme.js';

export type EntryState =
  | 'new'
  | 'asked'
  | 'optedIn'
  | 'declined'
  | 'included'
  | 'unanswered'
  | 'withdrawn'
  | 'notPlaced'
  | 'cancelled';

/** A school's place in a cycle: the question to its head, and the answer. */
export interface EntryRecord extends WorkRecord {
  readonly state: EntryState;
  readonly cycle: EntryCycle;
  readonly school: SchoolFacts;
  /** Heads of the school now. */
  readonly headIds: readonly number[];
  /** Whether the school is reviewed itself; otherwise it only sends reviewers. */
  readonly hosts: boolean;
  /** Schools with which the head wants no exchange: private, the plan alone reads it. */
  readonly apartIds: readonly number[];
  /** Days on which the school neither takes a review nor sends anyone. */
  readonly impossible: readonly LocalDate[];
  /** What the head would like looked at. */
  readonly focus: string | null;
  /** The people whom the school can send. */
  readonly reviewers: readonly PersonFacts[];
  /** Those who would come along to a review elsewhere to learn: they observe, and review nothing. */
  readonly trainees: readonly PersonFacts[];
  /** Answered after the close. */
  readonly late: boolean;
  /** Reviews that have not begun and that its leaving would touch: its own, and those on which its people are. */
  readonly ownReviewIds: readonly number[];
  readonly sentToIds: readonly number[];
}

export interface EntryCycle {
  readonly id: number;
  readonly reference: string;
  readonly name: string;
  readonly state: string;
  readonly lead: PersonFacts;
  readonly organiserIds: readonly number[];
  readonly clusterLeadIds: readonly number[];
  readonly rules: ProgrammeRules;
  readonly answersBy: LocalDate;
  readonly windowFrom: LocalDate;
  readonly windowTo: LocalDate;
}

/** The cycle's states in which an answer can still change the plan, or a place be found beside it. */
const OPEN_TO_ANSWERS = ['open', 'matching', 'proposed', 'running'];

/** Whether the cycle still takes answers, late ones included. */
export function takesAnswers(record: EntryRecord): boolean {
  return OPEN_TO_ANSWERS.includes(record.cycle.state);
}

/** Whether the plan is out, so that a school comes in beside it. */
export function comesLate({ cycle }: Pick<EntryRecord, 'cycle'>): boolean {
  return cycle.state === 'running';
}
