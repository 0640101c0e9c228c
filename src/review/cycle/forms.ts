import type { LocalDate } from '../../calendar/localDate.js';
import { academicYear } from '../../calendar/localDate.js';
import type { Form } from '../../chat/form.js';
import { calendarOfSchool } from '../../network/calendars.js';
import { membersOf } from '../../network/partnerships.js';
import type { Tx } from '../../store/open.js';
import { type FormRequest, Refused } from '../../workflow/process.js';
import { type ProgrammeRules, ProgrammeRulesSchema } from '../programme.js';
import { nodesToOpenIn } from './queries.js';
import type { CycleRecord } from './record.js';
import { rulesToChoose, usualRules } from './rulesChoice.js';
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
  const choices = await rulesToChoose(tx, personId, at.today);
  const rules = choices[0]?.rules ?? ProgrammeRulesSchema.parse({});
  const { answersBy, windowFrom, windowTo } = await usualDates(tx, first.id, rules, at.today);
  const text = (name: string, usual: string) => (typeof values[name] === 'string' ? values[name] : usual);
  const year = academicYear(at.today);
  return {
    verb: 'cycle.open',
    title: 'Open a cycle of peer reviews',
    intro:
      'The head of every school is asked whether it takes part. Nothing else is sent until you publish a plan.',
    fields: [
      {
        type: 'multiSelect',
        name: 'clusterIds',
        label: 'Clusters or partnership',
        hint: 'The head of every school in them is asked.',
        required: true,
        options: nodes.map(({ id, name, schools }) => ({
          value: String(id),
          label: `${name} (${schools} school${schools === 1 ? '' : 's'})`,
        })),
        initial: texts(values.clusterIds) ?? [String(first.id)],
      },
      {
        type: 'select',
        name: 'rulesOf',
        label: 'Programme',
        hint: 'Its rules are taken as they are now. /review programme shows and changes them.',
        required: true,
        options: choices.map(({ value, label }) => ({ value, label })),
        initial: text('rulesOf', choices[0]?.value ?? usualRules),
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
        hint: `A plan leaves ${rules.noticeSchoolDays} school days of notice, and ${rules.acceptanceSchoolDays} to accept.`,
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
    ],
    submitLabel: 'Open the cycle',
  };
}

/** What a multi-select sent before, when the form is shown again. */
function texts(value: unknown): readonly string[] | null {
  return Array.isArray(value) ? value.filter(each => typeof each === 'string') : null;
}

/** Dates that give heads time to answer, and schools the programme's notice. */
async function usualDates(
  tx: Tx,
  partnershipId: number,
  { noticeSchoolDays, acceptanceSchoolDays }: ProgrammeRules,
  today: LocalDate,
): Promise<{ answersBy: LocalDate; windowFrom: LocalDate; windowTo: LocalDate }> {
  const [school] = await membersOf(tx, partnershipId, today);
  if (!school) throw new Refused('That partnership has no schools yet. Import its memberships first.');
  const calendar = await calendarOfSchool(tx, school.id);
  const answersBy = calendar.addSchoolDays(today, ANSWER_IN);
  const windowFrom = calendar.addSchoolDays(answersBy, PLAN_IN + acceptanceSchoolDays + noticeSchoolDays);
  return { answersBy, windowFrom, windowTo: calendar.addSchoolDays(windowFrom, WINDOW) };
}
