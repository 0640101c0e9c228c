import type { LocalDate } from '../calendar/localDate.js';
import type { Form, FormValues } from '../chat/form.js';
import type { Tx } from '../store/open.js';
import { type FormRequest, Refused } from '../workflow/process.js';
import { agreementForm } from './agreementForm.js';
import { approachForm } from './approachForm.js';
import { type Filled, given, initial, ROLES_NOT_NAMES, reasonField } from './formFields.js';
import { LONG_TEXT } from './inputs.js';
import { halfDaysLeft, RATINGS, REFUSAL_REASONS, type SupportRecord } from './record.js';
import { requestForm } from './requestForm.js';
import { RATING_WORDS, REFUSAL_WORDS } from './words.js';

/** The form that a command still needs, with sensible values to start from. @throws Refused for nobody's form */
export async function supportForm(tx: Tx, request: FormRequest<SupportRecord>): Promise<Form> {
  const { command, record, personId, values, at } = request;
  if (command === 'submit') return requestForm(tx, personId, values, at.today);
  if (!record) throw new Refused('This form belongs to a request that is gone.');
  const about = {
    verb: `support.${command}`,
    entity: { kind: 'support', id: record.id, version: record.version },
  };
  switch (command) {
    case 'approach':
      return { ...about, ...(await approachForm(tx, record, values)) };
    case 'decline':
      return { ...about, ...declineForm(record, values) };
    case 'refuseWork':
    case 'refuseRelease':
      return { ...about, ...refusalForm(record, values) };
    case 'propose':
      return { ...about, ...(await agreementForm(tx, record, values, at.today)) };
    case 'redraft':
      return { ...about, ...changeForm(record, values) };
    case 'logVisit':
      return { ...about, ...visitForm(record, values, at.today) };
    case 'evaluate':
      return { ...about, ...evaluationForm(record, values) };
    default:
      throw new Refused('There is no form for this. Open the request again to see what can be done.');
  }
}

function declineForm(record: SupportRecord, values: FormValues): Filled {
  return {
    title: `Decline ${record.reference}`,
    intro: 'The head is told that it cannot be taken further and reads your reason on the card.',
    fields: [reasonField('Why, and what could help instead?', values)],
    submitLabel: 'Decline',
  };
}

function refusalForm(record: SupportRecord, values: FormValues): Filled {
  return {
    title: `Not now: ${record.reference}`,
    intro: 'Only the coordinator sees who said no, and why. The school that asked never does.',
    fields: [
      {
        type: 'select',
        name: 'reason',
        label: 'What comes nearest?',
        required: true,
        style: 'radio',
        options: REFUSAL_REASONS.map(reason => ({ value: reason, label: REFUSAL_WORDS[reason] })),
        ...initial(values, 'reason'),
      },
    ],
    submitLabel: 'Send',
  };
}

function changeForm(record: SupportRecord, values: FormValues): Filled {
  return {
    title: `Change the agreement for ${record.reference}`,
    intro: 'The coordinator reads this and writes the agreement anew; every party is asked again.',
    fields: [reasonField('What should change?', values)],
    submitLabel: 'Ask for the change',
  };
}

function visitForm(record: SupportRecord, values: FormValues, today: LocalDate): Filled {
  const lengths = [
    { value: '1', label: '1 day', halfDays: 2 },
    { value: '0.5', label: 'Half a day', halfDays: 1 },
  ].filter(length => length.halfDays <= halfDaysLeft(record));
  const first = lengths[0]?.value;
  return {
    title: `Record a visit: ${record.reference}`,
    intro: 'The school and the coordinator read this; the home head sees the days only.',
    fields: [
      {
        type: 'date',
        name: 'on',
        label: 'Day',
        required: true,
        max: today,
        ...(record.agreement && { min: record.agreement.startsOn }),
        initial: given(values, 'on', String) ?? today,
      },
      {
        type: 'select',
        name: 'days',
        label: 'Length',
        required: true,
        style: 'radio',
        options: lengths.map(({ value, label }) => ({ value, label })),
        ...(first && { initial: given(values, 'days', String) ?? first }),
      },
      {
        type: 'text',
        name: 'summary',
        label: 'What was done, in one sentence?',
        hint: ROLES_NOT_NAMES,
        required: true,
        multiline: true,
        maxLength: LONG_TEXT,
        ...initial(values, 'summary'),
      },
    ],
    submitLabel: 'Record',
  };
}

function evaluationForm(record: SupportRecord, values: FormValues): Filled {
  return {
    title: `How effective was it? ${record.reference}`,
    intro: 'You, the leader and your coordinators see this. The partnership sees totals only.',
    fields: [
      {
        type: 'select',
        name: 'rating',
        label: 'The support was',
        required: true,
        style: 'radio',
        options: RATINGS.map(rating => ({ value: rating, label: RATING_WORDS[rating] })),
        ...initial(values, 'rating'),
      },
      {
        type: 'text',
        name: 'comment',
        label: 'What changed?',
        hint: `The leader reads this. ${ROLES_NOT_NAMES}`,
        required: false,
        multiline: true,
        maxLength: LONG_TEXT,
        ...initial(values, 'comment'),
      },
    ],
    submitLabel: 'Send',
  };
}
