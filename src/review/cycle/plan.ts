import { z } from 'zod';
import { LocalDateSchema } from '../../calendar/localDate.js';
import { TEAM_ROLES } from '../record.js';

/** One school's visit as a plan keeps it: ids, and the sentences that explain it. */
const KeptVisitSchema = z.object({
  schoolId: z.int(),
  on: LocalDateSchema.nullable(),
  startsPm: z.boolean(),
  halfDays: z.int().positive(),
  team: z.array(z.object({ personId: z.int(), schoolId: z.int(), role: z.enum(TEAM_ROLES) })),
  observers: z.array(z.object({ personId: z.int(), schoolId: z.int() })).default([]),
  why: z.array(z.string()),
  warnings: z.array(z.string()),
});
export type KeptVisit = z.infer<typeof KeptVisitSchema>;

/** Why a soft warning is accepted: codes and never free text, for a remark is about people (DOMAIN 2.3). */
export const ACCEPT_REASONS = ['noOther', 'bothAgreed', 'expertise', 'continuity'] as const;
export type AcceptReason = (typeof ACCEPT_REASONS)[number];

/** What the programme lead changed by hand. A new plan keeps the pins and the exclusions. */
const PlanEditsSchema = z.object({
  /** Schools whose visit stays as it is. */
  pinned: z.array(z.int()).default([]),
  /** People who are not to review a school. */
  excluded: z.array(z.object({ schoolId: z.int(), personId: z.int() })).default([]),
  /** Schools whose team was changed by hand: a warning that this brought must be accepted before publishing. */
  swapped: z.array(z.int()).default([]),
  accepted: z
    .array(z.object({ schoolId: z.int(), warnings: z.array(z.string()), reason: z.enum(ACCEPT_REASONS) }))
    .default([]),
});
export type PlanEdits = z.infer<typeof PlanEditsSchema>;

/** A proposed plan as a cycle keeps it (`ReviewCycle.plan`). */
export const KeptPlanSchema = z.object({
  basis: z.string(),
  madeOn: LocalDateSchema,
  visits: z.array(KeptVisitSchema),
  remarks: z.array(z.string()),
  edits: PlanEditsSchema.prefault({}),
});
export type KeptPlan = z.infer<typeof KeptPlanSchema>;
