import { type LocalDate, localDate } from '../../calendar/localDate.js';
import { calendarOfSchool } from '../../network/calendars.js';
import type { Tx } from '../../store/open.js';
import { Refused } from '../../workflow/process.js';
import type { KeptVisit } from '../cycle/plan.js';
import type { PlannedReview } from '../inputs.js';
import { ProgrammeRulesSchema } from '../programme.js';
import { daysOfReview, type ReviewRecord } from '../record.js';
import { explain } from './explain.js';
import { runningReviews } from './keptReviews.js';
import type { Planner } from './planner.js';
import { loadPool } from './pool.js';
import { type Kept, problemOf } from './problem.js';
import { keptVisit } from './proposePlan.js';

type Found = Pick<KeptVisit, 'schoolId' | 'on' | 'startsPm' | 'team' | 'observers'>;

/**
 * Repairs one review after a no: every other review stays, and so do its day and its other members where that
 * is possible; only when nobody can on that day is another looked for. Writes nothing.
 * @throws Refused when the cycle has nobody who could lead it
 */
export async function repairReview(
  tx: Tx,
  record: ReviewRecord,
  planner: Planner,
  today: LocalDate,
): Promise<PlannedReview> {
  const cycle = await tx.reviewCycle.findUniqueOrThrow({ where: { id: record.cycle.id } });
  const rules = ProgrammeRulesSchema.parse(cycle.rules);
  // None of the others is touched.
  const others = await runningReviews(tx, record.cycle.id, record.id);
  const everybody = await loadPool(tx, cycle.id, ['included'], rules, today);
  const present = new Set([record.host.id, ...others.map(kept => kept.schoolId)]);
  // A school whose own review is cancelled is out of the exchange.
  const pool = {
    ...everybody,
    schools: everybody.schools.filter(school => present.has(school.id) || !school.hosts),
  };
  const host = await calendarOfSchool(tx, record.host.id);

  const attempt = async (on: LocalDate | null): Promise<Found> => {
    const startsPm = on !== null && record.startsPm;
    const own: Kept = {
      schoolId: record.host.id,
      on,
      startsPm,
      dates: on ? daysOfReview({ ...record, startsPm }, on, host) : [],
      team: record.team.map(({ person, school, role }) => ({
        personId: person.id,
        schoolId: school.id,
        role,
      })),
    };
    const problem = problemOf(pool, {
      rules,
      windowFrom: localDate(cycle.windowFrom),
      windowTo: localDate(cycle.windowTo),
      today,
      keep: [...others, own],
      // Whoever observes stays; nobody new is asked because somebody of the team dropped out.
      observersAt: [],
      refused: [{ schoolId: record.host.id, dates: record.refusedDates }],
      notAgain: record.former.map(({ person }) => ({ schoolId: record.host.id, personId: person.id })),
    });
    const plan = await planner.plan(problem);
    const visit = plan.visits.find(each => each.schoolId === String(record.host.id));
    if (!visit) throw new Error(`${record.reference}: the repaired plan has no visit for its school.`);
    const found = keptVisit(pool, visit);
    // Somebody who stays is kept as the review has them, whatever the pool says of them today.
    const stay = own.team.filter(member => !found.team.some(each => each.personId === member.personId));
    return { ...found, team: [...stay, ...found.team] };
  };

  const found = await bestOf(attempt, record.on, 1 + rules.peers);
  if (!found) {
    throw new Refused(
      `Nobody else in ${record.cycle.name} can lead the review of ${record.host.name}. Ask a school for another reviewer, choose another day, or cancel this review.`,
    );
  }
  const { why, warnings } = explain(pool, rules, found);
  return {
    cycleId: cycle.id,
    schoolId: record.host.id,
    on: found.on,
    startsPm: found.startsPm,
    halfDays: record.halfDays,
    team: [...found.team],
    observers: [],
    why: [...why, ...warnings],
  };
}

/** The same day with a full team, else another day with a full team, else whatever has a lead. */
async function bestOf(
  attempt: (on: LocalDate | null) => Promise<Found>,
  on: LocalDate | null,
  places: number,
): Promise<Found | null> {
  const same = await attempt(on);
  if (same.team.length >= places && hasLead(same)) return same;
  const moved = on === null ? same : await attempt(null);
  if (moved.on !== null && moved.team.length >= places && hasLead(moved)) return moved;
  return [same, moved].find(hasLead) ?? null;
}

function hasLead({ team }: Found): boolean {
  return team.some(member => member.role === 'leadReviewer');
}
