import { z } from 'zod';
import { phaseGroup } from '../network/school.js';

/** `rotation`: A reviews B, B reviews C; no two schools review each other. `triads`: everyone reviews the others. */
export const RECIPROCITY = ['rotation', 'triads'] as const;
export type Reciprocity = (typeof RECIPROCITY)[number];

/** A team of two, led by one of them, is what the one-day programmes send (DOMAIN 2.1). */
const PEERS = 1;

/** Most visits asked of one person in a cycle: two days out of school a term (DOMAIN 2.3, ">N reviews"). */
const MOST_VISITS = 2;

/** School days between the last answer and the first day of a review, so that it can be prepared (DOMAIN 2.4). */
const NOTICE = 20;

/** School days in which everybody accepts (DOMAIN 2.4, row 3). */
const ACCEPTANCE = 5;

/** Half days of a review: a secondary's takes a day and a half, every other school's one (DOMAIN 2.1, HASH). */
const HALF_DAYS = { primary: 2, secondary: 3, allThrough: 3, special: 2 } as const;

/**
 * What a cycle is run by (DOMAIN 2.3), kept with it so that a later change of the defaults does not reach back.
 * Deadlines after the match are lines of the review's table.
 */
export const ProgrammeRulesSchema = z.object({
  reciprocity: z.enum(RECIPROCITY).default('rotation'),
  peers: z.int().min(0).max(4).default(PEERS),
  mostVisits: z.int().min(1).max(6).default(MOST_VISITS),
  noticeSchoolDays: z.int().nonnegative().default(NOTICE),
  acceptanceSchoolDays: z.int().nonnegative().default(ACCEPTANCE),
  halfDays: z
    .object({
      primary: z.int().positive(),
      secondary: z.int().positive(),
      allThrough: z.int().positive(),
      special: z.int().positive(),
    })
    .default(HALF_DAYS),
});

export type ProgrammeRules = z.infer<typeof ProgrammeRulesSchema>;

/** How long the review of a school of this phase (in the words of GIAS) lasts, in half days. */
export function reviewHalfDays(rules: ProgrammeRules, phase: string): number {
  return rules.halfDays[phaseGroup(phase)];
}
