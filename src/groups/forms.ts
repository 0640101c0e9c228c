import { formatDate, type LocalDate } from '../calendar/localDate.js';
import type { Field, Form } from '../chat/form.js';
import { boardsFor } from '../network/boards.js';
import type { Tx } from '../store/open.js';
import { verb } from '../workflow/buttons.js';
import type { FormRequest } from '../workflow/process.js';
import { textField } from './fields.js';
import { LONG_TEXT } from './inputs.js';
import {
  acceptFields,
  leaderOptions,
  peopleField,
  peopleOptions,
  proposalFields,
  sponsorOptions,
  startFields,
} from './peopleForms.js';
import { PROMPT_TIME_WORDS, PROMPT_TIMES } from './promptTimes.js';
import type { GroupRecord } from './record.js';
import { REPORT_FORMS, type ReportForm, SECTION_WORDS, SECTIONS, sectionText } from './report/sections.js';
import { homeOf } from './store.js';
import { TERMS_FORMS, TERMS_WORDS, type TermsForm } from './termsOfReference.js';
import { sponsorsLimit } from './tolerance.js';

type Body = Pick<Form, 'title' | 'intro' | 'fields' | 'submitLabel'>;

/** The form of a group's command. */
export async function groupForm(tx: Tx, request: FormRequest<GroupRecord>): Promise<Form> {
  const { command, record } = request;
  const entity = record ? { entity: { kind: 'group', id: record.id, version: record.version } } : {};
  const body = record
    ? ((await ofPeople(tx, request, record)) ?? draftingForm(command, record) ?? workingForm(request, record))
    : await beginning(tx, request);
  if (!body) throw new Error(`A group's command "${command}" has no form.`);
  return { verb: verb('group', command), ...entity, ...body };
}

async function beginning(tx: Tx, { command, personId, at }: FormRequest<GroupRecord>): Promise<Body | null> {
  if (command === 'start') {
    return {
      title: 'Start a group',
      intro:
        'For a group that the board has approved: the lead is asked for a check-in every ten school days.',
      fields: [...(await startFields(tx, at.today)), ...(await boardField(tx, personId, at.today))],
      submitLabel: 'Start',
    };
  }
  if (command !== 'propose') return null;
  return {
    title: 'Propose a group',
    intro: 'The sponsor answers within ten school days. Nothing is decided yet.',
    fields: [
      ...(await proposalFields(tx, personId, at.today)),
      ...(await boardField(tx, personId, at.today)),
    ],
    submitLabel: 'Propose',
  };
}

/** Which board it reports to: asked only where there are several. */
async function boardField(tx: Tx, personId: number, today: LocalDate): Promise<Field[]> {
  const boards = await boardsFor(tx, await homeOf(tx, personId, null, today));
  const [first] = boards;
  if (!first || boards.length < 2) return [];
  return [
    {
      type: 'select',
      name: 'boardId',
      label: 'Which board does it report to?',
      required: true,
      options: boards.map(({ id, name }) => ({ value: String(id), label: name })),
      initial: String(first.id),
    },
  ];
}

/** Forms that offer people or leaders to choose from. */
async function ofPeople(
  tx: Tx,
  { command, at }: FormRequest<GroupRecord>,
  record: GroupRecord,
): Promise<Body | null> {
  switch (command) {
    case 'acceptProposal':
      return {
        title: 'Take it on',
        intro: 'The lead drafts the terms of reference within fifteen school days.',
        fields: await acceptFields(tx, record, at.today),
        submitLabel: 'Take it on',
      };
    case 'nameLead': {
      const options = await peopleOptions(tx, at.today);
      return {
        title: 'Name the lead',
        fields: [
          peopleField('leadId', 'Who leads it?', options),
          {
            ...peopleField('deputyId', 'Deputy', options, false),
            ...(record.deputy && !record.deputy.left && { initial: String(record.deputy.id) }),
          },
        ],
        submitLabel: 'Name them',
      };
    }
    case 'nameSponsor': {
      const options = await sponsorOptions(tx, record.lead?.id ?? 0, at.today);
      return {
        title: 'Name the sponsor',
        fields: [
          {
            ...peopleField('sponsorId', 'Who sponsors it?', options),
            ...(!record.sponsor.left && { initial: String(record.sponsor.id) }),
          },
          {
            ...peopleField(
              'schoolSponsorId',
              'Sponsor for the schools',
              await peopleOptions(tx, at.today),
              false,
            ),
            ...(record.schoolSponsor &&
              !record.schoolSponsor.left && { initial: String(record.schoolSponsor.id) }),
          },
        ],
        submitLabel: 'Name them',
      };
    }
    case 'addMember':
      return {
        title: 'Add a member',
        fields: [
          peopleField('personId', 'Who joins?', await peopleOptions(tx, at.today)),
          textField('brings', 'What do they bring?', {
            required: false,
            hint: 'Their phase, or what their school does well.',
          }),
        ],
        submitLabel: 'Add',
      };
    case 'removeMember':
      return {
        title: 'A member leaves',
        fields: [
          peopleField(
            'personId',
            'Who leaves?',
            record.members.map(({ person }) => ({ value: String(person.id), label: person.name })),
          ),
        ],
        submitLabel: 'They leave',
      };
    case 'cover':
      return {
        title: 'Cover for the lead',
        intro: 'They are asked for the check-ins and may do what the lead does, until that day.',
        fields: [
          {
            ...peopleField('personId', 'Who answers?', await peopleOptions(tx, at.today)),
            ...(record.deputy && !record.deputy.left && { initial: String(record.deputy.id) }),
          },
          { type: 'date', name: 'until', label: 'Until when?', required: true, min: at.today },
        ],
        submitLabel: 'Hand over',
      };
    case 'setAside':
      return {
        title: 'Set days aside',
        intro: "They are booked in the leader's year, as for a deployment.",
        fields: [
          {
            type: 'select',
            name: 'designationId',
            label: 'Which leader?',
            required: true,
            options: await leaderOptions(tx, at.today),
          },
          { type: 'number', name: 'halfDays', label: 'How many days?', required: true, min: 0.5, step: 0.5 },
        ],
        submitLabel: 'Set aside',
      };
    default:
      return null;
  }
}

