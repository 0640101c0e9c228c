import type { Field, Form } from '../../chat/form.js';
import type { Tx } from '../../store/open.js';
import { verb } from '../../workflow/buttons.js';
import { type FormRequest, Refused } from '../../workflow/process.js';
import { NOTE_LENGTH, TITLE_LENGTH } from '../inputs.js';
import { peopleOptions } from '../people.js';
import type { EventRecord } from './record.js';
import { draftEvent } from './store.js';
import { eventWorkflow } from './workflow.js';

const text = (name: string, label: string, more: Partial<Field & { type: 'text' }> = {}): Field => ({
  type: 'text',
  name,
  label,
  required: true,
  maxLength: TITLE_LENGTH,
  ...more,
});

/** The form of an event's command. @throws Refused for a board that is not there, or not theirs */
export async function eventForm(tx: Tx, request: FormRequest<EventRecord>): Promise<Form> {
  const { command, record, personId, values, at } = request;
  if (!record) {
    const draft = await draftEvent(tx, { ...at, personId, values });
    if (!(eventWorkflow.roles.officers.people?.(draft) ?? []).includes(personId))
      throw new Refused('A discussion is planned by a member of the consultative group or a coordinator.');
    const given = (name: string) => (typeof values[name] === 'string' ? { initial: values[name] } : {});
    return {
      verb: verb('event', command),
      title: 'Plan a discussion',
      intro: 'On an issue that the board above has decided on. You invite people next.',
      values: { boardId: String(draft.boardId) },
      fields: [
        text('issue', 'Which issue?', given('issue')),
        text('from', 'Which decision asks for it?', {
          hint: 'Its reference, such as BD-2027-0004.',
          ...given('from'),
        }),
        ...when(typeof values.on === 'string' ? values.on : null, '15:30', '', at.today),
      ],
      submitLabel: 'Plan it',
    };
  }
  return {
    verb: verb('event', command),
    entity: { kind: 'event', id: record.id, version: record.version },
    ...(await fieldsOf(tx, request, record)),
  };
}

async function fieldsOf(
  tx: Tx,
  { command, personId, at }: FormRequest<EventRecord>,
  record: EventRecord,
): Promise<Omit<Form, 'verb' | 'entity'>> {
  switch (command) {
    case 'invite':
      return {
        title: 'Invite somebody',
        intro: 'Somebody on record here is told in chat. For somebody from outside you get a text to send.',
        fields: [
          {
            type: 'select',
            name: 'personId',
            label: 'From here',
            required: false,
            options: await peopleOptions(tx, at.today),
          },
          text('name', 'Or from outside: name', { required: false }),
          text('organisation', 'Their organisation', { required: false }),
        ],
        submitLabel: 'Invite',
      };
    case 'answer':
      return {
        title: 'Do you come?',
        fields: [
          {
            type: 'select',
            name: 'answer',
            label: record.issue,
            required: true,
            style: 'radio',
            options: [
              { value: 'comes', label: 'I come' },
              { value: 'declines', label: 'I cannot come' },
            ],
          },
        ],
        submitLabel: 'Send',
      };
    case 'evidence': {
      const officer = (eventWorkflow.roles.officers.people?.(record) ?? []).includes(personId);
      const whose: Field[] = officer
        ? [
            {
              type: 'select',
              name: 'inviteeId',
              label: 'Whose evidence?',
              required: true,
              options: record.invitees.map(each => ({ value: String(each.id), label: each.name })),
            },
          ]
        : [];
      if (officer && record.invitees.length === 0) throw new Refused('Invite somebody first.');
      return {
        title: 'Send evidence',
        intro: 'A title and a link: the document stays where it is.',
        fields: [...whose, text('evidence', 'What, and where?', { multiline: true, maxLength: NOTE_LENGTH })],
        submitLabel: 'Send',
      };
    }
    case 'move':
      return {
        title: 'Move the discussion',
        fields: when(record.on, record.startsAt, record.place, at.today),
        submitLabel: 'Move it',
      };
    case 'outcome':
      return {
        title: 'Record an outcome',
        intro: `It goes onto the next agenda of ${record.decision?.boardName ?? 'the board that asked'}.`,
        fields: [
          text('title', 'What came out?'),
          text('note', 'What should the board know?', {
            required: false,
            multiline: true,
            maxLength: NOTE_LENGTH,
          }),
        ],
        submitLabel: 'Record it',
      };
    default:
      throw new Refused('There is no form for this. Open the event again to see what can be done.');
  }
}

function when(on: string | null, startsAt: string, place: string, today: string): Field[] {
  return [
    { type: 'date', name: 'on', label: 'Day', required: true, min: today, ...(on && { initial: on }) },
    { type: 'time', name: 'startsAt', label: 'Time', required: true, initial: startsAt },
    text('place', 'Where, or the link', { required: false, ...(place && { initial: place }) }),
  ];
}
