import { z } from 'zod';
import { LocalDateSchema } from '../calendar/localDate.js';
import { PROMPT_TIMES } from './promptTimes.js';
import { ANSWERED_RAGS } from './rag.js';
import type { TermsForm } from './termsOfReference.js';
import { TERMS_FORMS } from './termsOfReference.js';

/** Longest sentence of a check-in, in characters: two minutes, not a report. */
export const SHORT_TEXT = 500;

/** Longest paragraph of terms or a report, in characters. */
export const LONG_TEXT = 3000;

export const sentence = (missing: string) =>
  z
    .string({ error: missing })
    .trim()
    .min(1, missing)
    .max(SHORT_TEXT, `Please keep it under ${SHORT_TEXT} characters.`);
export const optionalSentence = z
  .string()
  .trim()
  .max(SHORT_TEXT, `Please keep it under ${SHORT_TEXT} characters.`)
  .default('');
export const paragraph = z
  .string()
  .trim()
  .max(LONG_TEXT, `Please keep it under ${LONG_TEXT} characters.`)
  .default('');
export const person = (missing: string) => z.coerce.number({ error: missing }).int().positive(missing);
export const day = (missing: string) => z.string({ error: missing }).pipe(LocalDateSchema);

/** A number of days as people say it, in half steps; kept as half days. */
export const halfDays = (missing: string) =>
  z.coerce
    .number({ error: missing })
    .min(0, 'Days cannot be negative.')
    .max(200, 'That is more than a year of days.')
    .refine(value => Number.isInteger(value * 2), 'Days are counted in halves: 0.5, 1, 1.5 …')
    .transform(value => value * 2);

const leadIsNoSponsor = {
  path: ['sponsorId'],
  message: 'The sponsor decides when the group is stuck, so it cannot be the lead.',
};

/** A proposal: what a head is asked (DOMAIN 4.4: it must cite a priority). */
export const ProposalInput = z.object({
  partnershipId: z.coerce.number().int().optional(),
  boardId: z.coerce.number().int().optional(),
  title: sentence('Give the group a name.'),
  priority: sentence('Say which priority of the partnership it serves.'),
  purpose: sentence('Say in one sentence what it is to find out or change.'),
  sponsorId: person('Choose the sponsor who is to answer.'),
});

/** A group that the board has approved already: a coordinator or the chair records it, and it starts. */
export const GroupInput = z
  .object({
    partnershipId: z.coerce.number().int().optional(),
    boardId: z.coerce.number().int().optional(),
    title: sentence('Give the group a name.'),
    priority: sentence('Say which priority of the partnership it serves.'),
    purpose: sentence('Say in one sentence what it is to find out or change.'),
    leadId: person('Choose who leads it.'),
    deputyId: person('Choose a deputy.').optional(),
    sponsorId: person('Choose the sponsor who unblocks it.'),
    schoolSponsorId: person('Choose the sponsor for the schools.').optional(),
    endsOn: day('Give the day by which it reports.'),
    firstMilestone: sentence('Name the first milestone.'),
    firstMilestoneOn: day('Give the day by which it is due.'),
  })
  .refine(value => value.leadId !== value.sponsorId, leadIsNoSponsor)
  .refine(value => value.leadId !== value.schoolSponsorId, { ...leadIsNoSponsor, path: ['schoolSponsorId'] })
  .refine(value => value.firstMilestoneOn <= value.endsOn, {
    path: ['firstMilestoneOn'],
    message: 'The milestone is due after the group ends.',
  });

export const AcceptProposalInput = z.object({
  leadId: person('Choose who leads it.'),
  deputyId: person('Choose a deputy.').optional(),
  schoolSponsorId: person('Choose the sponsor for the schools.').optional(),
  endsOn: day('Give the day by which it reports.'),
});

export const LeadInput = z.object({
  leadId: person('Choose who leads it.'),
  deputyId: person('Choose a deputy.').optional(),
});

export const MemberInput = z.object({
  personId: person('Choose who joins.'),
  brings: optionalSentence,
});
export const MemberLeavesInput = z.object({ personId: person('Choose who leaves.') });

