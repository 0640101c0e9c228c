import { z } from 'zod';
import { LocalDateSchema } from '../../calendar/localDate.js';
import { id } from '../inputs.js';

const day = z.string().pipe(LocalDateSchema).optional();

/** Without days the term begins today and runs for the board's years. */
export const AppointInput = z
  .object({
    personId: id('Choose who takes the seat.'),
    from: day,
    to: day,
  })
  .refine(({ from, to }) => !from || !to || from <= to, {
    path: ['to'],
    message: 'The term ends before it begins.',
  });

export const RenewInput = z.object({
  to: z.string({ error: 'Give the last day of the new term.' }).pipe(LocalDateSchema),
});
