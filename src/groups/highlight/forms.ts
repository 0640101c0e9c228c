import type { Form } from '../../chat/form.js';
import type { Tx } from '../../store/open.js';
import { verb } from '../../workflow/buttons.js';
import type { FormRequest } from '../../workflow/process.js';
import { textField } from '../fields.js';
import { LONG_TEXT } from '../inputs.js';
import type { HighlightRecord } from './record.js';

/** The form in which the lead changes a highlight report. */
export async function highlightForm(
  _tx: Tx,
  { command, record }: FormRequest<HighlightRecord>,
): Promise<Form> {
  if (!record || command !== 'change')
    throw new Error(`A highlight report's command "${command}" has no form.`);
  const long = (name: string, label: string, initial: string) =>
    textField(name, label, {
      required: false,
      multiline: true,
      maxLength: LONG_TEXT,
      ...(initial && { initial }),
    });
  return {
    verb: verb('highlight', command),
    entity: { kind: 'highlight', id: record.id, version: record.version },
    title: 'Highlight report',
    intro: 'The board reads this. Schools are named only with their agreement.',
    fields: [
      long('summary', 'What was done?', record.summary),
      long('next', 'What is next?', record.next),
      long('risks', 'Risks and decisions', record.risks),
    ],
    submitLabel: 'Save',
  };
}
