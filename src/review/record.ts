import type { LocalDate } from '../calendar/localDate.js';
import type { SchoolCalendar } from '../calendar/schoolCalendar.js';
import type { WorkRecord } from '../workflow/workflow.js';
import type { PersonFacts, SchoolFacts } from './facts.js';
import type { ProgrammeRules } from './programme.js';

export type ReviewState =
  | 'new'
  | 'undated'
  | 'proposed'
  | 'replacing'
  | 'scheduled'
  | 'prepared'
  | 'inProgress'
  | 'reportDue'
  | 'lapsed'
  | 'reported'
  | 'followUpDue'
  | 'closed'
  | 'postponed'
  | 'cancelled';

/** After these nothing follows. */
export const ENDED: readonly ReviewState[] = ['closed', 'cancelled'];

export const TEAM_ROLES = ['leadReviewer', 'peerReviewer'] as const;
export type TeamRole = (typeof TEAM_ROLES)[number];

/** Why a review is put off; codes and never free text, for the reason may be somebody's own (DOMAIN 2.4). */
export const POSTPONE_REASONS = ['ofsted', 'illness', 'staffing', 'weather', 'bereavement', 'other'] as const;
export type PostponeReason = (typeof POSTPONE_REASONS)[number];

/** Why somebody cannot take part. `conflict` asks for no words, so that it can be declared in private (DOMAIN 2.3). */
export const DECLINE_REASONS = ['date', 'workload', 'conflict', 'other'] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

export type YesNo = 'yes' | 'no';

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
  readonly selfEvaluationLink: string | null;
  readonly reportDoneOn: LocalDate | null;
  readonly reportLink: string | null;
  readonly followUpOn: LocalDate | null;
  readonly postponedFor: PostponeReason | null;
  /** By when the state's next step is owed. */
  readonly dueOn: LocalDate | null;
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
  /** The programme's rules as they were when the cycle was opened. */
  readonly rules: ProgrammeRules;
}

export interface TeamMember {
  readonly id: number;
  readonly person: PersonFacts;
  /** Home school when the team was made. */
  readonly school: SchoolFacts;
  readonly role: TeamRole;
  /** Who releases them; empty for somebody who heads the home school. */
  readonly headIds: readonly number[];
  readonly answer: YesNo | null;
  readonly release: YesNo | null;
}

/** What a person still has to say yes to: for the school, for themselves, for members whom they release. */
export interface Capacities {
  readonly host: boolean;
  readonly own: readonly number[];
  readonly release: readonly number[];
}

/** The outstanding answers of one person. */
export function outstandingOf(record: ReviewRecord, personId: number): Capacities {
  return {
    host: record.hostAnswer === null && record.hostHeadIds.includes(personId),
    own: record.team
      .filter(member => member.person.id === personId && !member.answer)
      .map(member => member.id),
    release: record.team
      .filter(member => !member.release && member.headIds.includes(personId))
      .map(member => member.id),
  };
}

/** Whether that person has nothing left to answer. */
export function hasAnswered(record: ReviewRecord, personId: number): boolean {
  const { host, own, release } = outstandingOf(record, personId);
  return !host && own.length === 0 && release.length === 0;
}

/** Everybody who still has to answer (DOMAIN 2.4, row 3): host head, reviewers, reviewers' heads. */
export function awaitedPeople(record: ReviewRecord): readonly number[] {
  const host = record.hostAnswer ? [] : record.hostHeadIds;
  const team = record.team.flatMap(member => [
    ...(member.answer ? [] : [member.person.id]),
    ...(member.release ? [] : member.headIds),
  ]);
  return [...new Set([...host, ...team])];
}

/** Whether this person's yes is the last that was missing; several heads of one school answer as one. */
export function isLastYes(record: ReviewRecord, personId: number): boolean {
  const { host, own, release } = outstandingOf(record, personId);
  return (
    (host || record.hostAnswer !== null || record.hostHeadIds.length === 0) &&
    record.team.every(
      member =>
        (member.answer || own.includes(member.id)) &&
        (member.release || member.headIds.length === 0 || release.includes(member.id)),
    )
  );
}

/** The members of the team whom a person stands for: themselves, or those whom they release. */
export function membersBehind(record: ReviewRecord, personId: number): readonly TeamMember[] {
  return record.team.filter(member => member.person.id === personId || member.headIds.includes(personId));
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
