import { academicYear, type LocalDate } from '../calendar/localDate.js';
import type { Field, Form, FormValues, Option } from '../chat/form.js';
import { schoolsLedBy } from '../network/people.js';
import type { Tx } from '../store/open.js';
import { Refused } from '../workflow/process.js';
import { initial, ROLES_NOT_NAMES } from './formFields.js';
import { LONG_TEXT } from './inputs.js';
import { NOT_A_HEAD } from './store.js';

/**
 * What a head is asked: three answers (DOMAIN 3.4), and which school when they lead several.
 * @throws Refused when they lead none, or no areas are set up
 */
export async function requestForm(
  tx: Tx,
  personId: number,
  values: FormValues,
  today: LocalDate,
): Promise<Form> {
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
      'school, and what you write is read by the one who takes it up and, once chosen, by the leader.',
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
