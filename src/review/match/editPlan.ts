import type { LocalDate } from '../../calendar/localDate.js';
import type { Tx } from '../../store/open.js';
import { Refused } from '../../workflow/process.js';
import type { KeptPlan } from '../cycle/plan.js';
import { basisOf, type CyclePlan, type CycleRecord, keptPlan, type PlannedSchool } from '../cycle/record.js';
import { type Breach, judge } from '../plan/judge.js';
import type { PlannedVisit } from '../plan/plan.js';
import type { ReviewProblem } from '../plan/problem.js';
import { daysOfReview, type TeamRole } from '../record.js';
import { explain, remarks } from './explain.js';
import { loadPool, type Pool } from './pool.js';
import { problemOf, startOf } from './problem.js';

/** People looked at for a place, those of the nearest schools first: a county has hundreds. */
const LOOKED_AT = 60;

/** People offered for a place: a choice that is read at a glance. */
const OFFERED = 5;

/** Somebody who could take a place: no rule is broken by it. */
export interface PlaceCandidate {
  readonly personId: number;
  readonly name: string;
  readonly school: string;
  /** What would be less than it should be. */
  readonly warnings: readonly string[];
}

/** One place of a team: who has it, or nobody yet. */
export interface Place {
  readonly role: TeamRole;
  readonly personId: number | null;
}

/** A plan laid open for changes by hand. */
export interface OpenPlan {
  readonly record: CycleRecord;
  readonly plan: CyclePlan;
  readonly pool: Pool;
  readonly problem: ReviewProblem;
  readonly breaches: readonly Breach[];
}

/** Lays the plan of a cycle open. Writes nothing. @throws Refused when there is none or an answer has changed */
export async function openPlan(tx: Tx, record: CycleRecord, today: LocalDate): Promise<OpenPlan> {
  const { plan, rules, windowFrom, windowTo } = record;
  if (!plan) throw new Refused('There is no plan yet. Match first.');
  if (plan.basis !== basisOf(record.entries))
    throw new Refused('An answer has changed since this plan was made. Match again, then change it.');
  const pool = await loadPool(tx, record.id, ['optedIn'], rules, today);
  const problem = problemOf(pool, {
    rules,
    windowFrom,
    windowTo,
    today,
    notAgain: plan.edits.excluded,
    observersAt: [],
    // A visit that was planned in time stays in time, though a day of its notice has passed since.
    planned: plan.visits.flatMap(({ school, on, ...length }) =>
      on ? [{ schoolId: school.id, dates: daysOfReview(length, on, calendarOf(pool, school.id)) }] : [],
    ),
  });
  const opened = { record, plan, pool, problem };
  return { ...opened, breaches: judge(problem, enginePlan(opened, plan.visits)).breaches };
}

/** The places of a school's team, the lead's first, empty ones included. */
export function placesOf({ rules }: CycleRecord, { team }: Pick<PlannedSchool, 'team'>): readonly Place[] {
  const of = (role: TeamRole, count: number): Place[] => {
    const people = team.filter(member => member.role === role).map(member => member.person.id);
    return Array.from({ length: Math.max(count, people.length) }, (_, n) => ({
      role,
      personId: people[n] ?? null,
    }));
  };
  return [...of('leadReviewer', 1), ...of('peerReviewer', rules.peers)];
}

/** Who could take a place in a school's team without breaking a rule, the best first. */
export function candidatesFor(opened: OpenPlan, schoolId: number, place: number): readonly PlaceCandidate[] {
  const { pool, plan } = opened;
  const visit = visitOf(plan, schoolId);
  const host = pool.schools.find(school => school.id === schoolId);
  const far = (school: Pool['schools'][number]) =>
    host?.location && school.location
      ? Math.hypot(host.location.x - school.location.x, host.location.y - school.location.y)
      : Number.POSITIVE_INFINITY;
  const near = pool.schools
    .filter(school => school.id !== schoolId)
    .toSorted((a, b) => far(a) - far(b))
    .flatMap(school => school.reviewers.map(person => ({ person, school })))
    .filter(({ person }) => !visit.team.some(member => member.person.id === person.id))
    .slice(0, LOOKED_AT);
  return near
    .flatMap(({ person, school }) => {
      const changed = replaced(opened, schoolId, place, person.id);
      const { cost, breaches } = judge(opened.problem, enginePlan(opened, changed));
      if (freshBreach(opened, breaches)) return [];
      const { warnings } = explainVisit(opened, visitIn(changed, schoolId));
      return [{ cost, candidate: { personId: person.id, name: person.name, school: school.name, warnings } }];
    })
    .toSorted((a, b) => a.cost - b.cost)
    .slice(0, OFFERED)
    .map(({ candidate }) => candidate);
}

