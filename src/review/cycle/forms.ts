import type { LocalDate } from '../../calendar/localDate.js';
import { academicYear } from '../../calendar/localDate.js';
import type { Form } from '../../chat/form.js';
import { calendarOfSchool } from '../../network/calendars.js';
import { membersOf } from '../../network/partnerships.js';
import type { Tx } from '../../store/open.js';
import { type FormRequest, Refused } from '../../workflow/process.js';
import { type ProgrammeRules, ProgrammeRulesSchema } from '../programme.js';
import { ACCEPT_REASONS } from './plan.js';
import { nodesToOpenIn } from './queries.js';
import type { CycleRecord } from './record.js';
import { rulesToChoose, usualRules } from './rulesChoice.js';
import { NO_ORGANISER } from './store.js';
import { ACCEPT_WORDS } from './words.js';

/** School days that heads usually get to answer: time for the reminders 10, 5 and 1 days before the close. */
const ANSWER_IN = 15;

/** School days in which the plan is made and published after the close. */
const PLAN_IN = 5;

/** School days in which a cluster's reviews usually take place: half a term. */
const WINDOW = 30;

/** The form that opens a cycle, with dates that leave everybody time. @throws Refused when there is none */
export async function cycleForm(tx: Tx, request: FormRequest<CycleRecord>): Promise<Form> {
  const { command, personId, values, at } = request;
  if (command === 'acceptWarnings') return acceptForm(request);
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

/** Why a remark about a visit may stand. @throws Refused when the visit is not in the plan */
function acceptForm({ record, values }: FormRequest<CycleRecord>): Form {
  const visit = record?.plan?.visits.find(({ school }) => school.id === Number(values.schoolId));
  if (!record || !visit) throw new Refused('Open "Change the plan" again and choose the school there.');
  return {
    verb: 'cycle.acceptWarnings',
    entity: { kind: 'cycle', id: record.id, version: record.version },
    title: `The visit to ${visit.school.name}`,
    intro: visit.warnings.join(' '),
    fields: [
      {
        type: 'select',
        style: 'radio',
        name: 'reason',
        label: 'Why may it be so?',
        hint: 'It stays in the record of the cycle, with your name.',
        required: true,
        options: ACCEPT_REASONS.map(value => ({ value, label: ACCEPT_WORDS[value] })),
      },
    ],
    submitLabel: 'Accept',
    values: { schoolId: String(visit.school.id) },
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
