import type { Field, Form } from '../../chat/form.js';
import type { Tx } from '../../store/open.js';
import { verb } from '../../workflow/buttons.js';
import { type FormRequest, Refused } from '../../workflow/process.js';
import { calendarOfBoard } from '../calendar.js';
import { NOTE_LENGTH, TITLE_LENGTH } from '../inputs.js';
import { offeredDays } from './days.js';
import type { MeetingRecord } from './record.js';
import { draftMeeting } from './store.js';

/** The form of a meeting's command. @throws Refused for a board that is not there, or not theirs */
export async function meetingForm(tx: Tx, request: FormRequest<MeetingRecord>): Promise<Form> {
  const { command, record, personId, values, at } = request;
  if (!record) {
    const draft = await draftMeeting(tx, { ...at, personId, values });
    if (![...draft.chairIds, ...draft.coordinatorIds].includes(personId))
      throw new Refused('A meeting is planned by the chair or a coordinator.');
    const [first] = offeredDays(draft, at.today, await calendarOfBoard(tx, draft));
    return {
      verb: verb('meeting', command),
      title: 'Plan a meeting',
      intro: `${draft.boardName}. Members are told; papers are chased ten school days before, the pack goes out five before.`,
      values: { boardId: String(draft.boardId) },
      fields: when(typeof values.on === 'string' ? values.on : first, '15:30', '', at.today),
      submitLabel: 'Plan it',
    };
  }
  return {
    verb: verb('meeting', command),
    entity: { kind: 'meeting', id: record.id, version: record.version },
    ...fieldsOf(request, record),
  };
}

function fieldsOf(
  { command, personId, deputyId, at: { today } }: FormRequest<MeetingRecord>,
  record: MeetingRecord,
): Omit<Form, 'verb' | 'entity'> {
  const text = (name: string, label: string): Field => ({
    type: 'text',
    name,
    label,
    required: true,
    multiline: true,
    maxLength: NOTE_LENGTH,
  });
  switch (command) {
    case 'move':
      return {
        title: 'Move the meeting',
        fields: when(record.on, record.startsAt, record.place, today),
        submitLabel: 'Move it',
      };
    case 'paper': {
      const office = [...record.chairIds, ...record.coordinatorIds].includes(personId);
      const theirs = record.below.filter(board => office || board.chairIds.includes(personId));
      const own = theirs.find(board => board.chairIds.includes(personId)) ?? theirs[0];
      return {
        title: 'Send a paper',
        intro: `For the pack of ${record.boardName}: progress against your plan, what changed, what you ask of it.`,
        fields: [
          {
            type: 'select',
            name: 'fromBoardId',
            label: 'Whose report?',
            required: true,
            options: theirs.map(board => ({ value: String(board.id), label: board.name })),
            ...(own && { initial: String(own.id) }),
          },
          text('text', 'The report'),
        ],
        submitLabel: 'Send',
      };
    }
    case 'minute': {
      const member = record.memberIds.includes(deputyId ?? personId);
      const items = record.items.filter(item => item.part === 'A' || member);
      if (items.length === 0)
        throw new Refused('Nothing was raised for this meeting. Record decisions and actions instead.');
      return {
        title: 'Minute an item',
        fields: [
          {
            type: 'select',
            name: 'itemId',
            label: 'Which item?',
            required: true,
            options: items.map(item => ({
              value: String(item.id),
              label: `${item.part}: ${item.title}`,
            })),
          },
          text('text', 'What came of it?'),
        ],
        submitLabel: 'Minute it',
      };
    }
    default:
      throw new Refused('There is no form for this. Open the meeting again to see what can be done.');
  }
}

function when(on: string | undefined, startsAt: string, place: string, today: string): Field[] {
  return [
    { type: 'date', name: 'on', label: 'Day', required: true, min: today, ...(on && { initial: on }) },
    { type: 'time', name: 'startsAt', label: 'Time', required: true, initial: startsAt },
    {
      type: 'text',
      name: 'place',
      label: 'Where, or the link',
      required: false,
      maxLength: TITLE_LENGTH,
      ...(place && { initial: place }),
    },
  ];
}
