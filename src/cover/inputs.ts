import { z } from 'zod';
import { LocalDateSchema } from '../calendar/localDate.js';

const day = (missing: string) => z.string({ error: missing }).pipe(LocalDateSchema);

/** Who acts for somebody, and until when; from today unless another day is said. */
export const CoverInput = z.object({
  deputyId: z.coerce
    .number({ error: 'Choose who acts for you.' })
    .int('Choose who acts for you.')
    .positive('Choose who acts for you.'),
  from: day('Give the first day.').optional(),
  to: day('Give the last day.'),
});

export const UntilInput = z.object({ to: day('Give the last day.') });
