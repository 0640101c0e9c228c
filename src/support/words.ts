import { formatDate, type LocalDate } from '../calendar/localDate.js';
import { type Agreement, daysInWords, type Party, type Rating, type RefusalReason } from './record.js';

/** The five points of DOMAIN 3.6 as people read them. */
export const RATING_WORDS: Readonly<Record<Rating, string>> = {
  veryEffective: 'Very effective',
  effective: 'Effective',
  partlyEffective: 'Partly effective',
  notEffective: 'Not effective',
  tooEarly: 'Too early to say',
};

/** Why somebody says no, to choose from. */
export const REFUSAL_WORDS: Readonly<Record<RefusalReason, string>> = {
  days: 'The days cannot be spared now',
  fit: 'Not the right experience for this',
  connection: 'A connection makes it unsuitable',
  unsaid: 'I would rather not say',
};

export const PARTY_WORDS: Readonly<Record<Party, string>> = {
  receivingHead: 'receiving head',
  homeHead: 'home head',
  leader: 'leader',
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
  return `${daysInWords(halfDays)}, ${period}`;
}
