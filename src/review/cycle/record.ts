import type { LocalDate } from '../../calendar/localDate.js';
import type { WorkRecord } from '../../workflow/workflow.js';
import type { EntryState } from '../entry/record.js';
import type { PersonFacts, SchoolFacts } from '../facts.js';
import type { ProgrammeRules } from '../programme.js';
import type { ReviewState, TeamRole } from '../record.js';
import type { KeptPlan, PlanEdits } from './plan.js';

export type CycleState =
  | 'new'
  | 'open'
  | 'matching'
  | 'proposed'
  | 'publishing'
  | 'running'
  | 'closed'
  | 'cancelled';

/** A cycle of peer reviews in one partnership, with all that decisions and cards need. */
export interface CycleRecord extends WorkRecord {
  readonly state: CycleState;
  readonly name: string;
  /** The nearest partnership that holds every cluster of it: whose officers run it. */
  readonly partnership: { readonly id: number; readonly name: string };
  /** The clusters whose schools are asked; often the partnership itself. */
  readonly clusters: readonly { readonly id: number; readonly name: string }[];
  /** The programme that it is a cycle of; null when it was begun from a preset. */
  readonly programme: { readonly id: number; readonly name: string } | null;
  readonly lead: PersonFacts;
  readonly organiserIds: readonly number[];
  readonly clusterLeadIds: readonly number[];
  /** Heads do not run cycles; those who may open one: programme leads, cluster leads, coordinators. */
  readonly openerIds: readonly number[];
  /** Schools to be asked, while none has been. */
  readonly schoolsToAsk: readonly SchoolFacts[];
  readonly answersBy: LocalDate;
  readonly windowFrom: LocalDate;
  readonly windowTo: LocalDate;
  readonly rules: ProgrammeRules;
  readonly entries: readonly CycleEntry[];
  readonly plan: CyclePlan | null;
  readonly reviews: readonly CycleReview[];
  /** People who have left their post and are still on the team of a review that has not begun. */
  readonly leavers: readonly { readonly reviewId: number; readonly personId: number }[];
  /** People who have changed school since, and are still on one. */
  readonly movers: readonly Mover[];
}

export interface Mover {
  readonly reviewId: number;
  readonly personId: number;
  /** Where they work now. */
  readonly schoolId: number;
  /** From there they must not review that host (DOMAIN 2.3). */
  readonly conflict: boolean;
  /** Not on the team: comes along to learn. */
  readonly observes: boolean;
}

export interface CycleEntry {
  readonly id: number;
  readonly version: number;
  readonly state: EntryState;
  readonly school: SchoolFacts;
  /** The school has closed or is in no partnership any more. */
  readonly gone: boolean;
}

export interface CycleReview {
  readonly id: number;
  readonly reference: string;
  readonly state: ReviewState;
  readonly hostId: number;
  readonly host: string;
  readonly on: LocalDate | null;
}

/** A plan as proposed, with names. */
export interface CyclePlan {
  /** Which answers it was made from: another answer since, and it is out of date. */
  readonly basis: string;
  readonly madeOn: LocalDate;
  readonly visits: readonly PlannedSchool[];
  /** What holds for the whole plan and should be known. */
  readonly remarks: readonly string[];
  readonly edits: PlanEdits;
}

export interface PlannedSchool {
  readonly school: SchoolFacts;
  readonly on: LocalDate | null;
  readonly startsPm: boolean;
  readonly halfDays: number;
  readonly team: readonly {
    readonly person: PersonFacts;
    readonly school: SchoolFacts;
    readonly role: TeamRole;
  }[];
  /** Who comes along to learn. */
  readonly observers: readonly { readonly person: PersonFacts; readonly school: SchoolFacts }[];
  readonly why: readonly string[];
  readonly warnings: readonly string[];
}

/** Whether a school waits for its place in a running cycle, or a team for somebody: what one press mends. */
export function toMend({ entries, reviews }: Pick<CycleRecord, 'entries' | 'reviews'>): boolean {
  return (
    entries.some(({ state }) => state === 'optedIn') || reviews.some(({ state }) => state === 'replacing')
  );
}

/** The answers a plan rests on: every entry with its version. */
export function basisOf(entries: readonly { readonly id: number; readonly version: number }[]): string {
  return entries
    .map(({ id, version }) => `${id}.${version}`)
    .sort()
    .join(' ');
}

/** Schools of a plan for which nobody leads: it cannot be published like that. */
export function withoutLead(plan: CyclePlan): readonly PlannedSchool[] {
  return plan.visits.filter(visit => !visit.team.some(member => member.role === 'leadReviewer'));
}

/** A named plan as it is kept: ids in place of names. */
export function keptPlan({ basis, madeOn, visits, remarks, edits }: CyclePlan): KeptPlan {
  return {
    basis,
    madeOn,
    visits: visits.map(({ school, team, observers, why, warnings, ...visit }) => ({
      ...visit,
      schoolId: school.id,
      team: team.map(member => ({
        personId: member.person.id,
        schoolId: member.school.id,
        role: member.role,
      })),
      observers: observers.map(each => ({ personId: each.person.id, schoolId: each.school.id })),
      why: [...why],
      warnings: [...warnings],
    })),
    remarks: [...remarks],
    edits,
  };
}

/** A school's warnings that nobody has accepted. */
export function openWarnings({ edits }: CyclePlan, { school, warnings }: PlannedSchool): readonly string[] {
  const accepted = edits.accepted.flatMap(each => (each.schoolId === school.id ? each.warnings : []));
  return warnings.filter(warning => !accepted.includes(warning));
}

/** Schools whose team was changed by hand for something less good, and nobody has said why. */
export function unexplained(plan: CyclePlan): readonly PlannedSchool[] {
  return plan.visits.filter(
    visit => plan.edits.swapped.includes(visit.school.id) && openWarnings(plan, visit).length > 0,
  );
}

/** Visits that each school gives and takes. */
export function loads(
  plan: CyclePlan,
): readonly { readonly school: string; readonly gives: number; readonly takes: number }[] {
  return plan.visits.map(({ school, team }) => ({
    school: school.name,
    gives: plan.visits.flatMap(visit => visit.team).filter(member => member.school.id === school.id).length,
    takes: team.length,
  }));
}