/** The short forms of the terms and of the report: a few long answers each. */
function draftingForm(command: string, record: GroupRecord): Body | null {
  const long = (name: string, label: string, initial: string): Field =>
    textField(name, label, {
      required: false,
      multiline: true,
      maxLength: LONG_TEXT,
      ...(initial && { initial }),
    });
  if (command in TERMS_FORMS) {
    const { title, fields } = TERMS_FORMS[command as TermsForm];
    return {
      title,
      intro: 'Saved when you send it; you can come back to it as often as you like.',
      fields: fields.map(field => long(field, TERMS_WORDS[field], record.terms[field])),
      submitLabel: 'Save',
    };
  }
  if (command in REPORT_FORMS) {
    const { title, fields } = REPORT_FORMS[command as ReportForm];
    return {
      title,
      intro:
        'What stands here was drafted from the record. Write over it. No names of pupils, and of schools only with their agreement.',
      fields: fields.map(field =>
        long(field, SECTION_WORDS[field], sectionText(record, field).slice(0, LONG_TEXT)),
      ),
      submitLabel: 'Save',
    };
  }
  return null;
}

function workingForm({ command, at }: FormRequest<GroupRecord>, record: GroupRecord): Body | null {
  switch (command) {
    case 'resources':
      return resourcesForm(record);
    case 'rhythm':
      return {
        title: 'When you are asked',
        fields: [
          {
            type: 'number',
            name: 'cadence',
            label: 'Every how many school days?',
            required: true,
            min: 5,
            max: 40,
            initial: record.cadence,
          },
          {
            type: 'select',
            name: 'promptTime',
            label: 'At what time?',
            required: true,
            options: PROMPT_TIMES.map(time => ({ value: time, label: PROMPT_TIME_WORDS[time] })),
            initial: record.promptTime,
          },
        ],
        submitLabel: 'Save',
      };
    case 'approveTerms':
      return {
        title: 'Approve the terms',
        intro: `${record.title} starts at once and reports by ${formatDate(record.endsOn)}.`,
        fields: [
          {
            type: 'date',
            name: 'meetingOn',
            label: 'At which meeting?',
            required: true,
            max: at.today,
            initial: at.today,
          },
        ],
        submitLabel: 'Approve',
      };
    case 'milestoneDone':
      return { title: 'Milestone done', fields: [milestonesField(record, false)], submitLabel: 'Done' };
    case 'milestoneReopened':
      return {
        title: 'Not done after all',
        fields: [milestonesField(record, true)],
        submitLabel: 'Open it again',
      };
    case 'forecast':
    case 'replan':
      return {
        title: command === 'forecast' ? 'A milestone slips' : 'Move a milestone',
        ...(command === 'forecast' && {
          intro: `Up to ${record.budget.timeTolerance} school days are within tolerance; beyond that your sponsor decides.`,
        }),
        fields: [
          milestonesField(record, false),
          {
            type: 'date',
            name: 'on',
            label: command === 'forecast' ? 'When do you expect it now?' : 'To which day?',
            required: true,
            min: at.today,
          },
        ],
        submitLabel: 'Save',
      };
    case 'addMilestone':
      return {
        title: 'Add a milestone',
        fields: [
          textField('title', 'What will be finished?'),
          {
            type: 'date',
            name: 'dueOn',
            label: 'By when?',
            required: true,
            min: at.today,
            max: record.endsOn,
          },
          {
            type: 'select',
            name: 'task',
            label: 'Which of the four tasks?',
            required: false,
            options: (['issues', 'practice', 'evidence', 'advice'] as const).map((field, index) => ({
              value: String(index + 1),
              label: TERMS_WORDS[field],
            })),
          },
        ],
        submitLabel: 'Add',
      };
    case 'logDays':
      return {
        title: 'Log days',
        fields: [
          {
            type: 'select',
            name: 'groupLeaderId',
            label: 'Whose days?',
            required: true,
            options: record.leaders
              .filter(({ endedOn }) => !endedOn)
              .map(({ id, name, typeCode, halfDays, used }) => ({
                value: String(id),
                label: `${name} (${typeCode}), ${(halfDays - used) / 2} left`,
              })),
          },
          { type: 'number', name: 'halfDays', label: 'How many days?', required: true, min: 0.5, step: 0.5 },
        ],
        submitLabel: 'Log',
      };
    default:
      return decidingForm(command, record, at.today);
  }
}

