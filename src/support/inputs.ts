/*
 * How other work asks for support. Two ways, both without an import:
 *
 * 1. A button of another process's card opens the head's own form, prefilled. The head sends it, or does not:
 *      { verb: 'support.submit', label: 'Ask for support', values: { need: '…', area: 'phonics',
 *        originKind: 'reviewAction', originId: '12', schoolId: '7' } }
 * 2. A command of another process leaves a draft with the head, who is told and finishes it (a request is
 *    never sent in a head's name). In that process's table:
 *      follow: record => [{ kind: 'support', id: null, command: 'suggest', input: { schoolId: 7,
 *        need: '…', area: 'phonics', originKind: 'groupRecommendation', originId: 12 } }]
 *    It is refused, and the other command with it, when the school has no head or nobody coordinates there.
 *
 * `originKind` and `originId` are kept with the request: `supportRequest.findMany({ where: { originKind,
 * originId } })` tells what became of it. `area` is a specialism's slug; it may be left out, as may `need`.
 *
 * A leader who changes school in the middle of a deployment: after the designation has its new home school,
 * follow up with `leaderMoved` (input {}) on every request with `heldRound` not null, a state among 'firstContact',
 * 'active', 'midReview', 'variationProposed' and 'onHold', and an approach of that designation with status
 * 'accepted'. Until somebody does, the school that released goes on standing for the leader, and the coordinator's
 * card offers the same as a button.
 */
import { z } from 'zod';
import { LocalDateSchema } from '../calendar/localDate.js';
import { AsItStands, namingNobody } from '../chat/naming.js';
import {
  ACTIVITIES,
  CALL_TIMES,
  END_REASONS,
  GO_ON,
  HOLD_REASONS,
  LASTING,
  PAYERS,
  RATINGS,
  REFUSAL_REASONS,
  SIGNPOSTS,
  UNMATCHED_REASONS,
  WORKING,
} from './codes.js';
import { OVERRIDE_REASONS } from './conflicts.js';

/** Longest sentence kept for a need, a purpose or a visit, in characters: a paragraph, not a report. */
export const LONG_TEXT = 1000;

/** Longest days of one agreement. */
export const MOST_DAYS = 60;

/** Dearest day that is not a typing slip, in pounds. */
const MOST_POUNDS = 2000;

/** Chosen, never free text: the brokering channel reads it (DOMAIN 7.3). */
const TIMING = /^(As soon as possible|(Autumn|Spring|Summer) term 20\d\d)$/;

const sentence = (missing: string) =>
  z
    .string({ error: missing })
    .trim()
    .min(1, missing)
    .max(LONG_TEXT, `Please keep it under ${LONG_TEXT} characters.`);

/** A text that may be left out; then it is null. */
const remark = z
  .string()
  .trim()
  .max(LONG_TEXT, `Please keep it under ${LONG_TEXT} characters.`)
  .nullish()
  .transform(text => text || null);

const day = (missing: string) => z.string({ error: missing }).pipe(LocalDateSchema);

/** A date that may be left out; then it is null. */
const maybeDay = z
  .union([z.literal('').transform(() => null), LocalDateSchema])
  .nullish()
  .transform(date => date ?? null);

/** A number of days as people say it, in half steps; kept as half days. */
const days = z.coerce
  .number({ error: 'Give the number of days, for example 3 or 1.5.' })
  .positive('Give the number of days, for example 3 or 1.5.')
  .max(MOST_DAYS, `An agreement covers at most ${MOST_DAYS} days; make a second request for more.`)
  .refine(value => Number.isInteger(value * 2), 'Days are counted in halves: 0.5, 1, 1.5 …')
  .transform(value => value * 2);

/** Pounds of one day, as typed; kept as pence. Null when nothing was said. */
const dayRate = z
  .union([
    z.literal('').transform(() => null),
    z.coerce
      .number({ error: 'Give the cost of a day in pounds, for example 350.' })
      .nonnegative('Give the cost of a day in pounds, for example 350.')
      .max(MOST_POUNDS, `A day costs at most £${MOST_POUNDS}.`)
      .refine(
        value => Math.abs(value * 100 - Math.round(value * 100)) < 1e-6,
        'Pounds and pence: 350 or 350.50.',
      )
      .transform(value => Math.round(value * 100)),
  ])
  .nullish()
  .transform(pence => pence ?? null);

