import { z } from 'zod';
import { LocalDateSchema } from '../../calendar/localDate.js';
import { id, NOTE_LENGTH, optional, sentence } from '../inputs.js';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

const when = {
  on: z.string({ error: 'Give the day of the meeting.' }).pipe(LocalDateSchema),
  startsAt: z.string().regex(TIME, 'Write the time as 15:30.').default('15:30'),
  place: optional(200),
};

export const PlanInput = z.object({ boardId: id('Choose the board.'), ...when });

export const MoveInput = z.object(when);

export const PaperInput = z.object({
  fromBoardId: id('Choose the board whose paper it is.').optional(),
  text: sentence(
    'Write what your board has to report: progress against its plan, and what it asks.',
    NOTE_LENGTH,
  ),
});

export const MinuteInput = z.object({
  itemId: id('Choose the item.'),
  text: sentence('Write what came of it.', NOTE_LENGTH),
});
