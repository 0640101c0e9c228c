import { formatDate } from '../calendar/localDate.js';
import type { NoticeSpec } from '../workflow/process.js';
import type { ReviewRecord, ReviewState } from './record.js';
import { type SeenReview, see } from './visibility.js';

// How the sentences of a review are made. They name no school, no person and no reason: a lock screen shows them.

type Say = (seen: SeenReview) => string;

/** A sentence that stays true whatever happens later. */
export function routine(say: Say): NoticeSpec<ReviewRecord> {
  return { urgency: 'routine', text: (record, viewer) => say(see(record, viewer)) };
}

export function urgent(say: Say): NoticeSpec<ReviewRecord> {
  return { ...routine(say), urgency: 'urgent' };
}

/** A sentence that asks for something in certain states; when the review has moved on by then, it says so. */
export function asking(states: readonly ReviewState[], say: Say): NoticeSpec<ReviewRecord> {
  return routine(seen =>
    states.includes(seen.state) && seen.roles.length > 0
      ? say(seen)
      : `${seen.reference} has moved on; nothing is needed from you.`,
  );
}

export const day = ({ on }: SeenReview): string => (on ? formatDate(on) : 'a day still to be set');

export const is = (seen: SeenReview, role: string): boolean => seen.roles.includes(role);