const area = z
  .string({ error: 'Choose the area you want help with.' })
  .min(1, 'Choose the area you want help with.');
const need = sentence('Say in one sentence what you need.');
const timing = z
  .string({ error: 'Say when you need it.' })
  .regex(TIMING, 'Choose when you need it from the list.');
const schoolId = z.coerce.number().int().optional();
const wanted = days.nullish().transform(value => value ?? null);
const origin = {
  originKind: z.string().max(40).optional(),
  originId: z.coerce.number().int().optional(),
};

/** What a head is asked: three answers (DOMAIN 3.4); the days are a guess that may be left out. */
export const RequestInput = z
  .object({ schoolId, area, need, timing, days: wanted, ...origin, asItStands: AsItStands })
  .superRefine(namingNobody<{ need: string; asItStands: boolean }>(['need']));

/** The same, of which anything may be missing. */
export const DraftInput = z
  .object({
    schoolId,
    area: z.string().default(''),
    need: z.string().trim().max(LONG_TEXT).default(''),
    timing: z.union([z.literal(''), timing]).default(''),
    days: wanted,
    asItStands: AsItStands,
  })
  .superRefine(namingNobody<{ need: string; asItStands: boolean }>(['need']));

/** What another process hands in: see the head of this file. */
export const SuggestionInput = z.object({
  schoolId: z.number().int(),
  area: z.string().default(''),
  need: z.string().trim().max(LONG_TEXT).default(''),
  originKind: z.string().max(40),
  originId: z.number().int(),
});

/** 'I would rather talk': nothing but when to ring. */
export const CallInput = z.object({
  schoolId,
  timing: z.enum(CALL_TIMES, { error: 'Choose when to ring.' }),
});

const payer = z.enum(PAYERS, { error: 'Choose who pays.' });

/** Support that the authority or a coordinator commissions for a school at risk (DOMAIN 1.9). */
export const CommissionInput = z
  .object({
    schoolId: z.coerce.number({ error: 'Choose the school.' }).int(),
    area,
    need,
    timing,
    payer: z.enum(['partnership', 'la'], { error: 'Choose who pays.' }),
    asItStands: AsItStands,
  })
  .superRefine(namingNobody<{ need: string; asItStands: boolean }>(['need']));

/** After a call: what the coordinator writes down for the head. */
export const WrittenDownInput = z
  .object({ area, need, timing, asItStands: AsItStands })
  .superRefine(namingNobody<{ need: string; asItStands: boolean }>(['need']));

/** `soft` comes with the button of a candidate against whom something speaks: then a reason is needed. */
export const ApproachInput = z
  .object({
    designationId: z.coerce.number({ error: 'Choose a leader from the list.' }).int(),
    soft: z.string().optional(),
    overrideReason: z.enum(OVERRIDE_REASONS, { error: 'Choose what comes nearest.' }).optional(),
  })
  .refine(value => value.soft === undefined || value.overrideReason !== undefined, {
    path: ['overrideReason'],
    message: 'Choose what comes nearest.',
  });

export const ChoiceInput = z.object({
  designationId: z.coerce.number({ error: 'Choose a leader from the list.' }).int(),
});

export const ReasonInput = z
  .object({ reason: sentence('Give the reason in a few words.'), asItStands: AsItStands })
  .superRefine(namingNobody<{ reason: string; asItStands: boolean }>(['reason']));

export const PayerInput = z.object({ payer });

export const ConvertInput = z.object({
  payer: z.enum(['partnership', 'la'], { error: 'Choose who pays.' }),
});

export const SignpostInput = z.object({
  where: z.enum(SIGNPOSTS, { error: 'Choose where to.' }),
  reason: sentence('Say in a sentence what the head finds there.'),
});

export const PanelInput = z
  .object({
    decision: z.enum(['accept', 'decline'], { error: 'Choose what the panel decided.' }),
    decidedOn: day('Give the day of the meeting.'),
    minute: sentence('Say where it is minuted.'),
    reason: remark,
  })
  .refine(value => value.decision === 'accept' || value.reason !== null, {
    path: ['reason'],
    message: 'Give the reason: the head reads it.',
  });

