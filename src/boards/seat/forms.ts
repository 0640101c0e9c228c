import { addDays } from '../../calendar/localDate.js';
import type { Form } from '../../chat/form.js';
import type { Tx } from '../../store/open.js';
import { verb } from '../../workflow/buttons.js';
import { type FormRequest, Refused } from '../../workflow/process.js';
import { peopleOptions } from '../people.js';
import type { SeatRecord } from './record.js';
import { termEnd } from './workflow.js';

/** The form of a seat's command. */
export async function seatForm(tx: Tx, { command, record, at }: FormRequest<SeatRecord>): Promise<Form> {
  if (!record) throw new Refused('Seats are added on the board’s own card.');
  const base = {
    verb: verb('seat', command),
    entity: { kind: 'seat', id: record.id, version: record.version },
  };
  if (command === 'renew') {
    return {
      ...base,
      title: 'Renew the term',
      intro: `${record.holder?.name ?? 'Its holder'} sits for ${record.constituency}.`,
      fields: [
        {
          type: 'date',
          name: 'to',
          label: 'Until',
          required: true,
          initial: termEnd(record.to ? addDays(record.to, 1) : at.today, record.termYears),
        },
      ],
      submitLabel: 'Renew',
    };
  }
  return {
    ...base,
    title: 'Appoint',
    intro: `${record.boardName}, for ${record.constituency}. They are told.`,
    fields: [
      {
        type: 'select',
        name: 'personId',
        label: 'Who takes the seat?',
        required: true,
        options: await peopleOptions(tx, at.today),
      },
      { type: 'date', name: 'from', label: 'From', required: true, initial: at.today },
      {
        type: 'date',
        name: 'to',
        label: 'Until',
        required: true,
        initial: termEnd(at.today, record.termYears),
      },
    ],
    submitLabel: 'Appoint',
  };
}
