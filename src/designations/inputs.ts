import { z } from 'zod';
import { LocalDateSchema } from '../calendar/localDate.js';
import { CALLS, ENDINGS } from './record.js';

const school = z.coerce
  .number({ error: 'Choose a school.' })
  .int('Choose a school.')
  .positive('Choose a school.');

/** Until when it counts, and at which school the leader is. */
export const RenewInput = z.object({
  reviewDue: z.string({ error: 'Give the day of the next review.' }).pipe(LocalDateSchema),
  homeId: school.optional(),
});

export const CallInput = z.object({ reason: z.enum(CALLS, { error: 'Choose what it is about.' }) });

export const EndInput = z.object({ reason: z.enum(ENDINGS, { error: 'Choose why it ends.' }) });

/** The new school; nothing where it is none of the partnership's. */
export const MoveInput = z.object({ schoolId: school.optional() });
