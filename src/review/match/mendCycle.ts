import type { LocalDate } from '../../calendar/localDate.js';
import type { Tx } from '../../store/open.js';
import { Refused } from '../../workflow/process.js';
import type { MendedPlan } from '../cycle/inputs.js';
import type { KeptVisit } from '../cycle/plan.js';
import { basisOf, type CycleRecord } from '../cycle/record.js';
import type { PlannedReview } from '../inputs.js';
import type { PlannedVisit } from '../plan/plan.js';
import { repairPlan } from '../plan/repair.js';
import { reviewHalfDays } from '../programme.js';
import { explain } from './explain.js';
import { type RunningReview, runningReviews } from './keptReviews.js';
import { loadPool, type Pool } from './pool.js';
import { problemOf, startOf } from './problem.js';
import { keptVisit } from './proposePlan.js';

/** Rounds of more schools than this are mended by direct replacements alone: a click waits for it. */
const SEARCHED_UP_TO = 40;

type Found = Pick<KeptVisit, 'schoolId' | 'on' | 'startsPm' | 'team' | 'observers'>;

/**
 * Mends a running cycle: a team and a day for every school that joined late, and people in place of those who can
 * no longer come (DOMAIN 2.4, rows 1 and 3). Every other review keeps its day and its team, and so do those that are
 * mended as far as that is possible. Writes nothing.
 * @throws Refused when there is nothing to mend, or nothing that can be
 */
export async function mendCycle(tx: Tx, record: CycleRecord, today: LocalDate): Promise<MendedPlan> {
  const { rules } = record;
  const everybody = await loadPool(tx, record.id, ['included', 'optedIn'], rules, today);
  const reviews = await runningReviews(tx, record.id);
  const joining = new Map(
    record.entries.filter(entry => entry.state === 'optedIn').map(entry => [entry.school.id, entry.id]),
  );
  const broken = reviews.filter(review => review.state === 'replacing');
  if (joining.size === 0 && broken.length === 0)
    throw new Refused('There is nothing to mend: every school has its review, and every team is whole.');
  // A school whose own review is cancelled is out of the exchange.
  const present = new Set([...reviews.map(review => review.schoolId), ...joining.keys()]);
  const pool = {
    ...everybody,
    schools: everybody.schools.filter(school => present.has(school.id) || !school.hosts),
  };
  const places = 1 + rules.peers;
  const isWhole = ({ on, team }: Found): boolean => on !== null && team.length >= places && hasLead(team);

  const same = attempt(pool, record, reviews, today, new Set());
  // Where nobody can on the day that was agreed, another is looked for.
  const short = broken.filter(review => !isWhole(visitOf(same, review)));
  const freed = new Set(short.map(review => review.schoolId));
  const moved = freed.size > 0 ? attempt(pool, record, reviews, today, freed) : same;
  const chosen = (schoolId: number): Found | undefined => {
    const options = [same, moved].map(plan => plan.get(schoolId)).filter(found => found !== undefined);
    return options.find(isWhole) ?? options.find(({ team }) => hasLead(team));
  };
  const planned = (schoolId: number, halfDays: number): PlannedReview | null => {
    const found = chosen(schoolId);
    if (!found || !hasLead(found.team)) return null;
    const { why, warnings } = explain(pool, rules, found);
    return { cycleId: record.id, ...found, team: [...found.team], halfDays, why: [...why, ...warnings] };
  };
  const hosts = pool.schools.filter(school => joining.has(school.id));
  const mended = {
    basis: basisOf(record.entries),
    repaired: broken.flatMap(({ id, schoolId, halfDays }) => {
      const plan = planned(schoolId, halfDays);
      return plan ? [{ reviewId: id, plan }] : [];
    }),
    placed: hosts.flatMap((school): MendedPlan['placed'] => {
      const entryId = joining.get(school.id);
      if (entryId === undefined) return [];
      // A school that only sends people is in as it is.
      if (!school.hosts) return [{ entryId, plan: null }];
      const plan = planned(school.id, reviewHalfDays(rules, school.phase));
      return plan ? [{ entryId, plan }] : [];
    }),
  };
  if (mended.repaired.length + mended.placed.length === 0)
    throw new Refused(
      'Nobody in the cycle can take these places on any day of its window. Ask a school for another reviewer, or cancel the review that cannot be held.',
    );
  return mended;
}

/** One try: what every school's visit comes to, with the days of some set free. */
function attempt(
  pool: Pool,
  { rules, windowFrom, windowTo }: CycleRecord,
  reviews: readonly RunningReview[],
  today: LocalDate,
  freed: ReadonlySet<number>,
): ReadonlyMap<number, Found> {
  const keep = reviews.map(review =>
    freed.has(review.schoolId) ? { ...review, on: null, startsPm: false, dates: [] } : review,
  );
  const problem = problemOf(pool, {
    rules,
    windowFrom,
    windowTo,
    today,
    keep,
    // Schools that join have observers too; those of the others stay as they are.
    observersAt: pool.schools
      .map(({ id }) => id)
      .filter(id => !reviews.some(review => review.schoolId === id)),
    observing: reviews.flatMap(review => review.observers),
    refused: reviews.map(({ schoolId, refusedDates }) => ({ schoolId, dates: refusedDates })),
    notAgain: reviews.flatMap(({ schoolId, former }) => former.map(personId => ({ schoolId, personId }))),
  });
  const before = keep.map(review => visitNow(review, rules.peers));
  const large = pool.schools.length > SEARCHED_UP_TO;
  const { visits } = repairPlan(problem, before, large ? { searchMoves: 0 } : {});
  const found = visits.map(visit => {
    const kept = keptVisit(pool, visit);
    // Somebody who stays is kept as the review has them, whatever the pool says of them today.
    const own = keep.find(review => review.schoolId === kept.schoolId)?.team ?? [];
    const stay = own.filter(member => !kept.team.some(each => each.personId === member.personId));
    return { ...kept, team: [...stay, ...kept.team] };
  });
  return new Map(found.map(visit => [visit.schoolId, visit]));
}

/** A review in the engine's terms, with its empty places. */
function visitNow(
  review: Pick<RunningReview, 'schoolId' | 'on' | 'startsPm' | 'halfDays' | 'dates' | 'team'>,
  peers: number,
): PlannedVisit {
  const { schoolId, on, dates, team } = review;
  const people = (role: 'leadReviewer' | 'peerReviewer', count: number) => {
    const ids = team.filter(member => member.role === role).map(member => String(member.personId));
    return Array.from({ length: Math.max(count, ids.length) }, (_, n) => ids[n] ?? null);
  };
  return {
    schoolId: String(schoolId),
    start: on && startOf({ ...review, on }),
    dates: [...dates],
    team: [
      ...people('leadReviewer', 1).map(personId => ({ role: 'lead' as const, personId })),
      ...people('peerReviewer', peers).map(personId => ({ role: 'peer' as const, personId })),
    ],
  };
}

function visitOf(plan: ReadonlyMap<number, Found>, { schoolId, startsPm }: RunningReview): Found {
  return plan.get(schoolId) ?? { schoolId, on: null, startsPm, team: [], observers: [] };
}

function hasLead(team: Found['team']): boolean {
  return team.some(member => member.role === 'leadReviewer');
}
