import { z } from 'zod';
import { LocalDateSchema } from '../calendar/localDate.js';
import {
  ACTION_OWNERS,
  DECLINE_REASONS,
  IMPACTS,
  LISTENERS,
  LOGISTICS,
  POSTPONE_REASONS,
  QUALITY_POINTS,
  RAGS,
} from './codes.js';
import { readPlanLines } from './dayPlan.js';
import { TEAM_ROLES } from './record.js';
import { DayPlanSchema } from './session.js';

/** Longest address kept, in characters. */
const LONGEST_LINK = 500;

/** Longest line of enquiry, action, measure or good practice, in characters: a sentence or two. */
export const LONGEST_LINE = 300;

/** Longest day plan as typed, in characters. */
const LONGEST_PLAN = 3000;

/** Best and worst of a rating. */
export const RATINGS = [4, 3, 2, 1] as const;

/** Where a document lies. The document itself never comes here (DOMAIN 2.4, row 7; 2.6). */
const link = (missing: string) =>
  z
    .string({ error: missing })
    .trim()
    .max(LONGEST_LINK, `Please keep the link under ${LONGEST_LINK} characters.`)
    .refine(
      isWebAddress,
      'Give a link that begins with https:// and opens the document for those who may read it.',
    );

const optionalLink = z
  .union([z.literal(''), link('Give the link, or leave it empty.')])
  .optional()
  .transform(value => value || null);

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === 'https:';
}

const line = (missing: string) =>
  z
    .string({ error: missing })
    .trim()
    .min(1, missing)
    .max(LONGEST_LINE, `Please keep it under ${LONGEST_LINE} characters.`);

const optionalLine = z
  .string()
  .trim()
  .max(LONGEST_LINE, `Please keep it under ${LONGEST_LINE} characters.`)
  .optional()
  .transform(text => text || null);

/** Several of a list, as adapters send them: a list, or one text with commas. */
const several = <T extends z.ZodType>(each: T) =>
  z.preprocess(
    value => (typeof value === 'string' ? value.split(',').filter(Boolean) : (value ?? [])),
    z.array(each),
  );

const toggle = z.preprocess(value => value === true || value === 'true', z.boolean());

const person = (missing: string) => z.coerce.number({ error: missing }).int(missing).positive(missing);

const NewMemberSchema = z.object({
  personId: z.int(),
  schoolId: z.int(),
  role: z.enum(TEAM_ROLES),
});

/** One visit of a plan, as a cycle hands it over or a repair works it out. */
export const PlannedReviewSchema = z.object({
  cycleId: z.int(),
  schoolId: z.int(),
  on: LocalDateSchema.nullable(),
  startsPm: z.boolean(),
  halfDays: z.int().positive(),
  team: z.array(NewMemberSchema).min(1),
  /** Who is asked to come along to learn. */
  observers: z.array(NewMemberSchema.omit({ role: true })).default([]),
  why: z.array(z.string()),
});
export type PlannedReview = z.infer<typeof PlannedReviewSchema>;

/** A school that is no longer in the cycle, or one person who has left. */
export const LoseInput = z.union([z.object({ schoolId: z.int() }), z.object({ personId: z.int() })]);

/** Somebody on the team, and the school at which they work now. */
export const MovedInput = z.object({ personId: z.int(), schoolId: z.int() });

export const DeclineInput = z.object({
  reason: z.enum(DECLINE_REASONS, { error: 'Choose why it does not work.' }),
});

const optionalDate = z.union([z.literal('').transform(() => undefined), LocalDateSchema]).optional();

/** One of the days offered, or another. */
export const DateInput = z
  .object({ offered: optionalDate, other: optionalDate })
  .transform(({ offered, other }, context) => {
    const on = other ?? offered;
    if (on) return { on };
    context.addIssue({ code: 'custom', path: ['other'], message: 'Choose one of the days, or another.' });
    return z.NEVER;
  });

export const PostponeInput = z.object({
  reason: z.enum(POSTPONE_REASONS, { error: 'Choose why it is put off.' }),
});

