import { academicYear, addDays, type LocalDate } from '../calendar/localDate.js';
import type { Field, Form, FormValues, Option } from '../chat/form.js';
import { calendarOfSchool } from '../network/calendars.js';
import { schoolsLedBy } from '../network/people.js';
import type { Tx } from '../store/open.js';
import { type FormRequest, Refused } from '../workflow/process.js';
import { LONG_TEXT } from './inputs.js';
import { halfDaysLeft, RATINGS, REFUSAL_REASONS, type SupportRecord } from './record.js';
import { NOT_A_HEAD } from './store.js';
import { RATING_WORDS, REFUSAL_WORDS } from './words.js';

/** Stands under every field that takes free text (DOMAIN 7.1). */
const ROLES_NOT_NAMES = 'Roles, not names; nothing about a pupil.';

/** An agreement usually begins this many days after it is written, and lasts this many: about eight weeks. */
const USUAL_START_DAYS = 7;
const USUAL_LENGTH_DAYS = 56;

/** How many days an agreement usually has (DOMAIN 3.7). */
const USUAL_DAYS = 3;

/** The form that a command still needs, with sensible values to start from. @throws Refused for nobody's form */
export async function supportForm(tx: Tx, request: FormRequest<SupportRecord>): Promise<Form> {
  const { command, record, personId, values, at } = request;
  if (command === 'submit') return submitForm(tx, personId, values, at.today);
  if (!record) throw new Refused('This form belongs to a request that is gone.');
  const about = {
    verb: `support.${command}`,
    entity: { kind: 'support', id: record.id, version: record.version },
  };
  switch (command) {
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

type Filled = Omit<Form, 'verb' | 'entity'>;

async function submitForm(tx: Tx, personId: number, values: FormValues, today: LocalDate): Promise<Form> {
  const schools = await schoolsLedBy(tx, personId, today);
  if (schools.length === 0) throw new Refused(NOT_A_HEAD);
  const areas = await tx.specialism.findMany({
    select: { slug: true, title: true },
    orderBy: { title: 'asc' },
  });
  if (areas.length === 0)
    throw new Refused('No areas of support are set up yet. Ask your administrator to import designations.');
  const school: Field[] =
    schools.length === 1
      ? []
      : [
          {
            type: 'select',
            name: 'schoolId',
            label: 'School',
            required: true,
            options: schools.map(each => ({ value: String(each.id), label: each.name })),
            ...initial(values, 'schoolId'),
          },
        ];
  return {
    verb: 'support.submit',
    title: 'Ask for support',
    intro:
      'Three answers are enough. The brokering channel sees phase, area and time; only coordinators see your ' +
      'school, and only the one who takes it up sees what you write.',
    fields: [
      ...school,
      {
        type: 'select',
        name: 'area',
        label: 'Area',
        required: true,
        options: areas.map(each => ({ value: each.slug, label: each.title })),
        ...initial(values, 'area'),
      },
      {
        type: 'text',
        name: 'need',
        label: 'What do you need, in one sentence?',
        hint: `For example "a new Year 1 phonics lead wants someone to plan with". ${ROLES_NOT_NAMES}`,
        required: true,
        multiline: true,
        maxLength: LONG_TEXT,
        ...initial(values, 'need'),
      },
      {
        type: 'select',
        name: 'timing',
        label: 'When?',
        required: true,
        options: timings(today),
        ...initial(values, 'timing'),
      },
    ],
    submitLabel: 'Send',
  };
}

/** As soon as possible, or one of the next three terms: this one as long as it is not nearly over. */
export function timings(today: LocalDate): readonly Option[] {
  const year = academicYear(today);
  const terms = [year, year + 1].flatMap(begins => [
    { name: `Autumn term ${begins}`, ends: `${begins}-12-10` },
    { name: `Spring term ${begins + 1}`, ends: `${begins + 1}-03-20` },
    { name: `Summer term ${begins + 1}`, ends: `${begins + 1}-07-10` },
  ]);
  const coming = terms.filter(term => today <= term.ends).slice(0, 3);
  return ['As soon as possible', ...coming.map(term => term.name)].map(label => ({ value: label, label }));
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

async function agreementForm(
  tx: Tx,
  record: SupportRecord,
  values: FormValues,
  today: LocalDate,
): Promise<Filled> {
  const { agreement, area } = record;
  const calendar = await calendarOfSchool(tx, record.school.id);
  const yearEnds: LocalDate = `${academicYear(today) + 1}-08-31`;
  const before = agreement && agreement.startsOn >= today ? agreement : null;
  const startsOn = before?.startsOn ?? calendar.nextSchoolDay(addDays(today, USUAL_START_DAYS));
  const lastDay = before?.endsOn ?? addDays(startsOn, USUAL_LENGTH_DAYS);
  const endsOn = startsOn <= yearEnds && lastDay > yearEnds ? yearEnds : lastDay;
  return {
    title: `Agreement for ${record.reference}`,
    intro:
      'Receiving head, home head and leader each accept it; it holds when all have. The days are then booked ' +
      'in the leader’s year.',
    fields: [
      {
        type: 'number',
        name: 'days',
        label: 'Days',
        hint: 'In halves: 0.5, 1, 1.5 …',
        required: true,
        min: 0.5,
        max: 60,
        step: 0.5,
        initial: given(values, 'days', Number) ?? (agreement ? agreement.halfDays / 2 : USUAL_DAYS),
      },
      {
        type: 'date',
        name: 'startsOn',
        label: 'First day',
        required: true,
        min: today,
        initial: given(values, 'startsOn', String) ?? startsOn,
      },
      {
        type: 'date',
        name: 'endsOn',
        label: 'Last day',
        required: true,
        min: today,
        initial: given(values, 'endsOn', String) ?? calendar.previousSchoolDay(endsOn),
      },
      {
        type: 'text',
        name: 'purpose',
        label: 'Purpose, and how you will see that it helped',
        hint: `All parties read this. ${ROLES_NOT_NAMES}`,
        required: true,
        multiline: true,
        maxLength: LONG_TEXT,
        initial: given(values, 'purpose', String) ?? agreement?.purpose ?? `Support with ${area.title}: `,
      },
    ],
    submitLabel: 'Propose',
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

function reasonField(label: string, values: FormValues): Field {
  return {
    type: 'text',
    name: 'reason',
    label,
    hint: ROLES_NOT_NAMES,
    required: true,
    multiline: true,
    maxLength: LONG_TEXT,
    ...initial(values, 'reason'),
  };
}

/** What the person has already typed, when the form comes back to them with an error. */
function given<T extends string | number>(
  values: FormValues,
  name: string,
  read: (value: unknown) => T,
): T | undefined {
  const value = values[name];
  const usable = typeof value === 'string' ? value !== '' : typeof value === 'number';
  const result = usable ? read(value) : undefined;
  return typeof result === 'number' && Number.isNaN(result) ? undefined : result;
}

function initial(values: FormValues, name: string): { readonly initial?: string } {
  const value = given(values, name, String);
  return value === undefined ? {} : { initial: value };
}
