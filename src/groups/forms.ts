import { formatDate } from '../calendar/localDate.js';
import type { Field, Form, Option } from '../chat/form.js';
import type { Tx } from '../store/open.js';
import { verb } from '../workflow/buttons.js';
import type { FormRequest } from '../workflow/process.js';
import { SHORT_TEXT } from './inputs.js';
import { ANSWERED_RAGS, type CheckInRecord, type GroupRecord } from './record.js';
import { RAG_WORDS } from './words.js';

const text = (name: string, label: string, more: Partial<Field & { type: 'text' }> = {}): Field => ({
  type: 'text',
  name,
  label,
  required: true,
  maxLength: SHORT_TEXT,
  ...more,
});

/** The form of a group's command. */
export async function groupForm(tx: Tx, { command, record, at }: FormRequest<GroupRecord>): Promise<Form> {
  const entity = record ? { entity: { kind: 'group', id: record.id, version: record.version } } : {};
  const base = { verb: verb('group', command), ...entity };
  switch (command) {
    case 'start':
      return { ...base, ...(await startForm(tx, at.today)) };
    case 'milestoneDone':
      return {
        ...base,
        title: 'Milestone done',
        fields: [
          {
            type: 'select',
            name: 'milestoneId',
            label: 'Which one?',
            required: true,
            style: 'radio',
            options: (record?.milestones ?? [])
              .filter(milestone => !milestone.doneOn)
              .map(milestone => ({
                value: String(milestone.id),
                label: `${milestone.title} (${formatDate(milestone.dueOn)})`,
              })),
          },
        ],
        submitLabel: 'Done',
      };
    case 'addMilestone':
      return {
        ...base,
        title: 'Add a milestone',
        fields: [
          text('title', 'What will be finished?'),
          {
            type: 'date',
            name: 'dueOn',
            label: 'By when?',
            required: true,
            min: at.today,
            ...(record && { max: record.endsOn }),
          },
        ],
        submitLabel: 'Add',
      };
    case 'stop':
      return {
        ...base,
        title: 'Stop the group',
        intro: 'The lead is told that it is stopped, not why.',
        fields: [text('reason', 'Why?', { multiline: true })],
        submitLabel: 'Stop it',
      };
    default:
      throw new Error(`A group's command "${command}" has no form.`);
  }
}

/** The five fields of a check-in, prefilled from last time. */
export async function checkInForm(_tx: Tx, { command, record }: FormRequest<CheckInRecord>): Promise<Form> {
  if (!record) throw new Error('A check-in is asked for by Convenor, not begun with a form.');
  const last = record.group.lastCheckIn;
  return {
    verb: verb('checkIn', command),
    entity: { kind: 'checkIn', id: record.id, version: record.version },
    title: 'Check-in',
    intro: `${record.group.title}. Your sponsor sees all of it; the board sees the colour, what was done and what is next.`,
    fields: [
      {
        type: 'select',
        name: 'rag',
        label: 'How does it stand?',
        required: true,
        style: 'radio',
        options: ANSWERED_RAGS.map(rag => ({ value: rag, label: RAG_WORDS[rag] })),
        ...(last && { initial: last.rag }),
      },
      text('done', 'What was done?', { ...(last && { initial: last.done }) }),
      text('next', 'What is next?', { required: false, ...(last && { initial: last.next }) }),
      text('blocker', 'Is anything in the way?', {
        required: false,
        hint: 'Roles, not names. Only you, your deputy and your sponsor see this.',
        ...(last && { initial: last.blocker }),
      }),
      {
        type: 'number',
        name: 'daysUsed',
        label: 'Leader days used since last time',
        required: false,
        initial: 0,
        min: 0,
        step: 0.5,
      },
    ],
    submitLabel: 'Send',
  };
}

async function startForm(tx: Tx, today: string): Promise<Omit<Form, 'verb' | 'entity'>> {
  const people = await peopleOptions(tx, today);
  return {
    title: 'Start a group',
    intro: 'The lead is asked for a check-in every ten school days. Terms of reference can follow.',
    fields: [
      text('title', 'What is it called?'),
      text('priority', 'Which priority does it serve?'),
      text('purpose', 'What is it to find out or change?', { multiline: true }),
      { type: 'select', name: 'leadId', label: 'Who leads it?', required: true, options: people },
      { type: 'select', name: 'deputyId', label: 'Deputy', required: false, options: people },
      { type: 'select', name: 'sponsorId', label: 'Who sponsors it?', required: true, options: people },
      { type: 'date', name: 'endsOn', label: 'By when does it report?', required: true, min: today },
      text('firstMilestone', 'First milestone'),
      { type: 'date', name: 'firstMilestoneOn', label: 'Due', required: true, min: today },
    ],
    submitLabel: 'Start',
  };
}

/** Everybody who is there, with the post that tells two of one name apart. */
async function peopleOptions(tx: Tx, today: string): Promise<readonly Option[]> {
  const people = await tx.person.findMany({
    where: { OR: [{ leftOn: null }, { leftOn: { gt: today } }] },
    select: {
      id: true,
      name: true,
      jobTitle: true,
      roles: { select: { school: { select: { name: true } } }, take: 1 },
    },
    orderBy: { name: 'asc' },
  });
  return people.map(({ id, name, jobTitle, roles }) => ({
    value: String(id),
    label: [name, jobTitle, roles[0]?.school?.name].filter(Boolean).join(', '),
  }));
}
