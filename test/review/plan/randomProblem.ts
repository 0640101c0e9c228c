import { Random } from '../../../src/optimise/random.js';
import type { ReviewProblem } from '../../../src/review/plan/problem.js';

export interface Shape {
  schools: number;
  mode?: 'rotation' | 'triads' | 'bank';
  /** Chance that a day is free, in percent. */
  free?: number;
  halves?: boolean;
  observers?: boolean;
  /** Leads per school in percent. */
  leads?: number;
  days?: number;
}

/** School days from a Monday on, weekends left out. */
function calendar(days: number): string[] {
  const dates: string[] = [];
  for (let t = 0; dates.length < days; t++) {
    if (t % 7 < 5) dates.push(new Date(Date.UTC(2027, 0, 4 + t)).toISOString().slice(0, 10));
  }
  return dates;
}

/** A random problem, the same for a seed: schools on a plane, some trusts, some history, people with diaries. */
export function randomProblem(seed: number, shape: Shape): ReviewProblem {
  const random = new Random(seed);
  const chance = (percent: number) => random.below(100) < percent;
  const dates = calendar(shape.days ?? 15);
  const free = shape.free ?? 60;
  const diary = () =>
    dates.flatMap(date => {
      if (chance(free)) return [date];
      return shape.halves === true && chance(30) ? [`${date} ${chance(50) ? 'am' : 'pm'}`] : [];
    });
  const lengths = shape.halves === true ? ([0.5, 1, 1.5, 2] as const) : ([1, 1, 1, 2] as const);
  const schools = Array.from({ length: shape.schools }, (_, s) => ({
    id: `s${s}`,
    name: `School ${s}`,
    phaseGroup: shape.schools < 7 || chance(85) ? 'primary' : 'secondary',
    trustId: chance(20) ? `t${random.below(2)}` : undefined,
    clusterId: `c${random.below(3)}`,
    location: { x: random.below(40), y: random.below(40) },
    freeDates: diary(),
    visitDays: lengths[random.below(lengths.length)]!,
    peers: 1 + random.below(2),
    observers: shape.observers === true ? random.below(2) : 0,
    focus: `f${random.below(4)}`,
    preferredWeek: dates[random.below(dates.length)]!,
    carriedDays: shape.mode === 'bank' ? random.below(5) - 2 : undefined,
  }));
  const people = schools.flatMap((school, s) =>
    Array.from({ length: 2 + random.below(2) }, (_, k) => ({
      id: `p${s}.${k}`,
      name: `Person ${s}.${k}`,
      schoolId: school.id,
      lead: chance(shape.leads ?? 60),
      maxVisits: 1 + random.below(3),
      freeDates: diary(),
      expertise: [`f${random.below(4)}`],
      trainee: shape.observers === true ? chance(20) : undefined,
    })),
  );
  const pick = () => schools[random.below(schools.length)]!.id;
  return {
    calendar: dates,
    schools,
    people,
    history: Array.from({ length: random.below(shape.schools) }, () => ({
      schoolId: pick(),
      reviewerSchoolId: pick(),
    })),
    conflicts: Array.from({ length: random.below(4) }, () => ({
      personId: people[random.below(people.length)]!.id,
      schoolId: pick(),
    })),
    exclusions: chance(30) ? [{ schoolId: pick(), otherSchoolId: pick() }] : [],
    rules: { mode: shape.mode ?? 'rotation', gapDays: 1 + random.below(3), fairness: false },
  };
}

/** A small random round, of every mode and often too tight to be filled, whose exact optimum a referee can find. */
export function smallProblem(seed: number): ReviewProblem {
  return randomProblem(seed, {
    schools: 4 + (seed % 3),
    days: 8,
    mode: (['rotation', 'bank', 'triads'] as const)[seed % 3] ?? 'rotation',
    halves: seed % 4 === 0,
  });
}
