import type { Tone } from '../chat/card.js';
import type { BoardOutcome } from '../workflow/boardQuestion.js';

export const OUTCOME_WORDS: Readonly<Record<BoardOutcome, string>> = {
  accepted: 'Accepted',
  amended: 'Accepted as amended',
  rejected: 'Rejected',
};

/** Said to whoever asks for part B without sitting on the board, or only for somebody who does. */
export const FOR_MEMBERS = 'Part B is for members of the board themselves; nobody reads it for them.';

export const OUTCOME_TONES: Readonly<Record<BoardOutcome, Tone>> = {
  accepted: 'good',
  amended: 'attention',
  rejected: 'neutral',
};
