import type { LocalDate } from '../calendar/localDate.js';
import type { FormValues } from '../chat/form.js';
import { namingField } from '../chat/naming.js';
import { choiceField, dateField, type Filled, given, ROLES_NOT_NAMES, textField } from './formFields.js';
import { halfDaysLeft, type SupportRecord } from './record.js';
import { ACTIVITY_WORDS, GO_ON_WORDS, LASTING_WORDS, RATING_WORDS, WORKING_WORDS } from './words.js';

/** The leader is in touch: when is the first visit, if that is known? */
export function contactForm({ reference }: SupportRecord, values: FormValues, today: LocalDate): Filled {
  return {
    title: `We are in touch: ${reference}`,
    fields: [
      dateField('nextVisitOn', 'First visit, if it is agreed', values, {
        required: false,
        min: today,
        hint: 'You are reminded to record it.',
      }),
    ],
    submitLabel: 'Keep',
  };
}

/** A visit in two taps and a sentence (DOMAIN 3.6): the day is today's, the length the usual. */
export function visitForm(record: SupportRecord, values: FormValues, today: LocalDate): Filled {
  const lengths = [
    { value: '1', label: '1 day', halfDays: 2 },
    { value: '0.5', label: 'Half a day', halfDays: 1 },
  ].filter(length => length.halfDays <= halfDaysLeft(record));
  const first = lengths[0]?.value;
  return {
    title: `Record a visit: ${record.reference}`,
    intro: 'The school and the coordinator read this; the home head sees the days only.',
    fields: [
      dateField('on', 'Day', values, {
        max: today,
        ...(record.agreement && { min: record.agreement.startsOn }),
        initial: today,
      }),
      {
        type: 'select',
        name: 'days',
        label: 'Length',
        required: true,
        style: 'radio',
        options: lengths.map(({ value, label }) => ({ value, label })),
        ...(first && { initial: given(values, 'days', String) ?? first }),
      },
      textField('summary', 'What was done, in one sentence?', values),
      choiceField('activity', 'Kind of visit', ACTIVITY_WORDS, values, { required: false, style: 'menu' }),
      textField('next', 'Next step', values, { required: false }),
      dateField('nextVisitOn', 'Next visit, if it is agreed', values, { required: false, min: today }),
      ...namingField(values, ['summary']),
    ],
    submitLabel: 'Record',
  };
}

/** Half way, in private. */
export function midReviewForm({ reference }: SupportRecord, values: FormValues): Filled {
  return {
    title: `How does it go? ${reference}`,
    intro: 'Only your coordinator reads this. If it does not work, they ring you the same day.',
    fields: [
      choiceField('working', 'Does it work?', WORKING_WORDS, values),
      choiceField('goOn', 'And now?', GO_ON_WORDS, values, { initial: 'asPlanned' }),
      textField('comment', 'What should change?', values, { required: false }),
    ],
    submitLabel: 'Send',
  };
}

/** The head's evaluation on the five-point scale. */
export function evaluationForm({ reference }: SupportRecord, values: FormValues): Filled {
  return {
    title: `How effective was it? ${reference}`,
    intro:
      'You and your coordinator see this, and the leader when both sides have answered. The partnership sees totals only.',
    fields: [
      choiceField('rating', 'The support was', RATING_WORDS, values),
      textField('comment', 'What changed?', values, {
        required: false,
        hint: `The leader reads this. ${ROLES_NOT_NAMES}`,
      }),
      ...namingField(values, ['comment']),
    ],
    submitLabel: 'Send',
  };
}

/** The leader's comments and challenges. */
export function reflectionForm({ reference }: SupportRecord, values: FormValues): Filled {
  return {
    title: `How was it? ${reference}`,
    intro: 'Only the coordinator reads this.',
    fields: [
      textField('comment', 'What went well, and what was hard?', values),
      ...namingField(values, ['comment']),
    ],
    submitLabel: 'Send',
  };
}

/** The coordinator's sign-off. */
export function qualityForm({ reference }: SupportRecord, values: FormValues): Filled {
  return {
    title: `Sign off ${reference}`,
    intro: 'If one side found that it did not work, say what was done about it.',
    fields: [
      textField('note', 'What was done about concerns, if there were any?', values, {
        required: false,
        hint: `Coordinators alone read this. ${ROLES_NOT_NAMES}`,
      }),
    ],
    submitLabel: 'Sign off',
  };
}

/** The one question 90 days later. */
export function impactForm({ reference }: SupportRecord, values: FormValues): Filled {
  return {
    title: `Did it last? ${reference}`,
    fields: [
      choiceField('lasting', 'Is what changed still there?', LASTING_WORDS, values),
      textField('comment', 'Anything to add?', values, { required: false }),
    ],
    submitLabel: 'Send',
  };
}
