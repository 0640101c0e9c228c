import { z } from 'zod';
import { LocalDateSchema } from '../calendar/localDate.js';
import { DECLINE_REASONS, POSTPONE_REASONS, TEAM_ROLES } from './record.js';

/** Longest address kept, in characters. */
const LONGEST_LINK = 500;

/** Where a document lies. The document itself never comes here (DOMAIN 2.4, row 7; 2.6). */
const link = (missing: string) =>
  z
    .string({ error: missing })
    .trim()
    .max(LONGEST_LINK, `Please keep the link under ${LONGEST_LINK} characters.`)
    .refine(
      isWebAddress,
      'Give a link that begins with https:// and opens the document for those who may read it.',
    );

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === 'https:';
}

const NewMemberSchema = z.object({
  personId: z.int(),
  schoolId: z.int(),
  role: z.enum(TEAM_ROLES),
});

/** One visit of a plan, as a cycle hands it over or a repair works it out. */
export const PlannedReviewSchema = z.object({
  cycleId: z.int(),
  schoolId: z.int(),
  on: LocalDateSchema.nullable(),
  startsPm: z.boolean(),
  halfDays: z.int().positive(),
  team: z.array(NewMemberSchema).min(1),
  why: z.array(z.string()),
});
export type PlannedReview = z.infer<typeof PlannedReviewSchema>;

export const DeclineInput = z.object({
  reason: z.enum(DECLINE_REASONS, { error: 'Choose why it does not work.' }),
});

const optionalDate = z.union([z.literal('').transform(() => undefined), LocalDateSchema]).optional();

/** One of the days offered, or another. */
export const DateInput = z
  .object({ offered: optionalDate, other: optionalDate })
  .transform(({ offered, other }, context) => {
    const on = other ?? offered;
    if (on) return { on };
    context.addIssue({ code: 'custom', path: ['other'], message: 'Choose one of the days, or another.' });
    return z.NEVER;
  });

export const SelfEvaluationInput = z.object({
  link: link('Give the link to the self-evaluation.'),
});

export const PostponeInput = z.object({
  reason: z.enum(POSTPONE_REASONS, { error: 'Choose why it is put off.' }),
});

export const ReportInput = z.object({
  link: z
    .union([z.literal(''), link('Give the link, or leave it empty.')])
    .optional()
    .transform(value => value || null),
});
