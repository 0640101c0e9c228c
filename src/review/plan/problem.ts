/**
 * The natural problem of planning a round of peer reviews: what a coordinator knows, in her own words.
 * Ids are the caller's; dates are local dates `YYYY-MM-DD`, or half days `YYYY-MM-DD am` / `YYYY-MM-DD pm`.
 * Types only: the reader with its messages is `readProblem.ts`, the integer form the solver works on is `model.ts`.
 */

/** A place on a plane in kilometres (easting and northing divided by 1,000), or on the globe in degrees. */
export type Location = { x: number; y: number } | { latitude: number; longitude: number };

/** One school of the round: it is visited once, and its people visit others. */
export interface ReviewSchool {
  id: string;
  name: string;
  /** Reviewers come from schools of the same group: `primary`, `secondary`, `special`… */
  phaseGroup: string;
  /** Trust, federation or governing board; nobody reviews a school of the own one. */
  trustId?: string | undefined;
  clusterId?: string | undefined;
  location?: Location | undefined;
  /** Days on which the school can be visited. */
  freeDates: string[];
  /** Length of the visit in school days: 0.5, 1, 1.5, 2 or 3. Default 1. */
  visitDays?: number | undefined;
  /** Accredited leads in the team. Default 1. */
  leads?: number | undefined;
  /** Peer reviewers in the team. Default 1. */
  peers?: number | undefined;
  /** Places for trainees and observers, who do not count as reviewers. Default 0. */
  observers?: number | undefined;
  /** The area the school wants looked at; a reviewer without it costs the expertise weight. */
  focus?: string | undefined;
  /** Any date in the week the school would like best. */
  preferredWeek?: string | undefined;
  /** Mode `bank`: reviewer-days given less received in earlier cycles (positive: the school is owed). */
  carriedDays?: number | undefined;
}

/** Somebody who can be sent. */
export interface ReviewPerson {
  id: string;
  name: string;
  /** Home school. */
  schoolId: string;
  /** Accredited to lead a review. */
  lead: boolean;
  /** Most visits in this round. */
  maxVisits: number;
  freeDates: string[];
  /** Areas this person knows. */
  expertise?: string[] | undefined;
  /** A trainee or observer: takes observers' places only. */
  trainee?: boolean | undefined;
}

export type TeamRole = 'lead' | 'peer' | 'observer';

/** What is already agreed for a school and must stay. */
export interface ReviewPin {
  schoolId: string;
  /** The first day of the visit, `YYYY-MM-DD` or with ` am`/` pm`. */
  start?: string | undefined;
  team?: { role: 'lead' | 'peer'; personId: string }[] | undefined;
}

/** A rule about a pair that both sides agreed to set aside once. Own school, conflict and exclusion cannot be. */
export interface ReviewWaiver {
  schoolId: string;
  personId: string;
  rule: 'phase' | 'trust' | 'history' | 'reach';
}

/** `hard`: never broken. `off`: not looked at. A weight: may be broken at that cost. */
export type Strictness = 'hard' | 'off' | { weight: number };

/** The rules of the round; every one has a default (`DEFAULT_RULES`). DOMAIN 2.3. */
export interface ReviewRules {
  /** `rotation`: A→B→C→A, no mutual pair. `triads`: everyone reviews the other two. `bank`: balance carried over. */
  mode: 'rotation' | 'triads' | 'bank';
  samePhase: Strictness;
  otherTrust: Strictness;
  /** Not of a school that reviewed it in recent rounds (`history`). */
  freshPair: Strictness;
  noMutualPair: 'hard' | 'off';
  onePerHome: 'hard' | 'off';
  /** Nobody is away while the own school is reviewed. */
  homeWhenReviewed: 'hard' | 'off';
  /** School days kept free between two visits of a person. */
  gapDays: number;
  /** Farthest a reviewer travels, km; null: no limit. */
  maxKm: number | null;
  /** Farthest in minutes, where minutes are given; null: no limit. */
  maxMinutes: number | null;
  /** Nearest schools looked at for reviewers; widened where a place stays open. */
  candidateSchools: number;
  weights: ReviewWeights;
  /** Protect the worst-served school before the total is made small. */
  fairness: boolean;
}

/** The prices of what may be broken; the unit is one kilometre on one visit day. */
export interface ReviewWeights {
  perKm: number;
  /** Used in place of kilometres where the journey's minutes are given. */
  perMinute: number;
  peerWithoutFocus: number;
  leadWithoutFocus: number;
  sameCluster: number;
  /** Per school and day: places given against received, for each further step away from even. */
  balance: number[];
  /** A person's first, second, third… visit. */
  load: number[];
  perWeekFromPreferred: number;
  mostForWeek: number;
  friday: number;
  unfilled: number;
  undated: number;
}

/** A round to be planned. */
export interface ReviewProblem {
  /** Every school day of the round, in order, `YYYY-MM-DD`; no visit lies outside. */
  calendar: string[];
  schools: ReviewSchool[];
  people: ReviewPerson[];
  /** `reviewerSchoolId` reviewed `schoolId` in a recent round. */
  history?: { schoolId: string; reviewerSchoolId: string }[] | undefined;
  /** Declared conflicts of a person with a school. Always hard. */
  conflicts?: { personId: string; schoolId: string }[] | undefined;
  /** Schools that never review one another, in either direction. Always hard. */
  exclusions?: { schoolId: string; otherSchoolId: string }[] | undefined;
  pins?: ReviewPin[] | undefined;
  /** Rules that are waived, by consent, for one person at one school. */
  waivers?: ReviewWaiver[] | undefined;
  /** Journeys known better than by the straight line, from either end. */
  journeys?:
    | { fromSchoolId: string; toSchoolId: string; km?: number | undefined; minutes?: number | undefined }[]
    | undefined;
  rules?: Partial<Omit<ReviewRules, 'weights'> & { weights: Partial<ReviewWeights> }> | undefined;
}

/** MATCHING, "Cost": the weights of the benchmark, which are sensible for a first round. */
export const DEFAULT_WEIGHTS: ReviewWeights = {
  perKm: 1,
  perMinute: 0.8,
  peerWithoutFocus: 12,
  leadWithoutFocus: 18,
  sameCluster: 6,
  balance: [5, 15, 30, 60],
  load: [0, 4, 12],
  perWeekFromPreferred: 2,
  mostForWeek: 12,
  friday: 3,
  unfilled: 1000,
  undated: 1000,
};

/** DOMAIN 2.3 and MATCHING, "Hard rules". */
export const DEFAULT_RULES: ReviewRules = {
  mode: 'rotation',
  samePhase: 'hard',
  otherTrust: 'hard',
  freshPair: 'hard',
  noMutualPair: 'hard',
  onePerHome: 'hard',
  homeWhenReviewed: 'hard',
  gapDays: 3,
  maxKm: null,
  maxMinutes: null,
  candidateSchools: 40,
  weights: DEFAULT_WEIGHTS,
  fairness: true,
};

/** The rules of a problem with every default filled in. Triads review one another, so pairs are mutual there. */
export function rulesOf(problem: ReviewProblem): ReviewRules {
  const given = problem.rules ?? {};
  const mode = given.mode ?? DEFAULT_RULES.mode;
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const weights = Object.fromEntries(
    Object.entries(given.weights ?? {}).filter(([, value]) => value !== undefined),
  );
  const modeRules: Partial<ReviewRules> = mode === 'triads' ? { noMutualPair: 'off' } : {};
  return {
    ...DEFAULT_RULES,
    ...modeRules,
    ...known,
    weights: { ...DEFAULT_WEIGHTS, ...weights },
  } as ReviewRules;
}
