import { addDays } from '../calendar/localDate.js';
import type { Form } from '../chat/form.js';
import type { Tx } from '../store/open.js';
import { verb } from '../workflow/buttons.js';
import { type FormRequest, Refused } from '../workflow/process.js';
import { deputiesFor } from './deputies.js';
import type { CoverRecord } from './record.js';

/** A usual absence, in days. */
const USUAL = 14;

/** The form of a cover's command. @throws Refused when there is nobody who could be named */
export async function coverForm(tx: Tx, request: FormRequest<CoverRecord>): Promise<Form> {
  const { command, record, personId, values, at } = request;
  const given = (name: string) => (typeof values[name] === 'string' ? values[name] : undefined);
  const last = (initial: string) => ({
    type: 'date' as const,
    name: 'to',
    label: 'Until and including',
    required: true,
    min: at.today,
    initial: given('to') ?? initial,
  });
  if (record) {
    return {
      verb: verb('cover', command),
      entity: { kind: 'cover', id: record.id, version: record.version },
      title: 'Another last day',
      fields: [last(record.to)],
      submitLabel: 'Change',
    };
  }
  const candidates = await deputiesFor(tx, personId, at.today);
  if (candidates.length === 0) {
    throw new Refused(
      'Nobody else of your school or office is on record who could act for you. Ask your coordinator to put somebody on record.',
    );
  }
  const chosen = given('deputyId');
  return {
    verb: verb('cover', command),
    title: 'Who acts for you?',
    intro:
      'They see what waits for you, are told of it too, and may answer for you until that day. Each answer says for whom it was.',
    fields: [
      {
        type: 'select',
        name: 'deputyId',
        label: 'Deputy',
        required: true,
        style: 'menu',
        options: candidates.map(({ id, name, post }) => ({ value: String(id), label: `${name} (${post})` })),
        ...(chosen !== undefined && { initial: chosen }),
      },
      { type: 'date', name: 'from', label: 'From', required: false, min: at.today, initial: at.today },
      last(addDays(at.today, USUAL)),
    ],
    submitLabel: 'Name them',
  };
}
