import { formatDate } from '../../calendar/localDate.js';
import type { Card, Fact } from '../../chat/card.js';
import { buttons } from '../../workflow/buttons.js';
import type { Viewer } from '../../workflow/parties.js';
import type { At } from '../../workflow/process.js';
import type { ActionRecord } from './record.js';
import { type SeenAction, seeAction } from './visibility.js';
import { actionWorkflow } from './workflow.js';

/** One action: what, who, by when. */
export function actionCard(action: ActionRecord, viewer: Viewer, at: At): Card {
  const entity = { kind: actionWorkflow.kind, id: action.id, version: action.version };
  const seen = seeAction(action, viewer);
  if (!seen)
    return {
      entity,
      title: 'A board action',
      body: [{ type: 'text', text: 'This is with somebody else now.' }],
      actions: [],
    };
  return {
    entity,
    title: `${seen.reference}: ${seen.boardName}`,
    status: statusOf(seen, at),
    body: [
      {
        type: 'text',
        style: 'strong',
        text: seen.words?.text ?? 'Of part B: read it on the board’s card, under Part B.',
      },
      { type: 'facts', facts: factsOf(seen) },
    ],
    actions: buttons(actionWorkflow, action, viewer),
  };
}

function statusOf({ state, dueOn }: SeenAction, { today }: At): NonNullable<Card['status']> {
  if (state === 'done') return { text: 'Done', tone: 'good' };
  if (state === 'dropped') return { text: 'Dropped', tone: 'neutral' };
  return dueOn < today ? { text: 'Overdue', tone: 'warning' } : { text: 'To be done', tone: 'neutral' };
}

function factsOf({ owner, dueOn, meeting, words, doneOn }: SeenAction): Fact[] {
  return [
    { label: 'With', value: owner?.name ?? 'somebody who has left' },
    { label: 'Due', value: formatDate(dueOn) },
    ...(meeting ? [{ label: 'From', value: meeting.reference }] : []),
    ...(doneOn ? [{ label: 'Done on', value: formatDate(doneOn) }] : []),
    ...(words?.result ? [{ label: 'What came of it', value: words.result }] : []),
  ];
}
