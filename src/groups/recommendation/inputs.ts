import { z } from 'zod';
import { day, NewRecommendationInput, optionalSentence, person, SetAsideInput, sentence } from '../inputs.js';
import { IMPACTS } from './progress.js';
import { RESOURCES } from './record.js';

export const AddInput = NewRecommendationInput.extend({ groupId: z.coerce.number().int() });

export const AmendInput = z.object({ wording: sentence('Write it as the board wants it.') });
export const RejectInput = z.object({ wording: sentence('Say why, in a sentence.') });

/** Who does it by when, how one will see that it worked, and with what. */
export const PlanInput = z
  .object({
    ownerId: person('Choose who sees to it.'),
    dueOn: day('Give the day by which it is done.'),
    measure: sentence('Say how one will see that it worked.'),
    resource: z.enum(RESOURCES, { error: 'Choose what it needs.' }),
    schoolId: z.coerce.number().int().optional(),
    area: z.string().optional(),
  })
  .refine(value => value.resource !== 'deployment' || value.schoolId !== undefined, {
    path: ['schoolId'],
    message: 'Choose the school that is to be helped: a request for support is started for it.',
  })
  .refine(value => value.resource !== 'deployment' || value.area !== undefined, {
    path: ['area'],
    message: 'Choose the area of the help.',
  });

/** Days of one leader that are set aside, or that have been worked. */
export const LeaderDaysInput = SetAsideInput;

export const ProgressInput = z.object({ text: sentence('Say in a sentence how far it is.') });
export const DoneInput = z.object({ text: sentence('Say in a sentence what has come of it.') });

export const ImpactInput = z.object({
  impact: z.enum(IMPACTS, { error: 'Choose what comes nearest.' }),
  text: optionalSentence,
});
