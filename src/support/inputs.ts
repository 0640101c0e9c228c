import { z } from 'zod';
import { LocalDateSchema } from '../calendar/localDate.js';
import { OVERRIDE_REASONS } from './conflicts.js';
import { RATINGS, REFUSAL_REASONS } from './record.js';

/** Longest sentence kept for a need, a purpose or a visit, in characters: a paragraph, not a report. */
export const LONG_TEXT = 1000;

/** Chosen, never free text: the brokering channel reads it (DOMAIN 7.3). */
const TIMING = /^(As soon as possible|(Autumn|Spring|Summer) term 20\d\d)$/;

const sentence = (missing: string) =>
  z
    .string({ error: missing })
    .trim()
    .min(1, missing)
    .max(LONG_TEXT, `Please keep it under ${LONG_TEXT} characters.`);

/** A number of days as people say it, in half steps; kept as half days. */
const days = z.coerce
  .number({ error: 'Give the number of days, for example 3 or 1.5.' })
  .positive('Give the number of days, for example 3 or 1.5.')
  .max(60, 'An agreement covers at most 60 days; make a second request for more.')
  .refine(value => Number.isInteger(value * 2), 'Days are counted in halves: 0.5, 1, 1.5 …')
  .transform(value => value * 2);

/** What a head is asked: three answers (DOMAIN 3.4). */
export const RequestInput = z.object({
  schoolId: z.coerce.number().int().optional(),
  area: z
    .string({ error: 'Choose the area you want help with.' })
    .min(1, 'Choose the area you want help with.'),
  need: sentence('Say in one sentence what you need.'),
  timing: z
    .string({ error: 'Say when you need it.' })
    .regex(TIMING, 'Choose when you need it from the list.'),
});

/** `soft` comes with the button of a candidate against whom something speaks: then a reason is needed. */
export const ApproachInput = z
  .object({
    designationId: z.coerce.number({ error: 'Choose a leader from the list.' }).int(),
    soft: z.string().optional(),
    overrideReason: z.enum(OVERRIDE_REASONS, { error: 'Choose what comes nearest.' }).optional(),
  })
  .refine(value => value.soft === undefined || value.overrideReason !== undefined, {
    path: ['overrideReason'],
    message: 'Choose what comes nearest.',
  });

export const ReasonInput = z.object({ reason: sentence('Give the reason in a few words.') });

/** A reason to choose, not to write: what keeps somebody from helping may be private (DOMAIN 7.1). */
export const RefusalInput = z.object({
  reason: z.enum(REFUSAL_REASONS, { error: 'Choose what comes nearest.' }),
});

export const AgreementInput = z
  .object({
    days,
    startsOn: z.string({ error: 'Give the first day.' }).pipe(LocalDateSchema),
    endsOn: z.string({ error: 'Give the last day.' }).pipe(LocalDateSchema),
    purpose: sentence('Say what the days are for.'),
  })
  .refine(value => value.startsOn <= value.endsOn, {
    path: ['endsOn'],
    message: 'The last day is before the first.',
  });

export const VisitInput = z.object({
  on: z.string({ error: 'Give the day of the visit.' }).pipe(LocalDateSchema),
  days,
  summary: sentence('Write one sentence on what was done.'),
});

export const EvaluationInput = z.object({
  rating: z.enum(RATINGS, { error: 'Choose how effective the support was.' }),
  comment: z.string().trim().max(LONG_TEXT).default(''),
});
