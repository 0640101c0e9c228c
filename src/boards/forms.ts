import type { Field, Form, FormValues, Option } from '../chat/form.js';
import { BOARD_KIND_TITLES, BOARD_KINDS, boardsFor } from '../network/boards.js';
import { PHASES } from '../network/school.js';
import type { Tx } from '../store/open.js';
import { verb } from '../workflow/buttons.js';
import { type FormRequest, Refused } from '../workflow/process.js';
import { NOTE_LENGTH, TITLE_LENGTH } from './inputs.js';
import type { BoardRecord } from './record.js';
import { draftBoard } from './store.js';
import { TEMPLATE_NAMES, TEMPLATES } from './templates.js';

const NAME = { type: 'text' as const, name: 'name', label: 'Name', required: true, maxLength: TITLE_LENGTH };

const PHASE_OPTIONS: readonly Option[] = PHASES.map(phase => ({ value: phase, label: phase }));

/** The form of a board's command. @throws Refused when the person may set none up */
export async function boardForm(tx: Tx, request: FormRequest<BoardRecord>): Promise<Form> {
  const { command, record, personId, at, values } = request;
  if (!record) {
    // Somebody without an office learns that before filling in a form.
    const draft = await draftBoard(tx, { ...at, personId, values: { partnershipId: values.partnershipId } });
    return command === 'setUp' ? setUpForm(draft) : createForm(tx, draft);
  }
  return {
    verb: verb('board', command),
    entity: ref(record),
    ...(await fieldsOf(tx, request, record)),
  };
}

function ref({ id, version }: BoardRecord) {
  return { kind: 'board', id, version };
}

function setUpForm(draft: BoardRecord): Form {
  return {
    verb: verb('board', 'setUp'),
    title: 'Set up boards',
    intro: `For ${draft.partnershipName}: the boards with their seats and who reports to whom. Everything can be changed afterwards.`,
    values: { partnershipId: String(draft.partnershipId) },
    fields: [
      {
        type: 'select',
        name: 'template',
        label: 'Which boards?',
        required: true,
        style: 'radio',
        options: TEMPLATE_NAMES.map(name => ({ value: name, label: TEMPLATES[name].title })),
      },
    ],
    submitLabel: 'Set up',
  };
}

async function createForm(tx: Tx, draft: BoardRecord): Promise<Form> {
  const above = await boardsFor(tx, draft.partnershipId);
  return {
    verb: verb('board', 'create'),
    title: 'Set up one board',
    intro: `For ${draft.partnershipName}. Its seats come next.`,
    values: { partnershipId: String(draft.partnershipId) },
    fields: [
      NAME,
      {
        type: 'text',
        name: 'slug',
        label: 'Short name, to type',
        hint: 'Such as primary-ip.',
        required: true,
        maxLength: 31,
      },
      {
        type: 'select',
        name: 'kind',
        label: 'Kind',
        required: true,
        options: BOARD_KINDS.map(kind => ({ value: kind, label: BOARD_KIND_TITLES[kind] })),
      },
      { type: 'select', name: 'phase', label: 'Phase', required: false, options: PHASE_OPTIONS },
      ...reportsTo(above, null),
      twoPart(false),
    ],
    submitLabel: 'Set up',
  };
}

