import { z } from 'zod';
import { readImpossibleDays } from './impossibleDates.js';

/** Longest focus, in characters: a line of enquiry, not an essay. */
export const FOCUS_LENGTH = 300;

const people = z.preprocess(
  value => (typeof value === 'string' ? value.split(',').filter(Boolean) : (value ?? [])),
  z
    .array(z.coerce.number().int().positive())
    .min(1, 'Choose at least one person whom you can send: every school gives as much as it takes.'),
);

/** People or schools; none when nothing is chosen. */
const several = z.preprocess(
  value => (typeof value === 'string' ? value.split(',').filter(Boolean) : (value ?? [])),
  z.array(z.coerce.number().int().positive()),
);

/** What a head answers to the invitation (DOMAIN 2.4, row 1). */
export const OptInInput = z
  .object({
    hosts: z.enum(['yes', 'no'], { error: 'Choose whether your school is reviewed too.' }).default('yes'),
    impossible: z
      .string()
      .max(1000, 'Please keep the list of days under 1,000 characters.')
      .default('')
      .transform((text, context) => {
        const read = readImpossibleDays(text);
        if (read.ok) return read.days;
        context.addIssue({ code: 'custom', message: read.problem });
        return z.NEVER;
      }),
    focus: z
      .string()
      .trim()
      .max(FOCUS_LENGTH, `Please keep it under ${FOCUS_LENGTH} characters.`)
      .optional()
      .transform(text => text || null),
    reviewers: people,
    trainees: several,
    apart: several,
  })
  .refine(({ reviewers, trainees }) => !trainees.some(id => reviewers.includes(id)), {
    path: ['trainees'],
    message: 'Nobody can both review and observe in one cycle. Choose one of the two for each person.',
  });

export const AskInput = z.object({ cycleId: z.int(), schoolId: z.int() });
