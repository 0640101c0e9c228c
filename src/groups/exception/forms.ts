import { formatDate } from '../../calendar/localDate.js';
import type { Form } from '../../chat/form.js';
import type { Tx } from '../../store/open.js';
import { verb } from '../../workflow/buttons.js';
import type { FormRequest } from '../../workflow/process.js';
import { textField } from '../fields.js';
import { sponsorsLimit } from '../tolerance.js';
import type { ExceptionRecord } from './record.js';

/** The form of a decision. */
export async function exceptionForm(
  _tx: Tx,
  { command, record }: FormRequest<ExceptionRecord>,
): Promise<Form> {
  if (!record) throw new Error('An exception is raised by Convenor, not begun with a form.');
  const base = {
    verb: verb('exception', command),
    entity: { kind: 'exception', id: record.id, version: record.version },
  };
  const { title } = record.group;
  switch (command) {
    case 'accept':
      return {
        ...base,
        title: 'Accept it',
        intro: `${title} goes on as it is. The lead is told.`,
        fields: [textField('reason', 'Anything to add?', { required: false })],
        submitLabel: 'Accept',
      };
    case 'replan':
      return {
        ...base,
        title: 'Replan',
        intro: `The lead of ${title} may then move milestones within its end.`,
        fields: [textField('reason', 'What is to be planned anew?', { multiline: true })],
        submitLabel: 'Ask for a new plan',
      };
    case 'extend':
      return {
        ...base,
        title: 'Extend',
        intro: `It reports by ${formatDate(record.group.endsOn)}. You can extend it to ${formatDate(sponsorsLimit(record.group))}; beyond that the chair is asked.`,
        fields: [
          { type: 'date', name: 'endsOn', label: 'Until when?', required: true, min: record.group.endsOn },
          textField('reason', 'Why?'),
        ],
        submitLabel: 'Extend',
      };
    case 'stop':
      return {
        ...base,
        title: 'Stop the group',
        intro: 'The lead is told that it is stopped, not why.',
        fields: [textField('reason', 'Why?', { multiline: true })],
        submitLabel: 'Stop it',
      };
    default:
      throw new Error(`An exception's command "${command}" has no form.`);
  }
}
