import { formatDate, type LocalDate } from '../calendar/localDate.js';
import type { Tone } from '../chat/card.js';
import type { Rag } from './rag.js';
import { type GroupState, type Milestone, nextMilestone } from './record.js';

/** RAG in words: colour alone would not do (DOMAIN 7.2). */
export const RAG_WORDS: Readonly<Record<Rag, string>> = {
  green: 'Green: on track',
  amber: 'Amber: slipping, in hand',
  red: 'Red: stuck, needs the sponsor',
  grey: 'Grey: no valid check-in',
  blue: 'Blue: complete',
};

export const RAG_TONES: Readonly<Record<Rag, Tone>> = {
  green: 'good',
  amber: 'attention',
  red: 'warning',
  grey: 'neutral',
  blue: 'good',
};

/** Where a group is on its way, in words; while it works its colour says more. */
export const STATE_WORDS: Readonly<Record<GroupState, string>> = {
  new: 'New',
  proposed: 'Proposed',
  scoping: 'Terms being drafted',
  withBoard: 'Terms with the board',
  active: 'At work',
  paused: 'Paused',
  draftReport: 'Report being drafted',
  factCheck: 'Report being checked',
  boardReview: 'Report with the board',
  implementing: 'Recommendations being carried out',
  closed: 'Closed',
  stopped: 'Stopped early',
  declined: 'Not taken on',
};

/** The next milestone in words, with what a reader must know of its date. */
export function milestoneWords(milestones: readonly Milestone[], today: LocalDate): string {
  const next = nextMilestone(milestones);
  if (!next) return milestones.length === 0 ? 'None set' : 'All done';
  const due = `${next.title}, ${next.dueOn < today ? 'was due' : 'due'} ${formatDate(next.dueOn)}`;
  return next.forecastOn && next.forecastOn > next.dueOn
    ? `${due}, expected ${formatDate(next.forecastOn)}`
    : due;
}
