import { z } from 'zod';
import { LocalDateSchema } from '../../calendar/localDate.js';
import { id, NOTE_LENGTH, optional, sentence } from '../inputs.js';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

const when = {
  on: z.string({ error: 'Give the day of the discussion.' }).pipe(LocalDateSchema),
  startsAt: z.string().regex(TIME, 'Write the time as 15:30.').default('15:30'),
  place: optional(200),
};

export const PlanEventInput = z.object({
  boardId: id('Choose the consultative group.'),
  issue: sentence('Name the issue, as one question.'),
  from: sentence('Give the reference of the decision that asks for it, such as BD-2027-0004.'),
  ...when,
});

export const MoveEventInput = z.object(when);

/** Somebody on record here, or somebody from outside by name. */
export const InviteInput = z
  .object({
    personId: z.coerce.number().int().positive().optional(),
    name: optional(120),
    organisation: optional(120),
  })
  .refine(({ personId, name }) => personId !== undefined || name !== '', {
    path: ['name'],
    message: 'Choose somebody from the list, or give the name of somebody from outside.',
  });

export const AnswerInput = z.object({ answer: z.enum(['comes', 'declines']) });

export const EvidenceInput = z.object({
  inviteeId: z.coerce.number().int().optional(),
  evidence: sentence('Say what it is and where it is kept: a title and a link.', NOTE_LENGTH),
});

export const OutcomeInput = z.object({
  title: sentence('Say what came out, in a sentence.'),
  note: optional(),
});
