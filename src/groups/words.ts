import { formatDate, type LocalDate } from '../calendar/localDate.js';
import type { Tone } from '../chat/card.js';
import { type Milestone, nextMilestone, type Rag } from './record.js';

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

/** The next milestone in words, with what a reader must know of its date. */
export function milestoneWords(milestones: readonly Milestone[], today: LocalDate): string {
  const next = nextMilestone(milestones);
  if (!next) return milestones.length === 0 ? 'None set' : 'All done';
  return `${next.title}, ${next.dueOn < today ? 'was due' : 'due'} ${formatDate(next.dueOn)}`;
}