function decidingForm(command: string, record: GroupRecord, today: string): Body | null {
  const why = textField('reason', 'Why?', { multiline: true });
  switch (command) {
    case 'extend':
      return {
        title: 'Extend the group',
        intro: `It reports by ${formatDate(record.endsOn)}. Beyond ${formatDate(sponsorsLimit(record))} the chair is asked.`,
        fields: [
          { type: 'date', name: 'endsOn', label: 'Until when?', required: true, min: record.endsOn },
          why,
        ],
        submitLabel: 'Extend',
      };
    case 'pause':
      return {
        title: 'Pause the group',
        intro: 'Nobody is asked meanwhile, and the end moves by as long as the pause lasts.',
        fields: [
          { type: 'date', name: 'until', label: 'When does it go on?', required: true, min: today },
          why,
        ],
        submitLabel: 'Pause',
      };
    case 'stop':
    case 'dropScoping':
      return {
        title: 'Stop the group',
        intro: 'The lead is told that it is stopped, not why.',
        fields: [why],
        submitLabel: 'Stop it',
      };
    case 'declineProposal':
      return {
        title: 'Not now',
        intro: 'The proposer is told that it is not taken on.',
        fields: [why],
        submitLabel: 'Send',
      };
    case 'returnTerms':
      return {
        title: 'Send them back',
        fields: [textField('reason', 'What does the board ask for?', { multiline: true })],
        submitLabel: 'Send back',
      };
    case 'raiseException':
      return {
        title: 'Ask the sponsor to decide',
        intro: `${record.sponsor.name} is told at once and decides within five working days.`,
        fields: [textField('reason', 'What is to be decided?', { multiline: true })],
        submitLabel: 'Ask',
      };
    case 'noteFact':
      return {
        title: 'Something is not right',
        fields: [
          {
            type: 'select',
            name: 'section',
            label: 'Which part?',
            required: true,
            options: [
              ...SECTIONS.map(section => ({ value: section, label: SECTION_WORDS[section] })),
              { value: 'recommendations', label: 'Recommendations' },
            ],
          },
          textField('text', 'What is not right, and what is?', { multiline: true }),
        ],
        submitLabel: 'Send',
      };
    case 'recommend':
      return {
        title: 'Add a recommendation',
        fields: [
          textField('text', 'What is to be done?', { multiline: true }),
          textField('because', 'What in the evidence does it rest on?', { multiline: true }),
        ],
        submitLabel: 'Add',
      };
    default:
      return null;
  }
}

function resourcesForm({ budget }: GroupRecord): Body {
  const number = (name: string, label: string, initial: number, step: number): Field => ({
    type: 'number',
    name,
    label,
    required: true,
    initial,
    min: 0,
    step,
  });
  return {
    title: 'Days and money',
    fields: [
      number('lleHalfDays', 'LLE days', budget.lleHalfDays / 2, 0.5),
      number('sleHalfDays', 'SLE days', budget.sleHalfDays / 2, 0.5),
      number('cash', 'Money, in pounds', budget.cashPence / 100, 1),
      number('timeTolerance', 'School days a milestone may slip', budget.timeTolerance, 1),
      number('dayTolerance', 'Per cent by which days may exceed the budget', budget.dayTolerance, 1),
    ],
    submitLabel: 'Save',
  };
}

/** A choice among the milestones that are done, or not yet. */
function milestonesField(record: GroupRecord, done: boolean): Field {
  return {
    type: 'select',
    name: 'milestoneId',
    label: 'Which one?',
    required: true,
    style: 'radio',
    options: record.milestones
      .filter(milestone => (milestone.doneOn !== null) === done)
      .map(milestone => ({
        value: String(milestone.id),
        label: `${milestone.title} (${formatDate(milestone.dueOn)})`,
      })),
  };
}
