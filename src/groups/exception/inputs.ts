import { z } from 'zod';
import { LocalDateSchema } from '../../calendar/localDate.js';
import { optionalSentence, sentence } from '../inputs.js';
import { CAUSES } from '../tolerance.js';

export const RaiseInput = z.object({
  groupId: z.coerce.number().int(),
  cause: z.enum(CAUSES),
  what: sentence('Say what is wrong, in a sentence.'),
  milestoneId: z.coerce.number().int().nullish(),
  forecastOn: LocalDateSchema.nullish(),
  halfDaysUsed: z.number().int().nullish(),
});

/** A sponsor who accepts may say why; nobody is made to write. */
export const AcceptInput = z.object({ reason: optionalSentence });

export const ReplanInput = z.object({ reason: sentence('Say what is to be planned anew.') });
