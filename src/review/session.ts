import { z } from 'zod';

/** Most sessions of a day plan: three days of ten. */
export const MOST_SESSIONS = 30;

/** Longest line of a day plan, in characters. */
export const LONGEST_SESSION = 120;

const SessionSchema = z.object({
  /** 1 for the first day. */
  day: z.int().positive(),
  from: z.string().regex(/^\d\d:\d\d$/),
  what: z.string().min(1).max(LONGEST_SESSION),
});
export type Session = z.infer<typeof SessionSchema>;

/** What happens when on the days of a review, in order (`Review.dayPlan`). */
export const DayPlanSchema = z.array(SessionSchema).min(1).max(MOST_SESSIONS);
export type DayPlan = z.infer<typeof DayPlanSchema>;
