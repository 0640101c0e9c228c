import type { LocalDate } from '../calendar/localDate.js';
import type { Field, Form, FormValues } from '../chat/form.js';
import { namingField } from '../chat/naming.js';
import { currentOn, presentOn } from '../network/current.js';
import { membersOf } from '../network/partnerships.js';
import { schoolsLedBy } from '../network/people.js';
import type { Tx } from '../store/open.js';
import { cached } from '../store/readCache.js';
import { MayNotBegin, Refused } from '../workflow/process.js';
import { NOT_A_HEAD } from './draft.js';
import { choiceField, daysField, initial, textField, timings } from './formFields.js';
import type { SupportRecord } from './record.js';
import { CALL_WORDS, PAYER_WORDS } from './words.js';

const INTRO =
  'Three answers are enough. The brokering channel sees phase, area and time; only coordinators see your ' +
  'school, and only the one who takes it up reads what you write. ';

/**
 * What a head is asked: three answers (DOMAIN 3.4), a guess at the days if they like, and which school when
 * they lead several.
 * @throws Refused when they lead none, or no areas are set up
 */
export async function requestForm(
  tx: Tx,
  personId: number,
  values: FormValues,
  today: LocalDate,
): Promise<Form> {
  const origin = ['originKind', 'originId'].flatMap(name =>
    values[name] === undefined ? [] : [[name, String(values[name])] as const],
  );
  return {
    verb: 'support.submit',
    title: 'Ask for support',
    intro: `${INTRO}Urgent or delicate? Type /support call instead, and a coordinator rings you.`,
    fields: [
      ...(await schoolField(tx, personId, values, today)),
      ...(await requestFields(tx, values, today)),
      daysField('About how many days?', values, {
        required: false,
        hint: 'A guess; leave it empty if unsure.',
      }),
      ...namingField(values, ['need']),
    ],
    submitLabel: 'Send',
    ...(origin.length > 0 && { values: Object.fromEntries(origin) }),
  };
}

/** The same, kept for later: anything may be missing. @throws Refused as {@link requestForm} */
export async function draftForm(
  tx: Tx,
  personId: number,
  values: FormValues,
  today: LocalDate,
): Promise<Form> {
  const fields = await requestFields(tx, values, today);
  return {
    verb: 'support.keepDraft',
    title: 'Begin a request for support',
    intro: 'Nobody but you sees a draft. You are reminded after seven days; after 30 it is wiped.',
    fields: [
      ...(await schoolField(tx, personId, values, today)),
      ...fields.map(field => ({ ...field, required: false })),
      ...namingField(values, ['need']),
    ],
    submitLabel: 'Keep',
  };
}

/** A draft to finish, or what was said in a call to write down: what is there already stands in the fields. */
export async function finishForm(
  tx: Tx,
  record: SupportRecord,
  values: FormValues,
  today: LocalDate,
): Promise<Pick<Form, 'fields'>> {
  const known: FormValues = {
    area: record.area.slug,
    need: record.need,
    timing: record.timing,
    ...(record.wantedHalfDays !== null && { days: record.wantedHalfDays / 2 }),
    ...values,
  };
  return { fields: [...(await requestFields(tx, known, today)), ...namingField(known, ['need'])] };
}

/** 'I would rather talk': when to ring, and nothing else. @throws Refused as {@link requestForm} */
export async function callForm(
  tx: Tx,
  personId: number,
  values: FormValues,
  today: LocalDate,
): Promise<Form> {
  return {
    verb: 'support.askForCall',
    title: 'I would rather talk',
    intro:
      'A coordinator rings you. They see your school and "please ring", and nothing is posted in a channel.',
    fields: [
      ...(await schoolField(tx, personId, values, today)),
      choiceField('timing', 'When is best?', CALL_WORDS, values, { initial: 'Any time' }),
    ],
    submitLabel: 'Please ring me',
  };
}

/** Support commissioned for a school at risk. @throws Refused when the person coordinates or advises nowhere */
export async function commissionForm(
  tx: Tx,
  personId: number,
  values: FormValues,
  today: LocalDate,
): Promise<Form> {
  const offices = await tx.roleAssignment.findMany({
    where: {
      personId,
      role: { in: ['coordinator', 'laAdviser'] },
      partnershipId: { not: null },
      ...currentOn(today),
      person: presentOn(today),
    },
    select: { partnershipId: true },
  });
  const schools = new Map<number, string>();
  for (const { partnershipId } of offices) {
    if (partnershipId === null) continue;
    for (const school of await membersOf(tx, partnershipId, today)) schools.set(school.id, school.name);
  }
  if (schools.size === 0)
    throw new MayNotBegin(
      'Support is commissioned by a coordinator or an adviser of the authority, and you are not on record as one.',
    );
  return {
    verb: 'support.commission',
    title: 'Commission support',
    intro:
      'For a school at risk. Its head is told at once and chooses the leader; no other school learns that it was commissioned.',
    fields: [
      {
        type: 'select',
        name: 'schoolId',
        label: 'School',
        required: true,
        options: [...schools].map(([id, name]) => ({ value: String(id), label: name })),
        ...initial(values, 'schoolId'),
      },
      ...(await requestFields(tx, values, today)),
      choiceField('payer', 'Who pays?', { la: PAYER_WORDS.la, partnership: PAYER_WORDS.partnership }, values),
      ...namingField(values, ['need']),
    ],
    submitLabel: 'Commission',
  };
}

/** Which school, for a head of several. @throws Refused for a head of none */
async function schoolField(
  tx: Tx,
  personId: number,
  values: FormValues,
  today: LocalDate,
): Promise<readonly Field[]> {
  const schools = await schoolsLedBy(tx, personId, today);
  if (schools.length === 0) throw new MayNotBegin(NOT_A_HEAD);
  if (schools.length === 1) return [];
  return [
    {
      type: 'select',
      name: 'schoolId',
      label: 'School',
      required: true,
      options: schools.map(each => ({ value: String(each.id), label: each.name })),
      ...initial(values, 'schoolId'),
    },
  ];
}

async function requestFields(tx: Tx, values: FormValues, today: LocalDate): Promise<readonly Field[]> {
  const areas = await cached(tx, ['Specialism'], 'areas', () =>
    tx.specialism.findMany({ select: { slug: true, title: true }, orderBy: { title: 'asc' } }),
  );
  if (areas.length === 0)
    throw new Refused('No areas of support are set up yet. Ask your administrator to import designations.');
  return [
    {
      type: 'select',
      name: 'area',
      label: 'Area',
      required: true,
      options: areas.map(each => ({ value: each.slug, label: each.title })),
      ...initial(values, 'area'),
    },
    textField('need', 'What do you need, in one sentence?', values, {
      hint: 'For example "a new Year 1 phonics lead wants someone to plan with". Roles, not names; nothing about a pupil.',
    }),
    {
      type: 'select',
      name: 'timing',
      label: 'When?',
      required: true,
      options: timings(today),
      ...initial(values, 'timing'),
    },
  ];
}
