import type { LocalDate } from '../calendar/localDate.js';
import type { Field, Option } from '../chat/form.js';
import { currentOn, presentOn } from '../network/current.js';
import { activeLeaders } from '../network/leaders.js';
import type { Role } from '../network/role.js';
import type { Tx } from '../store/open.js';
import { inDays } from './days.js';
import { textField } from './fields.js';
import type { GroupRecord } from './record.js';

/** Roles whose holders can sponsor a group: they can unblock what a lead cannot (DOMAIN 4.2). */
const SPONSORING: readonly Role[] = [
  'sponsor',
  'boardChair',
  'boardMember',
  'laAdviser',
  'coordinator',
  'programmeLead',
];

type Select = Field & { readonly type: 'select' };

/** A choice of one person. */
export function peopleField(
  name: string,
  label: string,
  options: readonly Option[],
  required = true,
): Select {
  return { type: 'select', name, label, required, options };
}

/** Everybody who is there, with the post that tells two of one name apart. */
export async function peopleOptions(tx: Tx, today: LocalDate): Promise<readonly Option[]> {
  const people = await tx.person.findMany({
    where: presentOn(today),
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

/** Those whose office lets them sponsor a group, the asker left out. */
export async function sponsorOptions(tx: Tx, personId: number, today: LocalDate): Promise<readonly Option[]> {
  const people = await tx.person.findMany({
    where: {
      id: { not: personId },
      ...presentOn(today),
      roles: { some: { role: { in: [...SPONSORING] }, ...currentOn(today) } },
    },
    select: { id: true, name: true, jobTitle: true },
    orderBy: { name: 'asc' },
  });
  return people.map(({ id, name, jobTitle }) => ({
    value: String(id),
    label: [name, jobTitle].filter(Boolean).join(', '),
  }));
}

/** Leaders who may be matched, with what is left of their year. */
export async function leaderOptions(tx: Tx, today: LocalDate): Promise<readonly Option[]> {
  return (await activeLeaders(tx, today))
    .filter(({ capacity }) => capacity.left > 0)
    .map(({ designationId, name, typeCode, home, capacity }) => ({
      value: String(designationId),
      label: `${name}, ${typeCode}, ${home.name} (${inDays(capacity.left)} left)`,
    }));
}

/** What a proposal asks: four answers. */
export async function proposalFields(tx: Tx, personId: number, today: LocalDate): Promise<readonly Field[]> {
  return [
    textField('title', 'What is it called?'),
    textField('priority', 'Which priority of the partnership does it serve?'),
    textField('purpose', 'What is it to find out or change?', { multiline: true }),
    peopleField('sponsorId', 'Who is to sponsor it?', await sponsorOptions(tx, personId, today)),
  ];
}

export async function startFields(tx: Tx, today: LocalDate): Promise<readonly Field[]> {
  const people = await peopleOptions(tx, today);
  return [
    textField('title', 'What is it called?'),
    textField('priority', 'Which priority does it serve?'),
    textField('purpose', 'What is it to find out or change?', { multiline: true }),
    peopleField('leadId', 'Who leads it?', people),
    peopleField('deputyId', 'Deputy', people, false),
    peopleField('sponsorId', 'Who sponsors it?', people),
    peopleField('schoolSponsorId', 'Sponsor for the schools', people, false),
    { type: 'date', name: 'endsOn', label: 'By when does it report?', required: true, min: today },
    textField('firstMilestone', 'First milestone'),
    { type: 'date', name: 'firstMilestoneOn', label: 'Due', required: true, min: today },
  ];
}

export async function acceptFields(tx: Tx, record: GroupRecord, today: LocalDate): Promise<readonly Field[]> {
  const people = await peopleOptions(tx, today);
  return [
    {
      ...peopleField('leadId', 'Who leads it?', people),
      ...(record.proposer && { initial: String(record.proposer.id) }),
    },
    peopleField('deputyId', 'Deputy', people, false),
    {
      ...peopleField('schoolSponsorId', 'Sponsor for the schools', people, false),
      hint: 'Beside you, so that authority and schools stand behind it together.',
    },
    { type: 'date', name: 'endsOn', label: 'By when does it report?', required: true, min: today },
  ];
}
