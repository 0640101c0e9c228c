import type { Form } from '../../chat/form.js';
import type { Tx } from '../../store/open.js';
import { BOARD_OUTCOMES } from '../../workflow/boardQuestion.js';
import { verb } from '../../workflow/buttons.js';
import { type FormRequest, Refused } from '../../workflow/process.js';
import { NOTE_LENGTH } from '../inputs.js';
import { boardFactsOf } from '../load.js';
import { OUTCOME_WORDS } from '../words.js';
import type { DecisionRecord } from './record.js';

/** The form of a decision's command. @throws Refused for a board that is not there */
export async function decisionForm(tx: Tx, request: FormRequest<DecisionRecord>): Promise<Form> {
  const { command, record, at, values, personId } = request;
  if (record) {
    return {
      verb: verb('decision', command),
      entity: { kind: 'decision', id: record.id, version: record.version },
      title: 'What was decided?',
      intro: record.question,
      fields: [
        {
          type: 'select',
          name: 'outcome',
          label: 'The board',
          required: true,
          style: 'radio',
          options: BOARD_OUTCOMES.map(outcome => ({ value: outcome, label: OUTCOME_WORDS[outcome] })),
        },
        {
          type: 'text',
          name: 'wording',
          label: 'In its words',
          hint: 'The amended wording, or why it was rejected.',
          required: false,
          multiline: true,
          maxLength: NOTE_LENGTH,
        },
        {
          type: 'date',
          name: 'on',
          label: 'Decided on',
          required: true,
          initial: record.meetings.find(meeting => meeting.on <= at.today)?.on ?? at.today,
        },
      ],
      submitLabel: 'Record it',
    };
  }
  const board = await boardFactsOf(tx, Number(values.boardId) || 0, at.today);
  const member = board?.memberIds.includes(personId);
  if (!board || !(member || board.coordinatorIds.includes(personId)))
    throw new Refused('There is no such board for you. /board list shows those you belong to.');
  return {
    verb: verb('decision', command),
    title: 'Record a decision',
    intro: `What ${board.boardName} decided of itself. It gets a reference that others can cite.`,
    values: { boardId: String(board.boardId) },
    fields: [
      {
        type: 'text',
        name: 'question',
        label: 'What was decided?',
        required: true,
        multiline: true,
        maxLength: NOTE_LENGTH,
        ...(typeof values.question === 'string' && { initial: values.question }),
      },
      ...(member && board.twoPart
        ? [
            {
              type: 'select' as const,
              name: 'part',
              label: 'In which part?',
              required: true,
              style: 'radio' as const,
              options: [
                { value: 'A', label: 'Part A: in the record' },
                { value: 'B', label: 'Part B: for members alone' },
              ],
              initial: 'A',
            },
          ]
        : []),
      { type: 'date', name: 'on', label: 'Decided on', required: true, initial: at.today },
    ],
    submitLabel: 'Record it',
  };
}
