import { formatDate } from '../../calendar/localDate.js';
import type { Card, CardElement, Fact } from '../../chat/card.js';
import { buttons } from '../../workflow/buttons.js';
import type { Viewer } from '../../workflow/parties.js';
import { OUTCOME_TONES, OUTCOME_WORDS } from '../words.js';
import type { DecisionRecord } from './record.js';
import { type SeenDecision, seeDecision } from './visibility.js';
import { decisionWorkflow } from './workflow.js';

/** One decision: the question while it waits, the answer after. */
export function decisionCard(decision: DecisionRecord, viewer: Viewer): Card {
  const entity = { kind: decisionWorkflow.kind, id: decision.id, version: decision.version };
  const seen = seeDecision(decision, viewer);
  if (!seen)
    return {
      entity,
      title: 'A board decision',
      body: [{ type: 'text', text: 'You no longer take part in this.' }],
      actions: [],
    };
  return {
    entity,
    title: `${seen.reference}: ${seen.boardName}`,
    status: statusOf(seen),
    body: bodyOf(seen),
    actions: buttons(decisionWorkflow, decision, viewer),
  };
}

function statusOf({ state, outcome }: SeenDecision): NonNullable<Card['status']> {
  if (state === 'awaiting') return { text: 'Waits for the board', tone: 'attention' };
  if (state === 'withdrawn' || !outcome) return { text: 'Not decided', tone: 'neutral' };
  return { text: OUTCOME_WORDS[outcome], tone: OUTCOME_TONES[outcome] };
}

function bodyOf({ words, part, asker, decidedOn, decidedBy, meeting }: SeenDecision): CardElement[] {
  const facts: Fact[] = [
    ...(asker ? [{ label: 'Asked by', value: asker }] : []),
    ...(words?.wording ? [{ label: 'In its words', value: words.wording }] : []),
    ...(decidedOn ? [{ label: 'Decided on', value: formatDate(decidedOn) }] : []),
    ...(decidedOn ? [{ label: 'At', value: meeting?.reference ?? 'between meetings' }] : []),
    ...(decidedBy ? [{ label: 'Recorded by', value: decidedBy.name }] : []),
  ];
  return [
    ...(words
      ? [
          { type: 'text' as const, text: words.question, style: 'strong' as const },
          ...(words.detail ? [{ type: 'text' as const, text: words.detail }] : []),
        ]
      : [{ type: 'text' as const, text: `Of part ${part}: members read it on the meeting, under Part B.` }]),
    ...(facts.length > 0 ? [{ type: 'facts' as const, facts }] : []),
  ];
}
