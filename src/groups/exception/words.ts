import type { Cause } from '../tolerance.js';
import type { Decided } from './record.js';

/** Decisions as they stand after "Decided:". */
export const DECIDED_WORDS: Readonly<Record<Decided, string>> = {
  accept: 'it goes on as it is',
  replan: 'it is planned anew; milestones may be moved',
  extend: 'it gets longer',
  stop: 'it is stopped',
};

export const CAUSE_WORDS: Readonly<Record<Cause, string>> = {
  lead: 'The lead asks',
  red: 'The lead reports red',
  time: 'A milestone is out of tolerance',
  days: 'Days are out of tolerance',
};

/** A decision as it is stored, in words. */
export function decidedWords(decision: string | null): string {
  return DECIDED_WORDS[decision as Decided] ?? 'not yet decided';
}
