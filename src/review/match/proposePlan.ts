import { type LocalDate, localDate } from '../../calendar/localDate.js';
import type { Tx } from '../../store/open.js';
import { Refused } from '../../workflow/process.js';
import type { KeptPlan, KeptVisit } from '../cycle/plan.js';
import { basisOf, type CyclePlan, type CycleRecord } from '../cycle/record.js';
import { judge } from '../plan/judge.js';
import type { PlannedVisit } from '../plan/plan.js';
import type { ReviewProblem } from '../plan/problem.js';
import { reviewHalfDays } from '../programme.js';
import { daysOfReview } from '../record.js';
import { explain, remarks } from './explain.js';
import type { Planner } from './planner.js';
import { loadPool, type Pool } from './pool.js';
import { type Kept, problemOf } from './problem.js';

/** Two schools can only review each other. */
const FEWEST_SCHOOLS = 3;

/**
 * Makes a cycle's plan from the answers as they are: a team and a day for every school that takes part, checked
 * by a judge that shares no code with the engine, each with its reasons. Writes nothing.
 * @throws Refused when too few schools take part
 */
export async function proposePlan(
  tx: Tx,
  record: CycleRecord,
  planner: Planner,
  today: LocalDate,
): Promise<KeptPlan> {
  const pool = await loadPool(tx, record.id, ['optedIn'], record.rules, today);
  if (pool.schools.length < FEWEST_SCHOOLS) {
    throw new Refused(
      `${pool.schools.length} of ${record.entries.length} schools take part so far; a plan needs at least ${FEWEST_SCHOOLS}. Ask those who have not answered.`,
    );
  }
  const { rules, windowFrom, windowTo } = record;
  const keep = record.plan ? pinsOf(record.plan, pool) : [];
  const notAgain = record.plan?.edits.excluded ?? [];
  const problem = problemOf(pool, { rules, windowFrom, windowTo, today, keep, notAgain });
  const { visits } = await planner.plan(problem);
  checkPlan(problem, visits);
  const hosts = new Set(pool.schools.filter(school => school.hosts).map(school => String(school.id)));
  const kept = visits
    .filter(visit => hosts.has(visit.schoolId))
    .map(visit => {
      const planned = keptVisit(pool, visit);
      const halfDays = reviewHalfDays(rules, phaseOf(pool, planned.schoolId));
      return { ...planned, halfDays, ...explain(pool, rules, planned) };
    });
  return {
    basis: basisOf(record.entries),
    madeOn: today,
    visits: kept,
    remarks: remarks(pool, rules, kept),
    edits: {
      pinned: keep.map(({ schoolId }) => schoolId),
      excluded: [...notAgain],
      swapped: [],
      accepted: (record.plan?.edits.accepted ?? []).filter(({ schoolId, warnings }) =>
        kept.some(
          visit => visit.schoolId === schoolId && warnings.every(each => visit.warnings.includes(each)),
        ),
      ),
    },
  };
}

/** The visits that stay as they are when the plan is made anew; not one whose host or reviewer is out by now. */
function pinsOf(plan: CyclePlan, pool: Pool): Kept[] {
  return plan.visits.flatMap(({ school, on, startsPm, halfDays, team }) => {
    const host = pool.schools.find(each => each.id === school.id && each.hosts);
    const known = team.every(({ person }) =>
      pool.schools.some(each => each.reviewers.some(reviewer => reviewer.id === person.id)),
    );
    if (!plan.edits.pinned.includes(school.id) || !host || !known) return [];
    return [
      {
        schoolId: school.id,
        on,
        startsPm,
        dates: on ? daysOfReview({ halfDays, startsPm }, on, host.calendar) : [],
        team: team.map(member => ({
          personId: member.person.id,
          schoolId: member.school.id,
          role: member.role,
        })),
      },
    ];
  });
}

/** An engine's visit in the store's ids. Places that could not be filled are left out. */
export function keptVisit(
  pool: Pool,
  visit: PlannedVisit,
): Pick<KeptVisit, 'schoolId' | 'on' | 'startsPm' | 'team' | 'observers'> {
  return {
    schoolId: Number(visit.schoolId),
    on: visit.start === null ? null : localDate(visit.start.slice(0, 10)),
    startsPm: visit.start?.endsWith('pm') ?? false,
    team: visit.team.flatMap(({ role, personId }) => {
      if (role === 'observer') return [];
      const person = personId === null ? null : Number(personId);
      const home = pool.schools.find(school => school.reviewers.some(reviewer => reviewer.id === person));
      if (person === null || !home) return [];
      return [
        {
          personId: person,
          schoolId: home.id,
          role: role === 'lead' ? 'leadReviewer' : 'peerReviewer',
        } as const,
      ];
    }),
    observers: visit.team.flatMap(({ role, personId }) => {
      if (role !== 'observer' || personId === null) return [];
      const person = Number(personId);
      const home = pool.schools.find(school => school.trainees.some(trainee => trainee.id === person));
      return home ? [{ personId: person, schoolId: home.id }] : [];
    }),
  };
}

/** An engine that broke a hard rule is a fault of the program, and no plan to show anybody. */
function checkPlan(problem: ReviewProblem, visits: readonly PlannedVisit[]): void {
  const [breach] = judge(problem, visits).breaches;
  if (breach) throw new Error(`The plan breaks the rule "${breach.rule}": ${breach.sentence}`);
}

function phaseOf(pool: Pool, schoolId: number): string {
  return pool.schools.find(school => school.id === schoolId)?.phase ?? '';
}
