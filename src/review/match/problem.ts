import { datesBetween, type LocalDate } from '../../calendar/localDate.js';
import { phaseGroup } from '../../network/school.js';
import type { ReviewPin, ReviewProblem, Strictness } from '../plan/problem.js';
import { type ProgrammeRules, reviewHalfDays } from '../programme.js';
import type { TeamRole } from '../record.js';
import type { Pool, PoolSchool } from './pool.js';

/** Of days that are better avoided a school keeps this many good ones before they are taken too. */
const GOOD_DAYS_ENOUGH = 5;

/** Reviews that a trainee observes in a cycle: a day away from school each, and the places are few. */
const OBSERVES = 1;

/** What is settled beside the pool: the cycle's terms, and what a repair leaves as it is. */
export interface Settings {
  readonly rules: ProgrammeRules;
  readonly windowFrom: LocalDate;
  readonly windowTo: LocalDate;
  readonly today: LocalDate;
  readonly keep?: readonly Kept[];
  /** Days that schools have refused. */
  readonly refused?: readonly { readonly schoolId: number; readonly dates: readonly string[] }[];
  /** Days that a school's visit has in a plan already: they stay possible though the notice has become shorter. */
  readonly planned?: readonly { readonly schoolId: number; readonly dates: readonly LocalDate[] }[];
  /** The schools whose observers are looked for; those of all others stay as they are. Absent: all schools. */
  readonly observersAt?: readonly number[];
  /** People who observe a review already. */
  readonly observing?: readonly number[];
  /** People who are not to be asked for a school again. */
  readonly notAgain?: readonly { readonly schoolId: number; readonly personId: number }[];
}

/** A review, or what is left of it, that stays. */
export interface Kept {
  readonly schoolId: number;
  readonly on: LocalDate | null;
  readonly startsPm: boolean;
  /** Every day of it. */
  readonly dates: readonly LocalDate[];
  readonly team: readonly { readonly personId: number; readonly schoolId: number; readonly role: TeamRole }[];
}

/**
 * Whether two schools may review each other: in triads, and where there are too few schools for anything else.
 * Without mutual pairs every place on a team takes one pair of schools, and schools of one trust are no pair.
 */
export function mutualAllowed(rules: ProgrammeRules, { schools }: Pick<Pool, 'schools'>): boolean {
  if (rules.reciprocity !== 'rotation') return true;
  const pairs = schools.flatMap((one, n) =>
    schools.slice(n + 1).filter(other => one.trust === null || one.trust.id !== other.trust?.id),
  ).length;
  return pairs < schools.length * (1 + rules.peers);
}

/** The matching engine's problem for a pool: who may go where, on which days, at which price. Pure. */
export function problemOf(pool: Pool, settings: Settings): ReviewProblem {
  const { rules, windowFrom, windowTo, keep = [] } = settings;
  const keptDates = keep.flatMap(kept => kept.dates);
  const calendar = [...new Set([...datesBetween(windowFrom, windowTo), ...keptDates])]
    .sort()
    .filter(day => keptDates.includes(day) || pool.schools.some(school => school.calendar.isSchoolDay(day)));
  return {
    calendar,
    schools: pool.schools.map(school => ({
      id: String(school.id),
      name: school.name,
      phaseGroup: phaseGroup(school.phase),
      ...(school.trust && { trustId: String(school.trust.id) }),
      ...(school.location && { location: school.location }),
      ...(school.cluster !== null && { clusterId: String(school.cluster) }),
      freeDates: hostDates(school, calendar as LocalDate[], settings),
      visitDays: reviewHalfDays(rules, school.phase) / 2,
      // A school that only sends has a visit without places, which takes nothing and is left out of the plan.
      ...(school.hosts ? { peers: rules.peers } : { leads: 0, peers: 0 }),
      ...(school.hosts &&
        settings.observersAt?.includes(school.id) !== false && { observers: rules.observers }),
      ...(school.owed !== 0 && { carriedDays: school.owed }),
    })),
    people: peopleOf(pool, calendar as LocalDate[], settings),
    history: pool.history.map(({ schoolId, reviewerSchoolId }) => ({
      schoolId: String(schoolId),
      reviewerSchoolId: String(reviewerSchoolId),
    })),
    conflicts: [...pool.conflicts, ...(settings.notAgain ?? [])].map(({ personId, schoolId }) => ({
      personId: String(personId),
      schoolId: String(schoolId),
    })),
    exclusions: pool.apart.map(({ schoolId, otherSchoolId }) => ({
      schoolId: String(schoolId),
      otherSchoolId: String(otherSchoolId),
    })),
    pins: keep.map(pinOf),
    rules: {
      mode: rules.reciprocity,
      samePhase: softly(rules.weights.otherPhase),
      freshPair: softly(rules.weights.sameAsLastTime),
      noMutualPair: mutualAllowed(rules, pool) ? 'off' : 'hard',
      maxKm: rules.maxKm,
      weights: {
        sameCluster: rules.weights.sameCluster,
        peerWithoutFocus: rules.weights.withoutFocus,
        leadWithoutFocus: rules.weights.withoutFocus,
        friday: rules.weights.friday,
      },
    },
  };
}

