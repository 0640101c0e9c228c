import { z } from 'zod';
import { readDaySpan } from '../../calendar/units.js';
import { HALF_DAYS, LED_BY, RECIPROCITY, VISIBILITY_POLICIES } from '../programme.js';
import { PRESETS } from './presets.js';

/** Longest name of a programme, in characters. */
export const NAME_LENGTH = 80;

const name = z
  .string({ error: 'Give the programme a name.' })
  .trim()
  .min(1, 'Give the programme a name.')
  .max(NAME_LENGTH, `Please keep the name under ${NAME_LENGTH} characters.`);

const whole = (words: string, least: number, most: number) =>
  z.coerce
    .number({ error: `Give ${words} as a number from ${least} to ${most}.` })
    .int(`Give ${words} as a whole number.`)
    .min(least, `Give ${words} as a number from ${least} to ${most}.`)
    .max(most, `Give ${words} as a number from ${least} to ${most}.`);

const yes = z.preprocess(value => value === true || value === 'true', z.boolean());

/** A deadline as people type it: "10 school days". */
const span = z
  .string({ error: 'Give a number of days, such as 10 school days.' })
  .transform((text, context) => {
    const read = readDaySpan(text);
    if (read) return read;
    context.addIssue({
      code: 'custom',
      message: `I could not read "${text}". Write 10 school days, 5 working days or 90 days.`,
    });
    return z.NEVER;
  });

const halfDays = z.preprocess(
  value => Number(value),
  z.literal(HALF_DAYS, { error: 'Choose how long a review lasts.' }),
);

/** A number, or nothing for no limit. */
const optionalNumber = z.preprocess(
  value => (value === undefined || value === null || value === '' ? null : Number(value)),
  z.number({ error: 'Give a number, or leave it empty.' }).positive('Give a number above 0.').nullable(),
);

export const CreateInput = z.object({
  partnershipId: z.coerce.number({ error: 'Choose the partnership.' }).int(),
  name,
  preset: z.enum(PRESETS, { error: 'Choose what it begins as.' }),
});

export const NameInput = z.object({ name });

export const TeamInput = z.object({
  peers: whole('the peer reviewers', 0, 4),
  observers: whole('the places for observers', 0, 2),
  ledBy: z.enum(LED_BY, { error: 'Choose who may lead.' }),
  mostVisits: whole('the visits of one person', 1, 6),
  trainingRequired: yes,
});

export const LengthInput = z.object({
  primary: halfDays,
  secondary: halfDays,
  allThrough: halfDays,
  special: halfDays,
});

export const PairingInput = z.object({
  reciprocity: z.enum(RECIPROCITY, { error: 'Choose who reviews whom.' }),
  maxKm: optionalNumber.transform(km => (km === null ? null : Math.ceil(km))),
  neighbourKm: optionalNumber,
});

const weight = whole('the price', 0, 200);

export const PreferenceInput = z.object({
  otherPhase: weight,
  sameAsLastTime: weight,
  sameCluster: weight,
  withoutFocus: weight,
  friday: weight,
});

export const ReportInput = z.object({
  visibility: z.enum(VISIBILITY_POLICIES, { error: 'Choose who reads reports.' }),
  qaEvery: whole('the sample', 0, 20),
  grades: z
    .string()
    .default('')
    .transform(text =>
      text
        .split(',')
        .map(each => each.trim())
        .filter(each => each !== ''),
    )
    .refine(list => list.length <= 6, 'A scale has at most six steps.'),
  workshop: yes,
});

export const BeforeInput = z.object({
  noticeSchoolDays: whole('the notice', 0, 60),
  acceptanceSchoolDays: whole('the days to accept', 0, 20),
  focusAgreed: span,
  planAgreed: span,
  selfEvaluation: span,
  teamBriefed: span,
});

export const AfterInput = z.object({
  draftReport: span,
  qa: span,
  factCheck: span,
  finalReport: span,
  lapse: span,
  workshop: span,
  followUp: span,
  impactReview: span,
});
