import type { PlannedVisit } from './plan.js';
import { type Location, type ReviewProblem, type ReviewSchool, rulesOf } from './problem.js';

/** One broken hard rule, in words. */
export interface Breach {
  rule: string;
  schoolId: string;
  personId: string | null;
  sentence: string;
}

export interface Judgement {
  cost: number;
  parts: {
    travel: number;
    expertise: number;
    mix: number;
    soft: number;
    balance: number;
    load: number;
    date: number;
  };
  unfilled: number;
  undated: number;
  breaches: Breach[];
}

/** Half days since 1970 of a date or half day. */
function halves(text: string): [number, number] {
  const day = Math.round(Date.parse(`${text.slice(0, 10)}T00:00:00Z`) / 86_400_000);
  if (text.endsWith('am')) return [day * 2, day * 2];
  if (text.endsWith('pm')) return [day * 2 + 1, day * 2 + 1];
  return [day * 2, day * 2 + 1];
}

function straightKm(a: Location, b: Location): number | null {
  if ('x' in a && 'x' in b) return Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2);
  if ('latitude' in a && 'latitude' in b) {
    const r = (degrees: number) => (degrees * Math.PI) / 180;
    const half =
      (1 - Math.cos(r(b.latitude - a.latitude))) / 2 +
      (Math.cos(r(a.latitude)) * Math.cos(r(b.latitude)) * (1 - Math.cos(r(b.longitude - a.longitude)))) / 2;
    return 2 * 6371 * Math.asin(Math.sqrt(Math.min(1, half)));
  }
  return null;
}

/**
 * Judges a plan against the natural problem: its cost by parts and every broken hard rule. Written apart from the
 * solver and sharing none of its code, from the rules as they are stated (DOMAIN 2.3; MATCHING "Hard rules", "Cost").
 * Observers are judged for phase, trust, conflict, free days and the own school's review only, and cost nothing.
 */
