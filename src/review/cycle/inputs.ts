import { z } from 'zod';
import { LocalDateSchema } from '../../calendar/localDate.js';
import { PlannedReviewSchema } from '../inputs.js';
import { ACCEPT_REASONS, KeptPlanSchema } from './plan.js';
import { usualRules } from './rulesChoice.js';

/** Longest name of a cycle, in characters. */
const NAME_LENGTH = 80;

const day = (missing: string) => z.string({ error: missing }).min(1, missing).pipe(LocalDateSchema);

/** The clusters or partnerships whose schools are asked: one, or several with commas between them. */
const ids = z.preprocess(
  value => (typeof value === 'string' ? value.split(',').filter(Boolean) : Array.isArray(value) ? value : []),
  z.array(z.coerce.number().int()).min(1, 'Choose the clusters or the partnership.'),
);

/** The ids that a form's value names; none where it names none. */
export function clusterIdsOf(value: unknown): readonly number[] {
  const read = ids.safeParse(value);
  return read.success ? read.data : [];
}

/** What is needed to open a cycle (DOMAIN 2.4, row 0). */
export const CycleInput = z
  .object({
    clusterIds: ids,
    name: z
      .string({ error: 'Give the cycle a name.' })
      .trim()
      .min(1, 'Give the cycle a name.')
      .max(NAME_LENGTH, `Please keep the name under ${NAME_LENGTH} characters.`),
    answersBy: day('Give the day by which heads answer.'),
    windowFrom: day('Give the first day on which reviews may take place.'),
    windowTo: day('Give the last day on which reviews may take place.'),
    rulesOf: z.string().default(usualRules),
  })
  .refine(value => value.windowFrom <= value.windowTo, {
    path: ['windowTo'],
    message: 'The last day of the reviews is before the first.',
  })
  .refine(value => value.answersBy < value.windowFrom, {
    path: ['answersBy'],
    message: 'Heads answer before the first review: choose an earlier day.',
  });

export const MatchInput = z.object({ plan: KeptPlanSchema });

/** What mends a running cycle, as match/mendCycle.ts works it out. */
export const MendInput = z.object({
  /** Which answers it was made from. */
  basis: z.string(),
  repaired: z.array(z.object({ reviewId: z.int(), plan: PlannedReviewSchema })),
  /** Schools that joined late; without a plan, one that only sends reviewers. */
  placed: z.array(z.object({ entryId: z.int(), plan: PlannedReviewSchema.nullable() })),
});
export type MendedPlan = z.infer<typeof MendInput>;

const schoolId = z.coerce.number({ error: 'Choose the school.' }).int();

/** A visit of the plan. */
export const VisitInput = z.object({ schoolId });

/** Somebody who is not to review a school. */
export const ExcludeInput = z.object({ schoolId, personId: z.coerce.number().int() });

/** A place of a team, who has it now (nobody: empty), and who is to have it. */
export const SwapInput = z.object({
  schoolId,
  place: z.coerce.number().int().nonnegative(),
  out: z.preprocess(
    value => (value === '' || value === undefined ? null : Number(value)),
    z.int().nullable(),
  ),
  personId: z.coerce.number().int(),
});

export const AcceptInput = z.object({
  schoolId,
  reason: z.enum(ACCEPT_REASONS, { error: 'Choose why it may be so.' }),
});