export const PersonInput = z.object({ personId: person('Choose somebody from the list.') });

/** One to three lines of enquiry (DOMAIN 2.4, row 5). */
export const FocusInput = z
  .object({
    line1: line('Write one line of enquiry: the question that the review tests.'),
    line2: optionalLine,
    line3: optionalLine,
  })
  .transform(({ line1, line2, line3 }) => ({ lines: [line1, line2, line3].filter(each => each !== null) }));

export const DayPlanInput = z.object({
  plan: z
    .string({ error: 'Write the sessions, one on each line.' })
    .max(LONGEST_PLAN, `Please keep it under ${LONGEST_PLAN} characters.`)
    .transform((text, context) => {
      const read = readPlanLines(text);
      if (read.ok) return read.plan;
      context.addIssue({ code: 'custom', message: read.problem });
      return z.NEVER;
    })
    .pipe(DayPlanSchema),
  prompts: toggle,
});

export const SelfEvaluationInput = z.object({
  link: link('Give the link to the self-evaluation.'),
});

export const BriefingInput = z.object({ logistics: several(z.enum(LOGISTICS)), assurance: toggle });

export const FeedbackInput = z.object({
  listeners: several(z.enum(LISTENERS)).refine(
    chosen => chosen.length > 0,
    'Choose who heard the feedback: at least the head.',
  ),
  /** Members of the team who were there. */
  attended: several(z.coerce.number().int()),
});

export const DraftInput = z.object({ link: link('Give the link to the draft.') });

export const QualityInput = z.object({
  points: several(z.enum(QUALITY_POINTS)).refine(chosen => chosen.length > 0, 'Choose what is to be mended.'),
});

/** Corrections, a reply, or both, as links (right of reply: DOMAIN 2.1, LLP). */
export const CorrectionsInput = z
  .object({ corrections: optionalLink, reply: optionalLink })
  .refine(({ corrections, reply }) => corrections !== null || reply !== null, {
    path: ['corrections'],
    message: 'Give a link to your corrections or to your reply; if all is right, accept the report instead.',
  });

export const ReportInput = z.object({ link: link('Give the link to the final report.') });

export const ReleaseInput = z.object({
  readers: several(z.coerce.number().int().positive()).refine(
    chosen => chosen.length > 0,
    'Choose at least one person.',
  ),
});

export const WorkshopDateInput = z.object({
  on: z.string({ error: 'Give the day of the workshop.' }).pipe(LocalDateSchema),
});

/** One action: what, who owns it, by when, how it is measured (DOMAIN 2.4, row 15). */
export const ActionInput = z.object({
  text: line('Say what the school will do.'),
  owner: z.enum(ACTION_OWNERS, { error: 'Choose who owns it.' }),
  dueOn: z.string({ error: 'Say by when.' }).pipe(LocalDateSchema),
  measure: line('Say how you will see that it worked.'),
});

export const ActionChoiceInput = z.object({
  actionId: z.coerce.number({ error: 'Choose an action.' }).int().positive('Choose an action.'),
});

const optionalRag = z
  .union([z.literal(''), z.enum(RAGS)])
  .optional()
  .transform(value => value || null);

/** How far each action has come; the form shows as many as there are. */
export const ImpactInput = z
  .object({
    impact: z.enum(IMPACTS, { error: 'Choose what came of it.' }),
    rag1: optionalRag,
    rag2: optionalRag,
    rag3: optionalRag,
    evidence1: optionalLink,
    evidence2: optionalLink,
    evidence3: optionalLink,
  })
  .transform(({ impact, rag1, rag2, rag3, evidence1, evidence2, evidence3 }) => ({
    impact,
    rags: [rag1, rag2, rag3],
    evidence: [evidence1, evidence2, evidence3],
  }));

export const RatingInput = z.object({
  rating: z.coerce
    .number({ error: 'Choose how well it went.' })
    .int('Choose how well it went.')
    .min(1, 'Choose how well it went.')
    .max(RATINGS[0], 'Choose how well it went.'),
  goodPractice: optionalLine,
  nameUs: toggle,
});
