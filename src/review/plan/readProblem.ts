import { z } from 'zod';
import type { ReviewProblem } from './problem.js';

const id = z.string().min(1, 'must not be empty');
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date like 2027-01-18');
const half = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}( am| pm)?$/,
    'must be a date like 2027-01-18, with " am" or " pm" for half a day',
  );
const count = z.number().int('must be a whole number').min(0, 'must not be negative');
const weight = z.number().min(0, 'must not be negative');
const strictness = z.union([z.literal('hard'), z.literal('off'), z.object({ weight })], {
  error: 'must be "hard", "off" or { "weight": number }',
});
const onOff = z.union([z.literal('hard'), z.literal('off')], { error: 'must be "hard" or "off"' });

const school = z.object({
  id,
  name: z.string(),
  phaseGroup: z.string(),
  trustId: z.string().optional(),
  clusterId: z.string().optional(),
  location: z
    .union([
      z.object({ x: z.number(), y: z.number() }),
      z.object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) }),
    ])
    .optional(),
  freeDates: z.array(half),
  visitDays: z
    .union([z.literal(0.5), z.literal(1), z.literal(1.5), z.literal(2), z.literal(3)], {
      error: 'must be 0.5, 1, 1.5, 2 or 3 days',
    })
    .optional(),
  leads: count.max(4, 'must be at most 4').optional(),
  peers: count.max(8, 'must be at most 8').optional(),
  observers: count.max(8, 'must be at most 8').optional(),
  focus: z.string().optional(),
  preferredWeek: date.optional(),
  carriedDays: z.number().optional(),
});

const person = z.object({
  id,
  name: z.string(),
  schoolId: id,
  lead: z.boolean(),
  maxVisits: count.max(40, 'must be at most 40'),
  freeDates: z.array(half),
  expertise: z.array(z.string()).optional(),
  trainee: z.boolean().optional(),
});

const weights = z.object({
  perKm: weight,
  perMinute: weight,
  peerWithoutFocus: weight,
  leadWithoutFocus: weight,
  sameCluster: weight,
  balance: z.array(weight).min(1, 'needs at least one step'),
  load: z.array(weight).min(1, 'needs at least one step'),
  perWeekFromPreferred: weight,
  mostForWeek: weight,
  friday: weight,
  unfilled: weight,
  undated: weight,
});

const rules = z.object({
  mode: z.enum(['rotation', 'triads', 'bank'], { error: 'must be "rotation", "triads" or "bank"' }),
  samePhase: strictness,
  otherTrust: strictness,
  freshPair: strictness,
  noMutualPair: onOff,
  onePerHome: onOff,
  homeWhenReviewed: onOff,
  gapDays: count,
  maxKm: weight.nullable(),
  maxMinutes: weight.nullable(),
  candidateSchools: count.min(1, 'must be at least 1'),
  weights: weights.partial(),
  fairness: z.boolean(),
});

/** The natural problem as a zod schema; `ReviewProblem` says what each field means. */
export const problemSchema = z.object({
  calendar: z.array(date).min(1, 'needs at least one school day'),
  schools: z.array(school).min(1, 'needs at least one school'),
  people: z.array(person),
  history: z.array(z.object({ schoolId: id, reviewerSchoolId: id })).optional(),
  conflicts: z.array(z.object({ personId: id, schoolId: id })).optional(),
  exclusions: z.array(z.object({ schoolId: id, otherSchoolId: id })).optional(),
  pins: z
    .array(
      z.object({
        schoolId: id,
        start: half.optional(),
        team: z.array(z.object({ role: z.enum(['lead', 'peer']), personId: id })).optional(),
      }),
    )
    .optional(),
  waivers: z
    .array(z.object({ schoolId: id, personId: id, rule: z.enum(['phase', 'trust', 'history', 'reach']) }))
    .optional(),
  journeys: z
    .array(
      z.object({
        fromSchoolId: id,
        toSchoolId: id,
        km: z.number().min(0).optional(),
        minutes: z.number().min(0).optional(),
      }),
    )
    .optional(),
  rules: rules.partial().optional(),
});

/** Several faults of a problem file, one sentence each. */
export class ProblemError extends Error {
  readonly sentences: string[];

