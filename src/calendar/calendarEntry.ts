import { z } from 'zod';
import { BlockStrengthSchema } from './blockedWindows.js';
import { LocalDateSchema } from './localDate.js';

/**
 * What one line of a calendar says. `term`: the school is in session from the first to the last day.
 * `halfTerm` and `holiday`: closed. `inset`: staff only. `bankHoliday`: an authority's own statement of one.
 * `blocked`: open, but nothing may be arranged. `open`: open although something else closes it.
 */
export const CALENDAR_ENTRY_KINDS = [
  'term',
  'halfTerm',
  'holiday',
  'inset',
  'bankHoliday',
  'blocked',
  'open',
] as const;

export type CalendarEntryKind = (typeof CALENDAR_ENTRY_KINDS)[number];

/** One entry of an authority's or a school's calendar; `to` is the last day, included. */
export const CalendarEntrySchema = z
  .object({
    kind: z.enum(CALENDAR_ENTRY_KINDS),
    from: LocalDateSchema,
    to: LocalDateSchema,
    title: z.string(),
    /** Of a blocked window only; absent means hard. */
    strength: BlockStrengthSchema.optional(),
  })
  .refine(entry => entry.from <= entry.to, { error: 'The first day is after the last.', path: ['to'] });

export type CalendarEntry = z.infer<typeof CalendarEntrySchema>;