async function fieldsOf(
  tx: Tx,
  { command, personId, deputyId, values }: FormRequest<BoardRecord>,
  record: BoardRecord,
): Promise<Omit<Form, 'verb' | 'entity'>> {
  switch (command) {
    case 'raise':
      return raiseFields(record, deputyId ?? personId, values);
    case 'nameOffices':
      return officesFields(record);
    case 'addSeats':
      return {
        title: 'Add seats',
        fields: [
          {
            type: 'text',
            name: 'constituency',
            label: 'Whom does the holder speak for?',
            hint: 'Such as primary headteachers. Never a union or a faith of a person.',
            required: true,
            maxLength: TITLE_LENGTH,
          },
          { type: 'select', name: 'phase', label: 'Phase', required: false, options: PHASE_OPTIONS },
          { type: 'number', name: 'count', label: 'How many?', required: true, initial: 1, min: 1, max: 20 },
        ],
        submitLabel: 'Add',
      };
    case 'edit': {
      const others = (await boardsFor(tx, record.partnershipId)).filter(board => board.id !== record.id);
      return {
        title: 'Change the board',
        fields: [
          { ...NAME, initial: record.boardName },
          ...reportsTo(others, record.reportsToId),
          ...(others.length > 0
            ? [
                {
                  type: 'select' as const,
                  name: 'apartFromId',
                  label: 'Meets between the meetings of',
                  hint: 'Dates are offered at least two weeks from either.',
                  required: false,
                  options: others.map(board => ({ value: String(board.id), label: board.name })),
                  ...(record.apartFromId !== null && { initial: String(record.apartFromId) }),
                },
              ]
            : []),
          twoPart(record.twoPart),
          {
            type: 'number',
            name: 'termYears',
            label: 'Years of a term',
            required: true,
            initial: record.termYears,
            min: 1,
            max: 6,
          },
        ],
        submitLabel: 'Save',
      };
    }
    default:
      throw new Refused('There is no form for this. Open the board again to see what can be done.');
  }
}

function raiseFields(
  record: BoardRecord,
  personId: number,
  values: FormValues,
): Omit<Form, 'verb' | 'entity'> {
  const partB = record.twoPart && record.memberIds.includes(personId);
  return {
    title: 'Raise something',
    intro: `For the next agenda of ${record.boardName}.`,
    fields: [
      {
        type: 'text',
        name: 'title',
        label: 'What?',
        required: true,
        maxLength: TITLE_LENGTH,
        ...(typeof values.title === 'string' && { initial: values.title }),
      },
      {
        type: 'text',
        name: 'note',
        label: 'What should be known beforehand?',
        required: false,
        multiline: true,
        maxLength: NOTE_LENGTH,
      },
      ...(partB
        ? [
            {
              type: 'select' as const,
              name: 'part',
              label: 'In which part?',
              required: true,
              style: 'radio' as const,
              options: [
                { value: 'A', label: 'Part A: in the pack' },
                { value: 'B', label: 'Part B: for members alone' },
              ],
              initial: values.part === 'B' ? 'B' : 'A',
            },
          ]
        : []),
    ],
    submitLabel: 'Raise it',
  };
}

function officesFields(record: BoardRecord): Omit<Form, 'verb' | 'entity'> {
  const holders = record.seats.flatMap(seat =>
    seat.holder
      ? [{ value: String(seat.holder.id), label: `${seat.holder.name} (${seat.constituency})` }]
      : [],
  );
  if (holders.length === 0)
    throw new Refused('Nobody sits on this board yet. Appoint somebody first: press Seats.');
  return {
    title: 'Chair and deputy',
    intro: 'Anybody around the table may chair. The deputy acts while there is no chair.',
    fields: [
      {
        type: 'select',
        name: 'chairId',
        label: 'Chair',
        required: false,
        options: holders,
        ...(record.chair && { initial: String(record.chair.id) }),
      },
      {
        type: 'select',
        name: 'deputyId',
        label: 'Deputy',
        required: false,
        options: holders,
        ...(record.deputy && { initial: String(record.deputy.id) }),
      },
    ],
    submitLabel: 'Save',
  };
}

function reportsTo(
  boards: readonly { readonly id: number; readonly name: string }[],
  now: number | null,
): Field[] {
  if (boards.length === 0) return [];
  return [
    {
      type: 'select',
      name: 'reportsToId',
      label: 'Reports to',
      required: false,
      options: boards.map(board => ({ value: String(board.id), label: board.name })),
      ...(now !== null && { initial: String(now) }),
    },
  ];
}

function twoPart(initial: boolean): Field {
  return {
    type: 'toggle',
    name: 'twoPart',
    label: 'Its agenda has a part B, for members alone',
    required: false,
    initial,
  };
}