/** The texts of one of the forms in which terms are drafted; what is left empty is empty. */
export function termsInput(form: TermsForm) {
  const fields: readonly string[] = TERMS_FORMS[form].fields;
  return z.object(Object.fromEntries(fields.map(field => [field, paragraph])));
}

export const ResourcesInput = z.object({
  lleHalfDays: halfDays('Give the LLE days, for example 10.'),
  sleHalfDays: halfDays('Give the SLE days, for example 15.'),
  cash: z.coerce
    .number({ error: 'Give the money in pounds, or 0.' })
    .int('Whole pounds, please.')
    .min(0)
    .default(0),
  timeTolerance: z.coerce.number().int().min(0).max(60).default(10),
  dayTolerance: z.coerce.number().int().min(0).max(100).default(20),
});

export const RhythmInput = z.object({
  cadence: z.coerce
    .number({ error: 'Give the school days from one check-in to the next.' })
    .int()
    .min(5, 'Every five school days is the most a lead should be asked.')
    .max(40, 'A check-in in forty school days is the least a sponsor can steer by.'),
  promptTime: z.enum(PROMPT_TIMES, { error: 'Choose the hour that suits.' }),
});

export const ApprovalInput = z.object({ meetingOn: day('Give the day of the meeting.') });

export const SetAsideInput = z.object({
  designationId: z.coerce.number({ error: 'Choose a leader from the list.' }).int(),
  halfDays: halfDays('Give the number of days, for example 3 or 1.5.').refine(
    n => n > 0,
    'Give at least half a day.',
  ),
});

export const LogDaysInput = z.object({
  groupLeaderId: z.coerce.number({ error: 'Choose whose days they were.' }).int(),
  halfDays: halfDays('Give the number of days, for example 1 or 0.5.').refine(
    n => n > 0,
    'Give at least half a day.',
  ),
});

export const CoverInput = z.object({
  personId: person('Choose who answers for you.'),
  until: day('Give the last day.'),
});

export const CheckInInput = z.object({
  rag: z.enum(ANSWERED_RAGS, { error: 'Choose green, amber or red.' }),
  done: sentence('Say in one sentence what was done.'),
  next: optionalSentence,
  blocker: optionalSentence,
  daysUsed: halfDays('Give the days used, for example 0 or 1.5.').default(0),
  daysOf: z.coerce.number().int().optional(),
  fromRed: optionalSentence,
});

export const MilestoneInput = z.object({
  milestoneId: z.coerce.number({ error: 'Choose the milestone.' }).int(),
});

export const ForecastInput = z.object({
  milestoneId: z.coerce.number({ error: 'Choose the milestone.' }).int(),
  on: day('Give the day you now expect.'),
});

export const NewMilestoneInput = z.object({
  title: sentence('Name the milestone.'),
  dueOn: day('Give the day by which it is due.'),
  task: z.coerce.number().int().min(1).max(4).optional(),
});

export const SponsorInput = z
  .object({
    sponsorId: person('Choose the sponsor.'),
    schoolSponsorId: person('Choose the sponsor for the schools.').optional(),
  })
  .refine(value => value.sponsorId !== value.schoolSponsorId, {
    path: ['schoolSponsorId'],
    message: 'The two sponsors are two people: choose another, or nobody.',
  });

export const ReasonInput = z.object({ reason: sentence('Give the reason in a sentence.') });

export const ExtendInput = z.object({
  endsOn: day('Give the new day by which it reports.'),
  reason: sentence('Give the reason in a sentence.'),
});

/** The same as another piece of work asks for it, with who decided: beyond six months only the chair grants it. */
export const ExtendByInput = ExtendInput.extend({ grantedById: z.number().int().nullish() });

export const PauseInput = z.object({
  until: day('Give the day on which it goes on.'),
  reason: sentence('Give the reason in a sentence.'),
});

/** What the lead writes over the draft report: the sections of one form. */
export const SectionsInput = z.record(z.string(), z.string().trim().max(LONG_TEXT).optional());

export const FactNoteInput = z.object({
  section: sentence('Choose the part it is about.'),
  text: sentence('Say what is not right, and what is.'),
});

export const NewRecommendationInput = z.object({
  text: sentence('Say what is to be done, in one sentence.'),
  because: sentence('Say what in the evidence it rests on.'),
});
