import { z } from 'zod';
import { calendarDays, DaySpanSchema, schoolDays, workingDays } from '../calendar/units.js';
import { phaseGroup } from '../network/school.js';

/**
 * `rotation`: A reviews B, B reviews C; no two schools review each other. `triads`: everyone reviews the other two.
 * `bank`: reviewer-days given against days received, carried over from cycle to cycle (DOMAIN 2.3).
 */
export const RECIPROCITY = ['rotation', 'triads', 'bank'] as const;
export type Reciprocity = (typeof RECIPROCITY)[number];

/** Who reads a report beside the school: nobody unless its head releases it; the hub's manager; officers (DOMAIN 2.6). */
export const VISIBILITY_POLICIES = ['schoolOwned', 'hubShared', 'laCirculated'] as const;

/** Who may lead a review: whoever heads a school or is accredited; the accredited alone; anybody who may be sent. */
export const LED_BY = ['headsAndAccredited', 'accredited', 'anybody'] as const;

/** Lengths of a review that programmes use, in half days: 0.5, 1, 1.5, 2 and 3 days (DOMAIN 2.1). */
export const HALF_DAYS = [1, 2, 3, 4, 6] as const;

/** A team of two, led by one of them, is what the one-day programmes send (DOMAIN 2.1). */
const PEERS = 1;

/** Most visits asked of one person in a cycle: two days out of school a term (DOMAIN 2.3, ">N reviews"). */
const MOST_VISITS = 2;

/** School days between the last answer and the first day of a review, so that it can be prepared (DOMAIN 2.4). */
const NOTICE = 20;

/** School days in which everybody accepts (DOMAIN 2.4, row 3). */
const ACCEPTANCE = 5;

/** Half days of a review: a secondary's takes a day and a half, every other school's one (DOMAIN 2.1, HASH). */
const USUAL_HALF_DAYS = { primary: 2, secondary: 3, allThrough: 3, special: 2 } as const;

/** Travel that is asked of nobody without a remark, in minutes by road (DOMAIN 2.3). */
const LONG_JOURNEY = 60;

/**
 * Prices of what DOMAIN 2.3 calls soft, in the engine's kilometres: a reviewer of another phase counts like a
 * long drive, the school that came last time like a shorter one, a Friday like a village further on.
 */
const WEIGHTS = { otherPhase: 40, sameAsLastTime: 20, sameCluster: 6, withoutFocus: 12, friday: 3 } as const;

/** The highest price of a soft rule: further than anybody drives, so in effect the last resort. */
const DEAREST = 200;

const HalfDays = z.literal(HALF_DAYS);
const Weight = z.int().min(0).max(DEAREST);

/** The deadlines of a review in the unit in which each is owed (DOMAIN 2.4). T is its first day. */
const DeadlinesSchema = z.object({
  /** Lines of enquiry are agreed, before T. */
  focusAgreed: DaySpanSchema.default(schoolDays(15)),
  /** The day plan is agreed, before T. */
  planAgreed: DaySpanSchema.default(workingDays(10)),
  /** The self-evaluation is with the team, before T. */
  selfEvaluation: DaySpanSchema.default(workingDays(5)),
  /** The team has met, before T. */
  teamBriefed: DaySpanSchema.default(schoolDays(2)),
  /** The draft is with the team, after T. */
  draftReport: DaySpanSchema.default(workingDays(5)),
  /** A sampled draft has been read by the moderator, after it came to them. */
  qa: DaySpanSchema.default(workingDays(2)),
  /** The host head has checked the facts, after T. */
  factCheck: DaySpanSchema.default(workingDays(10)),
  /** The report is with the school, after T. */
  finalReport: DaySpanSchema.default(workingDays(10)),
  /** Without a report by then the review lapses, after T. */
  lapse: DaySpanSchema.default(workingDays(20)),
  /** The improvement workshop has been held, after T. */
  workshop: DaySpanSchema.default(schoolDays(15)),
  /** What came of it is looked at, after T; on to the school's next open day. */
  followUp: DaySpanSchema.default(calendarDays(90)),
  /** The follow-up has been held, after it fell due. */
  impactReview: DaySpanSchema.default(schoolDays(10)),
});

/**
 * What a programme says about its reviews (DOMAIN 2.1, 2.3, 2.4, 2.6). A cycle keeps its own copy, so that a
 * later change of the programme does not reach back into reviews that were agreed under other rules.
 */
export const ProgrammeRulesSchema = z.object({
  reciprocity: z.enum(RECIPROCITY).default('rotation'),
  /** Peer reviewers beside the lead. */
  peers: z.int().min(0).max(4).default(PEERS),
  /** Places for trainees and observers, who do not count as reviewers. */
  observers: z.int().min(0).max(2).default(0),
  ledBy: z.enum(LED_BY).default('headsAndAccredited'),
  /** Whether only people whose training is valid review. Whose training has lapsed never does (DOMAIN 2.3). */
  trainingRequired: z.boolean().default(false),
  mostVisits: z.int().min(1).max(6).default(MOST_VISITS),
  noticeSchoolDays: z.int().min(0).max(60).default(NOTICE),
  acceptanceSchoolDays: z.int().min(0).max(20).default(ACCEPTANCE),
  halfDays: z
    .object({ primary: HalfDays, secondary: HalfDays, allThrough: HalfDays, special: HalfDays })
    .default(USUAL_HALF_DAYS),
  deadlines: DeadlinesSchema.prefault({}),
  /** Every how many of a cycle's reports a moderator reads: 0 none, 1 all, 4 every fourth (DOMAIN 2.4, row 12). */
  qaEvery: z.int().min(0).max(20).default(0),
  visibility: z.enum(VISIBILITY_POLICIES).default('schoolOwned'),
  /** The scale of a programme that grades, the best first; most do not (DOMAIN 2.6). */
  grades: z.array(z.string().min(1)).max(6).default([]),
  /** The improvement workshop by a champion who was not on the team (DOMAIN 2.4, row 15). */
  workshop: z.boolean().default(true),
  /** Farthest that anybody is sent, kilometres in a straight line; null: no limit. */
  maxKm: z.int().positive().nullable().default(null),
  /** Prices of the soft rules, in kilometres; 0: not looked at. */
  weights: z
    .object({
      otherPhase: Weight.default(WEIGHTS.otherPhase),
      sameAsLastTime: Weight.default(WEIGHTS.sameAsLastTime),
      sameCluster: Weight.default(WEIGHTS.sameCluster),
      withoutFocus: Weight.default(WEIGHTS.withoutFocus),
      friday: Weight.default(WEIGHTS.friday),
    })
    .prefault({}),
  /** What the programme lead is told of a plan, though it may be so (DOMAIN 2.3, soft warnings). */
  warn: z
    .object({
      /** A school of the same phase nearer than this competes for the same children; null: no remark. */
      neighbourKm: z.number().positive().nullable().default(null),
      journeyMinutes: z.int().positive().nullable().default(LONG_JOURNEY),
      headInFirstTerm: z.boolean().default(true),
      faith: z.boolean().default(true),
    })
    .prefault({}),
});

export type ProgrammeRules = z.infer<typeof ProgrammeRulesSchema>;

/** How long the review of a school of this phase (in the words of GIAS) lasts, in half days. */
export function reviewHalfDays(rules: ProgrammeRules, phase: string): number {
  return rules.halfDays[phaseGroup(phase)];
}
