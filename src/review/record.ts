import type { LocalDate } from '../calendar/localDate.js';
import type { SchoolCalendar } from '../calendar/schoolCalendar.js';
import type { WorkRecord } from '../workflow/workflow.js';
import type {
  ActionOwner,
  FactCheck,
  Impact,
  Listener,
  Logistic,
  PostponeReason,
  QualityPoint,
  Rag,
} from './codes.js';
import type { PersonFacts, SchoolFacts } from './facts.js';
import type { ProgrammeRules } from './programme.js';
import type { DayPlan } from './session.js';

/**
 * The states of a review: rows 2 to 18 of DOMAIN 2.4 and its side states (rows 0 and 1 are the cycle's and the
 * entry's). The table in workflow.ts says what leads where.
 */
export type ReviewState =
  | 'new'
  | 'undated'
  | 'proposed'
  | 'replacing'
  | PreparingState
  | 'inProgress'
  | 'feedbackDue'
  | 'feedbackGiven'
  | 'draftReport'
  | 'qualityCheck'
  | 'factCheck'
  | 'finalising'
  | 'reported'
  | 'workshopBooked'
  | 'workshopDone'
  | 'followUpDue'
  | 'impactReviewed'
  | 'closed'
  | 'postponed'
  | 'safeguardingHold'
  | 'lapsed'
  | 'cancelled';

/** The states of a review whose day holds and has not come, each named by what was done last. */
export type PreparingState = 'scheduled' | 'focusAgreed' | 'planAgreed' | 'selfEvaluated' | 'briefed';

/** After these nothing follows. */
export const ENDED: readonly ReviewState[] = ['closed', 'cancelled'];

/** Before its report is with the school a review can be called off as a whole. */
export const BEFORE_VISIT_ENDS: readonly ReviewState[] = [
  'undated',
  'proposed',
  'replacing',
  'scheduled',
  'focusAgreed',
  'planAgreed',
  'selfEvaluated',
  'briefed',
  'inProgress',
  'postponed',
];

/** The same before the visit has begun: somebody can still be found in place of one who drops out. */
export const BEFORE_VISIT: readonly ReviewState[] = BEFORE_VISIT_ENDS.filter(state => state !== 'inProgress');

export const TEAM_ROLES = ['leadReviewer', 'peerReviewer'] as const;
export type TeamRole = (typeof TEAM_ROLES)[number];

/** Comes along to learn, beside the team: reviews nothing, and counts in no balance (DOMAIN 2.2). */
export const OBSERVER = 'observer';

/** At most three actions: more are not done (DOMAIN 2.4, row 15). */
export const MOST_ACTIONS = 3;

/** At most three lines of enquiry (DOMAIN 2.4, row 5). */
export const MOST_LINES = 3;

export type YesNo = 'yes' | 'no';

/** The two who agree on what is looked at and on the day. */
export type Side = 'host' | 'lead';

