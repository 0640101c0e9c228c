import { halfDaysInWords } from '../calendar/halfDays.js';
import { formatDate, type LocalDate } from '../calendar/localDate.js';
import type {
  ActionOwner,
  DeclineReason,
  Impact,
  Listener,
  Logistic,
  PostponeReason,
  QualityPoint,
  Rag,
} from './codes.js';
import type { RATINGS } from './inputs.js';
import type { Reciprocity } from './programme.js';
import type { OBSERVER, TeamRole } from './record.js';

export const POSTPONE_WORDS: Readonly<Record<PostponeReason, string>> = {
  ofsted: "We've had the call (inspection)",
  illness: 'Illness',
  staffing: 'Staffing',
  weather: 'Weather',
  bereavement: 'Bereavement',
  other: 'Something else',
};

export const DECLINE_WORDS: Readonly<Record<DeclineReason, string>> = {
  date: 'The day does not work',
  workload: 'It is too much at present',
  conflict: 'A connection makes it unsuitable',
  other: 'I would rather not say',
};

export const TEAM_ROLE_WORDS: Readonly<Record<TeamRole | typeof OBSERVER, string>> = {
  leadReviewer: 'lead reviewer',
  peerReviewer: 'peer reviewer',
  observer: 'observer',
};

export const RECIPROCITY_WORDS: Readonly<Record<Reciprocity, string>> = {
  rotation: 'rotation: no two schools review each other',
  triads: 'triads: schools review each other',
  bank: 'bank: days given count against days received',
};

/** 'by Tue 10 Nov 2026', or nothing when no day is known: to stand before a full stop. */
export function byWhen(dueOn: LocalDate | null | undefined): string {
  return dueOn ? ` by ${formatDate(dueOn, 'short')}` : '';
}

/** 'Tuesday 10 November 2026, 1½ days from the afternoon'. */
export function whenInWords(on: LocalDate | null, startsPm: boolean, halfDays: number): string {
  if (!on) return `no day yet, ${halfDaysInWords(halfDays)}`;
  return `${formatDate(on)}, ${halfDaysInWords(halfDays)}${startsPm ? ' from the afternoon' : ''}`;
}

export const LOGISTIC_WORDS: Readonly<Record<Logistic, string>> = {
  room: 'A room for the team',
  parking: 'Parking',
  lunch: 'Lunch and refreshments',
  network: 'Network and a screen',
  groups: 'Pupil, parent and staff groups are asked',
  signIn: 'Reception expects the team, with photo ID',
};

export const LISTENER_WORDS: Readonly<Record<Listener, string>> = {
  head: 'The head',
  seniorLeaders: 'Senior leaders',
  chair: 'The chair of governors',
  governors: 'Other governors',
  adviser: 'The school’s adviser',
};

export const QUALITY_WORDS: Readonly<Record<QualityPoint, string>> = {
  evidence: 'Findings need their evidence',
  tone: 'The tone: done with the school, not to it',
  names: 'Names of people have to come out',
  length: 'The length: 500 to 1,000 words',
  recommendations: 'Recommendations the school can act on',
};

export const OWNER_WORDS: Readonly<Record<ActionOwner, string>> = {
  headteacher: 'Headteacher',
  deputy: 'Deputy or assistant head',
  seniorLeader: 'Another senior leader',
  subjectLeader: 'A subject or phase leader',
  senco: 'SENCO',
  governors: 'Governors',
};

/** Never by colour alone (DOMAIN 7.2): the letter and the meaning stand with it. */
export const RAG_WORDS: Readonly<Record<Rag, string>> = {
  green: 'Green: done, or well on the way',
  amber: 'Amber: begun, with some way to go',
  red: 'Red: not begun, or stuck',
};

export const IMPACT_WORDS: Readonly<Record<Impact, string>> = {
  clear: 'Clear improvement that can be shown',
  some: 'Some improvement',
  none: 'None yet',
};

export const RATING_WORDS: Readonly<Record<(typeof RATINGS)[number], string>> = {
  4: 'Very well',
  3: 'Well',
  2: 'Partly',
  1: 'Not well',
};

/** Where a concern goes (DOMAIN 2.1, Buckinghamshire; 2.4). Shown to whoever asks, and nothing of it is kept. */
export const SAFEGUARDING_ROUTE =
  'Tell the head of the school now, in person, and the school’s designated safeguarding lead. If it is about the head, tell the local authority’s designated officer (LADO) instead. If a child is in danger at this moment, ring 999. Write nothing about it here: Convenor has recorded only that you were shown this. The review is paused until the programme lead lets it go on.';
