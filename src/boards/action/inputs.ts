import { z } from 'zod';
import { LocalDateSchema } from '../../calendar/localDate.js';
import { id, NOTE_LENGTH, optional, sentence } from '../inputs.js';
import { PARTS } from '../record.js';

const dueOn = z.string({ error: 'Give the day by which it is due.' }).pipe(LocalDateSchema);

export const MinuteActionInput = z.object({
  boardId: id('Choose the board.'),
  ownerId: id('Choose who does it.'),
  text: sentence('Say what is to be done.', NOTE_LENGTH),
  dueOn,
  part: z.enum(PARTS).default('A'),
  itemId: z.coerce.number().int().optional(),
});

export const DoneInput = z.object({ result: optional(NOTE_LENGTH) });

export const ChangeInput = z.object({ ownerId: id('Choose who does it.'), dueOn });

export const DropInput = z.object({ result: sentence('Say why it is dropped.', NOTE_LENGTH) });
