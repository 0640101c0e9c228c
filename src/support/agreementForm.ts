import { academicYear, addDays, type LocalDate } from '../calendar/localDate.js';
import type { FormValues } from '../chat/form.js';
import { namingField } from '../chat/naming.js';
import { calendarOfSchool } from '../network/calendars.js';
import type { Tx } from '../store/open.js';
import {
  dateField,
  daysField,
  type Filled,
  given,
  ROLES_NOT_NAMES,
  rateField,
  textField,
} from './formFields.js';
import type { SupportRecord } from './record.js';

/** An agreement usually begins this many days after it is written, and lasts this many: about eight weeks. */
const USUAL_START_DAYS = 7;
const USUAL_LENGTH_DAYS = 56;

/** How many half days an agreement usually has (DOMAIN 3.7). */
const USUAL_HALF_DAYS = 6;

/** The agreement to write, with the usual length and dates, or those of the text that is to be changed. */
export async function agreementForm(
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
      'Receiving head, home head, leader and payer each accept it; it holds when all have. The days are then ' +
      'booked in the leader’s year. Activities, milestones and the rest: "Add details" first.',
    fields: [
      daysField('Days', values, { initial: halfDaysOf(record) / 2 }),
      dateField('startsOn', 'First day', values, { min: today, initial: startsOn }),
      dateField('endsOn', 'Last day', values, { min: today, initial: calendar.previousSchoolDay(endsOn) }),
      textField('purpose', 'Purpose, and how you will see that it helped', values, {
        hint: `All parties read this. ${ROLES_NOT_NAMES}`,
        initial: agreement?.purpose ?? `Support with ${area.title}: `,
      }),
      rateField(values, agreement?.ratePence ?? null),
      ...namingField(values, ['purpose']),
    ],
    submitLabel: 'Propose',
  };
}

/** What was agreed before less what was worked by a leader who was replaced; else what the head guessed. */
function halfDaysOf({ agreement, visits, wantedHalfDays }: SupportRecord): number {
  if (!agreement) return wantedHalfDays ?? USUAL_HALF_DAYS;
  const worked = visits.reduce((sum, visit) => sum + visit.halfDays, 0);
  return Math.max(1, agreement.halfDays - worked);
}

/** The rest of the statement of work (DOMAIN 3.6): everything may be left out. */
export function detailsForm(
  { reference, agreement }: SupportRecord,
  values: FormValues,
  today: LocalDate,
): Filled {
  const text = (name: 'activities' | 'measures' | 'milestones' | 'exitStrategy', label: string) =>
    textField(name, label, values, {
      required: false,
      ...(agreement?.[name] && { initial: agreement[name] }),
    });
  const visits = given(values, 'visitsPlanned', Number) ?? agreement?.visitsPlanned ?? undefined;
  return {
    title: `Details of the agreement: ${reference}`,
    intro: 'All parties read these with the agreement. Fill in what the work needs.',
    fields: [
      text('activities', 'What will be done?'),
      text('measures', 'How will you see that it helped?'),
      text('milestones', 'Milestones'),
      {
        type: 'number',
        name: 'visitsPlanned',
        label: 'Visits',
        required: false,
        min: 1,
        max: 200,
        step: 1,
        ...(visits !== undefined && { initial: visits }),
      },
      text('exitStrategy', 'How does it end, so that the school goes on alone?'),
      textField('contact', 'Who is accountable at the school?', values, {
        required: false,
        hint: 'A role, such as "the deputy head".',
        ...(agreement?.contact && { initial: agreement.contact }),
      }),
      dateField('assuranceOn', 'Letter of assurance on file since', values, {
        required: false,
        max: today,
        hint: 'Safeguarding checks are confirmed by the home school’s letter; only its date is kept here.',
        ...(agreement?.assuranceOn && { initial: agreement.assuranceOn }),
      }),
      ...namingField(values, ['activities', 'contact']),
    ],
    submitLabel: 'Keep',
  };
}

/** Other days, dates or cost than agreed. */
export function variationForm(
  { reference, agreement }: SupportRecord,
  values: FormValues,
  today: LocalDate,
): Filled {
  return {
    title: `Variation: ${reference}`,
    intro: 'Every party accepts it anew; until then the agreement holds as it was.',
    fields: [
      daysField('Days altogether', values, agreement ? { initial: agreement.halfDays / 2 } : {}),
      dateField('endsOn', 'Last day', values, {
        min: today,
        ...(agreement && { initial: agreement.endsOn }),
      }),
      rateField(values, agreement?.ratePence ?? null),
      textField('reason', 'Why?', values, { hint: `All parties read this. ${ROLES_NOT_NAMES}` }),
      ...namingField(values, ['reason']),
    ],
    submitLabel: 'Propose',
  };
}