/**
 * The plan with somebody else in a place of a school's team, which is pinned by it.
 * @throws Refused when the place has changed, or a rule would be broken: the sentence says which
 */
export function swapIn(
  opened: OpenPlan,
  schoolId: number,
  place: number,
  out: number | null,
  personId: number,
): KeptPlan {
  const { plan, pool, record, problem } = opened;
  const places = placesOf(record, visitOf(plan, schoolId));
  if (places[place]?.personId !== out)
    throw new Refused('The plan has changed since that card. Open it again; nothing was changed.');
  const visits = replaced(opened, schoolId, place, personId);
  const breach = freshBreach(opened, judge(problem, enginePlan(opened, visits)).breaches);
  if (breach) throw new Refused(`That cannot be: ${breach.sentence}`);
  const explained = visits.map(visit =>
    visit.school.id === schoolId ? { ...visit, ...explainVisit(opened, visit) } : visit,
  );
  const kept = keptPlan({ ...plan, visits: explained });
  const { edits } = plan;
  return {
    ...kept,
    remarks: remarks(pool, record.rules, kept.visits),
    edits: {
      ...edits,
      pinned: [...new Set([...edits.pinned, schoolId])],
      swapped: [...new Set([...edits.swapped, schoolId])],
      accepted: edits.accepted.filter(each => each.schoolId !== schoolId),
    },
  };
}

function visitOf(plan: CyclePlan, schoolId: number): PlannedSchool {
  return visitIn(plan.visits, schoolId);
}

function visitIn(visits: readonly PlannedSchool[], schoolId: number): PlannedSchool {
  const visit = visits.find(each => each.school.id === schoolId);
  if (!visit) throw new Refused('That school is not in the plan (any more). Open the plan again.');
  return visit;
}

function calendarOf(pool: Pool, schoolId: number) {
  const school = pool.schools.find(each => each.id === schoolId);
  if (!school) throw new Refused('A school of the plan is no longer in the cycle. Match again.');
  return school.calendar;
}

/** The visits with a person in a place. */
function replaced(
  { plan, pool, record }: OpenPlan,
  schoolId: number,
  place: number,
  personId: number,
): readonly PlannedSchool[] {
  const home = pool.schools.find(school => school.reviewers.some(person => person.id === personId));
  const person = home?.reviewers.find(each => each.id === personId);
  if (!home || !person) throw new Refused('That person cannot be sent (any more). Choose somebody else.');
  return plan.visits.map(visit => {
    if (visit.school.id !== schoolId) return visit;
    const team = placesOf(record, visit).flatMap(({ role, personId: holder }, n) => {
      if (n === place) {
        const { id, name, phase } = home;
        return [{ role, person: { id: person.id, name: person.name }, school: { id, name, phase } }];
      }
      return visit.team.filter(member => member.person.id === holder && member.role === role);
    });
    return { ...visit, team };
  });
}

function explainVisit({ pool, record }: OpenPlan, visit: PlannedSchool) {
  return explain(pool, record.rules, {
    schoolId: visit.school.id,
    on: visit.on,
    team: visit.team.map(({ person, school, role }) => ({ personId: person.id, schoolId: school.id, role })),
  });
}

/** A rule that the plan did not break before. */
function freshBreach({ breaches }: OpenPlan, now: readonly Breach[]): Breach | undefined {
  const key = ({ rule, schoolId, personId }: Breach) => `${rule} ${schoolId} ${personId}`;
  const before = new Set(breaches.map(key));
  return now.find(breach => !before.has(key(breach)));
}

/** The visits in the engine's terms, one for every school: those that only send have one without a team. */
function enginePlan(
  { pool, record }: Pick<OpenPlan, 'pool' | 'record'>,
  visits: readonly PlannedSchool[],
): PlannedVisit[] {
  return pool.schools.map(school => {
    const visit = visits.find(each => each.school.id === school.id);
    if (!visit) return { schoolId: String(school.id), start: null, dates: [], team: [] };
    return {
      schoolId: String(school.id),
      start: visit.on && startOf({ ...visit, on: visit.on }),
      dates: visit.on ? [...daysOfReview(visit, visit.on, school.calendar)] : [],
      team: placesOf(record, visit).map(({ role, personId }) => ({
        role: role === 'leadReviewer' ? 'lead' : 'peer',
        personId: personId === null ? null : String(personId),
      })),
    };
  });
}
