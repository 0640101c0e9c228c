import { formatDate } from '../../calendar/localDate.js';
import type { Card, CardElement, Fact } from '../../chat/card.js';
import { buttons } from '../../workflow/buttons.js';
import type { Viewer } from '../../workflow/parties.js';
import type { At } from '../../workflow/process.js';
import { NOT_YOURS } from '../cards.js';
import type { CheckInAnswer } from '../rag.js';
import { milestoneWords, RAG_TONES, RAG_WORDS } from '../words.js';
import { answerThatCounts, type CheckInRecord, type GivenAnswer } from './record.js';
import { type SeenCheckIn, seeCheckIn } from './visibility.js';
import { checkInWorkflow } from './workflow.js';

/** A check-in: the question while it is open, the answers after, the one that counts first. */
export function checkInCard(checkIn: CheckInRecord, viewer: Viewer, at: At): Card {
  const entity = { kind: checkInWorkflow.kind, id: checkIn.id, version: checkIn.version };
  const seen = seeCheckIn(checkIn, viewer);
  if (!seen) return { entity, title: 'A check-in', body: [NOT_YOURS], actions: [] };
  const title = `${seen.group.title}: check-in ${seen.number}`;
  const actions = buttons(checkInWorkflow, checkIn, viewer);
  const answer = answerThatCounts(seen);
  if (!answer) return { entity, title, status: openStatus(seen), body: question(seen, at), actions };
  return {
    entity,
    title,
    status: { text: RAG_WORDS[answer.rag], tone: RAG_TONES[answer.rag] },
    body: [
      { type: 'facts', facts: answerFacts(answer) },
      { type: 'text', style: 'subtle', text: `${answeredBy(answer)}.` },
      ...earlier(seen.answers),
    ],
    actions,
  };
}

function openStatus({ state }: SeenCheckIn): Card['status'] & object {
  if (state === 'withdrawn') return { text: 'No longer needed', tone: 'neutral' };
  return state === 'missed'
    ? { text: 'Not answered in time', tone: 'attention' }
    : { text: 'Two taps', tone: 'neutral' };
}

function question(seen: SeenCheckIn, at: At): CardElement[] {
  const { before, group } = seen;
  return [
    { type: 'text', text: checkInWorkflow.states[seen.state].says },
    {
      type: 'facts',
      facts: [{ label: 'Next milestone', value: milestoneWords(group.milestones, at.today) }],
    },
    ...(before
      ? [
          {
            type: 'text' as const,
            style: 'strong' as const,
            text: `Last time (${formatDate(before.answeredOn)})`,
          },
          {
            type: 'facts' as const,
            facts: [{ label: 'RAG', value: RAG_WORDS[before.rag] }, ...answerFacts(before)],
          },
        ]
      : []),
  ];
}

/** Answers that were corrected: they stay to be read. */
function earlier(answers: readonly GivenAnswer[]): CardElement[] {
  const corrected = answers.slice(0, -1);
  if (corrected.length === 0) return [];
  return [
    {
      type: 'list',
      items: corrected.map(
        answer => `Before: ${RAG_WORDS[answer.rag]}; ${answer.done} (${answeredBy(answer)})`,
      ),
    },
  ];
}

function answeredBy({ by, answeredOn, unchanged, late }: GivenAnswer): string {
  const how = [unchanged ? 'no change' : '', late ? 'late' : ''].filter(Boolean).join(', ');
  return `Answered by ${by.name} on ${formatDate(answeredOn)}${how ? ` (${how})` : ''}`;
}

function answerFacts(answer: CheckInAnswer): Fact[] {
  return [
    { label: 'Done', value: answer.done },
    ...(answer.next ? [{ label: 'Next', value: answer.next }] : []),
    ...(answer.blocker ? [{ label: 'In the way', value: answer.blocker }] : []),
    ...(answer.fromRed ? [{ label: 'No longer red because', value: answer.fromRed }] : []),
    ...(answer.halfDaysUsed > 0 ? [{ label: 'Days used', value: String(answer.halfDaysUsed / 2) }] : []),
  ];
}
