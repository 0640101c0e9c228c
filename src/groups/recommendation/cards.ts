import { formatDate } from '../../calendar/localDate.js';
import type { Card, Fact } from '../../chat/card.js';
import { buttons } from '../../workflow/buttons.js';
import type { Viewer } from '../../workflow/parties.js';
import { NOT_YOURS } from '../cards.js';
import { inDays } from '../days.js';
import { wordsOf } from './line.js';
import type { ProgressEntry, RecommendationRecord } from './record.js';
import { type SeenRecommendation, seeRecommendation } from './visibility.js';
import { IMPACT_WORDS, NEEDS_WORDS } from './words.js';
import { recommendationWorkflow } from './workflow.js';

/** A recommendation: what is to be done and why, who sees to it, and what has come of it. */
export function recommendationCard(record: RecommendationRecord, viewer: Viewer): Card {
  const entity = { kind: recommendationWorkflow.kind, id: record.id, version: record.version };
  const seen = seeRecommendation(record, viewer);
  if (!seen) return { entity, title: 'A recommendation', body: [NOT_YOURS], actions: [] };
  return {
    entity,
    title: `${seen.group.title}: recommendation ${seen.number}`,
    status: status(seen),
    body: [
      { type: 'text', style: 'strong', text: wordsOf(seen) },
      { type: 'facts', facts: facts(seen) },
      ...(seen.progress.length > 0
        ? [{ type: 'list' as const, items: seen.progress.map(progressLine) }]
        : []),
    ],
    actions: buttons(recommendationWorkflow, record, viewer),
  };
}

function status({ state }: SeenRecommendation): Card['status'] & object {
  const text = recommendationWorkflow.states[state].says;
  if (state === 'done' || state === 'settled') return { text: 'Done', tone: 'good' };
  if (state === 'rejected') return { text: 'Not accepted', tone: 'neutral' };
  if (state === 'dropped') return { text: 'Given up', tone: 'neutral' };
  if (state === 'underway') return { text: 'Under way', tone: 'good' };
  return { text, tone: 'attention' };
}

function facts(seen: SeenRecommendation): Fact[] {
  return [
    { label: 'Rests on', value: seen.because },
    ...(seen.outcome === 'amended' ? [{ label: 'As proposed', value: seen.text }] : []),
    ...(seen.outcome === 'rejected' && seen.wording
      ? [{ label: 'Not accepted because', value: seen.wording }]
      : []),
    ...(seen.decidedOn ? [{ label: 'Decided', value: formatDate(seen.decidedOn) }] : []),
    ...(seen.owner ? [{ label: 'Owner', value: seen.owner.name }] : []),
    ...(seen.dueOn ? [{ label: 'By', value: formatDate(seen.dueOn) }] : []),
    ...(seen.measure ? [{ label: 'It worked if', value: seen.measure }] : []),
    ...(seen.resource && seen.resource !== 'none'
      ? [{ label: 'Needs', value: NEEDS_WORDS[seen.resource] ?? '' }]
      : []),
    ...(seen.supportAsked > 0
      ? [
          {
            label: 'Support',
            value: 'A head has a request for support before them, and decides whether to send it',
          },
        ]
      : []),
    ...seen.leaderDays.map(({ name, typeCode, halfDays, used }) => ({
      label: `${name}, ${typeCode}`,
      value: `${used / 2} of ${inDays(halfDays)} worked`,
    })),
    ...(seen.doneOn ? [{ label: 'Done', value: formatDate(seen.doneOn) }] : []),
    ...(seen.outcomeText ? [{ label: 'What came of it', value: seen.outcomeText }] : []),
    ...(seen.dropReason ? [{ label: 'Given up because', value: seen.dropReason }] : []),
  ];
}

function progressLine({ kind, impact, text, by, on }: ProgressEntry): string {
  const when = kind === 'chase' ? '' : kind === 'impact6' ? 'After six months: ' : 'After twelve months: ';
  const said = [impact ? IMPACT_WORDS[impact] : '', text].filter(Boolean).join('. ');
  return `${when}${said} (${by.name}, ${formatDate(on, 'short')})`;
}