export const FundingInput = z.object({ note: remark });

export const SummaryInput = z
  .object({ summary: sentence('Write what leaders may read.'), asItStands: AsItStands })
  .superRefine(namingNobody<{ summary: string; asItStands: boolean }>(['summary']));

export const UnmatchedInput = z.object({
  reason: z.enum(UNMATCHED_REASONS, { error: 'Choose what comes nearest.' }),
});

/** A reason to choose, not to write: what keeps somebody from helping may be private (DOMAIN 7.1). */
export const RefusalInput = z.object({
  reason: z.enum(REFUSAL_REASONS, { error: 'Choose what comes nearest.' }),
});

export const AgreementInput = z
  .object({
    days,
    startsOn: day('Give the first day.'),
    endsOn: day('Give the last day.'),
    purpose: sentence('Say what the days are for.'),
    dayRate,
    asItStands: AsItStands,
  })
  .refine(value => value.startsOn <= value.endsOn, {
    path: ['endsOn'],
    message: 'The last day is before the first.',
  })
  .superRefine(namingNobody<{ purpose: string; asItStands: boolean }>(['purpose']));

/** The rest of a statement of work (DOMAIN 3.6), all of which may be left out. */
export const DetailsInput = z
  .object({
    activities: remark,
    measures: remark,
    milestones: remark,
    visitsPlanned: z
      .union([z.literal('').transform(() => null), z.coerce.number().int().positive().max(200)])
      .nullish()
      .transform(value => value ?? null),
    contact: remark,
    exitStrategy: remark,
    assuranceOn: maybeDay,
    asItStands: AsItStands,
  })
  .superRefine(
    namingNobody<{ activities: string | null; contact: string | null; asItStands: boolean }>([
      'activities',
      'contact',
    ]),
  );

export const ContactInput = z.object({ nextVisitOn: maybeDay });

export const VisitInput = z
  .object({
    on: day('Give the day of the visit.'),
    days,
    activity: z
      .union([z.literal('').transform(() => null), z.enum(ACTIVITIES, { error: 'Choose from the list.' })])
      .nullish()
      .transform(value => value ?? null),
    summary: sentence('Write one sentence on what was done.'),
    next: remark,
    nextVisitOn: maybeDay,
    asItStands: AsItStands,
  })
  .superRefine(namingNobody<{ summary: string; asItStands: boolean }>(['summary']));

export const MidReviewInput = z.object({
  working: z.enum(WORKING, { error: 'Choose whether it works.' }),
  goOn: z.enum(GO_ON, { error: 'Choose how to go on.' }),
  comment: z.string().trim().max(LONG_TEXT).default(''),
});

export const VariationInput = z
  .object({
    days,
    endsOn: day('Give the last day.'),
    dayRate,
    reason: sentence('Say why it changes.'),
    asItStands: AsItStands,
  })
  .superRefine(namingNobody<{ reason: string; asItStands: boolean }>(['reason']));

export const HoldInput = z.object({
  reason: z.enum(HOLD_REASONS, { error: 'Choose what comes nearest.' }),
});

export const EndInput = z.object({
  reason: z.enum(END_REASONS, { error: 'Choose what comes nearest.' }),
});

export const EvaluationInput = z
  .object({
    rating: z.enum(RATINGS, { error: 'Choose how effective the support was.' }),
    comment: z.string().trim().max(LONG_TEXT).default(''),
    asItStands: AsItStands,
  })
  .superRefine(namingNobody<{ comment: string; asItStands: boolean }>(['comment']));

export const ReflectionInput = z
  .object({
    comment: sentence('Write a sentence: what went well, what was hard.'),
    asItStands: AsItStands,
  })
  .superRefine(namingNobody<{ comment: string; asItStands: boolean }>(['comment']));

export const QualityInput = z.object({ note: remark });

export const ImpactInput = z.object({
  lasting: z.enum(LASTING, { error: 'Choose whether it has lasted.' }),
  comment: z.string().trim().max(LONG_TEXT).default(''),
});
