import type { Field, Form } from '../../chat/form.js';
import type { Tx } from '../../store/open.js';
import { verb } from '../../workflow/buttons.js';
import { type FormRequest, Refused } from '../../workflow/process.js';
import { NOTE_LENGTH } from '../inputs.js';
import { boardFactsOf } from '../load.js';
import { peopleOptions } from '../people.js';
import type { ActionRecord } from './record.js';

const words = (name: string, label: string, required: boolean): Field => ({
  type: 'text',
  name,
  label,
  required,
  multiline: true,
  maxLength: NOTE_LENGTH,
});

/** The form of an action's command. @throws Refused for a board that is not there, or not theirs */
export async function actionForm(tx: Tx, request: FormRequest<ActionRecord>): Promise<Form> {
  const { command, record, at } = request;
  if (!record) return minuteForm(tx, request);
  const base = {
    verb: verb('action', command),
    entity: { kind: 'action', id: record.id, version: record.version },
  };
  switch (command) {
    case 'finish':
      return {
        ...base,
        title: 'Done',
        fields: [words('result', 'What came of it?', false)],
        submitLabel: 'Done',
      };
    case 'drop':
      return {
        ...base,
        title: 'Drop it',
        fields: [words('result', 'Why?', true)],
        submitLabel: 'Drop it',
      };
    case 'change':
      return {
        ...base,
        title: 'Another day or person',
        fields: [
          await who(tx, at.today, record.owner && String(record.owner.id)),
          {
            type: 'date',
            name: 'dueOn',
            label: 'By when?',
            required: true,
            min: at.today,
            initial: record.dueOn,
          },
        ],
        submitLabel: 'Save',
      };
    default:
      throw new Refused('There is no form for this. Open the action again to see what can be done.');
  }
}

async function minuteForm(
  tx: Tx,
  { command, values, personId, at }: FormRequest<ActionRecord>,
): Promise<Form> {
  const board = await boardFactsOf(tx, Number(values.boardId) || 0, at.today);
  const member = board?.memberIds.includes(personId);
  if (!board || !(member || board.coordinatorIds.includes(personId)))
    throw new Refused('There is no such board for you. /board list shows those you belong to.');
  const given = (name: string) => (typeof values[name] === 'string' ? values[name] : null);
  const text = words('text', 'What is to be done?', true);
  return {
    verb: verb('action', command),
    title: 'Minute an action',
    intro: `${board.boardName}. They are told, and reminded five school days before, on the day and five after.`,
    values: { boardId: String(board.boardId), ...(given('itemId') && { itemId: given('itemId') ?? '' }) },
    fields: [
      await who(tx, at.today, given('ownerId')),
      given('text') && text.type === 'text' ? { ...text, initial: given('text') ?? '' } : text,
      {
        type: 'date',
        name: 'dueOn',
        label: 'By when?',
        required: true,
        min: at.today,
        ...(given('dueOn') && { initial: given('dueOn') ?? '' }),
      },
      ...(member && board.twoPart
        ? [
            {
              type: 'select' as const,
              name: 'part',
              label: 'Of which part?',
              required: true,
              style: 'radio' as const,
              options: [
                { value: 'A', label: 'Part A: in the record' },
                { value: 'B', label: 'Part B: for members alone' },
              ],
              initial: given('part') ?? 'A',
            },
          ]
        : []),
    ],
    submitLabel: 'Minute it',
  };
}

async function who(tx: Tx, today: `${number}-${number}-${number}`, initial: string | null): Promise<Field> {
  return {
    type: 'select',
    name: 'ownerId',
    label: 'Who does it?',
    required: true,
    options: await peopleOptions(tx, today),
    ...(initial && { initial }),
  };
}