/** One review of one school, with all that decisions and cards need. */
export interface ReviewRecord extends WorkRecord {
  readonly state: ReviewState;
  readonly cycle: CycleFacts;
  readonly host: SchoolFacts;
  /** Heads of the reviewed school now. */
  readonly hostHeadIds: readonly number[];
  readonly hostAnswer: YesNo | null;
  /** Who reviews, the lead first; those who left are not among them. */
  readonly team: readonly TeamMember[];
  /** Who comes along to learn, or is asked to; a review is held without them too. */
  readonly observers: readonly Observer[];
  /** People who left the team, with the reason's code: they are not asked again. */
  readonly former: readonly { readonly person: PersonFacts; readonly reason: string }[];
  /** First day. */
  readonly on: LocalDate | null;
  /** It begins with an afternoon. */
  readonly startsPm: boolean;
  readonly halfDays: number;
  /** Why this team and this day, in sentences. */
  readonly why: readonly string[];
  /** Days that were agreed once and did not hold. */
  readonly refusedDates: readonly LocalDate[];
  /** Days on which the host or one of the team is taken up by another review of theirs. */
  readonly takenDates: readonly LocalDate[];
  readonly postponedFor: PostponeReason | null;
  /** The days on which everybody could, while one is looked for: offered at once. */
  readonly offeredDates: readonly LocalDate[];
  /** Where a hold leads back to. */
  readonly heldFrom: ReviewState | null;
  /** Runs the workshop; never one of the team (DOMAIN 2.2). */
  readonly champion: PersonFacts | null;
  readonly hostLead: PersonFacts | null;
  readonly focus: Agreed<readonly string[]>;
  readonly dayPlan: Agreed<DayPlan | null>;
  readonly sessionPrompts: boolean;
  /** Sessions of the day plan that the team has been told of. */
  readonly sessionsSaid: number;
  readonly selfEvaluationLink: string | null;
  /** The lead's go without a self-evaluation. */
  readonly goneAheadOn: LocalDate | null;
  readonly briefedOn: LocalDate | null;
  readonly logistics: readonly Logistic[];
  readonly assuranceOn: LocalDate | null;
  readonly feedbackOn: LocalDate | null;
  readonly feedbackTo: readonly Listener[];
  readonly draft: Draft | null;
  readonly draftRound: number;
  readonly lapsedOn: LocalDate | null;
  readonly qualitySampled: boolean;
  readonly qualityOn: LocalDate | null;
  readonly qualityPoints: readonly QualityPoint[];
  readonly factCheckBy: LocalDate | null;
  readonly factCheck: FactCheck | null;
  readonly correctionsLink: string | null;
  readonly replyLink: string | null;
  readonly reportDoneOn: LocalDate | null;
  readonly report: { readonly link: string; readonly hash: string } | null;
  /** Those to whom the school has released its report, as long as it has not taken that back. */
  readonly readers: readonly PersonFacts[];
  readonly workshopOn: LocalDate | null;
  readonly workshopDoneOn: LocalDate | null;
  readonly actions: readonly ReviewAction[];
  readonly followUpOn: LocalDate | null;
  readonly impact: Impact | null;
  readonly hostRating: number | null;
  readonly leadRating: number | null;
  readonly goodPractice: string | null;
  readonly nameUs: boolean;
  /** By when the state's next step is owed. */
  readonly dueOn: LocalDate | null;
}

/** Something that one side proposes and the other agrees to. */
export interface Agreed<T> {
  readonly what: T;
  readonly by: Side | null;
  readonly on: LocalDate | null;
}

/** A version of the draft: where it is, and the hash that names it. The text is never here (DOMAIN 2.6). */
export interface Draft {
  readonly link: string;
  readonly hash: string;
  readonly on: LocalDate;
}

export interface ReviewAction {
  readonly id: number;
  readonly text: string;
  readonly owner: ActionOwner;
  readonly dueOn: LocalDate;
  readonly measure: string;
  readonly rag: Rag | null;
  readonly evidenceLink: string | null;
  /** The support request that was begun from it, by its reference. */
  readonly support: string | null;
}

export interface CycleFacts {
  readonly id: number;
  readonly reference: string;
  readonly name: string;
  readonly state: string;
  readonly lead: PersonFacts;
  /** Programme leads and coordinators who can stand in for the lead. */
  readonly organiserIds: readonly number[];
  readonly clusterLeadIds: readonly number[];
  readonly qaModeratorIds: readonly number[];
  readonly adviserIds: readonly number[];
  /** The programme's rules as they were when the cycle was opened. */
  readonly rules: ProgrammeRules;
}

/** Somebody at a review, with what they and their school have said to it. */
export interface Observer {
  readonly id: number;
  readonly person: PersonFacts;
  /** The school that sends them. */
  readonly school: SchoolFacts;
  /** Who releases them; empty for somebody who heads the home school. */
  readonly headIds: readonly number[];
  readonly answer: YesNo | null;
  readonly release: YesNo | null;
  readonly attended: boolean | null;
}

export interface TeamMember extends Observer {
  readonly role: TeamRole;
  /** The hash of the draft that they confirmed. */
  readonly confirmed: string | null;
}

/** The days of a review that begins on a day, in the host's school days. */
export function daysOfReview(
  { halfDays, startsPm }: Pick<ReviewRecord, 'halfDays' | 'startsPm'>,
  on: LocalDate,
  calendar: SchoolCalendar,
): readonly LocalDate[] {
  const days = Math.ceil((halfDays + (startsPm ? 1 : 0)) / 2);
  return Array.from({ length: days }, (_, n) => (n === 0 ? on : calendar.addSchoolDays(on, n)));
}

/** The last day of a review, or null while it has no date. */
export function lastDay(record: ReviewRecord, calendar: SchoolCalendar): LocalDate | null {
  return record.on && (daysOfReview(record, record.on, calendar).at(-1) ?? record.on);
}
