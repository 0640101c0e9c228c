import { z } from 'zod';
import { LocalDateSchema } from '../calendar/localDate.js';
import { ANSWERED_RAGS } from './record.js';

/** Longest sentence of a check-in, in characters: two minutes, not a report. */
export const SHORT_TEXT = 500;

const sentence = (missing: string) =>
  z
    .string({ error: missing })
    .trim()
    .min(1, missing)
    .max(SHORT_TEXT, `Please keep it under ${SHORT_TEXT} characters.`);
const optionalSentence = z
  .string()
  .trim()
  .max(SHORT_TEXT, `Please keep it under ${SHORT_TEXT} characters.`)
  .default('');
const person = (missing: string) => z.coerce.number({ error: missing }).int().positive(missing);

/** What is needed to start a group; terms of reference proper are drafted later. */
export const GroupInput = z
  .object({
    partnershipId: z.coerce.number().int().optional(),
    title: sentence('Give the group a name.'),
    priority: sentence('Say which priority of the partnership it serves.'),
    purpose: sentence('Say in one sentence what it is to find out or change.'),
    leadId: person('Choose who leads it.'),
    deputyId: person('Choose a deputy.').optional(),
    sponsorId: person('Choose the sponsor who unblocks it.'),
    endsOn: z.string({ error: 'Give the day by which it reports.' }).pipe(LocalDateSchema),
    firstMilestone: sentence('Name the first milestone.'),
    firstMilestoneOn: z.string({ error: 'Give the day by which it is due.' }).pipe(LocalDateSchema),
  })
  .refine(value => value.leadId !== value.sponsorId, {
    path: ['sponsorId'],
    message: 'The sponsor decides when the group is stuck, so it cannot be the lead.',
  })
  .refine(value => value.firstMilestoneOn <= value.endsOn, {
    path: ['firstMilestoneOn'],
    message: 'The milestone is due after the group ends.',
  });

export const CheckInInput = z.object({
  rag: z.enum(ANSWERED_RAGS, { error: 'Choose green, amber or red.' }),
  done: sentence('Say in one sentence what was done.'),
  next: optionalSentence,
  blocker: optionalSentence,
  daysUsed: z.coerce
    .number({ error: 'Give the days used, for example 0 or 1.5.' })
    .min(0, 'Days used cannot be negative.')
    .refine(value => Number.isInteger(value * 2), 'Days are counted in halves: 0.5, 1, 1.5 …')
    .default(0),
});

export const MilestoneInput = z.object({
  milestoneId: z.coerce.number({ error: 'Choose the milestone.' }).int(),
});

export const NewMilestoneInput = z.object({
  title: sentence('Name the milestone.'),
  dueOn: z.string({ error: 'Give the day by which it is due.' }).pipe(LocalDateSchema),
});

export const ReasonInput = z.object({ reason: sentence('Give the reason in a sentence.') });
