import { z } from 'zod';
import { LocalDateSchema } from '../../calendar/localDate.js';
import { BOARD_OUTCOMES } from '../../workflow/boardQuestion.js';
import { id, NOTE_LENGTH, optional, sentence } from '../inputs.js';
import { PARTS } from '../record.js';

const day = z.string().pipe(LocalDateSchema).optional();

/** What the board said to a question. Without a day it was today. */
export const DecideInput = z
  .object({
    outcome: z.enum(BOARD_OUTCOMES, { error: 'Choose what the board decided.' }),
    wording: optional(),
    on: day,
  })
  .refine(({ outcome, wording }) => outcome === 'accepted' || wording !== '', {
    path: ['wording'],
    message: 'Write the amended wording, or why it was rejected: whoever asked gets it word for word.',
  });

/** A decision that nobody asked for: what the board decided of itself. */
export const RecordInput = z.object({
  boardId: id('Choose the board.'),
  question: sentence('Write what was decided, in a sentence.', NOTE_LENGTH),
  part: z.enum(PARTS).default('A'),
  on: day,
});