  constructor(sentences: string[]) {
    super(sentences.join('\n'));
    this.name = 'ProblemError';
    this.sentences = sentences;
  }
}

/** `schools[3].freeDates[0]` for a path of keys. */
const pathText = (path: readonly PropertyKey[]): string =>
  path
    .map((key, k) => (typeof key === 'number' ? `[${key}]` : `${k === 0 ? '' : '.'}${String(key)}`))
    .join('');

/** References that must exist and ids that must not repeat. */
function references(problem: ReviewProblem): string[] {
  const faults: string[] = [];
  const unique = (what: string, list: readonly { id: string }[]) => {
    const seen = new Map<string, number>();
    list.forEach((item, k) => {
      const first = seen.get(item.id);
      if (first !== undefined)
        faults.push(
          `${what}[${k}].id: "${item.id}" is already the id of ${what}[${first}]; give each its own.`,
        );
      else seen.set(item.id, k);
    });
    return seen;
  };
  const schools = unique('schools', problem.schools);
  const people = unique('people', problem.people);
  const known = (where: string, ids: ReadonlyMap<string, number>, value: string, kind: string) => {
    if (!ids.has(value)) faults.push(`${where}: there is no ${kind} with the id "${value}".`);
  };
  const days = new Set<string>();
  problem.calendar.forEach((day, k) => {
    if (days.has(day)) faults.push(`calendar[${k}]: ${day} is listed twice.`);
    if (k > 0 && day < problem.calendar[k - 1]!)
      faults.push(
        `calendar[${k}]: ${day} comes after ${problem.calendar[k - 1]}; list the school days in order.`,
      );
    if (Number.isNaN(Date.parse(`${day}T00:00:00Z`))) faults.push(`calendar[${k}]: ${day} is no date.`);
    days.add(day);
  });
  (problem.history ?? []).forEach((h, k) => {
    known(`history[${k}].schoolId`, schools, h.schoolId, 'school');
  });
  (problem.conflicts ?? []).forEach((c, k) => {
    known(`conflicts[${k}].personId`, people, c.personId, 'person');
    known(`conflicts[${k}].schoolId`, schools, c.schoolId, 'school');
  });
  (problem.exclusions ?? []).forEach((e, k) => {
    known(`exclusions[${k}].schoolId`, schools, e.schoolId, 'school');
    known(`exclusions[${k}].otherSchoolId`, schools, e.otherSchoolId, 'school');
  });
  (problem.waivers ?? []).forEach((waiver, k) => {
    known(`waivers[${k}].schoolId`, schools, waiver.schoolId, 'school');
    known(`waivers[${k}].personId`, people, waiver.personId, 'person');
  });
  (problem.pins ?? []).forEach((pin, k) => {
    known(`pins[${k}].schoolId`, schools, pin.schoolId, 'school');
    if (pin.start !== undefined && !days.has(pin.start.slice(0, 10))) {
      faults.push(`pins[${k}].start: ${pin.start} is no school day of the calendar.`);
    }
    const at = schools.get(pin.schoolId);
    for (const role of ['lead', 'peer'] as const) {
      const pinned = (pin.team ?? []).filter(member => member.role === role).length;
      const places =
        at === undefined
          ? pinned
          : ((role === 'lead' ? problem.schools[at]!.leads : problem.schools[at]!.peers) ?? 1);
      if (pinned > places)
        faults.push(`pins[${k}].team: ${pinned} ${role} places are pinned, and the school has ${places}.`);
    }
    (pin.team ?? []).forEach((member, j) => {
      known(`pins[${k}].team[${j}].personId`, people, member.personId, 'person');
    });
  });
  return faults;
}

/**
 * Checks a problem read from a file or built by a program. Returns it typed, or throws a `ProblemError` that lists
 * every fault: the field, what is wrong, what to do.
 */
export function readProblem(value: unknown): ReviewProblem {
  const parsed = problemSchema.safeParse(value);
  if (!parsed.success) {
    throw new ProblemError(
      parsed.error.issues.map(
        issue => `${issue.path.length > 0 ? pathText(issue.path) : 'the problem'}: ${issue.message}.`,
      ),
    );
  }
  const problem = parsed.data as ReviewProblem;
  const faults = references(problem);
  if (faults.length > 0) throw new ProblemError(faults);
  return problem;
}
