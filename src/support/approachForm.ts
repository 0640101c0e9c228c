import type { FormValues } from '../chat/form.js';
import type { Tx } from '../store/open.js';
import { OVERRIDE_REASONS, OVERRIDE_WORDS } from './conflicts.js';
import { type Filled, given, initial } from './formFields.js';
import type { SupportRecord } from './record.js';

/** Asks why a leader is approached although something speaks against it: a reason to choose, which is kept. */
export async function approachForm(tx: Tx, record: SupportRecord, values: FormValues): Promise<Filled> {
  const designationId = given(values, 'designationId', String) ?? '';
  const leader = await tx.designation.findUnique({
    where: { id: Number(designationId) || 0 },
    select: { person: { select: { name: true } } },
  });
  return {
    title: `Ask ${leader?.person.name ?? 'this leader'} for ${record.reference}`,
    intro:
      'Something speaks against this match; the list of candidates says what. You decide. Your reason is kept ' +
      'with the request, and coordinators alone can read it.',
    fields: [
      {
        type: 'select',
        name: 'overrideReason',
        label: 'Why ask all the same?',
        required: true,
        style: 'radio',
        options: OVERRIDE_REASONS.map(reason => ({ value: reason, label: OVERRIDE_WORDS[reason] })),
        ...initial(values, 'overrideReason'),
      },
    ],
    submitLabel: 'Ask',
    values: { designationId, soft: 'yes' },
  };
}
