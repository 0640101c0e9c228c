import { formatDate } from '../../calendar/localDate.js';
import type { NoticeSpec } from '../../workflow/process.js';
import { wordsOf } from './line.js';
import type { RecommendationNotice, RecommendationRecord } from './record.js';

type Spec = NoticeSpec<RecommendationRecord>;

const routine = (text: Spec['text']): Spec => ({ urgency: 'routine', text });

const short = (record: RecommendationRecord): string => {
  const words = wordsOf(record);
  return words.length <= 120 ? words : `${words.slice(0, 117)}…`;
};

/** What is said about a recommendation, to people alone. */
export const recommendationNotices: Readonly<Record<RecommendationNotice, Spec>> = {
  toPlan: routine(
    record =>
      `The board accepts a recommendation of "${record.group.title}": ${short(record)} Give it an owner and a date.`,
  ),
  toPlanOverdue: routine(
    record => `A recommendation that the board accepted still has no owner: ${short(record)}`,
  ),
  rejected: routine(
    record => `The board did not accept a recommendation of "${record.group.title}". The card says why.`,
  ),
  yours: routine(
    record =>
      `You see to a recommendation of "${record.group.title}"${record.dueOn ? ` by ${formatDate(record.dueOn)}` : ''}: ${short(record)} You are asked each term how far it is.`,
  ),
  chased: routine(record => `How far is this? ${short(record)}`),
  overdue: routine(
    record =>
      `This was to be done by ${record.dueOn ? formatDate(record.dueOn) : 'now'}: ${short(record)} Say that it is done, or ask the sponsor for another date.`,
  ),
  done: routine(record => `Done: ${short(record)}`),
  impactAsked: routine(
    record =>
      `What has come of this, ${record.impactsAsked === 1 ? 'six' : 'twelve'} months on? ${short(record)}`,
  ),
  impactGiven: routine(
    record => `${record.owner?.name ?? 'Its owner'} says what has come of: ${short(record)}`,
  ),
  dropped: routine(record => `Given up: ${short(record)} The card says why.`),
};
