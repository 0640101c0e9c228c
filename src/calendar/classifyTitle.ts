import type { CalendarEntryKind } from './calendarEntry.js';

/** What a title says: a kind of entry, or one edge of a term or half term that another event completes. */
export type TitleMeaning =
  | { is: 'entry'; kind: CalendarEntryKind; strength?: 'hard' | 'soft' }
  | { is: 'edge'; of: 'term' | 'halfTerm'; edge: 'first' | 'last' };

const INSET =
  /\binset\b|in-?service|training day|staff (development|training)|\bpd days?\b|professional development|non-?pupil|pupil-free/;
const BANK_HOLIDAY =
  /bank holiday|public holiday|good friday|easter monday|christmas day|boxing day|new year['’]?s day/;
/** "Back after half term" is a day beside the half term; taking it for one would close the wrong day. */
const BESIDE = /\b(before|after|return\w*|back|re-?opens?|resum\w*)\b/;
const HALF_TERM = /\bhalf[\s-]*term\b|\bmid[\s-]*term\b/;
const FIRST = /\b(starts?|begins?|beginning|first day|opens?)\b/;
const LAST = /\b(ends?|finish\w*|last day|breaks? up|closes?)\b/;
const HARD_BLOCK = /\bsats?\b|key stage|\bks[12]\b|\bexam|\bmocks?\b|\bgcse|\ba[\s-]level|phonics|blocked/;
const SOFT_BLOCK = /parents['’]? evening|\bcensus\b|\bnativity\b/;
const HOLIDAY = /\bholidays?\b|\bbreak\b|\bvacation\b|\bclosed\b|\bclosure\b|occasional day/;
const TERM = /\bterm\b/;
const OPEN = /^open\b|\bschool open\b/;

/**
 * What the title of an event means, by plain rules, the most particular first; null when none applies, and
 * then the event is shown to a person. Capitals and a place before a colon ("Sheffield: ") do not matter.
 */
export function classifyTitle(title: string): TitleMeaning | null {
  return classify(withoutPlace(title)) ?? classify(title);
}

/** The title without the authority or school that some feeds put before it: "Sheffield: Summer holiday". */
export function plainTitle(title: string): string {
  const rest = withoutPlace(title);
  return (classify(rest) === null ? title : rest).replace(/\s+/g, ' ').trim();
}

function withoutPlace(title: string): string {
  return title.replace(/^[^:]{1,40}:\s+(?=\S)/, '');
}

function classify(title: string): TitleMeaning | null {
  const text = title.toLowerCase();
  if (INSET.test(text)) return { is: 'entry', kind: 'inset' };
  if (BANK_HOLIDAY.test(text)) return { is: 'entry', kind: 'bankHoliday' };
  if (BESIDE.test(text)) return null;
  if (HALF_TERM.test(text)) return edgeOr(text, 'halfTerm');
  if (HARD_BLOCK.test(text)) return { is: 'entry', kind: 'blocked', strength: 'hard' };
  if (SOFT_BLOCK.test(text)) return { is: 'entry', kind: 'blocked', strength: 'soft' };
  if (TERM.test(text) && !HOLIDAY.test(text)) return edgeOr(text, 'term');
  if (HOLIDAY.test(text)) {
    // "Christmas holiday begins" on one day is not a holiday of one day.
    return FIRST.test(text) || LAST.test(text) ? null : { is: 'entry', kind: 'holiday' };
  }
  if (OPEN.test(text)) return { is: 'entry', kind: 'open' };
  return null;
}

function edgeOr(text: string, of: 'term' | 'halfTerm'): TitleMeaning {
  const first = FIRST.test(text);
  const last = LAST.test(text);
  if (first === last) return { is: 'entry', kind: of };
  return { is: 'edge', of, edge: first ? 'first' : 'last' };
}
