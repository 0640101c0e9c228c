import { formatDate } from '../../calendar/localDate.js';
import type { Form } from '../../chat/form.js';
import type { Tx } from '../../store/open.js';
import { type FormRequest, Refused } from '../../workflow/process.js';
import { FOCUS_LENGTH } from './inputs.js';
import { windowInWords } from './notices.js';
import { sendablePeople } from './people.js';
import type { EntryRecord } from './record.js';

/** The form of an answer, filled in with what was answered before. @throws Refused when there is none */
export async function entryForm(tx: Tx, { command, record, at }: FormRequest<EntryRecord>): Promise<Form> {
  if (!record || command !== 'optIn')
    throw new Refused('There is no form for this. Open the card again to see what can be done.');
  const people = await sendablePeople(tx, [record.school.id], at.today, record.cycle.rules.ledBy);
  if (people.length === 0)
    throw new Refused(
      `Nobody is on record as a leader of ${record.school.name}. Ask your coordinator to put that right.`,
    );
  const others = await tx.school.findMany({
    where: { entries: { some: { cycleId: record.cycle.id } }, id: { not: record.school.id } },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  });
  const chosen = record.reviewers.length > 0 ? record.reviewers : people.filter(person => person.mayLead);
  return {
    verb: 'entry.optIn',
    entity: { kind: 'entry', id: record.id, version: record.version },
    title: `${record.cycle.name}: ${record.school.name}`,
    intro: `One review of your school, from ${windowInWords(record.cycle)}; your people help to review others.`,
    fields: [
      {
        type: 'select',
        style: 'radio',
        name: 'hosts',
        label: 'Should your school be reviewed?',
        required: true,
        options: [
          { value: 'yes', label: 'Yes, and we help to review others' },
          { value: 'no', label: 'No, we only send reviewers this time' },
        ],
        initial: record.hosts ? 'yes' : 'no',
      },
      {
        type: 'text',
        name: 'impossible',
        label: 'Days that are impossible',
        hint: 'Such as "3 Feb, 10-12 Feb". On these nobody comes and nobody is asked to go.',
        required: false,
        maxLength: 1000,
        ...(record.impossible.length > 0 && {
          initial: record.impossible.map(day => formatDate(day, 'short')).join(', '),
        }),
      },
      {
        type: 'text',
        name: 'focus',
        label: 'What should the team look at?',
        hint: 'One line. Roles, not names; nothing about a pupil.',
        required: false,
        maxLength: FOCUS_LENGTH,
        ...(record.focus !== null && { initial: record.focus }),
      },
      {
        type: 'multiSelect',
        name: 'reviewers',
        label: 'Whom can you send to review others?',
        required: true,
        options: people.map(person => ({
          value: String(person.id),
          label: person.mayLead ? `${person.name} (can lead)` : person.name,
        })),
        initial: chosen.map(person => String(person.id)),
      },
      ...(record.cycle.rules.observers > 0
        ? [
            {
              type: 'multiSelect',
              name: 'trainees',
              label: 'Who would come along to learn?',
              hint: 'Each observes one review of another school, beside its team. Not somebody whom you send to review.',
              required: false,
              options: people.map(person => ({ value: String(person.id), label: person.name })),
              ...(record.trainees.length > 0 && { initial: record.trainees.map(({ id }) => String(id)) }),
            } as const,
          ]
        : []),
      ...(others.length > 0
        ? [
            {
              type: 'multiSelect',
              name: 'apart',
              label: 'Schools that you would rather not be matched with',
              hint: 'Private: the plan keeps to it and nobody is told. No reason is needed.',
              required: false,
              options: others.map(school => ({ value: String(school.id), label: school.name })),
              ...(record.apartIds.length > 0 && { initial: record.apartIds.map(String) }),
            } as const,
          ]
        : []),
    ],
    submitLabel: 'We take part',
  };
}