export function judge(problem: ReviewProblem, visits: readonly PlannedVisit[]): Judgement {
  const rules = rulesOf(problem);
  const { weights } = rules;
  const breaches: Breach[] = [];
  const parts = { travel: 0, expertise: 0, mix: 0, soft: 0, balance: 0, load: 0, date: 0 };
  const schools = new Map(problem.schools.map(school => [school.id, school]));
  const people = new Map(problem.people.map(person => [person.id, person]));
  const visitOf = new Map(visits.map(visit => [visit.schoolId, visit]));
  const days = (school: ReviewSchool) => school.visitDays ?? 1;
  const given = new Map<string, number>();
  const visitsOf = new Map<string, PlannedVisit[]>();
  const homesAt = new Map<string, string[]>();
  const say = (rule: string, schoolId: string, personId: string | null, sentence: string) =>
    breaches.push({ rule, schoolId, personId, sentence });
  const history = new Set((problem.history ?? []).map(h => `${h.reviewerSchoolId}|${h.schoolId}`));
  const journeys = new Map((problem.journeys ?? []).map(j => [`${j.fromSchoolId}|${j.toSchoolId}`, j]));
  let unfilled = 0;
  let undated = 0;

  /** The school days of the round as ordinal numbers, so that weekends and holidays do not count as distance. */
  const ordinal = new Map<number, number>();
  problem.calendar.forEach((date, k) => {
    const [am] = halves(date);
    ordinal.set(am, 2 * k).set(am + 1, 2 * k + 1);
  });
  const half = problem.schools.some(school => (days(school) * 2) % 2 !== 0);
  const spanOf = (visit: PlannedVisit): [number, number] | null => {
    if (visit.start === null) return null;
    const first = ordinal.get(halves(visit.start)[0]);
    if (first === undefined) return null;
    return [first, first + days(schools.get(visit.schoolId)!) * 2 - 1];
  };
  const freeOf = (dates: readonly string[]) => {
    const free = new Set<number>();
    for (const text of dates) {
      const [from, to] = halves(text);
      // Where all visits are of whole days, half a day free is no day free.
      if (!half && from === to) continue;
      for (let k = from; k <= to; k++) {
        const at = ordinal.get(k);
        if (at !== undefined) free.add(at);
      }
    }
    return free;
  };
  const within = (span: [number, number], free: ReadonlySet<number>) => {
    for (let k = span[0]; k <= span[1]; k++) if (!free.has(k)) return false;
    return true;
  };
  const week = (text: string) => Math.floor((halves(text)[0] / 2 + 3) / 7);

  for (const school of problem.schools) {
    const visit = visitOf.get(school.id);
    if (!visit) {
      say('every school is visited', school.id, null, `${school.name} has no visit in the plan.`);
      continue;
    }
    const span = spanOf(visit);
    if (visit.start === null) undated++;
    else if (span === null)
      say('calendar', school.id, null, `${school.name}: ${visit.start} is no school day of the round.`);
    const wanted = { lead: school.leads ?? 1, peer: school.peers ?? 1 };
    for (const role of ['lead', 'peer'] as const) {
      const count = visit.team.filter(member => member.role === role).length;
      if (count !== wanted[role])
        say('team size', school.id, null, `${school.name}: ${count} ${role} places, not ${wanted[role]}.`);
    }
    const homes: string[] = [];
    const members = new Set<string>();
    for (const { role, personId } of visit.team) {
      if (personId === null) {
        if (role !== 'observer') unfilled++;
        continue;
      }
      const person = people.get(personId);
      if (!person) {
        say('known person', school.id, personId, `${school.name}: nobody has the id ${personId}.`);
        continue;
      }
      const home = schools.get(person.schoolId);
      const pinned = problem.pins?.some(
        pin => pin.schoolId === school.id && pin.team?.some(member => member.personId === personId),
      );
      const broken = (rule: string, words: string) => {
        if (!pinned) say(rule, school.id, personId, `${person.name} at ${school.name}: ${words}.`);
      };
      const waived = (name: string) =>
        problem.waivers?.some(w => w.rule === name && w.schoolId === school.id && w.personId === personId) ??
        false;
      const rule = (name: string, strict: typeof rules.samePhase, isBroken: boolean, words: string) => {
        if (!isBroken || strict === 'off' || (strict === 'hard' && waived(name))) return;
        if (strict === 'hard') broken(name, words);
        else if (role !== 'observer') parts.soft += strict.weight;
      };
      if (members.has(personId)) broken('once in a team', 'twice in one team');
      members.add(personId);
      if (person.schoolId === school.id) broken('own school', 'the own school');
      rule(
        'phase',
        rules.samePhase,
        home !== undefined && home.phaseGroup !== school.phaseGroup,
        'another phase',
      );
      rule(
        'trust',
        rules.otherTrust,
        school.trustId !== undefined && home?.trustId === school.trustId,
        'the same trust',
      );
      const reviewed = history.has(`${person.schoolId}|${school.id}`);
      if (role !== 'observer')
        rule('history', rules.freshPair, reviewed, 'the home school reviewed it recently');
      if (problem.conflicts?.some(c => c.personId === personId && c.schoolId === school.id))
        broken('conflict', 'a declared conflict');
      const apart = problem.exclusions?.some(
        e =>
          (e.schoolId === school.id && e.otherSchoolId === person.schoolId) ||
          (e.otherSchoolId === school.id && e.schoolId === person.schoolId),
      );
      if (apart) broken('exclusion', 'the two schools are kept apart');
      if (span && !within(span, freeOf(person.freeDates))) broken('free', `not free on ${visit.start}`);
      const list = visitsOf.get(personId) ?? [];
      list.push(visit);
      visitsOf.set(personId, list);
      if (role === 'observer') continue;
      if (person.trainee === true) broken('trainee', 'a trainee in a reviewer’s place');
      if (role === 'lead' && !person.lead) broken('lead', 'not accredited to lead');
      if (rules.onePerHome === 'hard' && homes.includes(person.schoolId))
        broken('one per home', 'two from one school');
      homes.push(person.schoolId);
      given.set(person.schoolId, (given.get(person.schoolId) ?? 0) + 1);
      const journey =
        journeys.get(`${person.schoolId}|${school.id}`) ?? journeys.get(`${school.id}|${person.schoolId}`);
      const flight = home?.location && school.location ? straightKm(home.location, school.location) : null;
      const km = journey?.km ?? flight;
      const rounded = km === null ? null : Math.round(km);
      const far = !waived('reach');
      if (far && rules.maxKm !== null && rounded !== null && rounded > rules.maxKm)
        broken('reach', `${rounded} km away`);
      if (far && rules.maxMinutes !== null && (journey?.minutes ?? 0) > rules.maxMinutes)
        broken('reach', `${journey?.minutes} minutes away`);
      if (journey?.minutes !== undefined)
        parts.travel += Math.round(journey.minutes * weights.perMinute) * days(school);
      else if (rounded !== null) parts.travel += Math.round(rounded * weights.perKm) * days(school);
      if (school.focus !== undefined && !person.expertise?.includes(school.focus)) {
        parts.expertise += role === 'lead' ? weights.leadWithoutFocus : weights.peerWithoutFocus;
      }
      if (school.clusterId !== undefined && home?.clusterId === school.clusterId)
        parts.mix += weights.sameCluster;
    }
    homesAt.set(school.id, homes);
    if (span && visit.start !== null) {
      const pinned = problem.pins?.some(pin => pin.schoolId === school.id && pin.start === visit.start);
      if (!pinned && !within(span, freeOf(school.freeDates))) {
        say('free', school.id, null, `${school.name} cannot be visited on ${visit.start}.`);
      }
      const last = problem.calendar[Math.floor(span[1] / 2)] ?? visit.start;
      if (!pinned && week(last) !== week(visit.start)) {
        say(
          'one week',
          school.id,
          null,
          `${school.name}: the visit from ${visit.start} runs over a weekend.`,
        );
      }
      if (school.preferredWeek !== undefined) {
        const off = Math.abs(week(visit.start) - week(school.preferredWeek));
        parts.date += Math.min(weights.mostForWeek, weights.perWeekFromPreferred * off);
      }
      if ((Math.floor(halves(last)[0] / 2) + 3) % 7 === 4) parts.date += weights.friday;
    }
  }

  if (rules.noMutualPair === 'hard') {
    for (const [id, homes] of homesAt) {
      for (const home of homes) {
        if (home < id && homesAt.get(home)?.includes(id))
          say('mutual pair', id, null, `${id} and ${home} review each other.`);
      }
    }
  }
  for (const [personId, list] of visitsOf) {
    const person = people.get(personId)!;
    if (list.length > person.maxVisits)
      say(
        'load',
        person.schoolId,
        personId,
        `${person.name} goes ${list.length} times, not ${person.maxVisits}.`,
      );
    if (person.trainee !== true) {
      list.forEach((_, k) => {
        parts.load += weights.load[Math.min(k, weights.load.length - 1)]!;
      });
    }
    const spans = list.flatMap(visit => {
      const span = spanOf(visit);
      return span ? [{ visit, span }] : [];
    });
    spans.sort((a, b) => a.span[0] - b.span[0]);
    for (let k = 1; k < spans.length; k++) {
      const free = spans[k]!.span[0] - spans[k - 1]!.span[1] - 1;
      if (free < rules.gapDays * 2) {
        say('gap', spans[k]!.visit.schoolId, personId, `${person.name} has two visits too close together.`);
      }
    }
    const home = visitOf.get(person.schoolId);
    const own = home ? spanOf(home) : null;
    if (rules.homeWhenReviewed === 'hard' && own) {
      for (const { visit, span } of spans) {
        if (span[0] <= own[1] && own[0] <= span[1]) {
          say('home', visit.schoolId, personId, `${person.name} is away while the own school is reviewed.`);
        }
      }
    }
  }
  for (const school of problem.schools) {
    const received = (school.leads ?? 1) + (school.peers ?? 1);
    const carried = rules.mode === 'bank' ? Math.round((school.carriedDays ?? 0) / days(school)) : 0;
    const off = Math.abs((given.get(school.id) ?? 0) - (received - carried));
    for (let k = 0; k < off; k++)
      parts.balance += weights.balance[Math.min(k, weights.balance.length - 1)]! * days(school);
  }
  const cost =
    Object.values(parts).reduce((a, b) => a + b, 0) + weights.unfilled * unfilled + weights.undated * undated;
  return { cost, parts, unfilled, undated, breaches };
}
