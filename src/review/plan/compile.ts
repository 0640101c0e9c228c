import { type ArcPart, assemble, type PersonPart, type SchoolPart } from './assemble.js';
import { dayOf, type PointCalendar, pointCalendar, pointsOf, visitStarts, weekOf } from './calendarPoints.js';
import { FORBIDDEN, type Model } from './model.js';
import { type PairRules, pairRules } from './pairRules.js';
import { type ReviewProblem, type ReviewRules, type ReviewSchool, rulesOf } from './problem.js';

/** A problem with its model and the way back from numbers to names. */
export interface Compiled {
  problem: ReviewProblem;
  rules: ReviewRules;
  calendar: PointCalendar;
  model: Model;
  schoolIndex: Map<string, number>;
  personIndex: Map<string, number>;
  pairs: PairRules;
}

/** Cost of each start: weeks from the preferred one, and a Friday among the days. */
function startCosts(
  problem: ReviewProblem,
  rules: ReviewRules,
  calendar: PointCalendar,
  points: number,
): Int32Array {
  const { weights } = rules;
  const { perDay } = calendar;
  const costs = new Int32Array(problem.schools.length * points);
  problem.schools.forEach((school, s) => {
    const wanted = school.preferredWeek === undefined ? null : weekOf(calendar, school.preferredWeek);
    const duration = Math.round((school.visitDays ?? 1) * perDay);
    for (let t = 0; t < points; t++) {
      const day = dayOf(calendar, t);
      const last = Math.min(calendar.dates.length - 1, dayOf(calendar, t + duration - 1));
      const away =
        wanted === null
          ? 0
          : Math.min(
              weights.mostForWeek,
              weights.perWeekFromPreferred * Math.abs(calendar.week[day]! - wanted),
            );
      const friday = calendar.weekday[last] === 4 ? weights.friday : 0;
      costs[s * points + t] = Math.round((away + friday) * perDay);
    }
  });
  return costs;
}

/** Visits the school gives when even: what it receives, less what it is owed from earlier cycles (mode `bank`). */
function targetOf(school: ReviewSchool, rules: ReviewRules): number {
  const received = (school.leads ?? 1) + (school.peers ?? 1);
  if (rules.mode !== 'bank') return received;
  return received - Math.round((school.carriedDays ?? 0) / (school.visitDays ?? 1));
}

/** Allowed starts and pinned people of one school. */
function schoolPart(
  problem: ReviewProblem,
  rules: ReviewRules,
  calendar: PointCalendar,
  s: number,
  personIndex: ReadonlyMap<string, number>,
): SchoolPart {
  const school = problem.schools[s]!;
  const { perDay } = calendar;
  const duration = Math.round((school.visitDays ?? 1) * perDay);
  const leads = school.leads ?? 1;
  const peers = school.peers ?? 1;
  let starts = visitStarts(calendar, pointsOf(calendar, school.freeDates), duration);
  const pins = new Array<number>(leads + peers).fill(-1);
  for (const pin of problem.pins ?? []) {
    if (pin.schoolId !== school.id) continue;
    if (pin.start !== undefined) starts = pointsOf(calendar, [pin.start]).slice(0, 1);
    let lead = 0;
    let peer = leads;
    for (const member of pin.team ?? []) {
      const person = personIndex.get(member.personId) ?? -1;
      if (member.role === 'lead' && lead < leads) pins[lead++] = person;
      if (member.role === 'peer' && peer < leads + peers) pins[peer++] = person;
    }
  }
  return {
    duration,
    weight: Math.round((school.visitDays ?? 1) * perDay),
    leads,
    peers,
    target: targetOf(school, rules),
    starts,
    pins,
  };
}

/** Turns a natural problem into the integer model. The problem is taken as checked (`readProblem`). */
export function compile(problem: ReviewProblem): Compiled {
  const rules = rulesOf(problem);
  const { weights } = rules;
  const calendar = pointCalendar(problem);
  const { perDay } = calendar;
  const points = calendar.dates.length * perDay;
  const schoolIndex = new Map(problem.schools.map((school, s) => [school.id, s]));
  const personIndex = new Map(problem.people.map((person, p) => [person.id, p]));
  const schools = problem.schools.map((_, s) => schoolPart(problem, rules, calendar, s, personIndex));
  const people: PersonPart[] = problem.people.map(person => ({
    home: schoolIndex.get(person.schoolId) ?? -1,
    maxLoad: person.trainee === true ? 0 : person.maxVisits,
    lead: person.lead && person.trainee !== true,
    freePoints: pointsOf(calendar, person.freeDates),
  }));
  const pairs = pairRules(problem, rules, schoolIndex, personIndex);
  const arcs = (s: number): ArcPart => {
    const school = problem.schools[s]!;
    const found: [number, number, number][] = [];
    const pinned = new Set(schools[s]!.pins!.filter(p => p >= 0));
    for (const { person: p, price } of pairs.reviewersOf(s, pinned)) {
      const person = problem.people[p]!;
      const expert = school.focus === undefined || (person.expertise?.includes(school.focus) ?? false);
      const cost = (miss: number) => Math.round((price + (expert ? 0 : miss)) * perDay);
      // A pinned lead stays, accredited or not; the judge says so if not.
      const leads = (person.lead && person.trainee !== true) || pinned.has(p);
      found.push([p, leads ? cost(weights.leadWithoutFocus) : FORBIDDEN, cost(weights.peerWithoutFocus)]);
    }
    found.sort((a, b) => a[0] - b[0]);
    return { person: found.map(f => f[0]), lead: found.map(f => f[1]), peer: found.map(f => f[2]) };
  };
  const scaled = (value: number) => Math.round(value * perDay);
  const model = assemble({
    points,
    schools,
    people,
    arcs,
    startCost: startCosts(problem, rules, calendar, points),
    gap: rules.gapDays * perDay,
    noMutualPair: rules.noMutualPair === 'hard',
    onePerHome: rules.onePerHome === 'hard',
    homeWhenReviewed: rules.homeWhenReviewed === 'hard',
    balanceSteps: weights.balance,
    loadSteps: weights.load.map(scaled),
    unfilled: scaled(weights.unfilled),
    undated: scaled(weights.undated),
    scale: perDay,
  });
  return { problem, rules, calendar, model, schoolIndex, personIndex, pairs };
}
