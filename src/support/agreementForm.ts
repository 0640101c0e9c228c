import { academicYear, addDays, type LocalDate } from '../calendar/localDate.js';
import type { FormValues } from '../chat/form.js';
import { calendarOfSchool } from '../network/calendars.js';
import type { Tx } from '../store/open.js';
import { type Filled, given, ROLES_NOT_NAMES } from './formFields.js';
import { LONG_TEXT } from './inputs.js';
import type { SupportRecord } from './record.js';

/** An agreement usually begins this many days after it is written, and lasts this many: about eight weeks. */
const USUAL_START_DAYS = 7;
const USUAL_LENGTH_DAYS = 56;

/** How many days an agreement usually has (DOMAIN 3.7). */
const USUAL_DAYS = 3;

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
