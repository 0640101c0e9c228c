import type { Tone } from '../chat/card.js';
import type { BoardOutcome } from '../workflow/boardQuestion.js';

export const OUTCOME_WORDS: Readonly<Record<BoardOutcome, string>> = {
  accepted: 'Accepted',
  amended: 'Accepted as amended',
  rejected: 'Rejected',
};

export const OUTCOME_TONES: Readonly<Record<BoardOutcome, Tone>> = {
  accepted: 'good',
  amended: 'attention',
  rejected: 'neutral',
};
