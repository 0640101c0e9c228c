import type { LocalDate } from '../../calendar/localDate.js';
import { academicYear } from '../../calendar/localDate.js';
import type { Form } from '../../chat/form.js';
import { calendarOfSchool } from '../../network/calendars.js';
import { membersOf } from '../../network/partnerships.js';
import type { Tx } from '../../store/open.js';
import { type FormRequest, Refused } from '../../workflow/process.js';
import { ProgrammeRulesSchema } from '../programme.js';
import { nodesToOpenIn } from './queries.js';
import type { CycleRecord } from './record.js';
import { NO_ORGANISER } from './store.js';

/** School days that heads usually get to answer: time for the reminders 10, 5 and 1 days before the close. */
const ANSWER_IN = 15;

/** School days in which the plan is made and published after the close. */
const PLAN_IN = 5;

/** School days in which a cluster's reviews usually take place: half a term. */
const WINDOW = 30;

/** The form that opens a cycle, with dates that leave everybody time. @throws Refused when there is none */
export async function cycleForm(
  tx: Tx,
  { command, personId, values, at }: FormRequest<CycleRecord>,
): Promise<Form> {
  if (command !== 'open')
    throw new Refused('There is no form for this. Open the cycle again to see what can be done.');
  const nodes = await nodesToOpenIn(tx, personId, at.today);
  const [first] = nodes;
  if (!first) throw new Refused(NO_ORGANISER);
  const { answersBy, windowFrom, windowTo } = await usualDates(tx, first.id, at.today);
  const text = (name: string, usual: string) => (typeof values[name] === 'string' ? values[name] : usual);
  const year = academicYear(at.today);
  return {
    verb: 'cycle.open',
    title: 'Open a cycle of peer reviews',
    intro:
      'The head of every school is asked whether it takes part. Nothing else is sent until you publish a plan.',
    fields: [
      {
        type: 'select',
        name: 'partnershipId',
        label: 'Cluster or partnership',
        required: true,
        options: nodes.map(({ id, name, schools }) => ({
          value: String(id),
          label: `${name} (${schools} school${schools === 1 ? '' : 's'})`,
        })),
        initial: text('partnershipId', String(first.id)),
      },
      {
        type: 'text',
        name: 'name',
        label: 'Name of the cycle',
        required: true,
        maxLength: 80,
        initial: text('name', `Peer reviews ${year}/${String(year + 1).slice(2)}`),
      },
      {
        type: 'date',
        name: 'answersBy',
        label: 'Heads answer by',
        required: true,
        initial: text('answersBy', answersBy),
      },
      {
        type: 'date',
        name: 'windowFrom',
        label: 'First day of the reviews',
        hint: 'A plan leaves 20 school days of notice, and 5 to accept.',
        required: true,
        initial: text('windowFrom', windowFrom),
      },
      {
        type: 'date',
        name: 'windowTo',
        label: 'Last day of the reviews',
        required: true,
        initial: text('windowTo', windowTo),
      },
      {
        type: 'select',
        style: 'radio',
        name: 'reciprocity',
        label: 'Who reviews whom',
        required: true,
        options: [
          { value: 'rotation', label: 'Rotation: no two schools review each other' },
          { value: 'triads', label: 'Triads: schools may review each other' },
        ],
        initial: text('reciprocity', 'rotation'),
      },
    ],
    submitLabel: 'Open the cycle',
  };
}

/** Dates that give heads time to answer, and schools the programme's notice. */
async function usualDates(
  tx: Tx,
  partnershipId: number,
  today: LocalDate,
): Promise<{ answersBy: LocalDate; windowFrom: LocalDate; windowTo: LocalDate }> {
  const [school] = await membersOf(tx, partnershipId, today);
  if (!school) throw new Refused('That partnership has no schools yet. Import its memberships first.');
  const calendar = await calendarOfSchool(tx, school.id);
  const { noticeSchoolDays, acceptanceSchoolDays } = ProgrammeRulesSchema.parse({});
  const answersBy = calendar.addSchoolDays(today, ANSWER_IN);
  const windowFrom = calendar.addSchoolDays(answersBy, PLAN_IN + acceptanceSchoolDays + noticeSchoolDays);
  return { answersBy, windowFrom, windowTo: calendar.addSchoolDays(windowFrom, WINDOW) };
}
