import type { Field, Form } from '../../chat/form.js';
import type { Tx } from '../../store/open.js';
import { verb } from '../../workflow/buttons.js';
import type { FormRequest } from '../../workflow/process.js';
import { textField } from '../fields.js';
import { ANSWERED_RAGS } from '../rag.js';
import { RAG_WORDS } from '../words.js';
import { answerThatCounts, type CheckInRecord } from './record.js';

/** The five fields of a check-in, prefilled from last time; a correction, from what is corrected. */
export async function checkInForm(_tx: Tx, { command, record }: FormRequest<CheckInRecord>): Promise<Form> {
  if (!record) throw new Error('A check-in is asked for by Convenor, not begun with a form.');
  const base = {
    verb: verb('checkIn', command),
    entity: { kind: 'checkIn', id: record.id, version: record.version },
  };
  if (command === 'raise') {
    return {
      ...base,
      title: 'Ask the sponsor',
      intro: `${record.group.sponsor.name} is told at once and decides within five working days.`,
      fields: [
        textField('reason', 'What is to be decided?', {
          multiline: true,
          ...(answerThatCounts(record)?.blocker && { initial: answerThatCounts(record)?.blocker ?? '' }),
        }),
      ],
      submitLabel: 'Ask',
    };
  }
  const corrected = command === 'correct' ? answerThatCounts(record) : null;
  const last = corrected ?? record.before;
  return {
    ...base,
    title: corrected ? 'Correct the check-in' : 'Check-in',
    intro: `${record.group.title}. Your sponsor sees all of it; the board sees the colour, what was done and what is next.`,
    fields: [
      {
        type: 'select',
        name: 'rag',
        label: 'How does it stand?',
        required: true,
        style: 'radio',
        options: ANSWERED_RAGS.map(rag => ({ value: rag, label: RAG_WORDS[rag] })),
        ...(last && { initial: last.rag }),
      },
      textField('done', 'What was done?', { ...(last && { initial: last.done }) }),
      textField('next', 'What is next?', { required: false, ...(last && { initial: last.next }) }),
      textField('blocker', 'Is anything in the way?', {
        required: false,
        hint: 'Roles, not names. The group and its sponsors see this; the board does not.',
        ...(last && { initial: last.blocker }),
      }),
      {
        type: 'number',
        name: 'daysUsed',
        label: 'Leader days used since last time',
        required: false,
        initial: corrected ? corrected.halfDaysUsed / 2 : 0,
        min: 0,
        step: 0.5,
      },
      ...daysOf(record, corrected?.groupLeaderId ?? null),
      ...(record.before?.rag === 'red' || corrected?.rag === 'red'
        ? [
            textField('fromRed', 'If it is no longer red: what has changed?', {
              required: false,
              ...(corrected?.fromRed && { initial: corrected.fromRed }),
            }),
          ]
        : []),
    ],
    submitLabel: 'Send',
  };
}

/** Whose days they were: asked only where several leaders have days set aside. */
function daysOf({ group }: CheckInRecord, initial: number | null): Field[] {
  const leaders = group.leaders.filter(({ endedOn }) => endedOn === null);
  const [first] = leaders;
  if (!first || leaders.length < 2) return [];
  return [
    {
      type: 'select',
      name: 'daysOf',
      label: 'Whose days?',
      required: false,
      options: leaders.map(({ id, name, typeCode }) => ({
        value: String(id),
        label: `${name} (${typeCode})`,
      })),
      initial: String(initial ?? first.id),
    },
  ];
}