function softly(weight: number): Strictness {
  return weight === 0 ? 'off' : { weight };
}

/** The engine writes part of a day as such: half a day in the morning is `… am`, an afternoon `… pm`. */
export function startOf(visit: {
  readonly on: LocalDate;
  readonly startsPm: boolean;
  readonly halfDays: number;
}): string {
  if (visit.startsPm) return `${visit.on} pm`;
  return visit.halfDays === 1 ? `${visit.on} am` : visit.on;
}

function pinOf({ schoolId, on, startsPm, team }: Kept): ReviewPin {
  return {
    schoolId: String(schoolId),
    ...(on && { start: startsPm ? `${on} pm` : on }),
    team: team.map(member => ({
      role: member.role === 'leadReviewer' ? 'lead' : 'peer',
      personId: String(member.personId),
    })),
  };
}

/** The days on which a school can be reviewed, with the programme's notice before the first. */
function hostDates(school: PoolSchool, calendar: readonly LocalDate[], settings: Settings): LocalDate[] {
  const { rules, today, refused } = settings;
  const notice = rules.noticeSchoolDays + rules.acceptanceSchoolDays;
  const earliest = school.calendar.addSchoolDays(today, notice);
  const planned = settings.planned?.find(each => each.schoolId === school.id)?.dates ?? [];
  const tried = refused?.find(each => each.schoolId === school.id)?.dates ?? [];
  const possible = openDays(school, calendar).filter(
    day => (day >= earliest || planned.includes(day)) && !tried.includes(day),
  );
  const good = possible.filter(day => school.calendar.blockedBy(day, school.phase).length === 0);
  if (good.length < GOOD_DAYS_ENOUGH) return possible;
  return possible.filter(day => good.includes(day) || planned.includes(day));
}

/** The days on which a school is open, in no hard window, and nothing is impossible for it. */
function openDays(school: PoolSchool, calendar: readonly LocalDate[]): LocalDate[] {
  return calendar.filter(
    day =>
      school.calendar.isSchoolDay(day) &&
      !school.impossible.includes(day) &&
      school.calendar.blockedBy(day, school.phase).every(window => window.strength !== 'hard'),
  );
}

/** Everybody who can be sent, once, and those who are already in a review that stays. */
function peopleOf(
  pool: Pool,
  calendar: readonly LocalDate[],
  { rules, keep = [], observing = [] }: Settings,
): ReviewProblem['people'] {
  const people = new Map<number, ReviewProblem['people'][number]>();
  for (const school of pool.schools) {
    const free = openDays(school, calendar);
    for (const { id, name, mayLead } of school.reviewers) {
      if (people.has(id)) continue;
      const schoolId = String(school.id);
      people.set(id, {
        id: String(id),
        name,
        schoolId,
        lead: mayLead,
        maxVisits: rules.mostVisits,
        freeDates: [...free],
      });
    }
    for (const { id, name } of school.trainees) {
      if (people.has(id) || observing.includes(id)) continue;
      const at = { schoolId: String(school.id), freeDates: [...free] };
      people.set(id, { id: String(id), name, ...at, lead: false, maxVisits: OBSERVES, trainee: true });
    }
  }
  for (const { team, dates } of keep) {
    for (const { personId, schoolId, role } of team) {
      const known = people.get(personId);
      const freeDates = [...new Set([...(known?.freeDates ?? []), ...dates])].sort();
      people.set(personId, {
        id: String(personId),
        name: known?.name ?? '',
        schoolId: String(schoolId),
        lead: known?.lead ?? role === 'leadReviewer',
        maxVisits: rules.mostVisits,
        freeDates,
      });
    }
  }
  return [...people.values()];
}
