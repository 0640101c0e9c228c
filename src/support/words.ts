import { halfDaysInWords } from '../calendar/halfDays.js';
import { formatDate, type LocalDate } from '../calendar/localDate.js';
import type {
  Activity,
  CALL_TIMES,
  EndReason,
  GoOn,
  HoldReason,
  Lasting,
  Party,
  Payer,
  Rating,
  RefusalReason,
  Signpost,
  UnmatchedReason,
  Working,
} from './codes.js';
import type { Agreement } from './record.js';

/** The five points of DOMAIN 3.6 as people read them. */
export const RATING_WORDS: Readonly<Record<Rating, string>> = {
  veryEffective: 'Very effective',
  effective: 'Effective',
  partlyEffective: 'Partly effective',
  notEffective: 'Not effective',
  tooEarly: 'Too early to say',
};

export const LASTING_WORDS: Readonly<Record<Lasting, string>> = {
  fully: 'Yes, fully',
  partly: 'Partly',
  no: 'No',
  tooEarly: 'Too early to say',
};

/** Why somebody says no, to choose from. */
export const REFUSAL_WORDS: Readonly<Record<RefusalReason, string>> = {
  days: 'The days cannot be spared now',
  fit: 'Not the right experience for this',
  connection: 'A connection makes it unsuitable',
  unsaid: 'I would rather not say',
};

export const SIGNPOST_WORDS: Readonly<Record<Signpost, string>> = {
  coreOffer: 'The core offer',
  network: 'A network of leaders',
  cpd: 'Training',
  elsewhere: 'Elsewhere',
};

export const UNMATCHED_WORDS: Readonly<Record<UnmatchedReason, string>> = {
  nobody: 'No leader is designated for this',
  daysSpent: 'Every suitable leader has spent their days',
  allDeclined: 'Everybody asked declined',
  tooFar: 'The leaders there are live too far away',
};

export const PAYER_WORDS: Readonly<Record<Payer, string>> = {
  partnership: 'The partnership (membership)',
  school: 'The school',
  la: 'The local authority',
  diocese: 'The diocese',
  trust: 'The trust',
  grant: 'A grant',
};

export const ACTIVITY_WORDS: Readonly<Record<Activity, string>> = {
  coaching: 'Coaching',
  learningWalk: 'Learning walk',
  planning: 'Planning together',
  training: 'Training',
  hostVisit: 'Visit to the home school',
  remote: 'Remote',
};

export const WORKING_WORDS: Readonly<Record<Working, string>> = {
  yes: 'It works',
  partly: 'It works in part',
  no: 'It does not work',
};

export const GO_ON_WORDS: Readonly<Record<GoOn, string>> = {
  asPlanned: 'Go on as planned',
  changed: 'Go on with changes',
  stop: 'Better stop',
};

export const HOLD_WORDS: Readonly<Record<HoldReason, string>> = {
  ofsted: 'An inspection',
  leadershipChange: 'A change of leadership',
  personal: 'Personal',
  other: 'Something else',
};

export const END_WORDS: Readonly<Record<EndReason, string>> = {
  circumstances: 'The school’s circumstances have changed',
  notWorking: 'It is not working',
  leaderUnavailable: 'The leader can no longer come',
  enough: 'It has done what it was for',
  other: 'Something else',
};

export const CALL_WORDS: Readonly<Record<(typeof CALL_TIMES)[number], string>> = {
  'Any time': 'Any time',
  'Before school': 'Before school',
  'At lunchtime': 'At lunchtime',
  'After school': 'After school',
};

export const PARTY_WORDS: Readonly<Record<Party, string>> = {
  receivingHead: 'receiving head',
  homeHead: 'home head',
  leader: 'leader',
  payer: 'payer',
};

/** 'by Tue 10 Nov 2026', or nothing when no day is known: to stand before a full stop. */
export function byWhen(dueOn: LocalDate | null | undefined): string {
  return dueOn ? ` by ${formatDate(dueOn, 'short')}` : '';
}

/** '3 days, Mon 11 Jan 2027 to Fri 26 Mar 2027'. */
export function agreementInWords({ halfDays, startsOn, endsOn }: Agreement): string {
  const period =
    startsOn === endsOn
      ? formatDate(startsOn, 'short')
      : `${formatDate(startsOn, 'short')} to ${formatDate(endsOn, 'short')}`;
  return `${halfDaysInWords(halfDays)}, ${period}`;
}

/** '£350' or '£297.50'. */
export function pounds(pence: number): string {
  const whole = Math.floor(pence / 100).toLocaleString('en-GB');
  return pence % 100 === 0 ? `£${whole}` : `£${whole}.${String(pence % 100).padStart(2, '0')}`;
}

/** '£1,050 (3 days at £350)': days times the rate of one, in half days and pence. */
export function costInWords(halfDays: number, ratePence: number): string {
  return `${pounds((halfDays * ratePence) / 2)} (${halfDaysInWords(halfDays)} at ${pounds(ratePence)} a day)`;
}
