import { formatDate } from '../../calendar/localDate.js';
import type { Card } from '../../chat/card.js';
import { buttons } from '../../workflow/buttons.js';
import type { Viewer } from '../../workflow/parties.js';
import { NOT_YOURS } from '../cards.js';
import { RAG_TONES, RAG_WORDS } from '../words.js';
import type { HighlightRecord } from './record.js';
import { seeHighlight } from './visibility.js';
import { highlightWorkflow } from './workflow.js';

/** A highlight report, as the board reads it. */
export function highlightCard(record: HighlightRecord, viewer: Viewer): Card {
  const entity = { kind: highlightWorkflow.kind, id: record.id, version: record.version };
  const seen = seeHighlight(record, viewer);
  if (!seen) return { entity, title: 'A highlight report', body: [NOT_YOURS], actions: [] };
  return {
    entity,
    title: `${seen.group.title}: highlight report ${seen.number}`,
    status: { text: RAG_WORDS[seen.rag], tone: RAG_TONES[seen.rag] },
    body: [
      {
        type: 'text',
        style: 'subtle',
        text: `${formatDate(seen.since)} to ${formatDate(seen.madeOn)}. ${highlightWorkflow.states[seen.state].says}`,
      },
      {
        type: 'facts',
        facts: [
          { label: 'Done', value: seen.summary },
          { label: 'Next', value: seen.next },
          ...(seen.risks ? [{ label: 'Risks and decisions', value: seen.risks }] : []),
          { label: 'Reports by', value: formatDate(seen.group.endsOn) },
        ],
      },
    ],
    actions: buttons(highlightWorkflow, record, viewer),
  };
}
