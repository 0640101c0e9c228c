import { formatDate } from '../../calendar/localDate.js';
import type { Card, Fact } from '../../chat/card.js';
import { buttons } from '../../workflow/buttons.js';
import type { Viewer } from '../../workflow/parties.js';
import type { ExceptionRecord } from './record.js';
import { type SeenException, seeException } from './visibility.js';
import { CAUSE_WORDS, DECIDED_WORDS } from './words.js';
import { exceptionWorkflow } from './workflow.js';

/** An exception: what is wrong while it waits, what was decided after. */
export function exceptionCard(exception: ExceptionRecord, viewer: Viewer): Card {
  const entity = { kind: exceptionWorkflow.kind, id: exception.id, version: exception.version };
  const seen = seeException(exception, viewer);
  if (!seen) {
    return {
      entity,
      title: 'An exception report',
      body: [{ type: 'text', text: 'You no longer take part in this.' }],
      actions: [],
    };
  }
  return {
    entity,
    title: `${seen.group.title}: a decision`,
    status: status(seen),
    body: [
      { type: 'facts', facts: facts(seen) },
      ...(seen.decision === null
        ? [
            {
              type: 'text' as const,
              style: 'subtle' as const,
              text: exceptionWorkflow.states[seen.state].says,
            },
          ]
        : []),
    ],
    actions: buttons(exceptionWorkflow, exception, viewer),
  };
}

function status({ state, decision, late }: SeenException): Card['status'] & object {
  if (decision) return { text: `Decided: ${DECIDED_WORDS[decision]}${late ? ' (late)' : ''}`, tone: 'good' };
  if (state === 'withdrawn') return { text: 'Taken back', tone: 'neutral' };
  if (state === 'lapsed') return { text: 'No longer needs a decision', tone: 'neutral' };
  return state === 'withChair'
    ? { text: 'Waits for the chair or the sponsor', tone: 'warning' }
    : { text: 'Waits for the sponsor', tone: 'attention' };
}

function facts(seen: SeenException): Fact[] {
  return [
    { label: CAUSE_WORDS[seen.cause], value: seen.what },
    { label: 'Raised', value: formatDate(seen.raisedOn) },
    { label: 'Reports by', value: formatDate(seen.group.endsOn) },
    ...(seen.decidedOn
      ? [
          {
            label: 'Decided',
            value: `${formatDate(seen.decidedOn)}${seen.decidedBy ? ` by ${seen.decidedBy.name}` : ''}`,
          },
        ]
      : []),
    ...(seen.reason ? [{ label: 'Because', value: seen.reason }] : []),
    ...(seen.newEndsOn ? [{ label: 'New end', value: formatDate(seen.newEndsOn) }] : []),
  ];
}
