import { formatDate, type LocalDate } from '../calendar/localDate.js';
import type { Reciprocity } from './programme.js';
import type { DeclineReason, PostponeReason, TeamRole } from './record.js';

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

export const TEAM_ROLE_WORDS: Readonly<Record<TeamRole, string>> = {
  leadReviewer: 'lead reviewer',
  peerReviewer: 'peer reviewer',
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

/** 3 → '1½ days'. */
export function lengthInWords(halfDays: number): string {
  const whole = Math.floor(halfDays / 2);
  const number = halfDays % 2 === 1 ? `${whole || ''}½` : `${whole}`;
  return `${number} day${halfDays <= 2 ? '' : 's'}`;
}

/** 'Tuesday 10 November 2026, 1½ days from the afternoon'. */
export function whenInWords(on: LocalDate | null, startsPm: boolean, halfDays: number): string {
  if (!on) return `no day yet, ${lengthInWords(halfDays)}`;
  return `${formatDate(on)}, ${lengthInWords(halfDays)}${startsPm ? ' from the afternoon' : ''}`;
}
