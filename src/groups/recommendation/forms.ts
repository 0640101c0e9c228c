import type { Field, Form, Option } from '../../chat/form.js';
import { membersOf } from '../../network/partnerships.js';
import type { Tx } from '../../store/open.js';
import { verb } from '../../workflow/buttons.js';
import type { FormRequest } from '../../workflow/process.js';
import { textField } from '../fields.js';
import { leaderOptions, peopleField, peopleOptions } from '../peopleForms.js';
import { IMPACTS } from './progress.js';
import { RESOURCES, type RecommendationRecord } from './record.js';
import { IMPACT_WORDS, RESOURCE_WORDS } from './words.js';

/** The form of a recommendation's command. */
export async function recommendationForm(
  tx: Tx,
  { command, record, at }: FormRequest<RecommendationRecord>,
): Promise<Form> {
  if (!record) throw new Error('A recommendation is added to a report, not begun with a form.');
  const base = {
    verb: verb('recommendation', command),
    entity: { kind: 'recommendation', id: record.id, version: record.version },
  };
  switch (command) {
    case 'change':
      return {
        ...base,
        title: 'Change the recommendation',
        fields: [
          textField('text', 'What is to be done?', { multiline: true, initial: record.text }),
          textField('because', 'What in the evidence does it rest on?', {
            multiline: true,
            initial: record.because,
          }),
        ],
        submitLabel: 'Save',
      };
    case 'amend':
      return {
        ...base,
        title: 'Amend it',
        fields: [textField('wording', 'As the board wants it', { multiline: true, initial: record.text })],
        submitLabel: 'Accept as amended',
      };
    case 'reject':
      return {
        ...base,
        title: 'Reject it',
        intro: 'The reason stands in the report, for everybody in the group.',
        fields: [textField('wording', 'Why?', { multiline: true })],
        submitLabel: 'Reject',
      };
    case 'plan':
      return {
        ...base,
        title: 'Who sees to it',
        fields: await planFields(tx, record, at.today),
        submitLabel: 'Save',
      };
    case 'setAside':
      return {
        ...base,
        title: 'Set days aside',
        intro: "They are booked in the leader's year, as for a deployment.",
        fields: leaderDaysFields(await leaderOptions(tx, at.today)),
        submitLabel: 'Set aside',
      };
    case 'logDays':
      return {
        ...base,
        title: 'Log days',
        fields: leaderDaysFields(loggable(record)),
        submitLabel: 'Log',
      };
    case 'progress':
      return {
        ...base,
        title: 'How far it is',
        fields: [textField('text', 'How far is it?')],
        submitLabel: 'Send',
      };
    case 'done':
      return {
        ...base,
        title: 'It is done',
        fields: [textField('text', 'What has come of it?')],
        submitLabel: 'Done',
      };
    case 'drop':
      return {
        ...base,
        title: 'Give it up',
        fields: [textField('reason', 'Why?')],
        submitLabel: 'Give it up',
      };
    case 'impact':
      return {
        ...base,
        title: 'What came of it',
        ...(record.measure && { intro: `It was to be seen by: ${record.measure}` }),
        fields: [
          {
            type: 'select',
            name: 'impact',
            label: 'What has come of it?',
            required: true,
            style: 'radio',
            options: IMPACTS.map(impact => ({ value: impact, label: IMPACT_WORDS[impact] })),
          },
          textField('text', 'How do you know?', { required: false }),
        ],
        submitLabel: 'Send',
      };
    default:
      throw new Error(`A recommendation's command "${command}" has no form.`);
  }
}

async function planFields(tx: Tx, record: RecommendationRecord, today: string): Promise<Field[]> {
  const day = record.group.asOf;
  const schools = await membersOf(tx, record.group.partnershipId, day);
  const areas = await tx.specialism.findMany({ where: { legacy: false }, orderBy: { title: 'asc' } });
  return [
    {
      ...peopleField('ownerId', 'Who sees to it?', await peopleOptions(tx, day)),
      ...(record.owner && !record.owner.left && { initial: String(record.owner.id) }),
    },
    {
      type: 'date',
      name: 'dueOn',
      label: 'By when?',
      required: true,
      min: today,
      ...(record.dueOn && { initial: record.dueOn }),
    },
    textField('measure', 'How will one see that it worked?', {
      ...(record.measure && { initial: record.measure }),
    }),
    {
      type: 'select',
      name: 'resource',
      label: 'What does it need?',
      required: true,
      style: 'radio',
      options: RESOURCES.map(resource => ({ value: resource, label: RESOURCE_WORDS[resource] })),
      initial: record.resource ?? 'none',
    },
    {
      type: 'select',
      name: 'schoolId',
      label: 'For leader’s days: which school?',
      hint: 'Its head gets a request for support, and alone decides whether to send it.',
      required: false,
      ...(record.schoolId !== null && { initial: String(record.schoolId) }),
      options: schools.map(({ id, name }) => ({ value: String(id), label: name })),
    },
    {
      type: 'select',
      name: 'area',
      label: 'For leader’s days: in what?',
      required: false,
      ...(record.area !== null && { initial: record.area }),
      options: areas.map(({ slug, title }) => ({ value: slug, label: title })),
    },
  ];
}

function leaderDaysFields(options: readonly Option[]): Field[] {
  return [
    { type: 'select', name: 'designationId', label: 'Which leader?', required: true, options },
    { type: 'number', name: 'halfDays', label: 'How many days?', required: true, min: 0.5, step: 0.5 },
  ];
}

/** The leaders whose days are set aside, each once. */
function loggable({ leaderDays }: RecommendationRecord): readonly Option[] {
  const labels = new Map(
    leaderDays.map(({ designationId, name, typeCode }) => [String(designationId), `${name}, ${typeCode}`]),
  );
  return [...labels].map(([value, label]) => ({ value, label }));
}
