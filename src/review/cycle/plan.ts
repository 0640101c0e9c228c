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
  why: z.array(z.string()),
  warnings: z.array(z.string()),
});
export type KeptVisit = z.infer<typeof KeptVisitSchema>;

/** A proposed plan as a cycle keeps it (`ReviewCycle.plan`). */
export const KeptPlanSchema = z.object({
  basis: z.string(),
  madeOn: LocalDateSchema,
  visits: z.array(KeptVisitSchema),
  remarks: z.array(z.string()),
});
export type KeptPlan = z.infer<typeof KeptPlanSchema>;
